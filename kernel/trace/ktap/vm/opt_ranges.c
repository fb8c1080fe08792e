// SPDX-License-Identifier: GPL-2.0
/*
 * Merging of ranges: two tests of one word become one.
 *
 *	0: x >= 9	true 1	false F		x >= 9 && x <= 12
 *	1: x <= 12	true T	false F
 *
 * Instruction 0 goes to 1 for the values of one arc (vm/arc.h), and 1 goes to T for the
 * values of another arc. All other values end at F. So T is reached by the values that both
 * arcs have. If these are an arc again, one instruction asks for it:
 *
 *	0: 9 <= x <= 12	true T	false F
 *
 * If the arcs have no value in common, all values end at F. Tests that are joined by "||"
 * are merged the same way, with the outcomes exchanged, since the values outside of an arc are
 * an arc: x < 3 || x > 7, x == 5 || x == 6.
 *
 * If all values that reach the second test have the same outcome there, as in
 * x < 5 && (x < 9 || y == 1), the first test skips the second one instead.
 *
 * A test of bits whose mask has gaps is no arc. Only if the same test follows is it skipped.
 *
 * The pass goes from the last instruction to the first, so that the instructions behind one
 * have been merged by then. An instruction that was merged into the one before it stays for
 * other instructions that may jump to it. If there are none, packing drops it at the end.
 */
#include "vm/arc.h"
#include "vm/opt.h"
#include "vm/pack.h"

/* No text needs more. In an image, each instruction might merge with all that follow it. */
#define MOST_MERGES	64

enum common { NOTHING, AN_ARC, TWO_ARCS };

/*
 * Intersect two arcs. If the result is one arc, @a becomes that. @at is the distance from
 * the first number of @a to the first number of @b:
 *
 *	a	|##########..........|
 *	b	|......#########.....|	starts on a: from there to the end of one of them
 *	b	|##.......###########|	starts behind a, and goes round: from the start of a
 *	b	|##....##############|	starts on a, and goes round: two arcs
 */
static enum common in_common(struct ktf_arc *a, struct ktf_arc b, u64 mask)
{
	u64 at = (b.lo - a->lo) & mask;
	bool round = b.span > mask - at;

	if (b.span == mask)
		return AN_ARC;
	if (a->span == mask) {
		*a = b;
		return AN_ARC;
	}
	if (at > a->span) {
		if (!round)
			return NOTHING;
		a->span = min(a->span, b.span - (mask - at) - 1);
		return AN_ARC;
	}
	if (round)
		return TWO_ARCS;
	a->lo = b.lo;
	a->span = min(a->span - at, b.span);
	return AN_ARC;
}

/* Get the values for which a test has an outcome. Returns false if there are none. */
static bool values_for(const struct ktf_insn *insn, bool outcome, struct ktf_arc *arc)
{
	*arc = ktf_arc_of(insn);
	return outcome || ktf_arc_rest(arc, insn->mask);
}

/* The instruction that an outcome leads to, or NULL if it does not test the same word. */
static const struct ktf_insn *next_test(const struct ktf_prog *prog, const struct ktf_insn *insn,
					bool outcome)
{
	const struct ktf_insn *next = &prog->insns[insn->to[outcome]];

	if (insn->to[outcome] >= prog->nr || insn->to[0] == insn->to[1])
		return NULL;
	return ktf_is_arc(next) && ktf_same_word(insn, next) ? next : NULL;
}

/* If all values that reach the next test have the same outcome there, jump to its target. */
static bool skip(struct ktf_prog *prog, struct ktf_insn *insn, bool outcome)
{
	const struct ktf_insn *next = next_test(prog, insn, outcome);
	struct ktf_arc here, both;

	if (!next)
		return false;
	if (!values_for(insn, outcome, &here)) {
		insn->to[outcome] = insn->to[!outcome];
		return true;
	}
	both = here;
	switch (in_common(&both, ktf_arc_of(next), insn->mask)) {
	case NOTHING:
		insn->to[outcome] = next->to[0];
		return true;
	case AN_ARC:
		if (both.span != here.span)
			return false;
		insn->to[outcome] = next->to[1];
		return true;
	default:
		return false;
	}
}

/* Merge an instruction with the next test of an outcome, if one test can replace both. */
static bool merge(struct ktf_prog *prog, struct ktf_insn *insn, bool outcome)
{
	const struct ktf_insn *next = next_test(prog, insn, outcome);
	u16 other = insn->to[!outcome];
	struct ktf_arc here, there;
	enum common common;
	bool leave;

	if (!next)
		return false;
	leave = next->to[1] == other;		/* the outcome of next that ends at F */
	if (next->to[leave] != other)
		return false;
	common = NOTHING;
	if (values_for(insn, outcome, &here) && values_for(next, !leave, &there))
		common = in_common(&here, there, insn->mask);
	if (common == TWO_ARCS)
		return false;
	insn->to[1] = common == NOTHING ? other : next->to[!leave];
	insn->to[0] = other;
	if (common == AN_ARC) {
		insn->lo = here.lo;
		insn->range = here.span;
	}
	return true;
}

static bool is_same(const struct ktf_insn *a, const struct ktf_insn *b)
{
	return a->op == KTF_OP(WORD, ARC) && ktf_same_word(a, b) && a->lo == b->lo &&
	       a->range == b->range;
}

/* If the next test is the same one, which may be no arc, jump to its target. */
static bool skip_same(struct ktf_prog *prog, struct ktf_insn *insn, bool outcome)
{
	const struct ktf_insn *next = &prog->insns[insn->to[outcome]];

	if (insn->to[outcome] >= prog->nr || !is_same(insn, next))
		return false;
	insn->to[outcome] = next->to[outcome];
	return true;
}

static bool change(struct ktf_prog *prog, struct ktf_insn *insn)
{
	if (!ktf_is_arc(insn))
		return skip_same(prog, insn, false) || skip_same(prog, insn, true);
	return merge(prog, insn, false) || merge(prog, insn, true) ||
	       skip(prog, insn, false) || skip(prog, insn, true);
}

/**
 * ktf_opt_ranges - merge tests of one word that follow each other
 * @prog: a verified program; if tests were merged, gets the new program in its place.
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM, and then the program can only be freed.
 */
int ktf_opt_ranges(struct ktf_prog **prog)
{
	struct ktf_insn *insn = (*prog)->insns + (*prog)->nr;
	bool merged = false;
	u32 merges;

	while (insn-- > (*prog)->insns) {
		for (merges = 0; merges < MOST_MERGES && change(*prog, insn); merges++)
			merged = true;
	}
	return merged ? ktf_repack(prog, 0) : 0;
}
