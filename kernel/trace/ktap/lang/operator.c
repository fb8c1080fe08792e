// SPDX-License-Identifier: GPL-2.0
/*
 * The operators of a value expression.
 *
 * An operator takes its operands from the stack, and its cell follows theirs. If the operands are
 * constants, their cells are replaced by the result. A constant with a name may be another number
 * elsewhere, so its cells stay, and the result is only what the type is made of.
 */
#include "lang/expression.h"

/**
 * ktf_operand_left - check the left operand of an operator that the stock engine does not know
 * @a: the analysis.
 * @node: the node of kind LEFT, which comes before the right operand.
 *
 * Context: any.
 * Return: 0; -EINVAL for a mistake.
 */
int ktf_operand_left(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand *left = ktf_sema_top(a);

	if (!node->op)		/* a comma */
		return 0;
	if (left->kind == KTF_OPERAND_NUMBER || left->kind == KTF_OPERAND_ADDRESS ||
	    (left->kind == KTF_OPERAND_FIELD && !ktf_kind_is_text(left->field.kind)))
		return ktf_sema_number(a, left, KTF_ERR_NONE);
	return ktf_wrong_at(a, KTF_ERR_INVALID_OP, node->at);
}

/* Check a divisor or a count that is a constant. */
static int check_constant(struct ktf_analysis *a, u8 op, const struct ktf_operand *right)
{
	const struct ktf_big *val = &right->type.lo;
	bool shift = op == KTAP_FILTER_CELL_SHL || op == KTAP_FILTER_CELL_SHR;
	bool division = op == KTAP_FILTER_CELL_DIV || op == KTAP_FILTER_CELL_MOD;

	if (!right->is_constant)
		return 0;
	if (division && !val->mag)
		return ktf_wrong_at(a, KTF_ERR_DIVISION, right->node->pos);
	if (shift && (val->neg || val->mag > 63))
		return ktf_wrong_at(a, KTF_ERR_SHIFT, right->node->pos);
	return 0;
}

/* Replace the cells from @operand on, which are constants, by one number. */
static int fold(struct ktf_analysis *a, const struct ktf_node *node, struct ktf_operand *operand,
		u64 word)
{
	a->ex.nr_cells = operand->first;
	operand->type = ktf_type_of_number(word, operand->type.is_unsigned);
	return ktf_sema_number_cell(a, node, operand->type.lo);
}

static int operate(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand *left = ktf_sema_top(a) - 1, *right = ktf_sema_top(a);
	bool constants = left->is_constant && right->is_constant;
	bool named = left->is_named || right->is_named;
	struct ktf_type was = left->type;
	u64 word;

	if (ktf_type_of_two(node->op, &was, &right->type, &left->type))
		return ktf_wrong_at(a, KTF_ERR_BOTH_SIGNS, right->node->pos);
	a->ex.depth--;
	left->node = node;
	left->is_field = false;
	left->is_constant = constants;
	left->is_named = constants && named;
	if (!constants)
		return ktf_sema_cell(a, node, (struct ktf_cell) { .op = node->op });
	ktf_cell_calculate(node->op, ktf_type_calculates_signed(node->op, &was, &right->type),
			   ktf_big_word(was.lo),
			   ktf_big_word(right->type.lo), &word);
	if (!named)
		return fold(a, node, left, word);
	left->type = ktf_type_of_number(word, left->type.is_unsigned);
	return ktf_sema_cell(a, node, (struct ktf_cell) { .op = node->op });
}

/**
 * ktf_operand_binary - put the result of two operands in their place
 * @a: the analysis.
 * @node: the operator's node.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_operand_binary(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand *left = ktf_sema_top(a) - 1, *right = ktf_sema_top(a);

	if (left->kind == KTF_OPERAND_SYM || right->kind == KTF_OPERAND_SYM)
		return ktf_sema_sym_bits(a, node);
	/* Only an "&" has not been checked yet. */
	if (left->kind != KTF_OPERAND_NUMBER &&
	    !(left->kind == KTF_OPERAND_FIELD && !ktf_kind_is_text(left->field.kind)))
		return ktf_wrong_at(a, KTF_ERR_INVALID_OP, node->at);
	return ktf_sema_number(a, left, KTF_ERR_EXPECT_DIGIT) ?:
	       ktf_sema_number(a, right, KTF_ERR_EXPECT_DIGIT) ?:
	       check_constant(a, node->op, right) ?: operate(a, node);
}

/**
 * ktf_sema_change - change the value on top of the stack
 * @a: the analysis.
 * @node: the node of the operator or the function.
 * @op: the cell that changes the value.
 * @arg: its argument.
 *
 * Context: any.
 * Return: 0; -EINVAL if the predicate has too many cells.
 */
int ktf_sema_change(struct ktf_analysis *a, const struct ktf_node *node, u8 op, u8 arg)
{
	struct ktf_operand *operand = ktf_sema_top(a);
	struct ktf_type was = operand->type;

	ktf_type_of_one(op, arg, &was, &operand->type);
	operand->node = node;
	operand->is_field = false;
	if (operand->is_constant && !operand->is_named)
		return fold(a, node, operand, ktf_cell_change(op, arg, ktf_big_word(was.lo)));
	if (operand->is_named)
		operand->type = ktf_type_of_number(ktf_cell_change(op, arg, ktf_big_word(was.lo)),
						   operand->type.is_unsigned);
	return ktf_sema_cell(a, node, (struct ktf_cell) { .op = op, .arg = arg });
}

/**
 * ktf_operand_unary - put the result of "-" or "~" in the place of its operand
 * @a: the analysis.
 * @node: the operator's node.
 *
 * Context: any.
 * Return: 0; -EINVAL for a mistake.
 */
int ktf_operand_unary(struct ktf_analysis *a, const struct ktf_node *node)
{
	return ktf_sema_number(a, ktf_sema_top(a), KTF_ERR_EXPECT_DIGIT) ?:
	       ktf_sema_change(a, node, node->op, 0);
}
