/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The mistakes that a filter can have, and the position of a mistake.
 *
 * Each text is the one that the kernel has printed since this mistake could first be made,
 * because tools and tests compare it to the letter. The positions are kept for the same
 * reason, though some are odd: the first column is 0, and an error inside a predicate points
 * one column behind the place that it is about.
 *
 * An image has no text to point into. An error in an image is described by a line, and the
 * position is a column of that line.
 */
#ifndef _KTF_ERR_H
#define _KTF_ERR_H

#include "prog/env.h"
#include "prog/limits.h"

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
	E(NO_FILTER,		"No filter found")			\
	/* Errors of the language beyond the stock engine's. */	\
	E(DIVISION,		"Division by zero")			\
	E(SHIFT,		"Shift is too large")			\
	E(TOO_COMPLEX,		"Expression is too complex")		\
	E(BOTH_SIGNS,		"Not for numbers of both signs")	\
	E(INDEX,		"Index is out of the array")		\
	E(NO_ARRAY,		"Not an array")				\
	E(MISSING_BRACKET,	"Missing ']'")				\
	E(INVALID_SET,		"Invalid set")				\
	E(NOT_CONSTANT,		"Not a constant")			\
	E(ARGUMENT,		"Argument does not fit")		\
	E(UNKNOWN_VARIABLE,	"Unknown variable")			\
	E(ADDRESS,		"Invalid address")			\
	E(NO_NAMES,		"No names for this field")		\
	E(NO_SYSCALL,		"System call not found")		\
	E(NO_CGROUP,		"No such cgroup")			\
	E(NOT_RECORDED,		"Not in a recorded trace")		\
	/* Errors in images, which came with this engine. */		\
	E(IMAGE_ARMOUR,		"Not an image as a word of text")	\
	E(IMAGE_MAGIC,		"Not an image of a filter")		\
	E(IMAGE_VERSION,	"Unknown version of an image")		\
	E(IMAGE_FLAGS,		"Unknown flag")				\
	E(IMAGE_RESERVED,	"Reserved byte is not zero")		\
	E(IMAGE_TOO_LARGE,	"More than an image may hold")		\
	E(IMAGE_BYTES,		"Sizes do not make up the image")	\
	E(IMAGE_CUT_SHORT,	"Image is cut short")			\
	E(IMAGE_OPCODE,		"Unknown opcode")			\
	E(IMAGE_KERNEL_OPCODE,	"Opcode is not for images")		\
	E(IMAGE_TARGET,		"Target is not further on")		\
	E(IMAGE_OPERAND,	"Operand that the opcode does not have")	\
	E(IMAGE_FIELD,		"Fields are not in the order of their first use") \
	E(IMAGE_FIELD_TWICE,	"Field is there twice")			\
	E(IMAGE_FIELD_UNUSED,	"Field that no instruction uses")	\
	E(IMAGE_NAME,		"Not a name")				\
	E(IMAGE_KIND,		"Unknown kind of field")		\
	E(IMAGE_FIELD_OP,	"Opcode is not for this kind of field")	\
	E(IMAGE_PLACE,		"Not where it belongs in the pool")	\
	E(IMAGE_CONSTANT,	"Constant that no filter has")		\
	E(IMAGE_POOL,		"Bytes in the pool that nothing uses")	\
	E(IMAGE_SPAN,		"Span is outside of the source")	\
	E(IMAGE_SOURCE,		"NUL in the source")			\
	E(FIELD_KIND,		"Event's field is of another kind")	\
	E(FIELD_SIZE,		"Event's field has another size")	\
	E(FIELD_SIGN,		"Event's field has another sign")	\
	/* Errors of names, which depend on the machine and the event. */ \
	E(NO_NAME,		"Name not found")			\
	E(AMBIGUOUS,		"Name of several numbers")		\
	/* A term that a kernel of this word size lacks. */		\
	E(MACHINE,		"Not on this machine")

#define KTF_ERROR_ENUM(name, text)	KTF_ERR_##name,
enum ktf_err {
	KTF_ERRORS(KTF_ERROR_ENUM)
	KTF_NR_ERRORS
};

#undef KTF_ERROR_ENUM

/**
 * struct ktf_diag - the error for which a filter is refused
 * @err: errno, negative; 0 while there is no error.
 * @code: enum ktf_err; KTF_ERR_NONE if the errno is all that is reported.
 * @pos: column in the filter's text, counted from 0; of an error in an image, the column
 *	in @where.
 * @where: of an error in an image: the line that describes it, as "insn 3: STR_EQ prev_pid".
 *	Of an error in a text: empty.
 */
struct ktf_diag {
	int	err;
	u32	code;
	u32	pos;
	char	where[KTF_DIAG_WHERE];
};

extern const char *ktf_err_text[KTF_NR_ERRORS];

/* Record an error and return its errno, as in "return ktf_fail(diag, ...)". */
static inline int ktf_fail(struct ktf_diag *diag, int err, u32 code, u32 pos)
{
	diag->err = err;
	diag->code = code;
	diag->pos = pos;
	diag->where[0] = 0;
	return err;
}

__printf(4, 5) int ktf_refuse(struct ktf_diag *diag, int err, u32 code, const char *fmt, ...);

#endif /* _KTF_ERR_H */
