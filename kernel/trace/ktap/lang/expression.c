// SPDX-License-Identifier: GPL-2.0
/*
 * Analysis of value expressions: operands become cells and a type.
 *
 * The nodes come in postfix order, which is that of cells. So each operand is appended to the
 * cells of the predicate, and waits on a small stack for its operator. The stack knows where
 * the cells of a value start and which numbers it can be (prog/value.c). Constants are folded:
 * if both operands of an operator are one number each, their cells are replaced by the result.
 *
 *	node	cells			stack
 *	a	FIELD a			a
 *	4	FIELD a, NUM 4		a, 4
 *	2	FIELD a, NUM 4, NUM 2	a, 4, 2
 *	*	FIELD a, NUM 8		a, 8
 *	+	FIELD a, NUM 8, ADD	a + 8
 *
 * A field that is no number, and a text in quotes, wait on the stack as well. Only a relation or
 * a function takes them.
 *
 * Here are the stack and the cells. What a node does with them: lang/leaf.c, lang/variable.c,
 * lang/operator.c and lang/call.c.
 */
#include "lang/expression.h"

/**
 * ktf_sema_too_complex - an expression needs more values or cells than there may be
 * @a: the analysis.
 * @node: the node that needs one more. The mistake is the next operator, which would need it.
 *
 * Context: any.
 * Return: -EINVAL.
 */
int ktf_sema_too_complex(struct ktf_analysis *a, const struct ktf_node *node)
{
	const struct ktf_node *end = a->ast->nodes + a->ast->nr_nodes;

	while (node + 1 < end && (node->kind == KTF_NODE_FIELD || node->kind == KTF_NODE_VALUE ||
				  node->kind == KTF_NODE_VARIABLE || node->kind == KTF_NODE_LEFT))
		node++;
	return ktf_wrong_at(a, KTF_ERR_TOO_COMPLEX, node->at);
}

/**
 * ktf_sema_push - push a value onto the stack
 * @a: the analysis.
 * @node: its node.
 * @kind: enum ktf_operand_kind. The rest of the operand is cleared.
 *
 * Context: any.
 * Return: 0; -EINVAL if there are too many values.
 */
int ktf_sema_push(struct ktf_analysis *a, const struct ktf_node *node, u8 kind)
{
	struct ktf_expression *ex = &a->ex;

	if (ex->depth == KTF_MAX_VALUES)
		return ktf_sema_too_complex(a, node);
	ex->stack[ex->depth++] = (struct ktf_operand) {
		.kind = kind, .node = node, .first = ex->nr_cells,
	};
	return 0;
}

/**
 * ktf_sema_cell - append a cell to the current predicate
 * @a: the analysis.
 * @node: the node that needs the cell.
 * @cell: the cell.
 *
 * Context: any.
 * Return: 0; -EINVAL if the predicate has too many cells.
 */
int ktf_sema_cell(struct ktf_analysis *a, const struct ktf_node *node, struct ktf_cell cell)
{
	if (a->ex.nr_cells == KTF_MAX_CELLS)
		return ktf_sema_too_complex(a, node);
	a->ex.cells[a->ex.nr_cells++] = cell;
	return 0;
}

/**
 * ktf_sema_number_cell - append a number to the cells, in the one form that it has in an image
 * @a: the analysis.
 * @node: the node that needs the number.
 * @val: the number.
 *
 * Context: any.
 * Return: 0; -EINVAL if the predicate has too many cells.
 */
int ktf_sema_number_cell(struct ktf_analysis *a, const struct ktf_node *node, struct ktf_big val)
{
	struct ktf_cell cells[2];
	u32 nr = ktf_cells_of_number(val, cells);
	int err = ktf_sema_cell(a, node, cells[0]);

	return err || nr == 1 ? err : ktf_sema_cell(a, node, cells[1]);
}

/**
 * ktf_sema_name_cells - append the cells of a constant that has a name
 * @a: the analysis.
 * @node: the node that needs the constant.
 * @name: the name.
 *
 * Context: any.
 * Return: 0; -EINVAL if the predicate has too many cells.
 */
int ktf_sema_name_cells(struct ktf_analysis *a, const struct ktf_node *node,
			const struct ktf_name *name)
{
	struct ktf_cell cells[KTF_MAX_NAME_CELLS];
	u32 nr = ktf_name_put(name, cells), i;
	int err = 0;

	for (i = 0; i < nr && !err; i++)
		err = ktf_sema_cell(a, node, cells[i]);
	return err;
}

/**
 * ktf_sema_field_cell - append a cell that names a field
 * @a: the analysis.
 * @node: the node that needs the cell.
 * @field: the field.
 * @cell: the cell; its field is set here.
 *
 * Context: any.
 * Return: 0; -EINVAL if the predicate has too many cells.
 */
int ktf_sema_field_cell(struct ktf_analysis *a, const struct ktf_node *node,
			const struct ktf_field *field, struct ktf_cell cell)
{
	struct ktf_expression *ex = &a->ex;
	int err;

	cell.field = ex->nr_fields;
	err = ktf_sema_cell(a, node, cell);
	if (!err)
		ex->fields[ex->nr_fields++] = *field;
	return err;
}

/**
 * ktf_sema_number - check that an operand is a number
 * @a: the analysis.
 * @operand: the operand.
 * @code: the error if it is a text; its position is that of the text.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int ktf_sema_number(struct ktf_analysis *a, const struct ktf_operand *operand, u32 code)
{
	if (operand->kind == KTF_OPERAND_NUMBER)
		return 0;
	if (operand->kind == KTF_OPERAND_ADDRESS ||
	    (operand->kind == KTF_OPERAND_FIELD && !ktf_kind_is_text(operand->field.kind)))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, operand->node->pos);
	return ktf_wrong_at(a, code, operand->node->pos);
}

/**
 * ktf_sema_operand - analyse a node of a value expression
 * @a: the analysis.
 * @node: the node, of a kind before COMPARE.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_sema_operand(struct ktf_analysis *a, struct ktf_node *node)
{
	if (a->ex.lacks_field)
		return ktf_sema_lacking(a, node);
	switch (node->kind) {
	case KTF_NODE_FIELD:
		return ktf_operand_name(a, node);
	case KTF_NODE_VALUE:
		return ktf_operand_value(a, node);
	case KTF_NODE_VARIABLE:
		return ktf_operand_variable(a, node);
	case KTF_NODE_LEFT:
		return ktf_operand_left(a, node);
	case KTF_NODE_BINARY:
		return ktf_operand_binary(a, node);
	case KTF_NODE_UNARY:
		return ktf_operand_unary(a, node);
	case KTF_NODE_CALL:
		return ktf_operand_call(a, node);
	case KTF_NODE_ELEMENT:
		return ktf_operand_element(a, node);
	default:
		return 0;	/* a member of a set waits for the relation */
	}
}
