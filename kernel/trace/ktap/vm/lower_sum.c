// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of values that are sums of bits of the record (vm/linear.c).
 *
 * If the value is one term, the words that the term can be are an arc, too. The words that both
 * arcs have are one arc or two, and each becomes one ARC on the bits of the term:
 *
 *	u8 + 5 < 8	value in [5, 7]		term in [0, 2]
 *	-s8 > 100	value in [101, 128]	term in [-128, -101]
 *
 * If it is the difference of two terms, each arc becomes a SPAN of a PAIR. Two terms of 64 bits,
 * whose difference may not fit, are compared by LESS or HOLDS. Each term has to be at the top of
 * a word, where one shift gets it. So a term that does not end with a byte runs as cells, and so
 * does one that is so near the record's start that no word ends with it.
 *
 * "(f & m) == c", where the mask m has gaps, is ((word - c) & m) <= 0: the subtraction changes
 * no bit below the first one that differs, and if all bits of m are equal, it borrows nothing.
 */
#include "vm/lower_value.h"

/* The words that a term can be. */
static struct ktf_arc arc_of_term(const struct ktf_term *term)
{
	u64 all = ktf_ones(term->bits);

	return (struct ktf_arc) { term->is_signed ? -(all / 2 + 1) : 0, all };
}

/*
 * The words that an arc has in common with another one, as distances from the start of the other
 * one: at most two pieces. Returns how many there are.
 */
static u32 in_common(struct ktf_arc arc, struct ktf_arc other, struct ktf_arc piece[2])
{
	u64 at = arc.lo - other.lo, end = at + arc.span;
	bool round = end < at;
	u32 nr = 0;

	if (round && end + 1 >= at) {
		piece[0] = (struct ktf_arc) { 0, other.span };
		return 1;
	}
	if (round)
		piece[nr++] = (struct ktf_arc) { 0, min(end, other.span) };
	if (at <= other.span)
		piece[nr++] = (struct ktf_arc) {
			at, (round ? other.span : min(end, other.span)) - at
		};
	return nr;
}

/**
 * ktf_term_as_recorded - put the bytes of a number in the order in which they are in the record
 * @term: the term whose number it is.
 * @word: the number.
 *
 * Context: any.
 * Return: the number in that order.
 */
u64 ktf_term_as_recorded(const struct ktf_term *term, u64 word)
{
	return term->swapped ? ktf_cell_change(KTAP_FILTER_CELL_SWAP, term->bits / 8, word) : word;
}

static u32 place_term(struct ktf_value_lowering *lo, struct ktf_insn *insn,
		      const struct ktf_term *term)
{
	u32 shift;

	insn->op = term->source << 4 | KTF_TEST_ARC;
	if (term->source != KTF_SOURCE_WORD) {
		insn->off = term->off;
		return 0;
	}
	insn->off = ktf_place_word(term->off, term->size, lo->l->fixed, &shift);
	return shift + term->low;
}

/*
 * One number of a term of which only some bits count, or whose bytes are in reverse order; or the
 * numbers of a block (is_block()), whose low bits do not count.
 */
static void add_masked(struct ktf_value_lowering *lo, struct ktf_arc arc)
{
	const struct ktf_term *term = &lo->value->terms[0];
	u64 all = ktf_ones(term->bits), mask = (term->mask ?: all) & ~arc.span, word = arc.lo;
	struct ktf_insn *insn;
	u32 shift;

	/* The bits above a number with a sign repeat it. */
	if (term->is_signed && (word | all / 2) == ~0ULL)
		word &= all;
	if (word & ~mask)
		return;
	insn = ktf_lowering_insn(lo);
	lo->nr++;
	if (!insn)
		return;
	shift = place_term(lo, insn, term);
	insn->lo = ktf_term_as_recorded(term, word) << shift;
	insn->mask = ktf_term_as_recorded(term, mask) << shift;
	insn->range = 0;
}

/* The words of a term that are on an arc: one ARC, or two. */
static void add_arcs(struct ktf_value_lowering *lo, struct ktf_arc arc)
{
	const struct ktf_term *term = &lo->value->terms[0];
	struct ktf_arc all = arc_of_term(term), piece[2];
	u32 nr = in_common(arc, all, piece), i, shift;
	struct ktf_insn *insn;

	for (i = 0; i < nr; i++) {
		insn = ktf_lowering_insn(lo);
		lo->nr++;
		if (!insn)
			continue;
		shift = place_term(lo, insn, term);
		ktf_range_test(insn, (struct ktf_interval) {
			(all.lo + piece[i].lo) & ktf_ones(term->bits), piece[i].span, false,
		}, term->bits, shift);
		if (piece[i].span == all.span) {
			insn->to[0] = insn->to[1];
			lo->always = true;
		}
	}
}

/* The value is a constant. An instruction is true for every record. */
static void add_constant(struct ktf_value_lowering *lo)
{
	struct ktf_insn *insn = ktf_lowering_insn(lo);

	lo->nr++;
	if (!insn)
		return;
	insn->op = KTF_OP(WORD, ARC);
	insn->to[0] = insn->to[1];
	lo->always = true;
}

/*
 * The offset of the word in the fixed part whose highest bits are a term; -1 if there is none. On
 * a big-endian machine, a term near the end of the fixed part has none.
 */
static int top_word(const struct ktf_value_lowering *lo, const struct ktf_term *term)
{
	int high = term->low + term->bits, fixed = lo->l->fixed;
	int off = term->off + (KTF_BIG_ENDIAN ? term->size - high / 8 : high / 8 - 8);

	return high % 8 || off < 0 || off + 8 > fixed ? -1 : off;
}

