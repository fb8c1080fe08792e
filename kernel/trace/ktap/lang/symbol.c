// SPDX-License-Identifier: GPL-2.0
/*
 * Comparison with the names that an event shows for the numbers of a field: f.sym == "NAME".
 *
 * The event's print format says which bits of the field are looked up in a table of names, and
 * which numbers the names have (prog/print_fmt.c). Neither may be the same in another kernel. So
 * both stay names: SYM is these bits, and a NAME of the table sym is a number there.
 *
 *	f.sym == "A|B"	VAL_IN	SYM f, NAME sym "A|B"
 *	f.sym & "A|B"	not VAL_EQ	SYM f, NAME sym "A|B", AND, NUM 0
 */
#include "lang/analysis.h"

/**
 * ktf_sema_sym - analyse a field with ".sym"
 * @a: the analysis.
 * @node: the field's node.
 * @operand: the field, on top of the stack.
 *
 * Context: any.
 * Return: 0; -EINVAL if the event shows no names for the field.
 */
int ktf_sema_sym(struct ktf_analysis *a, const struct ktf_node *node,
		 const struct ktf_operand *operand)
{
	const struct ktf_field *field = &operand->field;
	u32 end = node->value.in + node->value.len;
	struct ktf_table table;

	if (!ktf_field_is_number(field->kind, field->size) ||
	    !ktf_name_table(a->schema, field->name, &table))
		return ktf_wrong_at(a, KTF_ERR_NO_NAMES, end);
	return ktf_sema_field_cell(a, node, field, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_SYM,
	});
}

/* Check the names in quotes on the right of a field with ".sym". */
static int find_names(struct ktf_analysis *a, const struct ktf_operand *field,
		      const struct ktf_operand *right, struct ktf_name *name)
{
	const struct ktf_value *val = &right->node->value;
	struct ktf_ranges numbers = { };
	int err = -ENOENT;

	if (right->kind != KTF_OPERAND_TEXT)
		return ktf_wrong_at(a, KTF_ERR_EXPECT_STRING, right->node->pos);
	*name = (struct ktf_name) {
		.arg = KTAP_FILTER_NAME_SYM, .text = a->ast->text + val->in, .len = val->len,
	};
	if (ktf_name_ok(name))
		err = ktf_name_find(a->schema, field->field.name, name, &numbers);
	ktf_ranges_free(&numbers);
	if (err == -ENOENT)
		return ktf_wrong_at(a, KTF_ERR_NO_NAME, val->pos);
	return err ? ktf_no_room(a, err) : 0;
}

/**
 * ktf_sema_sym_bits - analyse f.sym & "NAMES": the bits of the field that have one of the names
 * @a: the analysis. The field and the text are on top of its stack; a number is afterwards.
 * @node: the operator.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_sema_sym_bits(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand *left = &a->ex.stack[a->ex.depth - 2], *right = left + 1;
	struct ktf_table table;
	struct ktf_name name;
	int err;

	if (node->op != KTAP_FILTER_CELL_AND || left->kind != KTF_OPERAND_SYM)
		return ktf_wrong_at(a, KTF_ERR_INVALID_OP, node->at);
	ktf_name_table(a->schema, left->field.name, &table);
	if (!table.is_flags && right->kind == KTF_OPERAND_TEXT)
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, right->node->pos);
	err = find_names(a, left, right, &name);
	if (err)
		return err;
	err = ktf_sema_name_cells(a, node, &name);
	a->ex.depth--;
	left->kind = KTF_OPERAND_NUMBER;
	left->node = node;
	left->type = ktf_type_of_bytes(sizeof(u64), false);
	return err ?: ktf_sema_cell(a, node, (struct ktf_cell) { .op = node->op });
}

/**
 * ktf_sema_sym_compare - analyse a relation of which an operand is a field with ".sym"
 * @a: the analysis, with both operands on its stack.
 * @node: the relation; gets its operation and its constant.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_sym_compare(struct ktf_analysis *a, struct ktf_node *node)
{
	const struct ktf_operand *left = &a->ex.stack[0], *right = &a->ex.stack[1];
	struct ktf_ranges none = { };
	struct ktf_name name;

	if (left->kind != KTF_OPERAND_SYM ||
	    (node->rel != KTF_REL_EQ && node->rel != KTF_REL_NE))
		return ktf_wrong_at(a, KTF_ERR_INVALID_OP, node->at);
	if (find_names(a, left, right, &name))
		return a->diag->err;
	ktf_sema_operation(node, KTAP_FILTER_OP_VAL_IN, node->rel == KTF_REL_NE);
	return ktf_sema_set(a, node, &none, &name, 1);
}
