/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * ktap filter: the portable program.
 *
 * A portable program is what every filter is first compiled to, whoever
 * compiles it: instructions that name a field by its relocation, an operation
 * and a constant. It holds no offset, no width and no address of the event that
 * it will run on; the kernel fills those in when it links the program.
 *
 * Control flow is in the instructions: each is one predicate with two targets,
 * the number of the next instruction or one of the two verdicts. Targets go
 * forward only.
 */
#ifndef _UAPI_LINUX_KTAP_FILTER_H
#define _UAPI_LINUX_KTAP_FILTER_H

#include <linux/types.h>

enum ktap_filter_op {
#define KTF_POP(name, nr, format, may, text)	KTAP_FILTER_OP_##name = nr,
#include <linux/ktap_filter_ops.h>
};

/* Targets that are verdicts; every smaller one is an instruction's number. */
#define KTAP_FILTER_REJECT	0xfffe
#define KTAP_FILTER_ACCEPT	0xffff

/* struct ktap_filter_insn.flags */
#define KTAP_FILTER_NOT		0x01	/* invert the match; a fault stays false */
#define KTAP_FILTER_USER	0x02	/* the pointer is a user space address */
#define KTAP_FILTER_ADDR	0x04	/* FUNC: imm is an address, not a name */
#define KTAP_FILTER_FLAGS	0x07

/**
 * struct ktap_filter_insn - one predicate of a portable program
 * @op: enum ktap_filter_op.
 * @flags: KTAP_FILTER_NOT, _USER, _ADDR; other bits are 0.
 * @field: index of the field's relocation.
 * @jf: where to go when the predicate is false.
 * @jt: where to go when the predicate is true.
 * @imm: the integer constant; or for text and sets, offset (low 32 bits) and
 *	length in bytes (high 32 bits) in the constant pool.
 */
struct ktap_filter_insn {
	__u8	op;
	__u8	flags;
	__u16	field;
	__u16	jf;
	__u16	jt;
	__u64	imm;
};

/* What a field is: decides which operations and which way of reading it fit. */
enum ktap_filter_kind {
	KTAP_FILTER_KIND_OTHER		= 0,	/* integer, or any block of bytes */
	KTAP_FILTER_KIND_FIXSTR		= 1,	/* char [N] */
	KTAP_FILTER_KIND_DYNSTR		= 2,	/* __data_loc char[] */
	KTAP_FILTER_KIND_RELSTR		= 3,	/* __rel_loc char[] */
	KTAP_FILTER_KIND_PTRSTR		= 4,	/* char * */
	KTAP_FILTER_KIND_CPUMASK	= 5,	/* __data_loc cpumask_t */
	KTAP_FILTER_KIND_COMM		= 6,	/* name of the running task */
	KTAP_FILTER_KIND_CPU		= 7,	/* number of the running CPU */
	KTAP_FILTER_KIND_OPAQUE		= 8,	/* comparable as integer, not as CPU set */
	KTAP_FILTER_NR_KINDS		= 9,
};

#define KTAP_FILTER_FIELD_SIGNED	0x01

/**
 * struct ktap_filter_reloc - a field that the program names
 * @name: offset of its name in the constant pool, where it ends in a NUL.
 * @size: bytes that the field takes in the record's fixed part.
 * @kind: enum ktap_filter_kind.
 * @flags: KTAP_FILTER_FIELD_SIGNED or 0.
 * @reserved: 0.
 */
struct ktap_filter_reloc {
	__u32	name;
	__u32	size;
	__u8	kind;
	__u8	flags;
	__u16	reserved;
};

#endif /* _UAPI_LINUX_KTAP_FILTER_H */
