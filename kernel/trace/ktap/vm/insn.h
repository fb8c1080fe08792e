/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The runnable program: what the interpreter sees, for one event of one kernel.
 *
 * An instruction is one predicate in 32 bytes. Which operands it has depends on its test:
 *
 *	 0    1     2     4      6     8                    16        24        32
 *	+----+-----+-----+------+-----+--------------------+---------+---------+
 *	| op |falls| off | false| true|         lo         |  mask   |  range  | ARC, TAIL,
 *	+----+-----+-----+------+-----+--------------------+---------+---------+ SHORT
 *	                              | base or multiplier |  index  | set,    | SET, HASH,
 *	                              |                    |         | its size| BOUNDS, SAME,
 *	                              +--------------------+---------+---------+ SHARE
 *	                              | pattern, its       | size,   |  first  | EQ to GLOB
 *	                              | length, copy's slot| fault,  |  word   |
 *	                              |                    | aux     |         |
 *	                              +--------------------+---------+---------+
 *
 * @falls_through is the outcome (0 or 1) that goes on to the next instruction. In a
 * program from a short-circuit expression there always is one, but for the last
 * instruction; adding 32 to a pointer keeps the processor from waiting for the
 * target to be loaded. KTF_FALLS_NEVER: both targets are taken as they are.
 * KTF_FALLS_ON_ARC saves looking at the next instruction's opcode.
 *
 * Constants lie behind the instructions in the same allocation, at offsets from
 * the program's start.
 */
#ifndef _KTF_INSN_H
#define _KTF_INSN_H

#include "prog/env.h"
#include "vm/isa.h"
#include <linux/ktap_filter.h>

/* Loc words from here on are those of 8 bytes or more. */
#define KTF_LOC_OF_8		(8U << 16)

#define KTF_FALLS_NEVER		2
#define KTF_FALLS_ON_ARC	4	/* what it leads to is the test of an arc of WORD */

struct ktf_insn {
	u8	op;
	u8	falls_through;
	u16	off;
	u16	to[2];
	union {
		struct {	/* ARC, TAIL, SHORT */
			u64	lo;
			u64	mask;
			u64	range;
		};
		struct {	/* EQ, PREFIX, SUFFIX, CONTAINS, GLOB */
			u32	pat;	/* offset of the pattern, which ends in a NUL */
			u16	len;	/* of the pattern, bytes without its NUL */
			u16	copy_slot; /* where a copied text is kept, see vm/opt_fetch.c */
			u32	size;	/* of the array in the record, bytes */
			u16	fault;	/* the outcome if the text cannot be read */
			u16	aux_bytes; /* behind the NUL, for the matcher */
			u64	first_word; /* of what CONTAINS looks for */
		};
		struct {	/* SET, HASH, BOUNDS; of SAME and SHARE only the set */
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

static __always_inline u8 ktf_source(const struct ktf_insn *insn)
{
	return insn->op >> 4;
}

static __always_inline u8 ktf_test(const struct ktf_insn *insn)
{
	return insn->op & 15;
}

static inline const struct ktf_source_info *ktf_source_info(const struct ktf_insn *insn)
{
	return &ktf_sources[ktf_source(insn)];
}

static inline const struct ktf_test_info *ktf_test_info(const struct ktf_insn *insn)
{
	return &ktf_tests[ktf_test(insn)];
}

/* Is the text copied before it is looked at? ISA order. */
static inline bool ktf_is_pointer_text(const struct ktf_insn *insn)
{
	return ktf_source(insn) >= KTF_SOURCE_PTR;
}

static inline bool ktf_has_pattern(const struct ktf_insn *insn)
{
	return ktf_test_info(insn)->constant >= KTF_CONST_PATTERN;
}

static inline const void *ktf_const(const struct ktf_prog *prog, u32 off)
{
	return (const char *)prog + off;
}

/* What is behind a pattern: borders of CONTAINS, or a struct ktf_glob. */
static inline const void *ktf_aux(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return ktf_const(prog, insn->pat + insn->len + 1);
}

#endif /* _KTF_INSN_H */
