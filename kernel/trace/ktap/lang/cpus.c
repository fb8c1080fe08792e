// SPDX-License-Identifier: GPL-2.0
/*
 * Comparison of a value with CPUs: $cpu & CPUS{0-3}.
 *
 * A field alone is compared as the stock engine does, by operations of their own (lang/stock.c).
 * Every other value is a number, and the CPUs are a set of numbers. The meaning is the same:
 *
 *	v & CPUS{1,4-5}		v is one of them
 *	v == CPUS{1}		v == 1
 *	v == CPUS{1,4}		never: no number is several CPUs
 *	v != CPUS{1,4}		v is the number of a CPU that may be there
 */
#include "lang/analysis.h"

/**
 * ktf_sema_cpulist - read a list of CPUs
 * @a: the analysis.
 * @val: the list as written.
 * @nr_bits: how many CPUs there can be.
 * @bits: gets a bit for each CPU. The caller frees it by ktf_free().
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if it is no list of CPUs that there can be; -ENOMEM.
 */
int ktf_sema_cpulist(struct ktf_analysis *a, const struct ktf_value *val, u32 nr_bits,
		     unsigned long **bits)
{
	u32 words = nr_bits / BITS_PER_LONG + 1;
	char *list;

	*bits = ktf_alloc(words * sizeof(**bits) + val->len + 1);
	if (!*bits)
		return ktf_no_room(a, -ENOMEM);
	list = (char *)(*bits + words);
	memcpy(list, a->ast->text + val->in, val->len);
	if (!ktf_parse_cpulist(list, *bits, nr_bits))
		return 0;
	ktf_free(*bits);
	return ktf_wrong_at(a, KTF_ERR_INVALID_CPULIST, val->in + val->len);
}

/* Add a range for each CPU. Those that touch are joined later. */
static int add_cpus(const unsigned long *bits, u32 nr_bits, struct ktf_ranges *cpus)
{
	int err = 0;
	u32 i;

	for (i = 0; i < nr_bits && !err; i++)
		if (bits[i / BITS_PER_LONG] >> (i % BITS_PER_LONG) & 1)
			err = ktf_ranges_add(cpus, ktf_big(i, true), ktf_big(i, true));
	return err;
}

/* Give the predicate its set. Several CPUs are equal to no number. */
static int take_set(struct ktf_analysis *a, struct ktf_node *node, struct ktf_ranges *cpus)
{
	bool equality = node->rel != KTF_REL_BITS, not = node->rel == KTF_REL_NE;

	if (equality && cpus->nr != 1) {
		if (!not)
			return ktf_sema_never(node);
		ktf_ranges_free(cpus);
		if (ktf_ranges_add(cpus, (struct ktf_big) { 0 }, ktf_big(ktf_nr_cpus() - 1, true)))
			return ktf_no_room(a, -ENOMEM);
		not = false;
	}
	if (!cpus->nr)
		return ktf_sema_never(node);
	ktf_sema_operation(node, KTAP_FILTER_OP_VAL_IN, not);
	return ktf_sema_set(a, node, cpus, NULL, 0);
}

/**
 * ktf_sema_cpus - analyse the comparison of a value with CPUs
 * @a: the analysis, with the value and the CPUs on its stack.
 * @node: the comparison; gets its operation and its constant.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_cpus(struct ktf_analysis *a, struct ktf_node *node)
{
	const struct ktf_operand *left = &a->ex.stack[0];
	const struct ktf_value *val = &a->ex.stack[1].node->value;
	struct ktf_ranges cpus = { };
	unsigned long *bits;
	int err;

	if (left->kind != KTF_OPERAND_NUMBER || (node->rel != KTF_REL_EQ &&
						 node->rel != KTF_REL_NE &&
						 node->rel != KTF_REL_BITS))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, val->pos);
	if (val->code)
		return ktf_fail(a->diag, -EINVAL, val->code, val->errpos);
	err = ktf_sema_asks(a) ?: ktf_sema_cpulist(a, val, ktf_nr_cpus(), &bits);
	if (err)
		return err;
	err = add_cpus(bits, ktf_nr_cpus(), &cpus);
	ktf_free(bits);
	err = err ? ktf_no_room(a, err) : take_set(a, node, &cpus);
	ktf_ranges_free(&cpus);
	return err;
}
