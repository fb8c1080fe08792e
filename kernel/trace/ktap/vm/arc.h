/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Arcs: the numbers for which the test ARC is true, as sets that can be calculated with.
 *
 * Let the mask of the test ((word - lo) & mask) <= range be k ones from bit 0 up. The low k
 * bits of a word are a number on a circle of 2^k numbers. The test is true for the numbers
 * on the arc that starts at lo and has range more. The numbers for which it is false are an
 * arc as well.
 *
 *	0   lo      lo + range       mask
 *	|...#############............|
 *
 * Arcs need not know which field the bits are, its sign, or its place in the word: the bits
 * below a field are part of the number, and any of them pass.
 */
#ifndef _KTF_ARC_H
#define _KTF_ARC_H

#include "vm/insn.h"

/**
 * struct ktf_arc - numbers on a circle, at least one
 * @lo: the first number.
 * @span: how many numbers follow it.
 */
struct ktf_arc {
	u64	lo;
	u64	span;
};

/*
 * Is the instruction true for an arc? Not if its mask has gaps, as the mask of "word & bits"
 * has in general.
 */
static inline bool ktf_is_arc(const struct ktf_insn *insn)
{
	return (insn->op == KTF_OP(WORD, ARC) || insn->op == KTF_OP(COMM, ARC) ||
		insn->op == KTF_OP(CPU, ARC) || insn->op == KTF_OP(TASK, ARC)) &&
	       insn->mask && !(insn->mask & (insn->mask + 1)) && insn->range <= insn->mask;
}

/* Do two tests look at the same bits of the same word? */
static inline bool ktf_same_word(const struct ktf_insn *a, const struct ktf_insn *b)
{
	return a->op == b->op && a->off == b->off && a->mask == b->mask;
}

static inline struct ktf_arc ktf_arc_of(const struct ktf_insn *insn)
{
	return (struct ktf_arc) { insn->lo & insn->mask, insn->range };
}

/* Replace an arc by the numbers that are not on it. Returns false if there are none. */
static inline bool ktf_arc_rest(struct ktf_arc *arc, u64 mask)
{
	if (arc->span == mask)
		return false;
	arc->lo = (arc->lo + arc->span + 1) & mask;
	arc->span = mask - arc->span - 1;
	return true;
}

#endif /* _KTF_ARC_H */
