/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The opcodes of portable programs as data: name, operands and flags of each. An opcode of a
 * runnable program is something else: a source and a test (vm/isa.h).
 */
#ifndef _KTF_OPS_H
#define _KTF_OPS_H

#include "prog/env.h"
#include <linux/ktap_filter.h>

/* A function pattern of perf's ftrace:function. No image has it, and it never runs. */
#define KTF_OP_PERF_IP	0x2f

/* The operands of an opcode. */
enum ktf_format {
	KTF_FMT_BAD,	/* no such opcode */
	KTF_FMT_NONE,	/* nothing */
	KTF_FMT_NUM,	/* a field and an integer */
	KTF_FMT_STR,	/* a field and a text in the pool */
	KTF_FMT_PAIR,	/* two fields, both texts */
	KTF_FMT_SET,	/* a field and a set in the pool */
	KTF_FMT_FUNC,	/* a field and the name or address of a function */
	KTF_FMT_FIELD,	/* a field, and nothing else */
	KTF_FMT_CELLS,	/* cells in the pool, which name the fields */
	KTF_FMT_ARG,	/* an integer, and no field */
	KTF_FMT_ARGS,	/* visits and microseconds, and no field */
	KTF_FMT_GROUP,	/* a path or a number of a cgroup in the pool, and no field */
	KTF_FMT_RAW,	/* a field and a function pattern in the pool */
};

/* The flags that an opcode may have in an image. KERNEL: no image may have the opcode. */
enum ktf_may {
	KTF_MAY_PLAIN		= 0,
	KTF_MAY_NOT		= KTAP_FILTER_NOT,
	KTF_MAY_NOT_USER	= KTAP_FILTER_NOT | KTAP_FILTER_USER,
	KTF_MAY_NOT_ADDR	= KTAP_FILTER_NOT | KTAP_FILTER_ADDR,
	KTF_MAY_KERNEL		= 0xff,
};

/**
 * struct ktf_op_info - a row of the opcode table
 * @name: the opcode's name, or NULL if there is no such opcode.
 * @format: enum ktf_format.
 * @may: enum ktf_may.
 */
struct ktf_op_info {
	const char	*name;
	u8		format;
	u8		may;
};

extern const struct ktf_op_info ktf_op_info[256];

/* Has an instruction with this opcode and a field a constant in the pool? */
static inline bool ktf_op_has_constant(u8 op)
{
	switch (ktf_op_info[op].format) {
	case KTF_FMT_NUM:
	case KTF_FMT_FIELD:
	case KTF_FMT_PAIR:
		return false;
	}
	return true;
}

/* Has an instruction with this opcode the relocation of a field? */
static inline bool ktf_op_names_field(u8 op)
{
	switch (ktf_op_info[op].format) {
	case KTF_FMT_BAD:
	case KTF_FMT_NONE:
	case KTF_FMT_CELLS:
	case KTF_FMT_ARG:
	case KTF_FMT_ARGS:
	case KTF_FMT_GROUP:
		return false;
	}
	return true;
}

bool ktf_op_takes(u8 op, u64 arg);
bool ktf_is_cgroup_name(const char *name, u32 len);

#endif /* _KTF_OPS_H */
