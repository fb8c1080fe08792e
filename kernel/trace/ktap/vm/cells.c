// SPDX-License-Identifier: GPL-2.0
/*
 * The interpreter of cells.
 *
 * The values of an expression are on a stack of words. The verifier has gone through the cells
 * as the interpreter does, and knows that the stack is never too short or too deep, and how many
 * values are left. So nothing of this is checked when it runs.
 *
 *	cells			stack
 *	FIELD ioprio		16388
 *	NUM 13			16388 13
 *	SHR			2
 *
 * The last value is in a variable of its own, so that a calculation loads one value and stores
 * none. A value that is not there ends the run: the predicate is false then.
 *
 * More than half of the cells are fields and numbers, and most others calculate with two values.
 * So direct branches find a cell sooner than a jump by a table, which retpolines make slow. What
 * is rare or needs the address of its result is apart: the last value stays in a register.
 *
 * Offsets in the record's fixed part are verified. An index, and what a loc word says, are only
 * known now and are checked here.
 */
#include "prog/calculate.h"
#include "prog/limits.h"
#include "prog/variables.h"
#include "vm/cells.h"
#include "vm/fetch.h"
#include "vm/run.h"
#include "vm/set.h"
#include "vm/text.h"

/* A number of the record, extended to 64 bits. Most fields are of the first two kinds. */
static __always_inline u64 load(const char *at, u8 arg)
{
	if (arg == (4 | KTF_CELL_SIGNED))
		return (s64)get_unaligned((const s32 *)at);
	if (arg == 8)
		return get_unaligned((const u64 *)at);
	switch (arg) {
	case 1:
		return *(const u8 *)at;
	case 2:
		return get_unaligned((const u16 *)at);
	case 4:
		return get_unaligned((const u32 *)at);
	case 1 | KTF_CELL_SIGNED:
		return (s64)*(const s8 *)at;
	case 2 | KTF_CELL_SIGNED:
		return (s64)get_unaligned((const s16 *)at);
	default:
		return get_unaligned((const u64 *)at);
	}
}

/* The array of an ELEM: its place, and its size in bytes. */
static struct ktf_text array_of(const struct ktf_cell *cell, const char *rec, u32 len)
{
	if (cell->imm == KTF_ELEMS_LOCATED)
		return ktf_fetch_located(KTF_SOURCE_DYN, rec, len, cell->field);
	if (cell->imm == KTF_ELEMS_RELATIVE)
		return ktf_fetch_located(KTF_SOURCE_REL, rec, len, cell->field);
	return (struct ktf_text) {
		rec + cell->field, cell->imm * (cell->arg & KTF_CELL_BYTES)
	};
}

/* Load an element. Returns false if it is not there. */
static bool load_element(const struct ktf_cell *cell, const char *rec, u32 len, u64 index,
			 u64 *val)
{
	struct ktf_text array = array_of(cell, rec, len);
	u32 bytes = cell->arg & KTF_CELL_BYTES, nr = array.n / bytes;

	if (index >= nr)
		return false;
	*val = load(array.s + array_index_nospec((u32)index, nr) * bytes, cell->arg);
	return true;
}

/* The place of the text of a LEN. */
static struct ktf_place place_of(const struct ktf_cell *cell)
{
	bool is_array = cell->arg == KTF_SOURCE_FIX;

	return (struct ktf_place) {
		.source = cell->arg, .off = cell->field, .size = is_array ? cell->imm : 0,
	};
}

/* Load the length of a text, or the number of elements behind a loc word. */
static bool load_length(const struct ktf_cell *cell, const char *rec, u32 len, char *to, u64 *val)
{
	struct ktf_place place = place_of(cell);
	struct ktf_text t;

	if (place.source != KTF_SOURCE_FIX && cell->imm) {
		t = ktf_fetch_located(place.source, rec, len, place.off);
		t.n /= (u32)cell->imm;
	} else {
		t = ktf_text_at(&place, rec, len, to);
	}
	*val = t.n;
	return t.s;
}

/*
 * Fetch what a cell stands for that is no field and no number. An ELEM takes its index from @val.
 * Returns false if the value is not there.
 */
static noinline bool fetch(const struct ktf_cell *cell, const char *rec, u32 len, char *to,
			   u64 *val)
{
	switch (cell->op) {
	case KTAP_FILTER_CELL_ELEM:
		return load_element(cell, rec, len, *val, val);
	case KTAP_FILTER_CELL_LEN:
		return load_length(cell, rec, len, to, val);
	case KTAP_FILTER_CELL_NUM64:
		*val = ktf_cell_num64(cell);
		return true;
	case KTAP_FILTER_CELL_VAR:
		return ktf_variable(cell->imm, val);
	case KTAP_FILTER_CELL_CPU:
		*val = ktf_cpu();
		return true;
	default:
		return ktf_run_unknown();
	}
}

