// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of value expressions: the question that a predicate asks.
 *
 * A predicate asks whether a value is in an interval. The interval follows from the relation, the
 * constant and the numbers that the value can be: a < 5 asks for [least, 4]. If both sides are
 * fields, and their difference fits 64 bits, it asks for a - b in [least, -1]. As words, the
 * numbers of an interval are an arc of the circle of 2^64 words (vm/arc.h). So signs play no
 * part any more, and a constant that was added turns the arc.
 *
 * vm/lower_sum.c asks for arcs of values that are sums of bits of the record, by tests of words.
 * vm/lower_parts.c asks whether several such values are all 0. vm/lower_cells.c asks for everything
 * else.
 */
#include "vm/lower_value.h"

/* The words of an interval. */
static struct ktf_arc arc_of(struct ktf_big lo, struct ktf_big hi)
{
	u64 word = ktf_big_word(lo);

	return (struct ktf_arc) { word, ktf_big_word(hi) - word };
}

/**
 * ktf_cut_to_type - cut an interval to the numbers that a value can be
 * @type: the value's type.
 * @least: the interval's first number.
 * @most: its last number.
 *
 * Context: any.
 * Return: false if none is left.
 */
bool ktf_cut_to_type(const struct ktf_type *type, struct ktf_big *least, struct ktf_big *most)
{
	if (least->beyond)
		return false;
	if (ktf_big_cmp(*least, type->lo) < 0)
		*least = type->lo;
	if (ktf_big_cmp(*most, type->hi) > 0)
		*most = type->hi;
	return ktf_big_cmp(*least, *most) <= 0;
}

/* Ask for an interval of the value. Only the numbers that it can be matter. */
static void add_interval(struct ktf_value_lowering *lo, const struct ktf_type *type,
			 struct ktf_big least, struct ktf_big most)
{
	if (ktf_cut_to_type(type, &least, &most))
		lo->add(lo, arc_of(least, most));
}

/**
 * ktf_ask_constant - ask for the numbers for which the relation with a constant holds
 * @lo: the predicate.
 * @x: 0 or 1: which value is asked; the other one is a constant.
 *
 * Context: any.
 */
void ktf_ask_constant(struct ktf_value_lowering *lo, u32 x)
{
	struct ktf_big c = ktf_lowered_type(lo, !x)->lo;
	const struct ktf_type *type = ktf_lowered_type(lo, x);

	if (lo->pred->op == KTAP_FILTER_OP_VAL_EQ)
		add_interval(lo, type, c, c);
	else if (x)
		add_interval(lo, type, ktf_big_beside(c, false), type->hi);
	else
		add_interval(lo, type, type->lo, ktf_big_beside(c, true));
}

/**
 * ktf_ask_ranges - ask for each range of a set
 * @lo: the predicate.
 *
 * Context: any.
 */
void ktf_ask_ranges(struct ktf_value_lowering *lo)
{
	struct ktf_big least, most;
	u32 at = 0;

	while ((at = ktf_values_range(lo->v, at, &least, &most)))
		add_interval(lo, ktf_lowered_type(lo, 0), least, most);
}

/* The value that the arcs ask for is the difference of both values, if that fits 64 bits. */
static void add_difference(struct ktf_value_lowering *lo, const struct ktf_type *type)
{
	struct ktf_big zero = { 0 }, minus_1 = { .mag = 1, .neg = true };

	if (lo->pred->op == KTAP_FILTER_OP_VAL_EQ)
		add_interval(lo, type, zero, zero);
	else
		add_interval(lo, type, type->lo, minus_1);
}

/**
 * ktf_constant_value - which of two values is a constant?
 * @lo: the predicate.
 *
 * Context: any.
 * Return: 0 or 1; -1 if none is.
 */
int ktf_constant_value(const struct ktf_value_lowering *lo)
{
	if (lo->v->nr_values < 2)
		return -1;
	if (ktf_values_constant(lo->v, lo->v->root[0]))
		return 0;
	return ktf_values_constant(lo->v, lo->v->root[1]) ? 1 : -1;
}

