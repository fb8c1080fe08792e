/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of the language: a name directly before a "(". All but has() are values. Those
 * that are written with a constant between the parentheses are constants.
 */
#ifndef _KTF_FUNCTIONS_H
#define _KTF_FUNCTIONS_H

#include "prog/cells.h"

/*
 * F(name, arguments, cell, arg, text)
 *
 * @arguments	how many arguments it may have; 0 if it is a predicate on a field's name;
 *		KTF_IS_CONSTANT if it has no value as an argument, but a text of its own form.
 * @cell	the cell that it becomes, with @arg: bytes and sign of a number; of an address,
 *		@arg is the size of the fields that it is compared with, bytes.
 * @text	the documentation. x is the first argument, n the second one.
 */
#define KTF_CALLS(F)								\
	F(u8,	1, CUT,  1, "the low byte of x")					\
	F(u16,	1, CUT,  2, "the low 2 bytes of x")					\
	F(u32,	1, CUT,  4, "the low 4 bytes of x")					\
	F(u64,	1, CUT,  8, "x as a number without a sign")				\
	F(s8,	1, CUT,  1 | KTF_CELL_SIGNED, "the low byte of x, with a sign")		\
	F(s16,	1, CUT,  2 | KTF_CELL_SIGNED, "the low 2 bytes of x, with a sign")	\
	F(s32,	1, CUT,  4 | KTF_CELL_SIGNED, "the low 4 bytes of x, with a sign")	\
	F(s64,	1, CUT,  8 | KTF_CELL_SIGNED, "x as a number with a sign")		\
	F(be16,	2, SWAP, 2, "2 bytes of the field x from offset n, big-endian")		\
	F(be32,	2, SWAP, 4, "4 bytes of the field x from offset n, big-endian")		\
	F(be64,	2, SWAP, 8, "8 bytes of the field x from offset n, big-endian")	\
	F(len,	1, LEN,  0, "the bytes of the text x; the elements of an array behind a loc word") \
	F(syscall, KTF_IS_CONSTANT, NUM, 0, "the number of a system call, or all for a pattern") \
	F(cgroup, KTF_IS_CONSTANT, NUM, 0, "a cgroup's id; behind \"$cgroup in\", all below it") \
	F(dev,	KTF_IS_CONSTANT, NUM, 0, "the number of the device major:minor")	\
	F(ipv4,	KTF_IS_CONSTANT, NUM, 4, "an address as 10.0.0.1, or those of 10.0.0.0/8") \
	F(ipv6,	KTF_IS_CONSTANT, NUM, 16, "an address as fe80::1, or those of fe80::/10") \
	F(mac,	KTF_IS_CONSTANT, NUM, 6, "an address as 00:1b:21:3c:9d:f8, also with a prefix") \
	F(lower, 1, FIELD, 0, "the text x with A to Z as a to z")			\
	F(has,	0, FIELD, 0, "the event has the field x; if not, predicates on x are false")

#define KTF_IS_CONSTANT	255

enum ktf_function {
#define KTF_FUNCTION(name, ...)	KTF_FUNCTION_##name,
	KTF_CALLS(KTF_FUNCTION)
#undef KTF_FUNCTION
	KTF_NR_FUNCTIONS
};

/**
 * struct ktf_function_info - a row of the table of functions
 * @name: its name.
 * @arguments: how many arguments it may have; 0 if it is a predicate on a field's name;
 *	KTF_IS_CONSTANT if it is a constant.
 * @cell: enum ktap_filter_cell_op.
 * @arg: the cell's bytes and sign; of an address, its bytes.
 */
struct ktf_function_info {
	const char	*name;
	u8		arguments;
	u8		cell;
	u8		arg;
};

extern const struct ktf_function_info ktf_functions[KTF_NR_FUNCTIONS];

enum ktf_function ktf_function_find(const char *name, u32 len);

static inline bool ktf_function_is_constant(u32 fn)
{
	return fn < KTF_NR_FUNCTIONS && ktf_functions[fn].arguments == KTF_IS_CONSTANT;
}

#endif /* _KTF_FUNCTIONS_H */
