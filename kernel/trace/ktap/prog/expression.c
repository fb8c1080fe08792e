// SPDX-License-Identifier: GPL-2.0
/*
 * Reading the value expressions of a predicate.
 *
 * The constant of a VAL_EQ or VAL_LT is the cells of two values. That of a VAL_IN is the cells
 * of one value, then two numbers for each range, and then names. The value of a VAL_IN ends with
 * its last cell that is no number and no name, because a value that is a constant is no part of a
 * set's predicate. A name may be any number, so that its type is that of all words, and what
 * follows from types is checked when the number is known (vm/link_names.c). That of a CHANGED is
 * the cells of one value, which may be a number.
 *
 * The reader goes through the cells once, as the interpreter will, with types in place of
 * words. It refuses what the compiler never makes: a stack that is too deep or too short, an
 * operator on numbers only, which would have been folded, a number in the longer of two forms,
 * ranges that are not sorted or touch. So an image has one form for one predicate, and the rest
 * of the engine sees no other.
 *
 * Signs and intervals are no part of an image. They follow from the relocations, so an image
 * cannot claim wrong ones.
 */
#include "prog/expression.h"
#include "prog/names.h"
#include "prog/variables.h"

/**
 * struct reading - the state of reading
 * @v: the values.
 * @prog: has the relocations.
 * @stack: for each value on the stack, its last cell.
 * @depth: how many there are.
 */
struct reading {
	struct ktf_values		*v;
	const struct ktf_portable	*prog;
	u8				stack[KTF_MAX_VALUES];
	u32				depth;
};

static bool is_width(u8 arg)
{
	return !(arg & ~(KTF_CELL_BYTES | KTF_CELL_SIGNED)) && ktf_is_width(arg & KTF_CELL_BYTES);
}

/* A field, or some of its bytes. */
static bool read_field(struct reading *r, const struct ktf_cell *cell, struct ktf_type *type)
{
	const struct ktf_reloc *field = &r->prog->fields[cell->field];

	if (cell->field >= r->prog->nr_fields)
		return false;
	if (!cell->arg) {
		if (cell->imm || !ktf_field_is_number(field->kind, field->size))
			return false;
		*type = ktf_type_of_field(field->kind, field->size,
					  field->flags & KTAP_FILTER_FIELD_SIGNED);
		return true;
	}
	if (!is_width(cell->arg))
		return false;
	*type = ktf_type_of_bytes(cell->arg & KTF_CELL_BYTES, cell->arg & KTF_CELL_SIGNED);
	return ktf_field_has_bytes(field->kind) && cell->imm >= 0 &&
	       (u64)cell->imm + (cell->arg & KTF_CELL_BYTES) <= field->size;
}

/* An element, of which the index is on the stack. */
static bool read_element(struct reading *r, const struct ktf_cell *cell, struct ktf_type *type)
{
	const struct ktf_reloc *field = &r->prog->fields[cell->field];

	if (cell->field >= r->prog->nr_fields || cell->imm || !is_width(cell->arg))
		return false;
	*type = ktf_type_of_bytes(cell->arg & KTF_CELL_BYTES, cell->arg & KTF_CELL_SIGNED);
	return ktf_field_has_bytes(field->kind) || field->kind == KTAP_FILTER_KIND_DYNSTR ||
	       field->kind == KTAP_FILTER_KIND_RELSTR;
}

/* The length of a text, or how many elements an array behind a loc word has. */
static bool read_length(struct reading *r, const struct ktf_cell *cell, struct ktf_type *type)
{
	const struct ktf_reloc *field = &r->prog->fields[cell->field];

	if (cell->field >= r->prog->nr_fields)
		return false;
	*type = ktf_type_of_range(0, KTF_MAX_LENGTH);
	if (!ktf_kind_is_text(field->kind))
		return field->kind == KTAP_FILTER_KIND_OTHER && is_width(cell->arg) && !cell->imm;
	if (cell->arg)
		return false;
	return !cell->imm || (cell->imm == KTAP_FILTER_USER &&
			      field->kind == KTAP_FILTER_KIND_PTRSTR);
}

static bool read_number(const struct ktf_cell *cell, u32 room, struct ktf_type *type)
{
	struct ktf_cell again[2];
	struct ktf_big val;

	if (room < ktf_cell_length(cell->op))
		return false;
	val = ktf_cell_number(cell);
	*type = ktf_type_of_number(ktf_big_word(val), !val.neg);
	return ktf_cells_of_number(val, again) == ktf_cell_length(cell->op) &&
	       !memcmp(again, cell, ktf_cell_length(cell->op) * sizeof(*cell));
}

/* Is it a name that a filter may have, with zeros behind it? */
static bool is_name(const struct ktap_filter_cell *cell)
{
	struct ktf_name name = ktf_name_get(cell);
	u32 room = (ktf_pool_span(cell) - 1) * sizeof(*cell), i;

	if (get_unaligned_le16(&cell->field) || !ktf_name_ok(&name))
		return false;
	for (i = name.len; i < room; i++)
		if (name.text[i])
			return false;
	return true;
}