/* Try to ask by arcs. Returns false if the values are no sums that arcs can ask for. */
static bool ask_by_arcs(struct ktf_value_lowering *lo, struct ktf_linear *sums)
{
	int constant = ktf_constant_value(lo);
	struct ktf_type type;

	lo->add = ktf_add_sum_arc;
	lo->value = &sums[constant == 0];
	if (lo->v->nr_values == 1) {
		if (!ktf_sum_can_ask_set(lo))
			return false;
		ktf_ask_ranges(lo);
	} else if (constant >= 0) {
		if (!ktf_sum_can_ask(lo, lo->pred->op == KTAP_FILTER_OP_VAL_EQ))
			return false;
		ktf_ask_constant(lo, !constant);
	} else {
		if (!ktf_type_of_gap(ktf_lowered_type(lo, 0), ktf_lowered_type(lo, 1),
				     lo->pred->op == KTAP_FILTER_OP_VAL_EQ, &type))
			return false;
		sums[2] = sums[0];
		ktf_linear_subtract(&sums[2], &sums[1]);
		lo->value = &sums[2];
		if (!ktf_sum_can_ask(lo, false))
			return false;
		add_difference(lo, &type);
	}
	return true;
}

/**
 * ktf_relation_of - the relation of HOLDS for words of two types
 * @op: enum ktap_filter_op: VAL_EQ or VAL_LT.
 * @a: type of the first value.
 * @b: type of the second value.
 *
 * Context: any.
 * Return: enum ktf_relation.
 */
u8 ktf_relation_of(u8 op, const struct ktf_type *a, const struct ktf_type *b)
{
	bool mixed = a->is_unsigned != b->is_unsigned;

	/* A number that is S and not negative is the same as U. */
	if (mixed && !a->lo.neg && !b->lo.neg)
		return op == KTAP_FILTER_OP_VAL_EQ ? KTF_RELATION_EQ : KTF_RELATION_LT_U;
	if (op == KTAP_FILTER_OP_VAL_EQ)
		return mixed ? KTF_RELATION_EQ_MIXED : KTF_RELATION_EQ;
	if (mixed)
		return a->is_unsigned ? KTF_RELATION_LT_US : KTF_RELATION_LT_SU;
	return a->is_unsigned ? KTF_RELATION_LT_U : KTF_RELATION_LT_S;
}

/* Lower a predicate, or only count its instructions if @insn is NULL. Returns their number. */
static u32 lower(struct ktf_lowering *l, struct ktf_insn *insn, const struct ktf_pred *pred,
		 u32 *bytes)
{
	struct ktf_value_lowering lo = { .l = l, .pred = pred, .v = l->values, .insn = insn };
	const char *data = l->from->pool + ktf_slice_off(pred->imm);

	*bytes = 0;
	if (WARN_ON_ONCE(ktf_values_read(l->values, pred->op, data, ktf_slice_len(pred->imm),
					 l->from)))
		return 1;
	if (insn) {
		lo.no = insn->to[0];
		lo.yes = insn->to[1];
	}
	if (pred->op == KTAP_FILTER_OP_CHANGED) {
		ktf_ask_whether_changed(&lo);
		*bytes = ktf_cells_bytes(l->values);
		return lo.nr;
	}
	ktf_linear_values(l->values, 0, l->values->nr, l->fields, l->sums);
	if (!ask_by_arcs(&lo, l->sums) && !ktf_ask_by_pair(&lo, l->sums) &&
	    !ktf_ask_by_parts(&lo)) {
		ktf_ask_by_cells(&lo);
		*bytes = lo.nr ? ktf_cells_bytes(l->values) : 0;
	}
	if (!insn)
		return max(lo.nr, 1U);
	/* No number of the value is asked for: the predicate is never true. */
	if (!lo.nr)
		insn->to[1] = lo.no;
	else if (!lo.always)
		insn[lo.nr - 1].to[0] = lo.no;
	return max(lo.nr, 1U);
}

/**
 * ktf_lower_value - lower a predicate that compares values
 * @l: the programs.
 * @insn: gets the instructions; its targets are those of the predicate.
 * @pred: the predicate.
 *
 * Context: any.
 */
void ktf_lower_value(struct ktf_lowering *l, struct ktf_insn *insn, const struct ktf_pred *pred)
{
	u32 bytes;

	lower(l, insn, pred, &bytes);
}

/**
 * ktf_value_insns - count the instructions of a predicate that compares values
 * @l: the programs.
 * @pred: the predicate.
 * @bytes: gets the size of its constant, bytes.
 *
 * Context: any.
 * Return: how many instructions it becomes, at least 1.
 */
u32 ktf_value_insns(struct ktf_lowering *l, const struct ktf_pred *pred, u32 *bytes)
{
	return lower(l, NULL, pred, bytes);
}
