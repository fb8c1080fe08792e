// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of values that are 0 if each of several parts is.
 *
 * a | b is 0 if both are, and a ^ 5 is 0 if a is 5. So a comparison with a long address, which asks
 * whether no bit differs (lang/compare_address.c), is one test of a word for each part, and each
 * test goes on to the next one if it is true. Parts that lie next to each other in the record and
 * together take 8 bytes at most are one test, as a MAC address is:
 *
 *	(be32(mac) ^ 0x001b213c) | (be16(mac, 4) ^ 0x9df8) == 0
 *	record	00 1b 21 3c | 9d f8
 */
#include "vm/lower_value.h"

#define MOST_PARTS	KTF_MAX_VALUES

/**
 * struct part - bytes of the record that must be a number
 * @off: their offset, bytes.
 * @size: how many bytes.
 * @word: the number, in the order of the record.
 * @mask: the bits that count.
 */
struct part {
	u32	off;
	u32	size;
	u64	word;
	u64	mask;
};

/* The last cell of the left operand of the operator at @at, whose right one ends before it. */
static u32 left_of(const struct ktf_values *v, u32 at)
{
	return v->first[at - 1] - 1;
}

static bool is_operator(const struct ktf_values *v, u32 at, u8 op)
{
	return !ktf_values_constant(v, at) && v->cells[at].op == op;
}

/* Is the value that ends at @at the bits in which a term and a number differ? */
static bool find_part(struct ktf_value_lowering *lo, u32 at, struct part *part)
{
	const struct ktf_values *v = lo->v;
	struct ktf_linear *sum = lo->l->sums;
	const struct ktf_term *term = &sum->terms[0];
	u64 word = 0, mask;

	if (is_operator(v, at, KTAP_FILTER_CELL_XOR) && ktf_values_constant(v, at - 1)) {
		word = ktf_big_word(v->type[at - 1].lo);
		at = left_of(v, at);
	}
	ktf_linear_values(v, v->first[at], at + 1, lo->l->fields, sum);
	if (!ktf_linear_is_term(sum) || term->source != KTF_SOURCE_WORD || term->is_signed)
		return false;
	mask = term->mask ?: ktf_ones(term->bits);
	*part = (struct part) {
		.off = term->off, .size = term->size,
		.word = ktf_term_as_recorded(term, word & mask) << term->low,
		.mask = ktf_term_as_recorded(term, mask) << term->low,
	};
	return !(word & ~mask);
}

/* Make one part of two that lie next to each other, if 8 bytes hold them. */
static bool join(struct part *a, const struct part *b)
{
	u32 up = 8 * (KTF_BIG_ENDIAN ? b->size : a->size);

	if (a->off + a->size != b->off || a->size + b->size > sizeof(u64))
		return false;
	if (KTF_BIG_ENDIAN) {
		a->word = a->word << up | b->word;
		a->mask = a->mask << up | b->mask;
	} else {
		a->word |= b->word << up;
		a->mask |= b->mask << up;
	}
	a->size += b->size;
	return true;
}

static void add_part(struct ktf_value_lowering *lo, const struct part *part)
{
	struct ktf_insn *insn = ktf_lowering_insn(lo);
	u32 shift;

	lo->nr++;
	if (!insn)
		return;
	insn->op = KTF_OP(WORD, ARC);
	insn->off = ktf_place_word(part->off, part->size, lo->l->fixed, &shift);
	insn->lo = part->word << shift;
	insn->mask = part->mask << shift;
	insn->range = 0;
}

/* Find the parts of the value that ends at @at, from the first one on. Returns how many. */
static u32 find_parts(struct ktf_value_lowering *lo, u32 at, struct part parts[MOST_PARTS])
{
	u32 ends[MOST_PARTS], depth = 1, nr = 0;

	ends[0] = at;
	while (depth) {
		at = ends[--depth];
		if (is_operator(lo->v, at, KTAP_FILTER_CELL_OR)) {
			if (depth + 2 > MOST_PARTS)
				return 0;
			ends[depth++] = at - 1;
			ends[depth++] = left_of(lo->v, at);
		} else if (nr == MOST_PARTS || !find_part(lo, at, &parts[nr])) {
			return 0;
		} else if (!nr || !join(&parts[nr - 1], &parts[nr])) {
			nr++;
		}
	}
	return nr;
}

/**
 * ktf_ask_by_parts - ask whether each part of a value is 0
 * @lo: the predicate.
 *
 * Context: any.
 * Return: true; false if the predicate does not ask this.
 */
bool ktf_ask_by_parts(struct ktf_value_lowering *lo)
{
	int constant = ktf_constant_value(lo);
	struct part parts[MOST_PARTS];
	struct ktf_insn *insn;
	u32 nr, i;

	if (lo->pred->op != KTAP_FILTER_OP_VAL_EQ || constant < 0 ||
	    ktf_lowered_type(lo, constant)->lo.mag)
		return false;
	nr = find_parts(lo, lo->v->root[!constant], parts);
	for (i = 0; i < nr; i++) {
		insn = ktf_lowering_insn(lo);
		add_part(lo, &parts[i]);
		if (insn && i + 1 < nr) {
			insn->to[1] = insn->to[0];
			insn->to[0] = lo->no;
		}
	}
	return nr;
}
