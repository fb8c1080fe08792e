// SPDX-License-Identifier: GPL-2.0
/*
 * Comparisons of a field with a number or with CPUs that may not mean what their author meant.
 *
 * The stock engine cuts a number to the field's width, and compares what is left. A predicate that
 * no number of this width can make true, or false, is a constant.
 */
#include "check/looking.h"

/* The engine skips the comparison, so "!=" is false, too. */
static enum outcome not_made(struct looking *l, const char *why)
{
	sense_say(l, "is never true: %s", why);
	return NEVER;
}

static u32 width_of(const struct looking *l)
{
	if (l->field->kind == KTAP_FILTER_KIND_CPU)
		return 32;
	switch (l->field->size) {
	case 1: case 2: case 4: case 8:
		return 8 * l->field->size;
	}
	return 0;
}

static bool is_signed(const struct looking *l)
{
	return l->field->flags & KTAP_FILTER_FIELD_SIGNED;
}

/* The constant as the comparison sees it: truncated to the field's width. */
static s64 cut(const struct looking *l, u32 width)
{
	u64 val = l->insn->imm << (64 - width);

	return is_signed(l) ? (s64)val >> (64 - width) : (s64)(val >> (64 - width));
}

static void say_cut(struct looking *l, u32 width)
{
	u64 bits = ~0ULL >> (64 - width);
	s64 seen = cut(l, width);

	if (seen == (s64)l->insn->imm)
		return;
	if (l->insn->op != KTAP_FILTER_OP_BITS && is_signed(l))
		sense_say(l, "%lld does not fit %u bits with sign: is compared as %lld",
			  (s64)l->insn->imm, width, seen);
	else if (l->insn->op != KTAP_FILTER_OP_BITS)
		sense_say(l, "%llu does not fit %u bits: is compared as %llu", l->insn->imm, width,
			  (u64)seen);
	else if (l->insn->imm & ~bits)
		sense_say(l, "0x%llx has bits beyond the %u that there are: is taken as 0x%llx",
			  l->insn->imm, width, l->insn->imm & bits);
}

static enum outcome by_value(struct looking *l, u32 width)
{
	u64 ones = ~0ULL >> (64 - width);
	s64 least = is_signed(l) ? -(s64)(ones >> 1) - 1 : 0;
	s64 most = is_signed(l) ? (s64)(ones >> 1) : (s64)ones;
	s64 val = cut(l, width);

	switch (l->insn->op) {
	case KTAP_FILTER_OP_LT:
		return val == least ? sense_constant(l, false, "nothing is less") : OPEN;
	case KTAP_FILTER_OP_GE:
		return val == least ? sense_constant(l, true, "nothing is less") : OPEN;
	case KTAP_FILTER_OP_GT:
		return val == most ? sense_constant(l, false, "nothing is greater") : OPEN;
	case KTAP_FILTER_OP_LE:
		return val == most ? sense_constant(l, true, "nothing is greater") : OPEN;
	case KTAP_FILTER_OP_BITS:
		return val ? OPEN : sense_constant(l, false, "there are no bits to share");
	}
	return OPEN;
}

/**
 * ktf_check_number - look at the comparison of a field with a number
 * @l: the predicate.
 *
 * Context: any.
 * Return: its outcome, if it has but one.
 */
enum outcome ktf_check_number(struct looking *l)
{
	u32 width = width_of(l);

	if (l->field->kind == KTAP_FILTER_KIND_CPU && l->insn->op == KTAP_FILTER_OP_BITS)
		return not_made(l, "CPUs are not compared with bits, but with CPUS{list}");
	if (!width) {
		sense_say(l, "is never true: %u bytes are not compared with a number",
			  l->field->size);
		return NEVER;
	}
	if (l->field->kind == KTAP_FILTER_KIND_CPUMASK)
		sense_say(l,
			  "compares where the CPUs are in the record, not the CPUs: use CPUS{list}");
	say_cut(l, width);
	return by_value(l, width);
}

static u32 set_weight(const struct looking *l)
{
	const char *set = l->prog->pool + ktf_slice_off(l->insn->imm);
	u32 weight = 0, i;

	for (i = 0; i < 8 * ktf_slice_len(l->insn->imm); i++)
		weight += set[i / 8] >> (i % 8) & 1;
	return weight;
}

/**
 * ktf_check_set - look at the comparison of a field with CPUs
 * @l: the predicate.
 *
 * Context: any.
 * Return: its outcome, if it has but one.
 */
enum outcome ktf_check_set(struct looking *l)
{
	u32 weight = set_weight(l);

	if (l->insn->op == KTAP_FILTER_OP_SET_ANY && !weight)
		return sense_constant(l, false, "there is no CPU to share");
	if (l->field->kind == KTAP_FILTER_KIND_CPUMASK)
		return OPEN;
	if (!width_of(l)) {
		sense_say(l, "is never true: %u bytes are not compared with CPUs", l->field->size);
		return NEVER;
	}
	if (l->insn->op == KTAP_FILTER_OP_SET_ANY || weight == 1)
		return OPEN;
	if (!is_not(l))
		return sense_constant(l, false,
				      "a number is no list of CPUs; \"&\" looks into a list");
	if (l->field->kind == KTAP_FILTER_KIND_CPU)
		return sense_constant(l, false, "a number is no list of CPUs");
	sense_say(l, "is true for the number of any CPU: a number is no list of CPUs");
	return OPEN;
}
