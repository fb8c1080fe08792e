/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Arcs: the numbers that the test ARC lets through, as a set that can be reckoned with.
 *
 * The test ((word - lo) & mask) <= range, with a mask of k ones from bit 0 up, asks
 * whether the word's low k bits, on a circle of 2^k numbers, lie on the arc that
 * begins at lo and goes on for range more. The values for which a test is false are
 * an arc as well.
 *
 *	0   lo      lo + range       mask
 *	|...#############............|
 *
 * Nothing here asks which field the bits are, how it is signed, or where it starts
 * in the word: the lower bits are part of the number, and any of them pass.
 */
#ifndef _KTF_ARC_H
#define _KTF_ARC_H

#include "vm/insn.h"

/**
 * struct ktf_arc - numbers on a circle, at least one
 * @lo: the first.
 * @span: how many follow it.
 */
struct ktf_arc {
	u64	lo;
	u64	span;
};

/*
 * Is what the instruction lets through an arc? Of "word & bits" it is not: that is the test
 * ARC with a mask that has gaps.
 */
static inline bool ktf_is_arc(const struct ktf_insn *insn)
{
	return (insn->op == KTF_OP(WORD, ARC) || insn->op == KTF_OP(COMM, ARC) ||
		insn->op == KTF_OP(CPU, ARC)) && insn->mask && !(insn->mask & (insn->mask + 1)) &&
	       insn->range <= insn->mask;
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

/* The numbers that are not on the arc; false if there are none. */
static inline bool ktf_arc_rest(struct ktf_arc *arc, u64 mask)
{
	if (arc->span == mask)
		return false;
	arc->lo = (arc->lo + arc->span + 1) & mask;
	arc->span = mask - arc->span - 1;
	return true;
}

#endif /* _KTF_ARC_H */
