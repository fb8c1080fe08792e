// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of sets of CPUs.
 *
 * Most comparisons with a set become the test ARC: with a set of one CPU, with a set without
 * gaps, and of a recorded cpumask of one word. The others keep the set as a constant.
 */
#include "vm/lowering.h"

static u32 set_bytes(u32 nr_bits)
{
	return ALIGN(DIV_ROUND_UP(nr_bits, BITS_PER_LONG) * sizeof(long), sizeof(u64));
}

static void put_set(struct ktf_lowering *l, struct ktf_insn *insn, u64 imm, u32 nr_bits)
{
	const char *set = l->from->pool + ktf_slice_off(imm);
	unsigned long *to = (unsigned long *)((char *)l->to + l->pool);
	u32 i;

	for (i = 0; i < min(8 * ktf_slice_len(imm), nr_bits); i++)
		to[i / BITS_PER_LONG] |= (unsigned long)(set[i / 8] >> (i % 8) & 1) <<
					 (i % BITS_PER_LONG);
	insn->set = l->pool;
	insn->bits = nr_bits;
	l->pool += set_bytes(nr_bits);
}

/* The only member of a set, or -1. */
static int only_member(const struct ktf_lowering *l, u64 imm)
{
	const char *set = l->from->pool + ktf_slice_off(imm);
	int member = -1;
	u32 i;

	for (i = 0; i < 8 * ktf_slice_len(imm); i++) {
		if (!(set[i / 8] >> (i % 8) & 1))
			continue;
		if (member >= 0)
			return -1;
		member = i;
	}
	return member;
}

/* The members of a set below 64, as bits. */
static u64 set_word(const struct ktf_lowering *l, u64 imm)
{
	const u8 *set = (const u8 *)l->from->pool + ktf_slice_off(imm);
	u64 word = 0;
	u32 i;

	for (i = 0; i < min(8U, ktf_slice_len(imm)); i++)
		word |= (u64)set[i] << 8 * i;
	return word;
}

/*
 * The number of bits of a recorded cpumask that count: those of possible CPUs if the set has
 * one member, else as many as the kernel's own comparisons of cpumasks look at.
 */
static u32 mask_bits(const struct ktf_lowering *l, u64 imm)
{
	return only_member(l, imm) >= 0 ? ktf_nr_cpus() : ktf_nr_mask_bits();
}

/*
 * Is a recorded cpumask that is compared with the set one word? Then "equal" and "share a
 * CPU" are the test ARC: (m - set) & all <= 0, and not (m & set) <= 0.
 */
static bool mask_is_word(const struct ktf_lowering *l, u64 imm)
{
	return BITS_PER_LONG == 64 && mask_bits(l, imm) <= 64;
}

static void lower_mask(struct ktf_lowering *l, struct ktf_insn *insn,
		       const struct ktf_pred *pred, const struct ktf_field *field)
{
	u32 bits = mask_bits(l, pred->imm);

	insn->off = field->off;
	if (!mask_is_word(l, pred->imm)) {
		insn->op = pred->op == KTAP_FILTER_OP_SET_EQ ? KTF_OP(MASK, SAME) :
							       KTF_OP(MASK, SHARE);
		put_set(l, insn, pred->imm, bits);
		return;
	}
	insn->op = KTF_OP(MASK, ARC);
	if (pred->op == KTAP_FILTER_OP_SET_EQ) {
		insn->lo = set_word(l, pred->imm) & ktf_ones(bits);
		insn->mask = ktf_ones(bits);
	} else {
		insn->mask = set_word(l, pred->imm) & ktf_ones(bits);
		ktf_swap_targets(insn);
	}
}

/* Choose the word for the low 32 bits of an integer, which are the number of a CPU. */
static u32 place_cpu(struct ktf_lowering *l, const struct ktf_field *field, u32 *width, u32 *shift)
{
	u32 size = min(field->size, 4U);
	u32 off = field->off + (KTF_BIG_ENDIAN ? field->size - size : 0);

	*width = 8 * size;
	return ktf_place_word(off, size, l->fixed, shift);
}

