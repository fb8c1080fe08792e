/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Terms: a "$", a name and an argument in parentheses, which are a predicate and no value. All but
 * $child_of() are state terms, which remember the visits before (vm/state.c).
 */
#ifndef _KTF_TERMS_H
#define _KTF_TERMS_H

#include "lang/analysis.h"
#include "lang/parser.h"

/*
 * T(name, op, argument, text)
 *
 * @op		the opcode that it becomes.
 * @argument	what stands between the parentheses, see enum ktf_term_argument.
 * @text	the documentation. n is the argument.
 */
#define KTF_TERMS(T)									\
	T(child_of, CHILD, NUMBER,							\
	  "the task is of process n, or a descendant of one of its tasks")		\
	T(sample, SAMPLE, ONE_OF, "this visit is one in n, at random")			\
	T(first, FIRST, NUMBER, "this is one of the first n visits")			\
	T(ratelimit, RATE, RATE, "one of at most n visits in each window of a time")	\
	T(changed, CHANGED, VALUE, "the value is not the last visit's on this CPU")

enum ktf_term {
#define KTF_TERM(name, ...)	KTF_TERM_##name,
	KTF_TERMS(KTF_TERM)
#undef KTF_TERM
	KTF_NR_TERMS
};

/* The argument of a term. */
enum ktf_term_argument {
	KTF_ARGUMENT_NUMBER,	/* 12 */
	KTF_ARGUMENT_ONE_OF,	/* 1/12 */
	KTF_ARGUMENT_RATE,	/* 12/10ms */
	KTF_ARGUMENT_VALUE,	/* a value expression, which has nodes of its own */
};

/**
 * struct ktf_term_info - a row of the table of terms
 * @name: the name with its "$".
 * @op: enum ktap_filter_op.
 * @argument: enum ktf_term_argument.
 */
struct ktf_term_info {
	const char	*name;
	u8		op;
	u8		argument;
};

extern const struct ktf_term_info ktf_terms[KTF_NR_TERMS];

enum ktf_term ktf_term_find(const char *name, u32 len);
int ktf_parse_term(struct ktf_parser *p, enum ktf_term term, u32 pos);
int ktf_sema_term(struct ktf_analysis *a, struct ktf_node *node);

#endif /* _KTF_TERMS_H */
