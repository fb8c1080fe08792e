// SPDX-License-Identifier: GPL-2.0
/*
 * The functions of a value expression, and the elements of arrays.
 *
 * Most take a field, not its value: which of its bytes, or how many it has. So the cells of the
 * argument go, and one cell that names the field comes. The functions that are operators of one
 * operand, such as u8(), leave the cells where they are.
 */
#include "lang/expression.h"

static int operand_cast(struct ktf_analysis *a, const struct ktf_node *node,
			const struct ktf_function_info *fn)
{
	return ktf_sema_number(a, ktf_sema_top(a), KTF_ERR_EXPECT_DIGIT) ?:
	       ktf_sema_change(a, node, fn->cell, fn->arg);
}

/* Is a constant index outside of the array? How many elements a loc word locates is not known. */
static bool is_outside(const struct ktf_operand *index, const struct ktf_array *array)
{
	const struct ktf_big *at = &index->type.lo;

	return index->is_constant && (at->neg || (array->nr && at->mag >= array->nr));
}

/* An element by a constant index is some bytes of the field, if a loc word is not asked. */
static int element_at(struct ktf_analysis *a, const struct ktf_node *node,
		      const struct ktf_operand *field, const struct ktf_array *array, u8 arg)
{
	const struct ktf_operand *index = ktf_sema_top(a) + 1;

	a->ex.nr_cells = index->first;
	return ktf_sema_field_cell(a, node, &field->field, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_FIELD, .arg = arg, .imm = index->type.lo.mag * array->bytes,
	});
}

/**
 * ktf_operand_element - put an element of an array in the place of the field and its index
 * @a: the analysis.
 * @node: the node of the "]".
 *
 * Context: any.
 * Return: 0; -EINVAL for a mistake.
 */
int ktf_operand_element(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand field = *(ktf_sema_top(a) - 1), *index = ktf_sema_top(a);
	struct ktf_array array;
	u8 arg;

	if (ktf_sema_number(a, index, KTF_ERR_EXPECT_DIGIT))
		return a->diag->err;
	ktf_field_array(&field.field, &array);
	if (is_outside(index, &array))
		return ktf_wrong_at(a, KTF_ERR_INDEX, index->node->pos);
	arg = array.bytes | (array.is_signed ? KTF_CELL_SIGNED : 0);
	a->ex.depth--;
	*ktf_sema_top(a) = (struct ktf_operand) {
		.kind = KTF_OPERAND_NUMBER, .node = node, .first = field.first,
		.type = ktf_type_of_bytes(array.bytes, array.is_signed),
	};
	if (array.nr && index->is_constant && !index->is_named)
		return element_at(a, node, &field, &array, arg);
	return ktf_sema_field_cell(a, node, &field.field, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_ELEM, .arg = arg,
	});
}

/*
 * The offset of bytes in a field. Unlike other constants, a name is replaced by its number here: an
 * offset is no value, but a part of the cell that names the field.
 */
static int read_offset(struct ktf_analysis *a, const struct ktf_node *node, u32 bytes,
		       const struct ktf_field *field, u32 *offset)
{
	struct ktf_big off;
	struct ktf_name name;

	if (ktf_sema_one_number(a, &node->value, &name, &off))
		return a->diag->err;
	if (off.neg || off.mag > field->size || off.mag + bytes > field->size)
		return ktf_wrong_at(a, KTF_ERR_INDEX, node->pos);
	*offset = off.mag;
	return 0;
}

