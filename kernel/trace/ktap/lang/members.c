// SPDX-License-Identifier: GPL-2.0
/*
 * Members of a set of numbers: ranges of numbers, and names.
 *
 * A name stands for the numbers that it has on the machine where the filter is installed. So it
 * stays a name here. Names are sorted, and each is there once: two texts for one set have one
 * image.
 *
 * Only a name of one number is an end of a range. Such a range is no member: the value is compared
 * with each of its ends.
 */
#include "lang/analysis.h"
#include "prog/variables.h"

/**
 * struct members - the members that were read
 * @numbers: ranges of numbers.
 * @names: the names, sorted.
 * @nr_names: how many there are.
 */
struct members {
	struct ktf_ranges	numbers;
	struct ktf_name		*names;
	u32			nr_names;
};

/* Put a name where it belongs, unless it is there. */
static void add_name(struct members *m, const struct ktf_name *name)
{
	u32 at = m->nr_names;

	while (at && ktf_name_cmp(&m->names[at - 1], name) > 0)
		at--;
	if (at && !ktf_name_cmp(&m->names[at - 1], name))
		return;
	memmove(&m->names[at + 1], &m->names[at], (m->nr_names - at) * sizeof(*name));
	m->names[at] = *name;
	m->nr_names++;
}

/* Is a number that has a "-" before it less than all numbers? */
static bool is_too_low(struct ktf_big number)
{
	return ktf_big_cmp(number, ktf_big(1ULL << 63, true)) > 0;
}

/* Read a member that is a name. Returns -ENOENT if it is none. */
static int read_name(struct ktf_analysis *a, const struct ktf_value *val, struct members *m)
{
	struct ktf_ranges found = { };
	struct ktf_name name;
	int err = ktf_value_is_field(a, val) ? -ENOENT : ktf_sema_name(a, val, &name, &found);

	ktf_ranges_join(&found);
	if (!err && ktf_value_is_negated(a, val)) {
		name.arg |= KTAP_FILTER_NAME_MINUS;
		if (is_too_low(found.at[found.nr - 1].hi))
			err = ktf_wrong_at(a, KTF_ERR_ILLEGAL_INTVAL, val->pos);
	}
	ktf_ranges_free(&found);
	if (!err)
		add_name(m, &name);
	return err;
}

/* Read a member that is a number, or numbers. The end of a range changes the last range. */
static int read_number(struct ktf_analysis *a, const struct ktf_node *member,
		       struct ktf_ranges *numbers)
{
	struct ktf_range range, *last;
	int err = ktf_sema_constant(a, &member->value, &range);

	if (err)
		return err;
	if (member->rel != KTF_REL_LE) {
		err = ktf_ranges_add(numbers, range.lo, range.hi);
		return err ? ktf_no_room(a, err) : 0;
	}
	last = &numbers->at[numbers->nr - 1];
	last->hi = range.hi;
	if (ktf_big_cmp(last->lo, range.hi) > 0)
		return ktf_wrong_at(a, KTF_ERR_INVALID_SET, member->pos);
	return 0;
}

static int read_members(struct ktf_analysis *a, const struct ktf_node *member,
			const struct ktf_node *end, struct members *m)
{
	bool addresses = ktf_value_is_address(&member->value);
	int err = 0;

	for (; member < end && !err; member++) {
		if (ktf_value_is_address(&member->value) != addresses)
			return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, member->pos);
		err = read_name(a, &member->value, m);
		if (err == -ENOENT)
			err = read_number(a, member, &m->numbers);
	}
	return err;
}

/**
 * ktf_sema_members - analyse the members of a set, and make the predicate's constant
 * @a: the analysis, whose cells are those of the value.
 * @node: the predicate.
 * @first: the first member; the last one is before @node.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_members(struct ktf_analysis *a, struct ktf_node *node,
		     const struct ktf_node *first)
{
	struct members m = { };
	int err;

	m.names = ktf_alloc(array_size(node - first, sizeof(*m.names)));
	if (!m.names)
		return ktf_no_room(a, -ENOMEM);
	err = read_members(a, first, node, &m);
	if (!err) {
		ktf_sema_operation(node, KTAP_FILTER_OP_VAL_IN, false);
		err = ktf_sema_set(a, node, &m.numbers, m.names, m.nr_names);
	}
	ktf_ranges_free(&m.numbers);
	ktf_free(m.names);
	return err;
}

/* Append the cells of an end of a range. */
static int put_end(struct ktf_analysis *a, const struct ktf_node *member,
		   const struct ktf_name *name, struct ktf_big number)
{
	int err;

	if (!name->len)
		return ktf_sema_number_cell(a, member, number);
	err = ktf_sema_name_cells(a, member, name);
	if (!err && ktf_value_is_negated(a, &member->value))
		err = ktf_sema_cell(a, member, (struct ktf_cell) { .op = KTAP_FILTER_CELL_NEG });
	return err;
}

/**
 * ktf_sema_bound - append the cells of an end of a range that has a name at an end
 * @a: the analysis, whose cells are those of the value.
 * @node: the comparison with the end, which is the node before it.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_sema_bound(struct ktf_analysis *a, const struct ktf_node *node)
{
	const struct ktf_node *member = node - 1;
	struct ktf_big number, least;
	struct ktf_name name;
	int err = ktf_sema_one_number(a, &member->value, &name, &number);

	if (err)
		return err;
	a->ex.stack[1].first = a->ex.nr_cells;
	err = put_end(a, member, &name, number);
	if (err || !(node->op & KTF_BOUND_END))
		return err;
	/* The comparison with the least number is right before the copy of the value. */
	err = ktf_sema_one_number(a, &a->ast->nodes[node->first - 2].value, &name, &least);
	if (!err && ktf_big_cmp(least, number) > 0)
		err = ktf_wrong_at(a, KTF_ERR_INVALID_SET, member->pos);
	return err;
}
