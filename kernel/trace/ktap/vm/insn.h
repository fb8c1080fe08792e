/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The runnable program: what the interpreter sees, for one event of one kernel.
 *
 * An instruction is one predicate in 32 bytes:
 *
 *	 0    1     2       4       6       8          16         24        32
 *	+----+-----+-------+-------+-------+----------+----------+----------+
 *	| op |onward| off  | false | true  |    lo    |   mask   |  range   |
 *	+----+-----+-------+-------+-------+----------+----------+----------+
 *	                                   | pat |len|hold|size|flt|prp|head|
 *	                                   |    lo    |   mask   |set |bits|
 *
 * @onward is the outcome (0 or 1) that goes on to the next instruction. In a
 * program from a short-circuit expression there always is one, but for the last
 * instruction; adding 32 to a pointer keeps the processor from waiting for the
 * target to be loaded. KTF_ONWARD_NEVER: both targets are taken as they are.
 * KTF_ONWARD_WORD saves looking at the next instruction's opcode.
 *
 * Constants lie behind the instructions in the same allocation, at offsets from
 * the program's start.
 */
#ifndef _KTF_INSN_H
#define _KTF_INSN_H

#include "prog/env.h"
#include <linux/ktap_filter.h>

enum ktf_op {
#define KTF_ROP(name, nr, format, text)	KTF_OP_##name = nr,
#include <linux/ktap_filter_ops.h>
};

/* Opcodes from here on need a stack frame to run, those before it do not. */
#define KTF_FIRST_WITH_CALLS	KTF_OP_MASK_EQ

/* Loc words from here on are those of 8 bytes or more. */
#define KTF_LOC_OF_8		(8U << 16)

#define KTF_ONWARD_NEVER	2
#define KTF_ONWARD_WORD		4	/* where it leads to is a WORD as well */

struct ktf_insn {
	u8	op;
	u8	onward;
	u16	off;
	u16	to[2];
	union {
		struct {	/* WORD, TAIL, CPU, LOCW; PIEC */
			u64	lo;
			u64	mask;
			u64	range;
		};
		struct {	/* TEXT, FIXT, LOCT, PTRT */
			u32	pat;	/* offset of the pattern, which ends in a NUL */
			u16	len;	/* of the pattern, bytes without its NUL */
			u16	hold;	/* where a copied text is kept, see vm/opt_fetch.c */
			u32	size;	/* of the array in the record, bytes */
			u16	fault;	/* the outcome if the text cannot be read */
			u16	prepared; /* bytes behind the NUL, for the matcher */
			u64	head;	/* the first word of what CONTAINS looks for */
		};
		struct {	/* INDX, BNDS, HASH; of MASK only the set */
			union {
				u64	base;	/* as lo */
				u64	mult;	/* HASH, see vm/hash.c */
			};
			u64	index;	/* as mask */
			u32	set;	/* offset of the set */
			union {
				struct {
					u32	bits : 26;	/* or number of bounds */
					u32	shift : 6;	/* of the number in the word */
				};
				struct {	/* HASH */
					u8	hash_shift;
					u8	bucket_bits;
					u8	slot_bits;
				};
			};
		};
	};
};

/**
 * struct ktf_prog - a runnable program
 * @bytes: its size, constants included.
 * @nr: number of instructions, at least 1.
 * @fixed: bytes that a record has at least; no read of a number goes beyond.
 * @insns: the instructions; the first is where a run starts.
 */
struct ktf_prog {
	u32		bytes;
	u16		nr;
	u16		fixed;
	struct ktf_insn	insns[];
};

/* The program whose first instruction this is. */
static __always_inline const struct ktf_prog *ktf_prog_at(const struct ktf_insn *entry)
{
	return (const void *)((const char *)entry - offsetof(struct ktf_prog, insns));
}

/* Is it a search or a glob, of a text that is not behind a pointer? */
static inline bool ktf_is_search(const struct ktf_insn *insn)
{
	return insn->op >= KTF_OP_COMM_PIECE && insn->op <= KTF_OP_REL_GLOB;
}

/* Of the searches of whole texts, the globs have the odd numbers. */
static_assert(KTF_OP_COMM_GLOB & KTF_OP_FIX_GLOB & KTF_OP_DYN_GLOB & KTF_OP_REL_GLOB & 1);
static_assert(!((KTF_OP_COMM_CONTAINS | KTF_OP_FIX_CONTAINS | KTF_OP_DYN_CONTAINS |
		 KTF_OP_REL_CONTAINS) & 1));

static inline bool ktf_is_glob(const struct ktf_insn *insn)
{
	return insn->op & 1;
}

/* These are all that there is from here on. */
static inline bool ktf_is_pointer_text(const struct ktf_insn *insn)
{
	return insn->op >= KTF_OP_PTR_EQ;
}

/* Of the instructions on texts behind pointers. */
static inline bool ktf_is_user_text(const struct ktf_insn *insn)
{
	return insn->op >= KTF_OP_USR_EQ;
}

static inline const void *ktf_const(const struct ktf_prog *prog, u32 off)
{
	return (const char *)prog + off;
}

/* What is behind a pattern: borders of CONTAINS, a struct ktf_glob. */
static inline const void *ktf_prepared(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return ktf_const(prog, insn->pat + insn->len + 1);
}

#endif /* _KTF_INSN_H */
