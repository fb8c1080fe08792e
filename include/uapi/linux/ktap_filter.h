/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * ktap filter: a filter's program as an image that any kernel can load.
 *
 * The program is portable. An instruction has the relocation of a field, an operation
 * and a constant. It has no offset, no width and no address of the event that it will
 * run on: the kernel fills these in when it links the program to an event. So an image
 * that is made on one machine fits every kernel whose event has the fields.
 *
 * An image is a header and its sections in this order. Nothing stands between them,
 * before them or behind them:
 *
 *	struct ktap_filter_header
 *	struct ktap_filter_insn		insns[nr_insns]
 *	struct ktap_filter_reloc	fields[nr_fields]
 *	struct ktap_filter_span		spans[nr_insns]		if there is a source
 *	__u8				pool[pool_bytes]
 *	__u8				source[source_bytes]
 *
 * Numbers are little-endian on every machine. A program has exactly one image, byte for
 * byte. Fields stand in the order in which instructions first name them. The pool has
 * for each instruction the name of its field, if the instruction is the first to name
 * it, and then its constant. A name or constant of n bytes takes the next multiple of
 * eight bytes above n, and the bytes behind it are zero.
 *
 * An instruction is one predicate with two targets. A target is the number of another
 * instruction or a verdict. Targets go forward only. The program starts at the first
 * instruction.
 */
#ifndef _UAPI_LINUX_KTAP_FILTER_H
#define _UAPI_LINUX_KTAP_FILTER_H

#include <linux/types.h>

enum ktap_filter_op {
#define KTF_ROW(name, nr, format, may, text)	KTAP_FILTER_OP_##name = nr,
#include <linux/ktap_filter_ops.h>
};

enum ktap_filter_cell_op {
#define KTF_CELL(name, nr, takes, operand, text)	KTAP_FILTER_CELL_##name = nr,
#include <linux/ktap_filter_cells.h>
};

/* Targets that are verdicts; every smaller one is an instruction's number. */
#define KTAP_FILTER_REJECT	0xfffe
#define KTAP_FILTER_ACCEPT	0xffff

/* struct ktap_filter_insn.flags */
#define KTAP_FILTER_NOT		0x01	/* invert the match; a fault stays false */
#define KTAP_FILTER_USER	0x02	/* the pointer is a user space address */
#define KTAP_FILTER_ADDR	0x04	/* FUNC: imm is an address, not a name */
#define KTAP_FILTER_FLAGS	0x07

/* struct ktap_filter_insn.imm of an opcode with two fields */
#define KTAP_FILTER_PAIR_FIELD	0x0000ffff	/* index of the second field's relocation */
#define KTAP_FILTER_PAIR_USER	0x00010000	/* its pointer is a user space address */
#define KTAP_FILTER_PAIR_LOWER	0x00020000	/* A to Z of its text are compared as a to z */
#define KTAP_FILTER_PAIR_FIRST_LOWER 0x00040000	/* so are those of the first field's text */
#define KTAP_FILTER_PAIR_FLAGS	0x00070000

/* struct ktap_filter_header.magic: 0x7f 'k' 't' 'f' */
#define KTAP_FILTER_MAGIC	"\177ktf"
#define KTAP_FILTER_VERSION	1

/* What an image may hold, in bytes. */
#define KTAP_FILTER_MAX_IMAGE	65536	/* all of it */
#define KTAP_FILTER_MAX_TEXT	255	/* a text or pattern */
#define KTAP_FILTER_MAX_NAME	511	/* a field's or function's name */
#define KTAP_FILTER_MAX_SET	1024	/* a set of CPUs */

/*
 * Armour, an image as one word of printable text: this prefix and the image in base64
 * with "-" and "_" for 62 and 63 and without padding (RFC 4648, "base64url"). It can
 * stand wherever a filter's text can stand.
 */
#define KTAP_FILTER_ARMOUR	"@ktf"

