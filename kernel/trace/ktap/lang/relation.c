// SPDX-License-Identifier: GPL-2.0
/*
 * Analysis of predicates that compare value expressions.
 *
 * Two values are compared by VAL_EQ or VAL_LT, whose constant is the cells of both. The other
 * relations follow from these, by exchanging the values or negating the outcome:
 *
 *	a == b	VAL_EQ a b		a < b	VAL_LT a b	a >= b	not VAL_LT a b
 *	a != b	not VAL_EQ a b		a > b	VAL_LT b a	a <= b	not VAL_LT b a
 *	a alone	not VAL_EQ a 0
 *
 * A set becomes VAL_IN: the cells of the value, then the least and the greatest number of each
 * range (prog/ranges.c), then the names (lang/members.c). A range that is no member of a set is two
 * comparisons with its ends, or more (lang/set.c).
 *
 * A text on the left of a relation, as in "sh" == comm, is what comm == "sh" is.
 */
#include "lang/cgroup.h"
#include "lang/terms.h"
#include "prog/cells.h"

/* The relation of the operands when they are exchanged. */
static u8 mirrored(u8 rel)
{
	switch (rel) {
	case KTF_REL_LT:
		return KTF_REL_GT;
	case KTF_REL_LE:
		return KTF_REL_GE;
	case KTF_REL_GT:
		return KTF_REL_LT;
	case KTF_REL_GE:
		return KTF_REL_LE;
	default:
		return rel;
	}
}

/**
 * ktf_sema_relocation - get the relocation of a field
 * @a: the analysis; its program gets the relocation, if it has none.
 * @field: the field.
 *
 * Context: may sleep.
 * Return: the relocation's index; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_relocation(struct ktf_analysis *a, const struct ktf_field *field)
{
	u32 len = strlen(field->name);
	int ret = ktf_portable_field(a->prog, field->name, len);

	if (ret >= 0)
		return ret;
	return ktf_portable_add_field(a->prog, field->name, len, field->kind, field->size,
				      field->is_signed);
}

/* Copy cells in the form of the pool. Their fields become relocations, in this order. */
static int put_cells(struct ktf_analysis *a, struct ktap_filter_cell *to, u32 first, u32 end)
{
	struct ktf_cell *cell;
	int reloc;
	u32 i;

	for (i = first; i < end; i += ktf_cell_span(cell)) {
		cell = &a->ex.cells[i];
		if (!ktf_cell_names_field(cell->op))
			continue;
		reloc = ktf_sema_relocation(a, &a->ex.fields[cell->field]);
		if (reloc < 0)
			return ktf_no_room(a, reloc);
		cell->field = reloc;
	}
	ktf_cells_put(&a->ex.cells[first], end - first, to);
	return 0;
}

/**
 * ktf_sema_values - add the cells of its values as the constant of a predicate
 * @a: the analysis.
 * @node: the predicate; gets the constant.
 * @exchange: there are two values, and the second one comes first.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_values(struct ktf_analysis *a, struct ktf_node *node, bool exchange)
{
	struct ktap_filter_cell cells[KTF_MAX_CELLS];
	struct ktf_expression *ex = &a->ex;
	u32 second = ex->stack[1].first, nr = ex->nr_cells;
	int err;

	if (exchange)
		err = put_cells(a, cells, second, nr) ?:
		      put_cells(a, cells + nr - second, 0, second);
	else
		err = put_cells(a, cells, 0, nr);
	if (err)
		return err;
	err = ktf_portable_add(a->prog, cells, nr * sizeof(*cells), &node->imm);
	return err ? ktf_no_room(a, err) : 0;
}

/**
 * ktf_sema_operation - give a predicate its operation
 * @node: the predicate; has no field of its own afterwards.
 * @op: enum ktap_filter_op.
 * @not: it is negated.
 *
 * Context: any.
 */
void ktf_sema_operation(struct ktf_node *node, u8 op, bool not)
{
	node->op = op;
	node->flags = not ? KTAP_FILTER_NOT : 0;
	node->field = 0;
	node->func = 0;
}

/**
 * ktf_sema_never - make a predicate one that is never true
 * @node: the predicate.
 *
 * Context: any.
 * Return: 0.
 */
int ktf_sema_never(struct ktf_node *node)
{
	ktf_sema_operation(node, KTAP_FILTER_OP_FALSE, false);
	node->imm = 0;
	return 0;
}

static int compare_numbers(struct ktf_analysis *a, struct ktf_node *node, u8 rel)
{
	bool equality = rel == KTF_REL_EQ || rel == KTF_REL_NE;

	ktf_sema_operation(node, equality ? KTAP_FILTER_OP_VAL_EQ : KTAP_FILTER_OP_VAL_LT,
			   rel == KTF_REL_NE || rel == KTF_REL_GE || rel == KTF_REL_LE);
	return ktf_sema_values(a, node, rel == KTF_REL_GT || rel == KTF_REL_LE);
}