/* Can a PAIR find a term? */
static bool in_pair(const struct ktf_value_lowering *lo, const struct ktf_term *term)
{
	return term->source == KTF_SOURCE_WORD && !term->mask && !term->swapped &&
	       top_word(lo, term) >= 0;
}

static void place_pair(struct ktf_value_lowering *lo, struct ktf_insn *insn,
		       const struct ktf_term *a, const struct ktf_term *b)
{
	insn->off = top_word(lo, a);
	insn->off2 = top_word(lo, b);
	*(a->is_signed ? &insn->sar[0] : &insn->shr[0]) = 64 - a->bits;
	*(b->is_signed ? &insn->sar[1] : &insn->shr[1]) = 64 - b->bits;
}

static void add_span(struct ktf_value_lowering *lo, struct ktf_arc arc)
{
	const struct ktf_term *a = &lo->value->terms[0], *b = a + 1;
	struct ktf_insn *insn = ktf_lowering_insn(lo);

	lo->nr++;
	if (!insn)
		return;
	insn->op = KTF_OP(PAIR, SPAN);
	place_pair(lo, insn, a->negative ? b : a, a->negative ? a : b);
	insn->lo = arc.lo;
	insn->range = arc.span;
}

/**
 * ktf_add_sum_arc - ask whether a sum's word is on an arc
 * @lo: the predicate; @lo->value is the sum, for which ktf_sum_can_ask() is true.
 * @arc: the arc.
 *
 * Context: any.
 */
void ktf_add_sum_arc(struct ktf_value_lowering *lo, struct ktf_arc arc)
{
	const struct ktf_linear *value = lo->value;
	const struct ktf_term *term = &value->terms[0];

	arc.lo -= value->constant;
	if (value->nr == 2) {
		add_span(lo, arc);
		return;
	}
	if (!value->nr) {
		if (-arc.lo <= arc.span)
			add_constant(lo);
		return;
	}
	if (term->negative)
		arc.lo = -(arc.lo + arc.span);
	if (term->mask || term->swapped)
		add_masked(lo, arc);
	else
		add_arcs(lo, arc);
}

/**
 * ktf_sum_can_ask - can arcs ask for a value?
 * @lo: the predicate; @lo->value is the value.
 * @single: each arc is one number, as the arcs of a term with a mask must be.
 *
 * Context: any.
 * Return: true if ktf_add_sum_arc() can.
 */
bool ktf_sum_can_ask(const struct ktf_value_lowering *lo, bool single)
{
	const struct ktf_linear *value = lo->value;
	const struct ktf_term *a = &value->terms[0], *b = a + 1;

	if (!value->known)
		return false;
	if (!value->nr)
		return true;
	if (value->nr == 1)
		return single || !(a->mask || a->swapped);
	return a->negative != b->negative && in_pair(lo, a) && in_pair(lo, b);
}

/* Are the words from @least on a block: those that differ in their low bits only? */
static bool is_block(const struct ktf_linear *value, u64 least, u64 span)
{
	if (!span)
		return true;
	return ktf_linear_is_term(value) && !value->terms[0].mask && !(span & (span + 1)) &&
	       !(least & span);
}

/**
 * ktf_sum_can_ask_set - can arcs ask for each range of a set?
 * @lo: the predicate, a VAL_IN; @lo->value is its value.
 *
 * Of a term whose bytes are in reverse order, an arc can ask for a block, as the addresses that
 * start with the same bits are.
 *
 * Context: any.
 * Return: true if ktf_add_sum_arc() can.
 */
bool ktf_sum_can_ask_set(const struct ktf_value_lowering *lo)
{
	struct ktf_big least, most;
	u32 at = 0;

	if (ktf_sum_can_ask(lo, false))
		return true;
	if (!ktf_sum_can_ask(lo, true))
		return false;
	while ((at = ktf_values_range(lo->v, at, &least, &most)))
		if (ktf_cut_to_type(ktf_lowered_type(lo, 0), &least, &most) &&
		    !is_block(lo->value, ktf_big_word(least),
			      ktf_big_word(most) - ktf_big_word(least)))
			return false;
	return true;
}

/* Make a LESS of a HOLDS that asks for the order of two whole words, both with signs or none. */
static void try_less(struct ktf_insn *insn)
{
	if (insn->shr[0] || insn->sar[0] || insn->shr[1] || insn->sar[1])
		return;
	if (insn->relation != KTF_RELATION_LT_U && insn->relation != KTF_RELATION_LT_S)
		return;
	insn->op = KTF_OP(PAIR, LESS);
	insn->lo = insn->relation == KTF_RELATION_LT_S ? 1ULL << 63 : 0;
}

/**
 * ktf_ask_by_pair - compare two terms whose difference may not fit 64 bits
 * @lo: the predicate.
 * @sums: its values.
 *
 * Context: any.
 * Return: true; false if the values are no terms that a PAIR can find.
 */
bool ktf_ask_by_pair(struct ktf_value_lowering *lo, const struct ktf_linear *sums)
{
	struct ktf_insn *insn;

	if (lo->v->nr_values != 2 || !ktf_linear_is_term(&sums[0]) ||
	    !ktf_linear_is_term(&sums[1]) || !in_pair(lo, &sums[0].terms[0]) ||
	    !in_pair(lo, &sums[1].terms[0]))
		return false;
	insn = ktf_lowering_insn(lo);
	lo->nr++;
	if (!insn)
		return true;
	insn->op = KTF_OP(PAIR, HOLDS);
	place_pair(lo, insn, &sums[0].terms[0], &sums[1].terms[0]);
	insn->relation = ktf_relation_of(lo->pred->op, ktf_lowered_type(lo, 0),
					 ktf_lowered_type(lo, 1));
	try_less(insn);
	return true;
}
