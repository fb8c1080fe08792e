// SPDX-License-Identifier: GPL-2.0
/*
 * The fields and constants of a value expression.
 *
 * They are the leaves of its tree. A name is looked up as a field first, because fields are what
 * a filter is about: an event may have a field that is called like a constant. What else a name
 * can be, the stock engine does not know. A constant with a name keeps it up to the kernel where
 * the filter is installed, so its cells are not replaced by its number here.
 */
#include "lang/expression.h"

static int push_number(struct ktf_analysis *a, const struct ktf_node *node, u64 word,
		       bool is_unsigned)
{
	int err = ktf_sema_push(a, node, KTF_OPERAND_NUMBER);

	if (err)
		return err;
	ktf_sema_top(a)->type = ktf_type_of_number(word, is_unsigned);
	ktf_sema_top(a)->is_constant = true;
	return ktf_sema_number_cell(a, node, ktf_sema_top(a)->type.lo);
}

/* Where the first constant of a predicate ends, a field is missing if there is none. */
static void note_end(struct ktf_analysis *a, const struct ktf_value *val)
{
	if (!a->ex.constant_end)
		a->ex.constant_end = ktf_value_end(a, val);
}

/* A constant that is one number. */
static int push_constant(struct ktf_analysis *a, const struct ktf_node *node,
			 const struct ktf_value *val)
{
	struct ktf_range range;
	int err = ktf_sema_constant(a, val, &range);

	note_end(a, val);
	return err ?: push_number(a, node, ktf_big_word(range.lo), !range.lo.neg);
}

/* A constant that has a name. Its number may be another one elsewhere, so it is not folded. */
static int push_name(struct ktf_analysis *a, const struct ktf_node *node,
		     const struct ktf_name *name, struct ktf_big val)
{
	int err = ktf_sema_push(a, node, KTF_OPERAND_NUMBER);

	note_end(a, &node->value);
	if (err)
		return err;
	ktf_sema_top(a)->type = ktf_type_of_number(ktf_big_word(val), !val.neg);
	ktf_sema_top(a)->is_constant = true;
	ktf_sema_top(a)->is_named = true;
	return ktf_sema_name_cells(a, node, name);
}

/* An address has no cells before it is compared. */
static int push_address(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_range range;
	int err = ktf_sema_constant(a, &node->value, &range);

	note_end(a, &node->value);
	return err ?: ktf_sema_push(a, node, KTF_OPERAND_ADDRESS);
}

/* A "[" is behind the field. The stock engine takes it for a relation that it does not know. */
static int check_array(struct ktf_analysis *a, const struct ktf_node *node,
		       const struct ktf_field *field)
{
	u32 bracket = node->value.in + node->value.len;
	struct ktf_array array;

	switch (ktf_field_array(field, &array)) {
	case 0:
		return 0;
	case -EINVAL:
		return ktf_wrong_at(a, KTF_ERR_NO_ARRAY, bracket);
	default:
		return ktf_wrong_at(a, KTF_ERR_INVALID_OP, bracket);
	}
}

static int push_sym(struct ktf_analysis *a, const struct ktf_node *node,
		    const struct ktf_field *field)
{
	int err = ktf_sema_push(a, node, KTF_OPERAND_SYM);

	if (err)
		return err;
	ktf_sema_top(a)->field = *field;
	return ktf_sema_sym(a, node, ktf_sema_top(a));
}

static int push_field(struct ktf_analysis *a, const struct ktf_node *node,
		      const struct ktf_field *field)
{
	bool number = !(node->suffixes & KTF_SUFFIX_INDEX) &&
		      ktf_field_is_number(field->kind, field->size);
	int err;

	a->ex.asks = true;
	/* Only a function is compared with it, which lang/stock.c does. */
	if (node->suffixes & KTF_SUFFIX_FUNCTION)
		return ktf_sema_push(a, node, KTF_OPERAND_OTHER);
	if (node->suffixes & KTF_SUFFIX_SYM)
		return push_sym(a, node, field);
	err = ktf_sema_push(a, node, number ? KTF_OPERAND_NUMBER : KTF_OPERAND_FIELD);
	if (!err && node->suffixes & KTF_SUFFIX_INDEX)
		err = check_array(a, node, field);
	if (err)
		return err;
	ktf_sema_top(a)->is_field = true;
	ktf_sema_top(a)->named = node;
	ktf_sema_top(a)->field = *field;
	if (!number)
		return 0;
	ktf_sema_top(a)->type = ktf_type_of_field(field->kind, field->size, field->is_signed);
	return ktf_sema_field_cell(a, node, field, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_FIELD,
	});
}

/**
 * ktf_sema_unknown_name - refuse a name that is no field
 * @a: the analysis.
 * @node: the name's node. Where a value is due, it can only be a text without quotes.
 *
 * Context: any.
 * Return: -EINVAL.
 */
int ktf_sema_unknown_name(struct ktf_analysis *a, const struct ktf_node *node)
{
	if (node->op)
		return ktf_wrong_at(a, KTF_ERR_INVALID_VALUE, node->at);
	return ktf_wrong_at(a, KTF_ERR_FIELD_NOT_FOUND, node->value.in + node->value.len);
}

/* A name that is no field: the name of a constant, or a number that starts like a name. */
static int operand_constant(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_value constant = node->value;
	struct ktf_name name;
	struct ktf_big number;
	int err;

	if (node->suffixes || a->ast->stock)
		return ktf_sema_unknown_name(a, node);
	if (constant.kind != KTF_VAL_CALL && isdigit(a->ast->text[constant.in])) {
		constant.kind = KTF_VAL_NUM;
		return push_constant(a, node, &constant);
	}
	err = ktf_sema_one_name(a, &constant, &name, &number);
	if (!err)
		return push_name(a, node, &name, number);
	if (err != -ENOENT)
		return err;
	return constant.kind == KTF_VAL_CALL ? ktf_sema_constant(a, &constant, NULL) :
					       ktf_sema_unknown_name(a, node);
}

/**
 * ktf_operand_name - analyse a name
 * @a: the analysis.
 * @node: the name's node. A name is a field of the event; if the event has no such field, it is a
 *	constant or a number that starts like a name.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_operand_name(struct ktf_analysis *a, const struct ktf_node *node)
{
	const char *name = a->ast->text + node->value.in;
	struct ktf_field field;
	int err = ktf_schema_find(a->schema, name, node->value.len, &field);

	if (!err)
		return push_field(a, node, &field);
	if (err != -ENOENT)
		return ktf_no_room(a, err);
	if (ktf_sema_is_optional(a, node)) {
		a->ex.lacks_field = true;
		return 0;
	}
	return operand_constant(a, node);
}

/**
 * ktf_operand_value - analyse a constant
 * @a: the analysis.
 * @node: the constant's node.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_operand_value(struct ktf_analysis *a, const struct ktf_node *node)
{
	switch (node->value.kind) {
	case KTF_VAL_NUM:
		return push_constant(a, node, &node->value);
	case KTF_VAL_CALL:
		if (ktf_value_is_name(&node->value))
			return operand_constant(a, node);
		return ktf_value_is_address(&node->value) ? push_address(a, node) :
							    push_constant(a, node, &node->value);
	case KTF_VAL_TEXT:
		note_end(a, &node->value);
		return ktf_sema_push(a, node, KTF_OPERAND_TEXT);
	default:
		return ktf_sema_push(a, node, KTF_OPERAND_OTHER);
	}
}