/*
 * Calculate with the value below the top, which a change of one value does not look at. Returns
 * false if the result is not there.
 */
static __always_inline bool calculate(const struct ktf_cell *cell, u64 below, u64 *top)
{
	if (cell->op == KTAP_FILTER_CELL_ADD)
		*top = below + *top;
	else if (cell->op == KTAP_FILTER_CELL_SUB)
		*top = below - *top;
	else if (cell->op == KTAP_FILTER_CELL_AND)
		*top = below & *top;
	else if (cell->op >= KTAP_FILTER_CELL_NEG)
		*top = ktf_cell_change(cell->op, cell->arg, *top);
	else
		return ktf_cell_calculate(cell->op, cell->arg, below, *top, top);
	return true;
}

/*
 * Run the cells. Returns false if a value is not there; else @val gets the values. @to is a buffer
 * for a text that is copied.
 */
static __always_inline bool run(const struct ktf_cell *cell, const struct ktf_cell *end,
				const char *rec, u32 len, char *to, u64 *val)
{
	/* The value below the first one is never looked at. */
	u64 stack[KTF_MAX_VALUES + 1] __uninitialized, *sp = stack, top = 0;

	for (; cell < end; cell++) {
		if (cell->op >= KTAP_FILTER_CELL_ADD) {
			u64 result = top;

			if (!calculate(cell, sp[-1], &result))
				return false;
			sp -= cell->op < KTAP_FILTER_CELL_NEG;
			top = result;
		} else if (cell->op == KTAP_FILTER_CELL_FIELD) {
			*sp++ = top;
			top = load(rec + cell->field, cell->arg);
		} else if (cell->op == KTAP_FILTER_CELL_NUM) {
			*sp++ = top;
			top = (s64)cell->imm;
		} else {
			u64 fetched = top;

			if (cell->op != KTAP_FILTER_CELL_ELEM)
				*sp++ = top;
			if (!fetch(cell, rec, len, to, &fetched))
				return false;
			cell += cell->op == KTAP_FILTER_CELL_NUM64;
			top = fetched;
		}
	}
	val[1] = top;
	val[0] = sp[-1];
	return true;
}

/**
 * ktf_cells_value - calculate one value
 * @prog: a program that ktf_verify() accepted.
 * @insn: an instruction with cells that leave one value.
 * @rec: the record.
 * @len: length of the record, bytes; U32_MAX if it is unknown.
 * @to: a buffer, as for ktf_cells_outcome().
 * @value: gets the value.
 *
 * Context: any, NMI included.
 * Return: false if the value is not there.
 */
bool ktf_cells_value(const struct ktf_prog *prog, const struct ktf_insn *insn,
		     const char *rec, u32 len, char *to, u64 *value)
{
	const struct ktf_cell *cells = ktf_const(prog, insn->cells);
	u64 val[2];

	if (!run(cells, cells + insn->nr_cells, rec, len, to, val))
		return false;
	*value = val[1];
	return true;
}

static __always_inline bool outcome_of(const struct ktf_prog *prog, const struct ktf_insn *insn,
				       const char *rec, u32 len, char *to)
{
	const struct ktf_cell *cells = ktf_const(prog, insn->cells);
	const struct ktf_cell *end = cells + insn->nr_cells;
	u64 val[2];

	if (!run(cells, end, rec, len, to, val))
		return insn->no_value;
	switch (ktf_test(insn)) {
	case KTF_TEST_HOLDS:
		return ktf_relation_holds(insn->cell_relation, val[0], val[1]);
	case KTF_TEST_BOUNDS:
		return ktf_is_in_bounds((const u64 *)end, insn->bits, val[1]);
	default:
		return val[1] - insn->lo <= insn->range;
	}
}

/**
 * ktf_cells_outcome - find the outcome of a CELL
 * @prog: a program that ktf_verify() accepted.
 * @insn: the instruction.
 * @rec: the record.
 * @len: length of the record, bytes; U32_MAX if it is unknown.
 * @to: a buffer of ktf_ptr_bytes if ktf_copies_texts(), or NULL. Without a buffer, no text behind
 *	a pointer is there.
 *
 * Context: any, NMI included.
 * Return: the outcome of the test.
 */
bool ktf_cells_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const char *rec, u32 len, char *to)
{
	return outcome_of(prog, insn, rec, len, to);
}

