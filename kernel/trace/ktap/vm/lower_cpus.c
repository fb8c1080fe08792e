// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of sets of CPUs.
 *
 * Most of what is asked about sets is asked about a number or a range: a set of
 * one CPU, a set without gaps, a recorded cpumask of one word. Those are the
 * test ARC; the others keep the set as a constant.
 */
#include "vm/lowering.h"

static u32 set_bytes(u32 nr_bits)
{
	return DIV_ROUND_UP(nr_bits, BITS_PER_LONG) * sizeof(long);
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

/* The first 64 members of a set. */
static u64 set_word(const struct ktf_lowering *l, u64 imm)
{
	const u8 *set = (const u8 *)l->from->pool + ktf_slice_off(imm);
	u64 word = 0;
	u32 i;

	for (i = 0; i < min(8U, ktf_slice_len(imm)); i++)
		word |= (u64)set[i] << 8 * i;
	return word;
}

/* A recorded cpumask counts to the last possible CPU against one, else as far as it goes. */
static u32 mask_bits(const struct ktf_lowering *l, u64 imm)
{
	return only_member(l, imm) >= 0 ? ktf_nr_cpus() : ktf_nr_mask_bits();
}

/*
 * A recorded cpumask against a set. Where masks are one word, "equal" and "share
 * a CPU" are the test ARC as well: (m - set) & all <= 0, not (m & set) <= 0.
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

/* The low 32 bits of an integer as the number of a CPU: where they are. */
static u32 place_cpu(struct ktf_lowering *l, const struct ktf_field *field, u32 *width, u32 *shift)
{
	u32 size = min(field->size, 4U);
	u32 off = field->off + (KTF_BIG_ENDIAN ? field->size - size : 0);

	*width = 8 * size;
	return ktf_place_word(off, size, l->fixed, shift);
}

/* Is the set, cut to possible CPUs, all numbers from one to another? */
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

/* Has a scalar's membership to be looked up, or will a range do? */
static bool needs_set(const struct ktf_lowering *l, u64 imm, const struct ktf_field *field)
{
	u32 size = field->kind == KTAP_FILTER_KIND_CPU ? 4 : min(field->size, 4U);
	struct ktf_interval r = { };

	if (only_member(l, imm) >= 0)
		return false;
	return !set_interval(l, imm, &r) || r.lo + r.span > ktf_ones(8 * size);
}

/*
 * An integer, or the running CPU, against a set. A set of one is that number. A
 * set of more equals no number, so what is left is "!=", true for every CPU that
 * may exist (ktf_link() made FALSE of it), and membership, which often is a range.
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
 * @l: the program.
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
 * ktf_cpus_constant - how much ktf_lower_cpus() puts behind the instructions
 * @l: the program.
 * @pred: the predicate.
 * @field: its field.
 *
 * Context: any.
 * Return: bytes.
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