/**
 * struct ktap_filter_header - the first bytes of an image
 * @magic: KTAP_FILTER_MAGIC.
 * @version: KTAP_FILTER_VERSION.
 * @flags: 0.
 * @bytes: size of the image, this header included.
 * @nr_insns: number of instructions, at least 1.
 * @nr_fields: number of relocations.
 * @pool_bytes: size of the constant pool, a multiple of 8.
 * @source_bytes: size of the text that the program was compiled from, without a NUL;
 *	0 if the image carries no such text, and then it has no spans either.
 * @reserved: 0.
 */
struct ktap_filter_header {
	__u8	magic[4];
	__le16	version;
	__le16	flags;
	__le32	bytes;
	__le32	nr_insns;
	__le32	nr_fields;
	__le32	pool_bytes;
	__le32	source_bytes;
	__le32	reserved;
};

/**
 * struct ktap_filter_insn - one predicate of a portable program
 * @op: enum ktap_filter_op.
 * @flags: KTAP_FILTER_NOT, _USER, _ADDR; other bits are 0.
 * @field: index of the field's relocation; 0 if the operation has no field of its own.
 * @jf: where to go when the predicate is false.
 * @jt: where to go when the predicate is true.
 * @imm: the integer constant; or for text, sets and cells, offset (low 32 bits) and
 *	length in bytes (high 32 bits) in the constant pool; or for two fields,
 *	KTAP_FILTER_PAIR_*; or for RATE, visits (low 32 bits) and microseconds (high
 *	32 bits).
 */
struct ktap_filter_insn {
	__u8	op;
	__u8	flags;
	__le16	field;
	__le16	jf;
	__le16	jt;
	__le64	imm;
};

/*
 * @arg of a NAME: where its number is looked up, on the machine where the program is
 * installed. In the set of a VAL_IN, a NAME stands for all of its numbers, and
 * KTAP_FILTER_NAME_MINUS for the negated ones.
 */
enum ktap_filter_name {
	KTAP_FILTER_NAME_ERRNO		= 1,	/* numbers of errors, as ENOENT */
	KTAP_FILTER_NAME_SYSCALL	= 2,	/* system calls, as openat; or a pattern */
	KTAP_FILTER_NAME_SHOWN		= 3,	/* what the event shows for any field */
	KTAP_FILTER_NAME_SYM		= 4,	/* what it shows for the field of a SYM */
	KTAP_FILTER_NAME_BTF		= 5,	/* enumerators of the kernel's types */
	KTAP_FILTER_NAME_CGROUP		= 6,	/* ids of cgroups, by path or id; no MINUS */
	KTAP_FILTER_NR_NAMES		= 7,
};

#define KTAP_FILTER_NAME_MINUS	0x80

/**
 * struct ktap_filter_cell - one step of a value expression, in the constant pool
 * @op: enum ktap_filter_cell_op.
 * @arg: of FIELD, CUT and SWAP: bytes of the number, 1, 2, 4 or 8, and 0x80 if they have a
 *	sign; of a LEN of an array that is no text, the same of an element; of a FIELD whose
 *	whole value is taken, and of a LEN of a text, 0.
 * @field: of a cell that names a field, index of the field's relocation; else 0.
 * @imm: of NUM, the number; of NAME, how many bytes the name has, which fills the next cells; of a
 *	FIELD with bytes in @arg, their offset in the field; of a LEN of a text behind a pointer,
 *	KTAP_FILTER_USER if the pointer is a user space address.
 */
struct ktap_filter_cell {
	__u8	op;
	__u8	arg;
	__le16	field;
	__le32	imm;
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
	__le32	name;
	__le32	size;
	__u8	kind;
	__u8	flags;
	__u8	reserved[6];
};

/**
 * struct ktap_filter_span - the piece of the source that an instruction came from
 * @pos: where it starts, in bytes.
 * @len: its length, bytes.
 */
struct ktap_filter_span {
	__le32	pos;
	__le32	len;
};

#endif /* _UAPI_LINUX_KTAP_FILTER_H */