/**
 * ktf_run_cells - continue a run at a CELL
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at, a CELL that copies no text.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_cells(const struct ktf_insn *entry, const void *rec,
		  const struct ktf_insn *insn, u32 len)
{
	bool outcome = outcome_of(ktf_prog_at(entry), insn, rec, len, NULL);

	return ktf_go_on(entry, rec, insn, len, outcome);
}

/* Where the reads of a cell in the record's fixed part end; 0 if it reads none. */
static u64 end_of_read(const struct ktf_cell *cell)
{
	switch (cell->op) {
	case KTAP_FILTER_CELL_FIELD:
		return cell->field + (cell->arg & KTF_CELL_BYTES);
	case KTAP_FILTER_CELL_ELEM:
		if (cell->imm < 0)
			return cell->field + sizeof(u32);
		return cell->field + (u64)cell->imm * (cell->arg & KTF_CELL_BYTES);
	default:
		return 0;
	}
}

static bool is_width(u8 arg)
{
	u8 bytes = arg & ~KTF_CELL_SIGNED;

	return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
}

static bool elements_ok(const struct ktf_cell *cell)
{
	return is_width(cell->arg) && cell->imm >= KTF_ELEMS_RELATIVE && cell->imm &&
	       cell->imm <= (s32)KTF_MAX_FIXED;
}

/* Only an array has a size, and only behind a loc word there are elements. */
static bool length_ok(const struct ktf_cell *cell, u32 fixed)
{
	struct ktf_place place = place_of(cell);
	bool located = place.source == KTF_SOURCE_DYN || place.source == KTF_SOURCE_REL;

	if (cell->imm < 0 || !ktf_place_ok(&place, fixed))
		return false;
	return place.source == KTF_SOURCE_FIX || !cell->imm ||
	       (located && cell->imm <= 8 && is_width(cell->imm));
}

/* May the cell be in a runnable program? */
static bool cell_ok(const struct ktf_cell *cell, u32 fixed)
{
	if (end_of_read(cell) > fixed)
		return false;
	switch (ktf_cell_info[cell->op].operand) {
	case KTF_CELL_HAS_FIELD:
	case KTF_CELL_HAS_WIDTH:
		return is_width(cell->arg);
	case KTF_CELL_HAS_ARRAY:
		return elements_ok(cell);
	case KTF_CELL_HAS_TEXT:
		return length_ok(cell, fixed);
	case KTF_CELL_HAS_NONE:
	case KTF_CELL_HAS_IMM:
	case KTF_CELL_HAS_NEXT:
	case KTF_CELL_HAS_CPU:
		return true;
	case KTF_CELL_HAS_VAR:
		return ktf_variable_is_task(cell->imm);
	default:
		return false;
	}
}

/**
 * ktf_cells_ok - prove that the cells of a CELL can be run
 * @prog: the program; the cells lie in it.
 * @insn: the instruction.
 *
 * Context: any.
 * Return: true if all cells exist, read only the fixed part, and leave as many values as the
 * test takes, of which there are never more than KTF_MAX_VALUES, and if the instruction says
 * whether they copy a text.
 */
bool ktf_cells_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_cell *cell = ktf_const(prog, insn->cells);
	const struct ktf_cell *end = cell + insn->nr_cells;
	bool copies = false;
	u32 depth = 0;

	for (; cell < end; cell += ktf_cell_length(cell->op)) {
		u32 takes = ktf_cell_info[cell->op].takes;

		if (!cell_ok(cell, prog->fixed) || takes > depth ||
		    cell + ktf_cell_length(cell->op) > end)
			return false;
		copies |= ktf_cell_copies(cell);
		depth += 1 - takes;
		if (depth > KTF_MAX_VALUES)
			return false;
	}
	return depth == ktf_nr_values(insn) && copies == insn->copies;
}

static bool is_early(const struct ktf_cell *cell)
{
	switch (cell->op) {
	case KTAP_FILTER_CELL_ELEM:
		return cell->imm > 0 && end_of_read(cell) <= KTF_MIN_FIXED;
	case KTAP_FILTER_CELL_LEN:
		return cell->arg == KTF_SOURCE_COMM;
	case KTAP_FILTER_CELL_VAR:
		return ktf_variables[cell->imm].is_early;
	default:
		return end_of_read(cell) <= KTF_MIN_FIXED;
	}
}

/**
 * ktf_cells_known_early - are the values of a CELL known before there is a record?
 * @prog: a program that ktf_verify() accepted.
 * @insn: the instruction.
 *
 * Context: any.
 * Return: true if the cells read only the header that all records have, and variables that are
 * known early.
 */
bool ktf_cells_known_early(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_cell *cell = ktf_const(prog, insn->cells);
	const struct ktf_cell *end = cell + insn->nr_cells;

	for (; cell < end; cell += ktf_cell_length(cell->op))
		if (!is_early(cell))
			return false;
	return true;
}
