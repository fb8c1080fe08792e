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
 */
#include "lang/analysis.h"
#include "prog/variables.h"

static struct ktf_operand *top(struct ktf_analysis *a)
{
	return &a->ex.stack[a->ex.depth - 1];
}

/*
 * The expression needs more values or cells than there may be. The mistake is the next operator,
 * which would need them.
 */
static int too_complex(struct ktf_analysis *a, const struct ktf_node *node)
{
	const struct ktf_node *end = a->ast->nodes + a->ast->nr_nodes;

	while (node + 1 < end && (node->kind == KTF_NODE_FIELD || node->kind == KTF_NODE_VALUE ||
				  node->kind == KTF_NODE_VARIABLE || node->kind == KTF_NODE_LEFT))
		node++;
	return ktf_wrong_at(a, KTF_ERR_TOO_COMPLEX, node->at);
}

static int push(struct ktf_analysis *a, const struct ktf_node *node, u8 kind)
{
	struct ktf_expression *ex = &a->ex;

	if (ex->depth == KTF_MAX_VALUES)
		return too_complex(a, node);
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
		return too_complex(a, node);
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

static int push_number(struct ktf_analysis *a, const struct ktf_node *node, u64 word,
		       bool is_unsigned)
{
	int err = push(a, node, KTF_OPERAND_NUMBER);

	if (err)
		return err;
	top(a)->type = ktf_type_of_number(word, is_unsigned);
	top(a)->is_constant = true;
	return ktf_sema_number_cell(a, node, top(a)->type.lo);
}

/* A constant that is one number. */
static int push_constant(struct ktf_analysis *a, const struct ktf_node *node,
			 const struct ktf_value *val)
{
	struct ktf_range range;
	int err = ktf_sema_constant(a, val, &range);

	if (!a->ex.constant_end)
		a->ex.constant_end = val->in + val->len + (val->kind == KTF_VAL_CALL);
	return err ?: push_number(a, node, ktf_big_word(range.lo), !range.lo.neg);
}

/* A constant that has a name. Its number may be another one elsewhere, so it is not folded. */
static int push_name(struct ktf_analysis *a, const struct ktf_node *node,
		     const struct ktf_name *name, const struct ktf_ranges *numbers)
{
	struct ktf_cell cells[KTF_MAX_NAME_CELLS];
	u32 nr = ktf_name_put(name, cells), i;
	struct ktf_big val = numbers->at[0].lo;
	int err = push(a, node, KTF_OPERAND_NUMBER);

	if (!a->ex.constant_end)
		a->ex.constant_end = node->value.in + node->value.len;
	if (!err && ktf_big_cmp(val, numbers->at[numbers->nr - 1].hi))
		err = ktf_wrong_at(a, KTF_ERR_AMBIGUOUS, node->at);
	if (err)
		return err;
	top(a)->type = ktf_type_of_number(ktf_big_word(val), !val.neg);
	top(a)->is_constant = true;
	top(a)->is_named = true;
	for (i = 0; i < nr && !err; i++)
		err = ktf_sema_cell(a, node, cells[i]);
	return err;
}

/* An address has no cells before it is compared. */
static int push_address(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_range range;
	int err = ktf_sema_constant(a, &node->value, &range);

	if (!a->ex.constant_end)
		a->ex.constant_end = node->value.in + node->value.len + 1;
	return err ?: push(a, node, KTF_OPERAND_ADDRESS);
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

static int add_field_cell(struct ktf_analysis *a, const struct ktf_node *node,
			  const struct ktf_field *field, u8 op, u8 arg, s32 imm)
{
	return ktf_sema_field_cell(a, node, field, (struct ktf_cell) {
		.op = op, .arg = arg, .imm = imm,
	});
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
	int err = push(a, node, KTF_OPERAND_SYM);

	if (err)
		return err;
	top(a)->field = *field;
	return ktf_sema_sym(a, node, top(a));
}

static int push_field(struct ktf_analysis *a, const struct ktf_node *node,
		      const struct ktf_field *field)
{
	bool number = !(node->suffixes & KTF_SUFFIX_INDEX) &&
		      ktf_field_is_number(field->kind, field->size);
	int err;

	a->ex.asks = true;
	/* Only a function is compared with it, which lang/sema.c does. */
	if (node->suffixes & KTF_SUFFIX_FUNCTION)
		return push(a, node, KTF_OPERAND_OTHER);
	if (node->suffixes & KTF_SUFFIX_SYM)
		return push_sym(a, node, field);
	err = push(a, node, number ? KTF_OPERAND_NUMBER : KTF_OPERAND_FIELD);
	if (!err && node->suffixes & KTF_SUFFIX_INDEX)
		err = check_array(a, node, field);
	if (err)
		return err;
	top(a)->is_field = true;
	top(a)->named = node;
	top(a)->field = *field;
	if (!number)
		return 0;
	top(a)->type = ktf_type_of_field(field->kind, field->size, field->is_signed);
	return add_field_cell(a, node, field, KTAP_FILTER_CELL_FIELD, 0, 0);
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
	struct ktf_value number = node->value;
	struct ktf_ranges numbers = { };
	struct ktf_name name;
	int err;

	if (node->suffixes || a->ast->stock)
		return ktf_sema_unknown_name(a, node);
	if (number.kind != KTF_VAL_CALL && isdigit(a->ast->text[number.in])) {
		number.kind = KTF_VAL_NUM;
		return push_constant(a, node, &number);
	}
	err = ktf_sema_name(a, &node->value, &name, &numbers);
	if (!err)
		err = push_name(a, node, &name, &numbers);
	else if (err == -ENOENT)
		err = number.kind == KTF_VAL_CALL ? ktf_sema_constant(a, &number, NULL) :
						    ktf_sema_unknown_name(a, node);
	else
		ktf_no_room(a, err);
	ktf_ranges_free(&numbers);
	return err;
}

/* A name is a field of the event. If it starts with a digit, it may be a number as well. */
static int operand_name(struct ktf_analysis *a, const struct ktf_node *node)
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

static int push_comm(struct ktf_analysis *a, const struct ktf_node *node)
{
	const struct ktf_value *name = &node->value;
	int err = push(a, node, KTF_OPERAND_FIELD);

	if (err)
		return err;
	top(a)->is_field = true;
	top(a)->named = node;
	return ktf_find_named(a->schema, a->ast->text + name->in, name->len, &top(a)->field);
}

/* A variable that a record has: some bits of a field that all events have. */
static int push_bits(struct ktf_analysis *a, const struct ktf_node *node, const char *name)
{
	u8 bits = ktf_variables[node->op].arg;
	u64 mask = (1U << KTF_NR_BITS(bits)) - 1;
	struct ktf_field field;
	int err;

	err = ktf_schema_find(a->schema, name, strlen(name), &field);
	if (err == -ENOENT)
		return ktf_wrong_at(a, KTF_ERR_UNKNOWN_VARIABLE, node->pos + node->len);
	if (err)
		return ktf_no_room(a, err);
	err = push(a, node, KTF_OPERAND_NUMBER);
	if (err)
		return err;
	if (a->ex.depth == KTF_MAX_VALUES)	/* the numbers behind the field need one more */
		return too_complex(a, node);
	top(a)->type = ktf_type_of_range(0, mask);
	err = add_field_cell(a, node, &field, KTAP_FILTER_CELL_FIELD, 0, 0);
	if (!err && KTF_FIRST_BIT(bits))
		err = ktf_sema_number_cell(a, node, ktf_big(KTF_FIRST_BIT(bits), true)) ?:
		      ktf_sema_cell(a, node, (struct ktf_cell) { .op = KTAP_FILTER_CELL_SHR });
	return err ?: ktf_sema_number_cell(a, node, ktf_big(mask, true)) ?:
		      ktf_sema_cell(a, node, (struct ktf_cell) { .op = KTAP_FILTER_CELL_AND });
}

static int operand_variable(struct ktf_analysis *a, const struct ktf_node *node)
{
	int err;

	a->ex.asks = true;
	switch (ktf_variables[node->op].from) {
	case KTF_FROM_COMM:
		return push_comm(a, node);
	case KTF_FROM_FLAGS:
		return push_bits(a, node, "common_flags");
	case KTF_FROM_COUNT:
		return push_bits(a, node, "common_preempt_count");
	}
	err = push(a, node, KTF_OPERAND_NUMBER);
	if (err)
		return err;
	top(a)->type = ktf_variable_type(node->op);
	return ktf_sema_cell(a, node, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_VAR, .imm = node->op,
	});
}

static int operand_value(struct ktf_analysis *a, const struct ktf_node *node)
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
		if (!a->ex.constant_end)
			a->ex.constant_end = node->value.in + node->value.len + 1;
		return push(a, node, KTF_OPERAND_TEXT);
	default:
		return push(a, node, KTF_OPERAND_OTHER);
	}
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

