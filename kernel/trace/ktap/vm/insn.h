/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Runnable programs: what the interpreter runs on the records of one event of one kernel.
 *
 * An instruction is one predicate in 32 bytes. Its test says which operands it has:
 *
 *	 0    1     2     4      6     8                    16        24        32
 *	+----+-----+-----+------+-----+--------------------+---------+---------+
 *	| op |falls| off | false| true|         lo         |  mask   |  range  | ARC, TAIL,
 *	+----+-----+-----+------+-----+--------------------+---------+---------+ SHORT
 *	                              | base or multiplier |  index  | set,    | SET, HASH,
 *	                              |                    |         | its size| BOUNDS, SAME,
 *	                              +--------------------+---------+---------+ SHARE
 *	                              | pattern, its       | size,   |  first  | EQ to GLOB
 *	                              | length, copy slot  | fault,  |  word   |
 *	                              |                    | aux     |         |
 *	                              +--------------------+---------+---------+
 *	                              | table, copy slot   | size,   |  size   | HASH of a text
 *	                              |                    | fault   | of table|
 *	                              +--------------------+---------+---------+
 *	                              |         lo         | second  |  range  | SPAN, HOLDS of
 *	                              |                    | word    |         | a PAIR
 *	                              +--------------------+---------+---------+
 *	                              |         lo         | cells   |  range  | SPAN, HOLDS of
 *	                              |                    |         |         | a CELL
 *	                              +--------------------+---------+---------+
 *	                              | first text         | second  | relation| HOLDS of
 *	                              |                    | text    |         | a DUO
 *	                              +--------------------+---------+---------+
 *	                              |      argument      | cells,  | address | SPAN of a
 *	                              |                    | term    | of its  | STATE
 *	                              |                    |         | memory  |
 *	                              +--------------------+---------+---------+
 *
 * @falls_through is the outcome (0 or 1) that leads to the next instruction. In a short-circuit
 * expression, nearly every instruction has such an outcome. KTF_FALLS_NEVER marks neither.
 * KTF_FALLS_ON_ARC says that the next instruction is a WORD_ARC. The interpreter then adds 32 to
 * a pointer. The processor need not wait until a target is loaded, and the next opcode is not
 * looked at.
 *
 * Constants lie behind the instructions in the same allocation. Their offsets count from the
 * start of the program.
 */
#ifndef _KTF_INSN_H
#define _KTF_INSN_H

#include "prog/env.h"
#include "vm/isa.h"
#include <linux/ktap_filter.h>

/* A loc word with a size of 8 bytes or more is at least this number. */
#define KTF_LOC_OF_8		(8U << 16)

#define KTF_FALLS_NEVER		2
#define KTF_FALLS_ON_ARC	4	/* the next instruction is a WORD_ARC */

/* The source of a constant among the texts of a DUO. */
#define KTF_SOURCE_CONSTANT	15

/**
 * struct ktf_place - where a text is
 * @source: enum ktf_source, one of KTF_TEXTS; or KTF_SOURCE_CONSTANT.
 * @folds: of a DUO: A to Z of the text are compared as a to z.
 * @off: offset of the text, its loc word or its pointer in the record; not used for COMM. Of a
 *	constant: its length, bytes.
 * @size: of a FIX: its size, bytes; 0 if only a NUL ends it. Of a constant: its offset.
 */
struct ktf_place {
	u8	source;
	u8	folds;
	u16	off;
	u32	size;
};

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
		struct {	/* EQ, PREFIX, SUFFIX, CONTAINS, GLOB, HASH of a text */
			u32	pat;	/* offset of the pattern, which ends in a NUL, or table */
			u16	len;	/* length of the pattern without its NUL, bytes */
			u16	copy_slot; /* of the copied text, or 0: see vm/opt_fetch.c */
			u32	size;	/* of a FIX, bytes; 0: only a NUL ends the text */
			u16	fault;	/* the outcome if the text cannot be read */
			u16	aux_bytes; /* behind the NUL, for the matcher */
			union {
				u64	first_word; /* of the pattern of CONTAINS */
				u64	folds;	/* of GLOB: it takes A to Z as a to z */
				u32	table_bytes; /* of HASH: see vm/text_set.h */
			};
		};
		struct {	/* DUO */
			struct ktf_place text[2];
			u8	text_relation;
			u8	no_text;	/* outcome if a text is not there */
			u8	copies_text;	/* a text is behind a pointer */
			u8	in_16;	/* EQ of two texts in 16 bytes each */
		};
		/* SET, BOUNDS, HASH of a number, PAIR, CELL. SAME and SHARE: the set only */
		struct {
			union {
				u64	base;	/* subtracted, as lo is */
				u64	mult;	/* multiplier of HASH, see vm/hash.c */
			};
			union {
				u64	index;	/* selects the number's bits, as mask */
				struct {	/* PAIR */
					u16	off2;	/* of the second word */
					u8	shr[2];	/* shift each word right, and 0s in */
					u8	sar[2];	/* then right, and its sign in */
					u8	relation;
				};
				struct {	/* CELL, and STATE if its term is CHANGED */
					u32	cells;	/* their offset */
					u8	nr_cells;
					union {
						u8	cell_relation;
						u8	term; /* STATE: enum ktap_filter_op */
					};
					u8	no_value; /* outcome if the value is not there */
					u8	copies;	/* a cell copies a text */
				};
			};
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
 * @bytes: size of the program, constants included.
 * @nr: number of instructions, at least 1.
 * @fixed: size of the fixed part of a record, bytes, at least 8. Words lie inside it.
 * @insns: the instructions. A run starts at the first.
 */
struct ktf_prog {
	u32		bytes;
	u16		nr;
	u16		fixed;
	struct ktf_insn	insns[];
};

/* The program whose first instruction is @entry. */
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

/* Is the text copied before it is tested? */
static inline bool ktf_is_pointer_text(const struct ktf_insn *insn)
{
	return ktf_source(insn) == KTF_SOURCE_PTR || ktf_source(insn) == KTF_SOURCE_USR;
}

/* Does an instruction with another source copy texts behind pointers? */
static inline bool ktf_copies_texts(const struct ktf_insn *insn)
{
	switch (ktf_source(insn)) {
	case KTF_SOURCE_CELL:
	case KTF_SOURCE_STATE:
		return insn->copies;
	case KTF_SOURCE_DUO:
		return insn->copies_text;
	}
	return false;
}

/* A search or a glob, which the interpreter reaches by a direct branch, not by its table. */
static inline bool ktf_is_search(const struct ktf_insn *insn)
{
	return ktf_test(insn) == KTF_TEST_CONTAINS || ktf_test(insn) == KTF_TEST_GLOB;
}

static inline bool ktf_has_pattern(const struct ktf_insn *insn)
{
	return ktf_test_info(insn)->constant >= KTF_CONST_PATTERN;
}

/* Is the instruction's constant a table of texts? */
static __always_inline bool ktf_has_texts(const struct ktf_insn *insn)
{
	return ktf_test(insn) == KTF_TEST_HASH && ktf_source(insn) != KTF_SOURCE_WORD;
}

static inline const void *ktf_const(const struct ktf_prog *prog, u32 off)
{
	return (const char *)prog + off;
}

/* The data behind a pattern: the borders of CONTAINS, or a struct ktf_glob. */
static inline const void *ktf_aux(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return ktf_const(prog, insn->pat + insn->len + 1);
}

#endif /* _KTF_INSN_H */