static u32 put_names(const struct ktf_name *names, u32 nr, struct ktap_filter_cell *to)
{
	struct ktf_cell cells[KTF_MAX_NAME_CELLS];
	u32 i, at = 0, len;

	for (i = 0; i < nr; i++, at += len) {
		len = ktf_name_put(&names[i], cells);
		ktf_cells_put(cells, len, to + at);
	}
	return at;
}

static u32 name_cells(const struct ktf_name *names, u32 nr)
{
	u32 cells = 0;

	while (nr--)
		cells += ktf_name_cells(names[nr].len);
	return cells;
}

/**
 * ktf_sema_set - add the cells of the value and of a set as the constant of the predicate
 * @a: the analysis.
 * @node: the predicate; gets the constant.
 * @ranges: the set's ranges of numbers; are joined.
 * @names: its names, sorted, each of them once.
 * @nr_names: how many names there are.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_set(struct ktf_analysis *a, struct ktf_node *node, struct ktf_ranges *ranges,
		 const struct ktf_name *names, u32 nr_names)
{
	struct ktap_filter_cell *cells;
	u32 nr = a->ex.nr_cells;
	int err;

	ktf_ranges_join(ranges);
	cells = ktf_alloc(array_size(nr + 4 * ranges->nr + name_cells(names, nr_names),
				     sizeof(*cells)));
	if (!cells)
		return ktf_no_room(a, -ENOMEM);
	err = put_cells(a, cells, 0, nr);
	nr += ktf_ranges_put(ranges, cells + nr);
	nr += put_names(names, nr_names, cells + nr);
	if (!err) {
		err = ktf_portable_add(a->prog, cells, nr * sizeof(*cells), &node->imm);
		if (err)
			ktf_no_room(a, err);
	}
	ktf_free(cells);
	return err;
}

/**
 * ktf_sema_asks - refuse a predicate that asks nothing of the event: it compares constants only
 * @a: the analysis, behind all operands of the predicate.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int ktf_sema_asks(struct ktf_analysis *a)
{
	if (a->ex.asks)
		return 0;
	return ktf_wrong_at(a, KTF_ERR_FIELD_NOT_FOUND, a->ex.constant_end);
}

static bool is_text(const struct ktf_operand *operand)
{
	return operand->kind == KTF_OPERAND_TEXT ||
	       (operand->kind == KTF_OPERAND_FIELD && ktf_kind_is_text(operand->field.kind));
}

/* Of two operands one is a text, and the other one is not. */
static int compare_unlike(struct ktf_analysis *a, const struct ktf_operand *left,
			  const struct ktf_operand *right)
{
	if (is_text(left))
		return ktf_wrong_at(a, KTF_ERR_EXPECT_STRING, right->node->pos);
	return ktf_wrong_at(a, KTF_ERR_EXPECT_DIGIT, right->node->pos);
}

static int compare_texts(struct ktf_analysis *a, struct ktf_node *node,
			 const struct ktf_operand *left, const struct ktf_operand *right)
{
	if (left->kind == KTF_OPERAND_FIELD && right->kind == KTF_OPERAND_TEXT)
		return ktf_sema_text(a, node, left, right->node, node->rel);
	if (left->kind == KTF_OPERAND_TEXT && right->kind == KTF_OPERAND_FIELD)
		return ktf_sema_text(a, node, right, left->node, mirrored(node->rel));
	return ktf_sema_texts(a, node, left, right);
}

static int compare_two(struct ktf_analysis *a, struct ktf_node *node)
{
	const struct ktf_operand *left = &a->ex.stack[0], *right = &a->ex.stack[1];

	if (left->kind == KTF_OPERAND_SYM || right->kind == KTF_OPERAND_SYM)
		return ktf_sema_sym_compare(a, node);
	if (left->kind == KTF_OPERAND_ADDRESS || right->kind == KTF_OPERAND_ADDRESS)
		return ktf_sema_address(a, node);
	if (right->kind == KTF_OPERAND_OTHER && right->node->kind == KTF_NODE_VALUE &&
	    right->node->value.kind == KTF_VAL_CPUS)
		return ktf_sema_cpus(a, node);
	if (left->kind == KTF_OPERAND_OTHER || right->kind == KTF_OPERAND_OTHER ||
	    (ktf_rel_is_glob(node->rel) && right->node->op && !is_text(left)))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, right->node->pos);
	if (is_text(left) && is_text(right))
		return ktf_sema_asks(a) ?: compare_texts(a, node, left, right);
	if (is_text(left) || is_text(right))
		return ktf_sema_asks(a) ?: compare_unlike(a, left, right);
	if (ktf_rel_is_glob(node->rel))
		return ktf_sema_asks(a) ?:
		       ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, right->node->pos);
	return ktf_sema_number(a, left, KTF_ERR_EXPECT_DIGIT) ?:
	       ktf_sema_number(a, right, KTF_ERR_EXPECT_DIGIT) ?:
	       ktf_sema_asks(a) ?: compare_numbers(a, node, node->rel);
}

/*
 * A value alone is true if it is not 0. A text alone is no predicate. The stock engine takes the
 * first "&" behind it for a relation.
 */
