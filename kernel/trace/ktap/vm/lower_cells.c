// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of values to cells, which can calculate every value (vm/cells.c).
 *
 * A cell of a runnable program has the offset of its field, and the sign by which it calculates,
 * which follows from the types of its operands. If one side of a relation is a constant, the
 * predicate asks whether the other side's word is on an arc, by SPAN; else it compares two words,
 * by HOLDS. The ranges of a set become bounds behind the cells.
 */
#include "prog/variables.h"
#include "vm/lower_value.h"

static bool is_relative(const struct ktf_field *field)
{
	return !strncmp(field->type, "__rel_loc", 9);
}

/* A LEN of a runnable program has the source of its text in place of an element's bytes. */
static struct ktf_cell length_cell(struct ktf_cell cell, const struct ktf_field *field)
{
	bool user = cell.imm & KTAP_FILTER_USER;

	cell.field = field->off;
	cell.imm = 0;
	if (ktf_kind_is_text(field->kind)) {
		cell.arg = ktf_text_source(field->kind, user);
		if (cell.arg == KTF_SOURCE_FIX)
			cell.imm = field->size;
		return cell;
	}
	cell.imm = cell.arg & KTF_CELL_BYTES;
	cell.arg = is_relative(field) ? KTF_SOURCE_REL : KTF_SOURCE_DYN;
	return cell;
}

/* An operation of a runnable program, for the operation at @at. */
static struct ktf_cell runnable_cell(const struct ktf_value_lowering *lo,
				     const struct ktf_field *fields, u32 at)
{
	struct ktf_cell cell = lo->v->cells[at];
	const struct ktf_field *field = &fields[cell.field];
	struct ktf_array array;
	u32 left;

	if (cell.op == KTAP_FILTER_CELL_VAR) {
		if (!ktf_variable_is_task(cell.imm))
			return (struct ktf_cell) { .op = KTAP_FILTER_CELL_CPU };
	} else if (cell.op == KTAP_FILTER_CELL_ELEM) {
		ktf_field_array(field, &array);
		cell.field = field->off;
		cell.imm = array.nr ?: is_relative(field) ? KTF_ELEMS_RELATIVE : KTF_ELEMS_LOCATED;
	} else if (cell.op == KTAP_FILTER_CELL_LEN) {
		return length_cell(cell, field);
	} else if (ktf_cell_info[cell.op].operand == KTF_CELL_HAS_FIELD) {
		if (field->kind == KTAP_FILTER_KIND_CPU)
			return (struct ktf_cell) { .op = KTAP_FILTER_CELL_CPU };
		if (!cell.arg)
			cell.arg = field->size | (field->is_signed ? KTF_CELL_SIGNED : 0);
		cell.field = field->off + cell.imm;
		cell.imm = 0;
	} else if (ktf_cell_info[cell.op].takes == 2) {
		left = lo->v->first[at - 1] - 1;
		if (ktf_type_calculates_signed(cell.op, &lo->v->type[left], &lo->v->type[at - 1]))
			cell.arg = KTF_CELL_SIGNED;
	}
	return cell;
}

/* Can the value be in any of the ranges? */
static bool any_range(const struct ktf_value_lowering *lo)
{
	struct ktf_big least, most;
	u32 at = 0;

	while ((at = ktf_values_range(lo->v, at, &least, &most)))
		if (ktf_cut_to_type(ktf_lowered_type(lo, 0), &least, &most))
			return true;
	return false;
}

/* The bounds of ranges, as words in their order: those of numbers without a sign, then others. */
static u32 put_bounds(const struct ktf_value_lowering *lo, u64 *bounds)
{
	struct ktf_big least, most;
	u32 at = 0, nr = 0, pass;

	for (pass = 0; pass < 2; pass++) {
		while ((at = ktf_values_range(lo->v, at, &least, &most))) {
			if (!ktf_cut_to_type(ktf_lowered_type(lo, 0), &least, &most))
				continue;
			if (pass == 0 && least.neg && !most.neg)
				least = (struct ktf_big) { 0 };
			else if (pass == 1 && least.neg && !most.neg)
				most = (struct ktf_big) { .mag = 1, .neg = true };
			if (least.neg != pass)
				continue;
			bounds[nr++] = ktf_big_word(least);
			if (ktf_big_word(most) != ~0ULL)
				bounds[nr++] = ktf_big_word(most) + 1;
		}
	}
	return nr;
}

/**
 * ktf_cells_bytes - the size of a predicate's cells, and of the bounds behind them
 * @v: the values. A range has at most four bounds.
 *
 * Context: any.
 * Return: bytes.
 */