static bool read_name(struct reading *r, u32 at, struct ktf_type *type)
{
	struct ktap_filter_cell cells[KTF_MAX_NAME_CELLS];
	const struct ktf_cell *cell = &r->v->cells[at];
	u32 len = ktf_cell_span(cell);

	if (cell->arg & KTAP_FILTER_NAME_MINUS || len > min(r->v->nr - at, KTF_MAX_NAME_CELLS))
		return false;
	ktf_cells_put(cell, len, cells);
	r->v->has_names = true;
	*type = ktf_type_of_bytes(sizeof(u64), true);
	return is_name(cells);
}

/* The bits of a field that have names. Which these are, the event says. */
static bool read_sym(struct reading *r, const struct ktf_cell *cell, struct ktf_type *type)
{
	const struct ktf_reloc *field = &r->prog->fields[cell->field];

	if (cell->field >= r->prog->nr_fields || cell->arg || cell->imm)
		return false;
	r->v->has_names = true;
	*type = ktf_type_of_bytes(sizeof(u64), true);
	return ktf_field_is_number(field->kind, field->size);
}

static bool read_two(struct reading *r, const struct ktf_cell *cell, struct ktf_type *type)
{
	u8 a = r->stack[r->depth - 2], b = r->stack[r->depth - 1];
	const struct ktf_type *right = &r->v->type[b];
	bool constant = ktf_values_constant(r->v, b);

	if (cell->arg || (constant && ktf_values_constant(r->v, a)))
		return false;
	if (constant && !right->lo.mag &&
	    (cell->op == KTAP_FILTER_CELL_DIV || cell->op == KTAP_FILTER_CELL_MOD))
		return false;
	if (constant && (right->lo.neg || right->lo.mag > 63) &&
	    (cell->op == KTAP_FILTER_CELL_SHL || cell->op == KTAP_FILTER_CELL_SHR))
		return false;
	if (!ktf_type_of_two(cell->op, &r->v->type[a], right, type))
		return true;
	*type = r->v->type[a];
	return r->v->has_names;
}

static bool read_one(struct reading *r, const struct ktf_cell *cell, struct ktf_type *type)
{
	u8 a = r->stack[r->depth - 1];

	if (ktf_cell_info[cell->op].operand == KTF_CELL_HAS_WIDTH ? !is_width(cell->arg) :
								    cell->arg)
		return false;
	ktf_type_of_one(cell->op, cell->arg, &r->v->type[a], type);
	return !ktf_values_constant(r->v, a);
}

/* Read the operation at @at, for which the stack has enough values. */
static bool read_cell(struct reading *r, u32 at, struct ktf_type *type)
{
	const struct ktf_cell *cell = &r->v->cells[at];

	switch (ktf_cell_info[cell->op].operand) {
	case KTF_CELL_HAS_FIELD:
		return read_field(r, cell, type);
	case KTF_CELL_HAS_ARRAY:
		return read_element(r, cell, type);
	case KTF_CELL_HAS_TEXT:
		return read_length(r, cell, type);
	case KTF_CELL_HAS_IMM:
	case KTF_CELL_HAS_NEXT:
		return read_number(cell, r->v->nr - at, type);
	case KTF_CELL_HAS_NAME:
		return read_name(r, at, type);
	case KTF_CELL_HAS_SYM:
		return read_sym(r, cell, type);
	case KTF_CELL_HAS_VAR:
		if (cell->arg || cell->field || !ktf_variable_is_number(cell->imm))
			return false;
		*type = ktf_variable_type(cell->imm);
		return true;
	case KTF_CELL_HAS_NONE:
	case KTF_CELL_HAS_WIDTH:
		if (cell->field || cell->imm)
			return false;
		return ktf_cell_info[cell->op].takes == 2 ? read_two(r, cell, type) :
							    read_one(r, cell, type);
	default:
		return false;
	}
}

/* Note the value that the operation at @at, @len cells long, leaves. */
static void leave_value(struct reading *r, u32 at, u32 len, u32 takes)
{
	u32 last = at + len - 1;

	r->v->first[last] = takes ? r->v->first[r->stack[r->depth - takes]] : at;
	r->v->first[at] = r->v->first[last];
	r->depth -= takes;
	r->stack[r->depth++] = last;
}

static bool read_cells(struct reading *r)
{
	struct ktf_values *v = r->v;
	struct ktf_type type;
	u32 at, len, takes;

	for (at = 0; at < v->nr; at += len) {
		takes = ktf_cell_info[v->cells[at].op].takes;
		len = ktf_cell_span(&v->cells[at]);
		if (len > v->nr - at || takes > r->depth ||
		    (!takes && r->depth == KTF_MAX_VALUES) || !read_cell(r, at, &type))
			return false;
		leave_value(r, at, len, takes);
		v->type[at + len - 1] = type;
	}
	return true;
}

/*
 * How many cells from @cells on are the value of a VAL_IN? Returns 0 if a cell takes more cells
 * than there are.
 */