/* Bytes of a field from an offset on, in the order of the network. */
static int operand_bytes(struct ktf_analysis *a, const struct ktf_node *node,
			 const struct ktf_function_info *fn)
{
	bool has_offset = ktf_node_has_second(a->ast, node);
	struct ktf_operand field;
	u32 offset = 0;
	int err = 0;

	if (has_offset)
		a->ex.depth--;
	field = *ktf_sema_top(a);
	if (!field.is_field || !ktf_field_has_bytes(field.field.kind) ||
	    ktf_field_is_located(&field.field))
		return ktf_wrong_at(a, KTF_ERR_NO_ARRAY, field.node->pos);
	if (has_offset)
		err = read_offset(a, node - 1, fn->arg, &field.field, &offset);
	else if (fn->arg > field.field.size)
		err = ktf_wrong_at(a, KTF_ERR_INDEX, field.node->pos);
	if (err)
		return err;
	a->ex.depth--;
	a->ex.nr_cells = field.first;
	err = ktf_sema_push(a, node, KTF_OPERAND_NUMBER);
	if (err)
		return err;
	ktf_sema_top(a)->type = ktf_type_of_bytes(fn->arg, false);
	err = ktf_sema_field_cell(a, node, &field.field, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_FIELD, .arg = fn->arg, .imm = offset,
	});
	return err ?: ktf_sema_cell(a, node, (struct ktf_cell) {
		.op = fn->cell, .arg = fn->arg,
	});
}

/* Put a LEN in the place of the argument. @arg is that of an element, if the field is no text. */
static int push_length(struct ktf_analysis *a, const struct ktf_node *node, u8 arg, s32 imm)
{
	struct ktf_operand text = *ktf_sema_top(a);
	int err;

	a->ex.depth--;
	a->ex.nr_cells = text.first;
	err = ktf_sema_push(a, node, KTF_OPERAND_NUMBER);
	if (err)
		return err;
	ktf_sema_top(a)->type = ktf_type_of_range(0, KTF_MAX_LENGTH);
	return ktf_sema_field_cell(a, node, &text.field, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_LEN, .arg = arg, .imm = imm,
	});
}

/* The length of a text, or the number of elements of an array behind a loc word. */
static int operand_length(struct ktf_analysis *a, const struct ktf_node *node)
{
	const struct ktf_operand *text = ktf_sema_top(a);
	struct ktf_array array;
	int flags;

	if (text->is_field && text->kind == KTF_OPERAND_FIELD &&
	    ktf_kind_is_text(text->field.kind)) {
		flags = ktf_sema_may_read(a, &text->field, text->node->suffixes, text->node->pos);
		return flags < 0 ? flags : push_length(a, node, 0, flags);
	}
	if (!text->is_field || text->kind != KTF_OPERAND_NUMBER ||
	    text->field.kind != KTAP_FILTER_KIND_OTHER ||
	    ktf_field_array(&text->field, &array) || array.nr)
		return ktf_wrong_at(a, KTF_ERR_EXPECT_STRING, text->node->pos);
	a->ex.nr_fields--;	/* the field was a number so far */
	return push_length(a, node, array.bytes | (array.is_signed ? KTF_CELL_SIGNED : 0), 0);
}

/* The text stays a field that only a relation takes, which asks how it is compared. */
static int operand_lower(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand *text = ktf_sema_top(a);

	if (!text->is_field || text->kind != KTF_OPERAND_FIELD ||
	    !ktf_kind_is_text(text->field.kind))
		return ktf_wrong_at(a, KTF_ERR_EXPECT_STRING, text->node->pos);
	text->node = node;
	text->is_field = false;
	text->folds = true;
	return 0;
}

/**
 * ktf_operand_call - put the result of a function in the place of its arguments
 * @a: the analysis.
 * @node: the function's node.
 *
 * Context: any.
 * Return: 0; -EINVAL for a mistake.
 */
int ktf_operand_call(struct ktf_analysis *a, const struct ktf_node *node)
{
	const struct ktf_function_info *fn = &ktf_functions[node->op];

	if (node->op == KTF_FUNCTION_lower)
		return operand_lower(a, node);
	switch (fn->cell) {
	case KTAP_FILTER_CELL_SWAP:
		return operand_bytes(a, node, fn);
	case KTAP_FILTER_CELL_LEN:
		return operand_length(a, node);
	default:
		return operand_cast(a, node, fn);
	}
}
