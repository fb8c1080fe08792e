/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of hints: what stands around a mistake, and what helps to correct it.
 */
#ifndef _KTF_LIB_CHECK_HINT_H
#define _KTF_LIB_CHECK_HINT_H

#include "check/mistake.h"

/* The field or variable on the other side of the operator before the mistake. */
enum ktf_hint_left {
	KTF_LEFT_ANY,
	KTF_LEFT_NUMBER,
	KTF_LEFT_SHOWN,		/* a number that the event shows by names */
	KTF_LEFT_TEXT,
};

/* What the mistake looks like. */
enum ktf_hint_shape {
	KTF_SHAPE_ANY,
	KTF_SHAPE_DIGITS,	/* 12 */
	KTF_SHAPE_UNIT,		/* 12kb */
	KTF_SHAPE_ADDRESS,	/* 10.0.0.1, or what is left of it: .0.0.1 */
	KTF_SHAPE_COLONS,	/* ::1 */
	KTF_SHAPE_STAR,		/* open* */
	KTF_SHAPE_BLANK,	/* "A | B" */
	KTF_SHAPE_COMMA,	/* open, openat */
	KTF_SHAPE_LONG,		/* 0x8000000000000000 */
	KTF_SHAPE_JOINED,	/* == (1 || 2) */
	KTF_SHAPE_END,		/* nothing: the text ends */
};

/**
 * struct ktf_hint - a row of the table of hints
 * @code: the error; KTF_ERR_NONE for each.
 * @before: the word or operator in front of the mistake; NULL for any.
 * @of: words that may stand in front of @before, with a blank around each; NULL for any.
 * @call: the function whose parenthesis is in front of the mistake; NULL for anything.
 * @pieces: words that the mistake may be, with a blank around each; NULL for any.
 * @start: how the text starts from the mistake on; NULL for anyhow.
 * @behind: how the text goes on behind the mistake and blanks; NULL for anyhow.
 * @left: what stands in front of @before.
 * @shape: what the mistake looks like.
 * @comma: there is a comma before the next predicate.
 * @text: the hint; NULL if there is none where a row further on would fit.
 */
struct ktf_hint {
	u32			code;
	const char		*before;
	const char		*of;
	const char		*call;
	const char		*pieces;
	const char		*start;
	const char		*behind;
	enum ktf_hint_left	left;
	enum ktf_hint_shape	shape;
	bool			comma;
	const char		*text;
};

extern const struct ktf_hint ktf_hints[];
extern const u32 ktf_nr_hints;

#endif /* _KTF_LIB_CHECK_HINT_H */