u32 ktf_cells_bytes(const struct ktf_values *v)
{
	return (v->nr + 4 * v->nr_ranges) * sizeof(u64);
}

/* Add a CELL with the cells of the values from @first to @last. Returns NULL if only counting. */
static struct ktf_insn *add_cells(struct ktf_value_lowering *lo, u32 first, u32 last)
{
	struct ktf_insn *insn = ktf_lowering_insn(lo);
	const struct ktf_values *v = lo->v;
	struct ktf_cell *cells;
	u32 from = v->first[v->root[first]], end = v->root[last] + 1, at, len;

	lo->nr++;
	if (!insn)
		return NULL;
	cells = (void *)lo->l->to + lo->l->pool;
	for (at = from; at < end; at += len) {
		len = ktf_cell_length(v->cells[at].op);
		memcpy(&cells[at - from], &v->cells[at], len * sizeof(*cells));
		cells[at - from] = runnable_cell(lo, lo->l->fields, at);
		insn->copies |= ktf_cell_copies(&cells[at - from]);
	}
	insn->cells = lo->l->pool;
	insn->nr_cells = end - from;
	insn->no_value = lo->pred->flags & KTAP_FILTER_NOT;
	lo->l->pool += ktf_cells_bytes(v);
	return insn;
}

static void add_cells_arc(struct ktf_value_lowering *lo, struct ktf_arc arc)
{
	struct ktf_insn *insn = add_cells(lo, lo->asked, lo->asked);

	if (!insn)
		return;
	insn->op = KTF_OP(CELL, SPAN);
	insn->lo = arc.lo;
	insn->range = arc.span;
}

static void add_cells_relation(struct ktf_value_lowering *lo)
{
	struct ktf_insn *insn = add_cells(lo, 0, 1);

	if (!insn)
		return;
	insn->op = KTF_OP(CELL, HOLDS);
	insn->cell_relation = ktf_relation_of(lo->pred->op, ktf_lowered_type(lo, 0),
					      ktf_lowered_type(lo, 1));
}

static void add_cells_bounds(struct ktf_value_lowering *lo)
{
	struct ktf_insn *insn = add_cells(lo, 0, 0);
	u64 *cells;

	if (!insn)
		return;
	cells = (void *)lo->l->to + insn->cells;
	insn->op = KTF_OP(CELL, BOUNDS);
	insn->bits = put_bounds(lo, cells + insn->nr_cells);
}

/*
 * No number of the value is asked for, but the predicate is negated. So it is true, unless a
 * value is not there. Between two bounds that are the same there is no number.
 */
static void ask_for_none(struct ktf_value_lowering *lo)
{
	struct ktf_insn *insn;
	u64 *cells;

	if (lo->v->nr_values == 2) {
		add_cells_relation(lo);
		return;
	}
	insn = add_cells(lo, 0, 0);
	if (!insn)
		return;
	cells = (void *)lo->l->to + insn->cells;
	insn->op = KTF_OP(CELL, BOUNDS);
	insn->bits = 2;
	memset(cells + insn->nr_cells, 0, 2 * sizeof(*cells));
}

/**
 * ktf_ask_by_cells - have cells calculate the values, whatever they are
 * @lo: the predicate.
 *
 * A constant on one side needs no cell.
 *
 * Context: any.
 */
void ktf_ask_by_cells(struct ktf_value_lowering *lo)
{
	int constant = ktf_constant_value(lo);

	lo->add = add_cells_arc;
	lo->asked = constant == 0;
	if (constant >= 0)
		ktf_ask_constant(lo, lo->asked);
	else if (lo->v->nr_values == 2)
		add_cells_relation(lo);
	else if (lo->v->nr_ranges == 1)
		ktf_ask_ranges(lo);
	else if (any_range(lo))
		add_cells_bounds(lo);
	if (!lo->nr && lo->pred->flags & KTAP_FILTER_NOT)
		ask_for_none(lo);
}

/**
 * ktf_ask_whether_changed - have cells calculate a value that a state term remembers
 * @lo: the predicate, a CHANGED.
 *
 * Context: any.
 */
void ktf_ask_whether_changed(struct ktf_value_lowering *lo)
{
	struct ktf_insn *insn = add_cells(lo, 0, 0);

	if (!insn)
		return;
	insn->op = KTF_OP(STATE, SPAN);
	insn->term = KTAP_FILTER_OP_CHANGED;
	insn->to[0] = lo->no;
}
