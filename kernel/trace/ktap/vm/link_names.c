// SPDX-License-Identifier: GPL-2.0
/*
 * Linking the names of numbers: each name in the cells of a predicate becomes its number.
 *
 * A name is a constant, so an operation on a name and a constant can be folded as soon as the
 * number is known. The cells are made anew in one pass with a stack of values, as the compiler
 * makes them (lang/operator.c). A name in a set stands for all of its numbers, which join the
 * ranges of the set:
 *
 *	FIELD ret, NAME errno ENOENT, NEG		FIELD ret, NUM -2
 *	FIELD ret, NUM 5, NUM 7, NAME -errno EINTR	FIELD ret, NUM -4, NUM -4, NUM 5, NUM 7
 *
 * Then the predicate is one that could have been written with numbers, and is read as such again,
 * because what the machine knows may not fit it: a divisor may turn out to be 0.
 */
#include "prog/expression.h"
#include "prog/names.h"
#include "prog/ops.h"
#include "vm/link.h"

/* The cells that a SYM becomes: a field, two numbers, and an operator for each. */
#define MOST_SYM_CELLS	7

/**
 * struct value - a value on the stack
 * @first: its first cell.
 * @is_constant: its cells are one number.
 * @type: of a constant, its type.
 */
struct value {
	u32		first;
	bool		is_constant;
	struct ktf_type	type;
};

/**
 * struct linking - the predicate whose names are linked
 * @prog: the program.
 * @schema: the event.
 * @nr: the predicate's number.
 * @diag: gets the error.
 * @field: the name of the field of its SYM; NULL if it has none.
 * @v: its values as they are.
 * @cells: its cells as they become.
 * @nr_cells: how many there are.
 * @stack: the values on the stack.
 * @depth: how many there are.
 * @numbers: the ranges of a set.
 */
struct linking {
	struct ktf_portable		*prog;
	const struct ktf_schema		*schema;
	u32				nr;
	struct ktf_diag			*diag;
	const char			*field;
	struct ktf_values		v;
	struct ktf_cell			cells[KTF_MAX_CELLS + MOST_SYM_CELLS];
	u32				nr_cells;
	struct value			stack[KTF_MAX_VALUES];
	u32				depth;
	struct ktf_ranges		numbers;
};

static int refuse(struct linking *l, u32 code, const struct ktf_name *name)
{
	const char *op = ktf_op_info[l->prog->insns[l->nr].op].name;

	return ktf_refuse(l->diag, -EINVAL, code, "insn %u: %s ^%.*s", l->nr, op,
			  (int)min(name->len, 40U), name->text);
}

/* The predicate does not make sense with the numbers that its names have here. */
static int no_predicate(struct linking *l)
{
	return ktf_refuse(l->diag, -EINVAL, KTF_ERR_IMAGE_CONSTANT, "insn %u: ^%s", l->nr,
			  ktf_op_info[l->prog->insns[l->nr].op].name);
}

static int find(struct linking *l, const struct ktf_name *name, struct ktf_ranges *numbers)
{
	int err = ktf_name_find(l->schema, l->field, name, numbers);

	if (err == -ENOENT)
		return refuse(l, KTF_ERR_NO_NAME, name);
	return err ? ktf_fail(l->diag, err, KTF_ERR_NONE, 0) : 0;
}

/* Replace the cells from @first on by one number. */
static void put_number(struct linking *l, struct value *value, u64 word, bool is_unsigned)
{
	value->type = ktf_type_of_number(word, is_unsigned);
	value->is_constant = true;
	l->nr_cells = value->first +
		      ktf_cells_of_number(value->type.lo, &l->cells[value->first]);
}

static struct value *push(struct linking *l)
{
	struct value *value = &l->stack[l->depth++];

	*value = (struct value) { .first = l->nr_cells };
	return value;
}

/* Several names of bits are one number. */
static void join_bits(struct ktf_ranges *numbers)
{
	struct ktf_big bits = ktf_big(ktf_name_bits(numbers), true);

	numbers->at[0] = (struct ktf_range) { bits, bits };
	numbers->nr = 1;
}