/* Are the possible CPUs of the set consecutive numbers? If so, @r gets their interval. */
static bool set_interval(const struct ktf_lowering *l, u64 imm, struct ktf_interval *r)
{
	const char *set = l->from->pool + ktf_slice_off(imm);
	u32 bits = min(8 * ktf_slice_len(imm), ktf_nr_cpus()), members = 0, last = 0, i;

	for (i = 0; i < bits; i++) {
		if (!(set[i / 8] >> (i % 8) & 1))
			continue;
		if (!members++)
			r->lo = i;
		last = i;
	}
	r->span = last - r->lo;
	r->out = false;
	return members && members == r->span + 1;
}

/* Does membership of an integer, or of this CPU, need a bitmap? If not, a range will do. */
static bool needs_set(const struct ktf_lowering *l, u64 imm, const struct ktf_field *field)
{
	u32 size = field->kind == KTAP_FILTER_KIND_CPU ? 4 : min(field->size, 4U);
	struct ktf_interval r = { };

	if (only_member(l, imm) >= 0)
		return false;
	return !set_interval(l, imm, &r) || r.lo + r.span > ktf_ones(8 * size);
}

/*
 * An integer, or this CPU, against a set. A set of one CPU is a number. No number equals a
 * set of more, and ktf_link() has made FALSE of such an "==". So the predicate is "!=", which
 * is true for every possible CPU, or membership, which often is a range.
 */
static void lower_scalar(struct ktf_lowering *l, struct ktf_insn *insn,
			 const struct ktf_pred *pred, const struct ktf_field *field)
{
	bool is_cpu = field->kind == KTAP_FILTER_KIND_CPU;
	int member = only_member(l, pred->imm);
	u32 width = 32, shift = 0;
	struct ktf_interval r = { .out = true };	/* takes back the swap for NOT */

	if (member >= 0) {
		struct ktf_pred eq = { .op = KTAP_FILTER_OP_EQ, .imm = member };

		ktf_lower_number(l, insn, &eq, field);
		return;
	}
	if (!is_cpu)
		insn->off = place_cpu(l, field, &width, &shift);
	insn->op = is_cpu ? KTF_OP(CPU, ARC) : KTF_OP(WORD, ARC);
	if (pred->op == KTAP_FILTER_OP_SET_EQ) {
		r.span = min_t(u64, ktf_nr_cpus() - 1, ktf_ones(width));
		ktf_range_test(insn, r, width, shift);
		return;
	}
	if (!needs_set(l, pred->imm, field)) {
		set_interval(l, pred->imm, &r);
		ktf_range_test(insn, r, width, shift);
		return;
	}
	insn->op = is_cpu ? KTF_OP(CPU, SET) : KTF_OP(WORD, SET);
	put_set(l, insn, pred->imm, ktf_nr_cpus());
	insn->shift = shift;
	insn->index = is_cpu ? ~0ULL : ktf_ones(width) << shift;
}

/**
 * ktf_lower_cpus - lower the comparison with a set of CPUs
 * @l: the programs.
 * @insn: gets the instruction.
 * @pred: the predicate.
 * @field: its field: a cpumask, this CPU, or an integer.
 *
 * Context: any.
 */
void ktf_lower_cpus(struct ktf_lowering *l, struct ktf_insn *insn,
		    const struct ktf_pred *pred, const struct ktf_field *field)
{
	if (field->kind == KTAP_FILTER_KIND_CPUMASK)
		lower_mask(l, insn, pred, field);
	else
		lower_scalar(l, insn, pred, field);
}

/**
 * ktf_cpus_constant - get the size of the constant that ktf_lower_cpus() makes
 * @l: the programs.
 * @pred: the predicate.
 * @field: its field: a cpumask, this CPU, or an integer.
 *
 * Context: any.
 * Return: bytes; 0 if there is no constant.
 */
u32 ktf_cpus_constant(const struct ktf_lowering *l, const struct ktf_pred *pred,
		      const struct ktf_field *field)
{
	if (field->kind == KTAP_FILTER_KIND_CPUMASK)
		return mask_is_word(l, pred->imm) ? 0 : set_bytes(mask_bits(l, pred->imm));
	if (pred->op == KTAP_FILTER_OP_SET_ANY && needs_set(l, pred->imm, field))
		return set_bytes(ktf_nr_cpus());
	return 0;
}