/* An operator that the stock engine does not know has read its left operand. */
static int check_left(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand *left = top(a);

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
	struct ktf_operand *left = top(a) - 1, *right = top(a);
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

static int operand_binary(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand *left = top(a) - 1, *right = top(a);

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

/* Change the value on top, by the cell @op. */
static int change(struct ktf_analysis *a, const struct ktf_node *node, u8 op, u8 arg)
{
	struct ktf_operand *operand = top(a);
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

static int operand_unary(struct ktf_analysis *a, const struct ktf_node *node)
{
	return ktf_sema_number(a, top(a), KTF_ERR_EXPECT_DIGIT) ?: change(a, node, node->op, 0);
}

static int operand_cast(struct ktf_analysis *a, const struct ktf_node *node,
			const struct ktf_function_info *fn)
{
	return ktf_sema_number(a, top(a), KTF_ERR_EXPECT_DIGIT) ?:
	       change(a, node, fn->cell, fn->arg);
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
	const struct ktf_operand *index = top(a) + 1;

	a->ex.nr_cells = index->first;
	return add_field_cell(a, node, &field->field, KTAP_FILTER_CELL_FIELD, arg,
			      index->type.lo.mag * array->bytes);
}

/* The field and its index are on the stack. The cells of the field are only those of the index. */
static int operand_element(struct ktf_analysis *a, const struct ktf_node *node)
{
	struct ktf_operand field = *(top(a) - 1), *index = top(a);
	struct ktf_array array;
	u8 arg;

	if (ktf_sema_number(a, index, KTF_ERR_EXPECT_DIGIT))
		return a->diag->err;
	ktf_field_array(&field.field, &array);
	if (is_outside(index, &array))
		return ktf_wrong_at(a, KTF_ERR_INDEX, index->node->pos);
	arg = array.bytes | (array.is_signed ? KTF_CELL_SIGNED : 0);
	a->ex.depth--;
	*top(a) = (struct ktf_operand) {
		.kind = KTF_OPERAND_NUMBER, .node = node, .first = field.first,
		.type = ktf_type_of_bytes(array.bytes, array.is_signed),
	};
	if (array.nr && index->is_constant && !index->is_named)
		return element_at(a, node, &field, &array, arg);
	return add_field_cell(a, node, &field.field, KTAP_FILTER_CELL_ELEM, arg, 0);
}

/* Bytes of a field from an offset on, in the order of the network. */
static int operand_bytes(struct ktf_analysis *a, const struct ktf_node *node,
			 const struct ktf_function_info *fn)
{
	bool has_offset = ktf_node_has_second(a->ast, node);
	struct ktf_big off = { 0 };
	struct ktf_operand field;
	int err;

	if (has_offset) {
		off = top(a)->type.lo;
		a->ex.depth--;
	}
	field = *top(a);
	if (!field.is_field || !ktf_field_has_bytes(field.field.kind) ||
	    ktf_field_is_located(&field.field))
		return ktf_wrong_at(a, KTF_ERR_NO_ARRAY, field.node->pos);
	if (off.neg || off.mag + fn->arg > field.field.size || off.mag > field.field.size)
		return ktf_wrong_at(a, KTF_ERR_INDEX, has_offset ? node[-1].pos : field.node->pos);
	a->ex.depth--;
	a->ex.nr_cells = field.first;
	err = push(a, node, KTF_OPERAND_NUMBER);
	if (err)
		return err;
	top(a)->type = ktf_type_of_bytes(fn->arg, false);
	return add_field_cell(a, node, &field.field, KTAP_FILTER_CELL_FIELD, fn->arg, off.mag) ?:
	       ktf_sema_cell(a, node, (struct ktf_cell) { .op = fn->cell, .arg = fn->arg });
}

/* Put a LEN in the place of the argument. @arg is that of an element, if the field is no text. */
static int push_length(struct ktf_analysis *a, const struct ktf_node *node, u8 arg, s32 imm)
{
	struct ktf_operand text = *top(a);
	int err;

	a->ex.depth--;
	a->ex.nr_cells = text.first;
	err = push(a, node, KTF_OPERAND_NUMBER);
	if (err)
		return err;
	top(a)->type = ktf_type_of_range(0, KTF_MAX_LENGTH);
	return add_field_cell(a, node, &text.field, KTAP_FILTER_CELL_LEN, arg, imm);
}

/* The length of a text, or the number of elements of an array behind a loc word. */
static int operand_length(struct ktf_analysis *a, const struct ktf_node *node)
{
	const struct ktf_operand *text = top(a);
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
	struct ktf_operand *text = top(a);

	if (!text->is_field || text->kind != KTF_OPERAND_FIELD ||
	    !ktf_kind_is_text(text->field.kind))
		return ktf_wrong_at(a, KTF_ERR_EXPECT_STRING, text->node->pos);
	text->node = node;
	text->is_field = false;
	text->folds = true;
	return 0;
}

static int operand_call(struct ktf_analysis *a, const struct ktf_node *node)
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
		return operand_name(a, node);
	case KTF_NODE_VALUE:
		return operand_value(a, node);
	case KTF_NODE_VARIABLE:
		return operand_variable(a, node);
	case KTF_NODE_LEFT:
		return check_left(a, node);
	case KTF_NODE_BINARY:
		return operand_binary(a, node);
	case KTF_NODE_UNARY:
		return operand_unary(a, node);
	case KTF_NODE_CALL:
		return operand_call(a, node);
	case KTF_NODE_ELEMENT:
		return operand_element(a, node);
	default:
		return 0;	/* a member of a set waits for the relation */
	}
}