/* Push the number of a name, which must be one. */
static int push_name(struct linking *l, u32 at)
{
	struct ktap_filter_cell cells[KTF_MAX_NAME_CELLS];
	struct ktf_ranges numbers = { };
	struct ktf_name name;
	int err;

	ktf_cells_put(&l->v.cells[at], ktf_cell_span(&l->v.cells[at]), cells);
	name = ktf_name_get(cells);
	err = find(l, &name, &numbers);
	if (!err && name.arg == KTAP_FILTER_NAME_SYM)
		join_bits(&numbers);
	if (!err)
		ktf_ranges_join(&numbers);
	if (!err && ktf_big_cmp(numbers.at[0].lo, numbers.at[numbers.nr - 1].hi))
		err = refuse(l, KTF_ERR_AMBIGUOUS, &name);
	if (!err)
		put_number(l, push(l), ktf_big_word(numbers.at[0].lo), !numbers.at[0].lo.neg);
	ktf_ranges_free(&numbers);
	return err;
}

static void add_operator(struct linking *l, u8 op, u64 number)
{
	l->nr_cells += ktf_cells_of_number(ktf_big(number, true), &l->cells[l->nr_cells]);
	l->cells[l->nr_cells++] = (struct ktf_cell) { .op = op };
}

/* Push the bits of a field that have names here. */
static int push_sym(struct linking *l, const struct ktf_cell *cell)
{
	struct ktf_name name = { .text = l->field, .len = strlen(l->field) };
	struct ktf_table table;

	if (!ktf_name_table(l->schema, l->field, &table))
		return refuse(l, KTF_ERR_NO_NAMES, &name);
	push(l);
	l->cells[l->nr_cells++] = (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_FIELD, .field = cell->field,
	};
	if (table.of.shift)
		add_operator(l, KTAP_FILTER_CELL_SHR, table.of.shift);
	if (table.of.mask != ~0ULL)
		add_operator(l, KTAP_FILTER_CELL_AND, table.of.mask);
	return 0;
}

/* Append the cell of an operation on one value, or calculate it. */
static int operate_one(struct linking *l, const struct ktf_cell *cell)
{
	struct value *value = &l->stack[l->depth - 1];
	struct ktf_type was = value->type;

	if (!value->is_constant || cell->op == KTAP_FILTER_CELL_ELEM) {
		value->is_constant = false;
		l->cells[l->nr_cells++] = *cell;
		return 0;
	}
	ktf_type_of_one(cell->op, cell->arg, &was, &value->type);
	put_number(l, value, ktf_cell_change(cell->op, cell->arg, ktf_big_word(was.lo)),
		   value->type.is_unsigned);
	return 0;
}

static int operate_two(struct linking *l, const struct ktf_cell *cell)
{
	struct value *left = &l->stack[l->depth - 2], *right = left + 1;
	struct ktf_type type;
	u64 word;

	l->depth--;
	if (!left->is_constant || !right->is_constant) {
		left->is_constant = false;
		l->cells[l->nr_cells++] = *cell;
		return 0;
	}
	if (ktf_type_of_two(cell->op, &left->type, &right->type, &type) ||
	    !ktf_cell_calculate(cell->op,
				ktf_type_calculates_signed(cell->op, &left->type, &right->type),
				ktf_big_word(left->type.lo), ktf_big_word(right->type.lo), &word))
		return no_predicate(l);
	put_number(l, left, word, type.is_unsigned);
	return 0;
}

static int link_cell(struct linking *l, u32 at)
{
	const struct ktf_cell *cell = &l->v.cells[at];
	u32 len = ktf_cell_span(cell);
	struct ktf_big val;

	if (l->nr_cells > KTF_MAX_CELLS)
		return no_predicate(l);
	if (cell->op == KTAP_FILTER_CELL_NAME)
		return push_name(l, at);
	if (cell->op == KTAP_FILTER_CELL_SYM)
		return push_sym(l, cell);
	if (cell->op == KTAP_FILTER_CELL_NUM || cell->op == KTAP_FILTER_CELL_NUM64) {
		val = ktf_cell_number(cell);
		put_number(l, push(l), ktf_big_word(val), !val.neg);
		return 0;
	}
	if (ktf_cell_info[cell->op].takes == 1)
		return operate_one(l, cell);
	if (ktf_cell_info[cell->op].takes == 2)
		return operate_two(l, cell);
	push(l);
	memcpy(&l->cells[l->nr_cells], cell, len * sizeof(*cell));
	l->nr_cells += len;
	return 0;
}

