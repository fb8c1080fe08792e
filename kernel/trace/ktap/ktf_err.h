/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What can be wrong with a filter, and where.
 *
 * The texts are those that the kernel has printed for these mistakes since they
 * could first be made: tools and tests compare them to the letter. So do the
 * positions, odd as some are: the first column is 0, and the errors found inside
 * a predicate point one column behind the place that they speak of.
 */
#ifndef _KTF_ERR_H
#define _KTF_ERR_H

#include "ktf_env.h"

#define KTF_ERRORS(E)							\
	E(NONE,			"No error")				\
	E(INVALID_OP,		"Invalid operator")			\
	E(TOO_MANY_OPEN,	"Too many '('")				\
	E(TOO_MANY_CLOSE,	"Too few '('")				\
	E(MISSING_QUOTE,	"Missing matching quote")		\
	E(MISSING_BRACE_OPEN,	"Missing '{'")				\
	E(MISSING_BRACE_CLOSE,	"Missing '}'")				\
	E(OPERAND_TOO_LONG,	"Operand too long")			\
	E(EXPECT_STRING,	"Expecting string field")		\
	E(EXPECT_DIGIT,		"Expecting numeric field")		\
	E(ILLEGAL_FIELD_OP,	"Illegal operation for field type")	\
	E(FIELD_NOT_FOUND,	"Field not found")			\
	E(ILLEGAL_INTVAL,	"Illegal integer value")		\
	E(BAD_SUBSYS_FILTER,	"Couldn't find or set field in one of a subsystem's events") \
	E(TOO_MANY_PREDS,	"Too many terms in predicate expression") \
	E(INVALID_FILTER,	"Meaningless filter expression")	\
	E(INVALID_CPULIST,	"Invalid cpulist")			\
	E(IP_FIELD_ONLY,	"Only 'ip' field is supported for function trace") \
	E(INVALID_VALUE,	"Invalid value (did you forget quotes)?") \
	E(NO_FUNCTION,		"Function not found")			\
	E(ERRNO,		"Error")				\
	E(NO_FILTER,		"No filter found")

#define KTF_ERROR_ENUM(name, text)	KTF_ERR_##name,
enum ktf_err {
	KTF_ERRORS(KTF_ERROR_ENUM)
	KTF_NR_ERRORS
};

#undef KTF_ERROR_ENUM

/**
 * struct ktf_diag - the one error that a filter is refused for
 * @err: errno, negative; 0 while there is none.
 * @code: enum ktf_err; KTF_ERR_NONE where only the errno is told.
 * @pos: column in the filter's text, counted from 0.
 */
struct ktf_diag {
	int	err;
	u32	code;
	u32	pos;
};

extern const char *ktf_err_text[KTF_NR_ERRORS];

/* Record the error and hand its errno on: return ktf_fail(diag, ...). */
static inline int ktf_fail(struct ktf_diag *diag, int err, u32 code, u32 pos)
{
	diag->err = err;
	diag->code = code;
	diag->pos = pos;
	return err;
}

#endif /* _KTF_ERR_H */