static u32 value_cells(const struct ktap_filter_cell *cells, u32 nr, bool is_set)
{
	u32 end = 0, i, len;

	for (i = 0; i < nr; i += len) {
		len = ktf_pool_span(&cells[i]);
		if (len > nr - i)
			return 0;
		if (!is_set || (cells[i].op != KTAP_FILTER_CELL_NUM &&
				cells[i].op != KTAP_FILTER_CELL_NUM64 &&
				cells[i].op != KTAP_FILTER_CELL_NAME))
			end = i + len;
	}
	return end;
}

/* Read one number of the ranges. Returns how many cells it takes, 0 if it is none. */
static u32 range_number(const struct ktf_values *v, u32 at, struct ktf_big *val)
{
	const struct ktap_filter_cell *from = &v->ranges[at];
	struct ktf_cell cells[2];
	struct ktf_type type;
	u32 len;

	if (at >= v->range_cells || (from->op != KTAP_FILTER_CELL_NUM &&
				     from->op != KTAP_FILTER_CELL_NUM64))
		return 0;
	len = from->op == KTAP_FILTER_CELL_NUM ? 1 : 2;
	if (len > v->range_cells - at)
		return 0;
	ktf_cells_get(from, len, cells);
	if (!read_number(cells, len, &type))
		return 0;
	*val = type.lo;
	return len;
}

/**
 * ktf_values_range - get a range of a VAL_IN
 * @v: the values.
 * @at: the range's first cell: 0, or the end of the range before it.
 * @lo: gets its least number.
 * @hi: gets its greatest number.
 *
 * Context: any.
 * Return: the end of the range: the cell where the next one starts; 0 if there is no range.
 */
u32 ktf_values_range(const struct ktf_values *v, u32 at, struct ktf_big *lo,
		     struct ktf_big *hi)
{
	u32 first = range_number(v, at, lo), second;

	if (!first)
		return 0;
	second = range_number(v, at + first, hi);
	return second ? at + first + second : 0;
}

/* Is the second number greater than the first, and more than the next one? */
static bool apart(struct ktf_big a, struct ktf_big b)
{
	struct ktf_big next = ktf_big_beside(a, false);

	return !next.beyond && ktf_big_cmp(next, b) < 0;
}

/* The names of a set are sorted, and each is there once. */
static bool read_names(struct ktf_values *v, u32 at)
{
	struct ktf_name name, last = { };

	for (; at < v->range_cells; at += ktf_pool_span(&v->ranges[at])) {
		if (v->ranges[at].op != KTAP_FILTER_CELL_NAME || !is_name(&v->ranges[at]))
			return false;
		name = ktf_name_get(&v->ranges[at]);
		if (last.text && ktf_name_cmp(&last, &name) >= 0)
			return false;
		last = name;
		v->has_names = true;
	}
	return true;
}

static bool read_ranges(struct ktf_values *v)
{
	struct ktf_big lo, hi, last = { 0 };
	u32 at = 0, next;

	while ((next = ktf_values_range(v, at, &lo, &hi))) {
		if (ktf_big_cmp(lo, hi) > 0 || (at && !apart(last, lo)))
			return false;
		at = next;
		last = hi;
		v->nr_ranges++;
	}
	return read_names(v, at) && v->range_cells;
}

/**
 * ktf_values_read - read and check the constant of a predicate that compares values
 * @v: gets the values.
 * @op: enum ktap_filter_op: VAL_EQ, VAL_LT, VAL_IN or CHANGED.
 * @data: the constant, which must outlive @v.
 * @bytes: its size.
 * @prog: has the relocations that the cells name.
 *
 * Context: any.
 * Return: 0; -EINVAL if the compiler never makes such a constant.
 */
int ktf_values_read(struct ktf_values *v, u8 op, const void *data, u32 bytes,
		    const struct ktf_portable *prog)
{
	struct reading r = { .v = v, .prog = prog };
	u32 nr = bytes / sizeof(struct ktf_cell);

	memset(v, 0, sizeof(*v));
	v->nr_values = op == KTAP_FILTER_OP_VAL_IN || op == KTAP_FILTER_OP_CHANGED ? 1 : 2;
	v->nr = value_cells(data, nr, op == KTAP_FILTER_OP_VAL_IN);
	if (bytes % sizeof(struct ktf_cell) || !v->nr || v->nr > KTF_MAX_CELLS)
		return -EINVAL;
	v->ranges = (const struct ktap_filter_cell *)data + v->nr;
	v->range_cells = nr - v->nr;
	ktf_cells_get(data, v->nr, v->cells);
	if (!read_cells(&r) || r.depth != v->nr_values)
		return -EINVAL;
	memcpy(v->root, r.stack, v->nr_values);
	if (op == KTAP_FILTER_OP_VAL_IN)
		return read_ranges(v) ? 0 : -EINVAL;
	if (op == KTAP_FILTER_OP_CHANGED)
		return 0;
	return ktf_values_constant(v, v->root[0]) && ktf_values_constant(v, v->root[1]) ?
	       -EINVAL : 0;
}