/* Collect the numbers of a set: its ranges, and those of its names. */
static int collect(struct linking *l)
{
	const struct ktap_filter_cell *at = l->v.ranges;
	struct ktf_big lo, hi;
	struct ktf_name name;
	u32 next = 0;
	int err = 0;

	while (!err && (next = ktf_values_range(&l->v, next, &lo, &hi))) {
		err = ktf_ranges_add(&l->numbers, lo, hi);
		at = l->v.ranges + next;
		if (err)
			return ktf_fail(l->diag, err, KTF_ERR_NONE, 0);
	}
	for (; !err && at < l->v.ranges + l->v.range_cells; at += ktf_pool_span(at)) {
		name = ktf_name_get(at);
		err = find(l, &name, &l->numbers);
	}
	ktf_ranges_join(&l->numbers);
	return err;
}

/* Put the new cells into the pool, as the constant of the predicate. */
static int replace(struct linking *l)
{
	struct ktf_pred *pred = &l->prog->insns[l->nr];
	struct ktap_filter_cell *cells;
	u32 nr = l->nr_cells;
	int err;

	cells = ktf_alloc(array_size(nr + 4 * l->numbers.nr, sizeof(*cells)));
	if (!cells)
		return ktf_fail(l->diag, -ENOMEM, KTF_ERR_NONE, 0);
	ktf_cells_put(l->cells, nr, cells);
	nr += ktf_ranges_put(&l->numbers, cells + nr);
	if (ktf_values_read(&l->v, pred->op, cells, nr * sizeof(*cells), l->prog)) {
		err = no_predicate(l);
	} else {
		err = ktf_portable_add(l->prog, cells, nr * sizeof(*cells), &pred->imm);
		if (err)
			ktf_fail(l->diag, err, KTF_ERR_NONE, 0);
	}
	ktf_free(cells);
	return err;
}

static int link_names(struct linking *l, const char *constant, u32 bytes)
{
	u8 op = l->prog->insns[l->nr].op;
	int err = 0;
	u32 at;

	if (WARN_ON_ONCE(ktf_values_read(&l->v, op, constant, bytes, l->prog)))
		return ktf_fail(l->diag, -EINVAL, KTF_ERR_NONE, 0);
	if (!l->v.has_names)
		return 0;
	for (at = 0; at < l->v.nr; at += ktf_cell_span(&l->v.cells[at]))
		if (l->v.cells[at].op == KTAP_FILTER_CELL_SYM)
			l->field = l->prog->pool + l->prog->fields[l->v.cells[at].field].name;
	for (at = 0; at < l->v.nr && !err; at += ktf_cell_span(&l->v.cells[at]))
		err = link_cell(l, at);
	if (!err && l->v.nr_values == 1)
		err = collect(l);
	if (!err)
		err = replace(l);
	ktf_ranges_free(&l->numbers);
	return err;
}

/**
 * ktf_link_names - put numbers in the place of the names of a predicate
 * @prog: the program; gets a new constant for the predicate if it has names.
 * @nr: the predicate's number; its constant is cells.
 * @schema: the event.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if a name is not known here, or if the predicate makes no sense with its
 * number; -E2BIG; -ENOMEM.
 */
int ktf_link_names(struct ktf_portable *prog, u32 nr, const struct ktf_schema *schema,
		   struct ktf_diag *diag)
{
	struct linking *l = ktf_alloc(sizeof(*l));
	u64 imm = prog->insns[nr].imm;
	int err;

	if (!l)
		return ktf_fail(diag, -ENOMEM, KTF_ERR_NONE, 0);
	l->prog = prog;
	l->nr = nr;
	l->schema = schema;
	l->diag = diag;
	err = link_names(l, prog->pool + ktf_slice_off(imm), ktf_slice_len(imm));
	ktf_free(l);
	return err;
}
