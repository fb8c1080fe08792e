/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The opcodes of portable programs as data: names and operand formats.
 */
#ifndef _KTF_OPS_H
#define _KTF_OPS_H

#include "prog/env.h"
#include <linux/ktap_filter.h>

/* Patterns of perf's ftrace:function. No image has them, and they are never run. */
#define KTF_OP_PERF_IP	0x2f

/* What the operands are. */
enum ktf_format {
	KTF_FMT_BAD,	/* no such opcode */
	KTF_FMT_NONE,	/* nothing */
	KTF_FMT_NUM,	/* a field and an integer */
	KTF_FMT_STR,	/* a field and a text in the pool */
	KTF_FMT_SET,	/* a field and a set in the pool */
	KTF_FMT_FUNC,	/* a field and the name or address of a function */
	KTF_FMT_RAW,	/* perf's function patterns */
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
};

extern const struct ktf_op_info ktf_op_info[256];

#endif /* _KTF_OPS_H */
