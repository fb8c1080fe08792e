/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The opcode table as data: names and operand formats.
 */
#ifndef _KTF_OPS_H
#define _KTF_OPS_H

#include "prog/env.h"
#include <linux/ktap_filter.h>

/* What the operands are. Portable formats come first. */
enum ktf_format {
	KTF_FMT_BAD,	/* no such opcode */
	KTF_FMT_NONE,	/* nothing */
	KTF_FMT_NUM,	/* a field and an integer */
	KTF_FMT_STR,	/* a field and a text in the pool */
	KTF_FMT_SET,	/* a field and a set in the pool */
	KTF_FMT_FUNC,	/* a field and the name or address of a function */
	KTF_FMT_RAW,	/* perf's function patterns */
	KTF_FMT_WORD,	/* off, lo, mask, range */
	KTF_FMT_TAIL,	/* off of 16 bytes, lo, mask, range */
	KTF_FMT_PIEC,	/* off of 16 bytes, piece, its mask, its first byte */
	KTF_FMT_CPU,	/* lo, mask, range */
	KTF_FMT_LOCW,	/* off of a loc word, lo, mask, range */
	KTF_FMT_INDX,	/* off unless it is this CPU, base, index mask, shift, set */
	KTF_FMT_HASH,	/* off, index mask, shift, multiplier, bits, table */
	KTF_FMT_BNDS,	/* off, index mask, bounds */
	KTF_FMT_MASK,	/* off of a loc word, set */
	KTF_FMT_TEXT,	/* pattern */
	KTF_FMT_FIXT,	/* off, size, pattern */
	KTF_FMT_LOCT,	/* off of a loc word, pattern */
	KTF_FMT_PTRT,	/* off of a pointer, pattern, fault */
};

/* What an image may do with an opcode: the flags that it may have, or nothing. */
enum ktf_may {
	KTF_MAY_PLAIN		= 0,
	KTF_MAY_NOT		= KTAP_FILTER_NOT,
	KTF_MAY_NOT_USER	= KTAP_FILTER_NOT | KTAP_FILTER_USER,
	KTF_MAY_NOT_ADDR	= KTAP_FILTER_NOT | KTAP_FILTER_ADDR,
	KTF_MAY_KERNEL		= 0xff,
};

struct ktf_op_info {
	const char	*name;
	u8		format;
	u8		may;
	bool		runnable;
};

extern const struct ktf_op_info ktf_op_info[256];

#endif /* _KTF_OPS_H */