static int compare_with_zero(struct ktf_analysis *a, struct ktf_node *node)
{
	const struct ktf_operand *operand = &a->ex.stack[0];

	if (operand->kind == KTF_OPERAND_TEXT)
		return ktf_fail(a->diag, -EPERM, KTF_ERR_NONE, 0);
	if (is_text(operand) && a->ast->text[node->at] == '&')
		return ktf_wrong_at(a, KTF_ERR_INVALID_VALUE, node->at + 1);
	if (is_text(operand) || operand->kind == KTF_OPERAND_OTHER ||
	    operand->kind == KTF_OPERAND_SYM)
		return ktf_wrong_at(a, KTF_ERR_INVALID_OP, node->at);
	if (ktf_sema_number(a, operand, KTF_ERR_NONE) || ktf_sema_asks(a))
		return a->diag->err;
	a->ex.stack[1].first = a->ex.nr_cells;
	if (a->ex.nr_cells == KTF_MAX_CELLS)
		return ktf_wrong_at(a, KTF_ERR_TOO_COMPLEX, node->at);
	a->ex.cells[a->ex.nr_cells++] = (struct ktf_cell) { .op = KTAP_FILTER_CELL_NUM };
	return compare_numbers(a, node, KTF_REL_NE);
}

/* Can the value before a set of numbers be compared with a member? @at is the relation's place. */
static int check_value(struct ktf_analysis *a, const struct ktf_node *member, u32 at)
{
	const struct ktf_operand *operand = &a->ex.stack[0];
	struct ktf_range range;

	if (operand->kind == KTF_OPERAND_OTHER)
		return ktf_wrong_at(a, KTF_ERR_INVALID_OP, at);
	if (is_text(operand) && member->value.kind == KTF_VAL_NAME)
		return ktf_sema_constant(a, &member->value, &range);
	if (is_text(operand) || operand->kind == KTF_OPERAND_SYM)
		return ktf_wrong_at(a, KTF_ERR_EXPECT_STRING, member->pos);
	return ktf_sema_number(a, operand, KTF_ERR_NONE) ?: ktf_sema_asks(a);
}

/* A set of numbers is behind a value that must be a number. */
static int compare_in(struct ktf_analysis *a, struct ktf_node *node)
{
	struct ktf_operand *operand = &a->ex.stack[0];
	const struct ktf_node *first = node;

	while (first[-1].kind == KTF_NODE_MEMBER)
		first--;
	if (ktf_value_is_address(&first->value))
		return ktf_sema_bytes(a, operand, ktf_functions[first->value.fn].arg, first->pos) ?:
		       ktf_sema_members(a, node, first);
	return check_value(a, first, node->at) ?: ktf_sema_members(a, node, first);
}

/* An end of a range is compared on its own. So is what cannot be a member of a set of texts. */
static int compare_bound(struct ktf_analysis *a, struct ktf_node *node)
{
	u8 rel = node->rel;
	int err;

	if (ktf_rel_is_glob(rel) && !is_text(&a->ex.stack[0]))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, node[-1].pos);
	if (rel <= KTF_REL_EQ && !(node->op & KTF_BOUND_LONG))
		return ktf_sema_constant(a, &node[-1].value, NULL);
	if (node->op & KTF_BOUND_LONG)
		err = ktf_sema_address_bound(a, node);
	else
		err = check_value(a, node - 1, node->at) ?: ktf_sema_bound(a, node);
	return err ?: compare_numbers(a, node, rel);
}

/*
 * Is the relation inside of a value, whose operands wait before its own? The parser has refused it,
 * further right in the tree.
 */
static bool is_inside(const struct ktf_analysis *a, const struct ktf_node *node)
{
	bool one = node->rel >= KTF_REL_IN || node[-1].kind == KTF_NODE_MEMBER;

	return a->ex.depth > (one ? 1 : 2);
}

/**
 * ktf_sema_relation - analyse a relation of value expressions
 * @a: the analysis, with the operands of the relation on its stack.
 * @node: the relation; gets its operation and its constant.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -E2BIG if the program gets too large; -EACCES if a
 * restricted filter asks for a string of the kernel; -ENOMEM.
 */
int ktf_sema_relation(struct ktf_analysis *a, struct ktf_node *node)
{
	int err;

	if (is_inside(a, node))
		return 0;
	if (a->ex.lacks_field)
		err = ktf_sema_lacking(a, node);
	else if (node->rel == KTF_REL_HAS)
		err = ktf_sema_has(a, node);
	else if (node->rel == KTF_REL_TERM)
		err = ktf_sema_term(a, node);
	else if (node->rel == KTF_REL_UNDER)
		err = ktf_sema_cgroup(a, node);
	else if (node->rel == KTF_REL_TRUE)
		err = compare_with_zero(a, node);
	else if (node->rel == KTF_REL_IN)
		err = compare_in(a, node);
	else if (node[-1].kind == KTF_NODE_MEMBER)
		err = compare_bound(a, node);
	else
		err = compare_two(a, node);
	memset(&a->ex, 0, offsetof(struct ktf_expression, fields));
	a->ex.nr_fields = 0;
	a->ex.asks = false;
	a->ex.constant_end = 0;
	return err;
}
