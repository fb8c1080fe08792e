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

/*
 * The operands of an opcode: F(format, has it a relocation in its field?, has it a constant in the
 * pool?).
 */
#define KTF_FORMATS(F)									\
	F(BAD,	 false,	false)	/* no such opcode */					\
	F(NONE,	 false,	false)	/* nothing */						\
	F(NUM,	 true,	false)	/* a field and an integer */				\
	F(STR,	 true,	true)	/* a field and a text */				\
	F(PAIR,	 true,	false)	/* two fields, both texts */				\
	F(SET,	 true,	true)	/* a field and a set */					\
	F(FUNC,	 true,	true)	/* a field and a function's name, or its address */	\
	F(FIELD, true,	false)	/* a field, and nothing else */				\
	F(CELLS, false,	true)	/* cells, which name the fields */			\
	F(ARG,	 false,	false)	/* an integer */					\
	F(ARGS,	 false,	false)	/* visits and microseconds */				\
	F(GROUP, false,	true)	/* a path or a number of a cgroup */			\
	F(RAW,	 true,	true)	/* a field and a function pattern */

#define KTF_ROW(format, field, constant)	KTF_FMT_##format,
enum ktf_format {
	KTF_FORMATS(KTF_ROW)
	KTF_NR_FORMATS
};

#undef KTF_ROW

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

/**
 * struct ktf_format_info - a row of the table of formats
 * @names_field: the instruction's field is a relocation.
 * @has_constant: its constant is a slice of the pool.
 */
struct ktf_format_info {
	bool	names_field;
	bool	has_constant;
};

extern const struct ktf_format_info ktf_format_info[KTF_NR_FORMATS];

/* Has an instruction a constant in the pool? The address of a function is none. */
static inline bool ktf_op_has_constant(u8 op, u8 flags)
{
	return ktf_format_info[ktf_op_info[op].format].has_constant &&
	       !(flags & KTAP_FILTER_ADDR);
}

/* Has an instruction with this opcode the relocation of a field? */
static inline bool ktf_op_names_field(u8 op)
{
	return ktf_format_info[ktf_op_info[op].format].names_field;
}

bool ktf_op_takes(u8 op, u64 arg);
bool ktf_is_cgroup_name(const char *name, u32 len);

#endif /* _KTF_OPS_H */
