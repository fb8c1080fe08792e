// SPDX-License-Identifier: GPL-2.0
/*
 * The most that a program can do for one record.
 *
 * Targets are always further on. So one pass from the last instruction to the first finds
 * the most expensive path from each: its own cost, and that of the more expensive target.
 * Some paths cannot be taken by any record, but they are counted as well. So the result is a
 * bound.
 *
 * An instruction looks at as many bytes as its operands say. Only a text that is as long as
 * the record says has no such bound: it counts for as much as a record can hold, or for as
 * much as the interpreter looks at before it gives up.
 *
 * A search for a piece, or a glob, may look at a byte several times. How often is bounded by
 * the matchers; see vm/match.c, whose bounds are repeated here.
 */
#include "explain/cost.h"
#include "prog/cells.h"
#include "prog/limits.h"
#include "vm/glob.h"

#define WORD_BYTES	8U
#define MAX_RECORD	0xffffU		/* the size in a loc word has 16 bits */

static struct ktf_cost dearer(struct ktf_cost a, struct ktf_cost b)
{
	return (struct ktf_cost) { max(a.steps, b.steps), max(a.bytes, b.bytes),
				   max(a.search, b.search) };
}

static struct ktf_cost cost_of_target(const struct ktf_cost *costs, u16 target)
{
	return ktf_is_verdict(target) ? (struct ktf_cost) { } : costs[target];
}

/* The largest size of a text, in bytes. @size is that of an array, 0 if it has none. */
static u32 text_room(u8 source, u32 size)
{
	switch (source) {
	case KTF_SOURCE_COMM:
		return KTF_COMM_BYTES;
	case KTF_SOURCE_FIX:
		return size ?: KTF_TEXT_BYTES;
	case KTF_SOURCE_DYN:
	case KTF_SOURCE_REL:
		return MAX_RECORD;
	default:
		return KTF_PTR_BYTES;
	}
}

static u32 room_of(const struct ktf_insn *insn)
{
	return text_room(ktf_source(insn), insn->size);
}

/* Bytes that a comparison reads of a text of @room bytes. A pointer's text is copied as a whole. */
static u32 text_bytes(const struct ktf_insn *insn, u32 room)
{
	if (ktf_is_pointer_text(insn))
		return room;
	switch (ktf_test(insn)) {
	case KTF_TEST_EQ:
		return min(room, insn->len + 1U);
	case KTF_TEST_PREFIX:
		return min_t(u32, room, insn->len);
	case KTF_TEST_HASH:
		return min(room, (KTF_MAX_PATTERN | 7U) + 1);
	default:
		return room;
	}
}

/* Bytes that hold the value or refer to it, in the record or in the task's name. */
static u32 fetched_bytes(const struct ktf_insn *insn)
{
	switch (ktf_source(insn)) {
	case KTF_SOURCE_WORD:
		return insn->op == KTF_OP(WORD, ARC) && !insn->mask ? 0 : WORD_BYTES;
	case KTF_SOURCE_FIX:
		return 0;
	default:
		return ktf_source_info(insn)->bytes;
	}
}

static u32 place_bytes(const struct ktf_place *text)
{
	switch (text->source) {
	case KTF_SOURCE_CONSTANT:
		return 0;
	case KTF_SOURCE_FIX:
		return text_room(text->source, text->size);
	default:
		return text_room(text->source, 0) + ktf_sources[text->source].bytes;
	}
}

/* Bytes that a cell looks at: a number, or a text or loc word. */
static u32 cell_bytes(const struct ktf_cell *cell)
{
	switch (cell->op) {
	case KTAP_FILTER_CELL_FIELD:
		return cell->arg & KTF_CELL_BYTES;
	case KTAP_FILTER_CELL_ELEM:
		return (cell->arg & KTF_CELL_BYTES) + (cell->imm < 0 ? sizeof(u32) : 0);
	case KTAP_FILTER_CELL_LEN:
		if (cell->arg != KTF_SOURCE_FIX && cell->imm)
			return sizeof(u32);
		return place_bytes(&(struct ktf_place) { .source = cell->arg, .size = cell->imm });
	default:
		return 0;
	}
}

static u32 values_bytes(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_cell *cell, *end;
	u32 bytes = 0;

	switch (ktf_source(insn)) {
	case KTF_SOURCE_PAIR:
		return 2 * WORD_BYTES;
	case KTF_SOURCE_DUO:
		return place_bytes(&insn->text[0]) + place_bytes(&insn->text[1]);
	}
	cell = ktf_const(prog, insn->cells);
	for (end = cell + insn->nr_cells; cell < end; cell += ktf_cell_length(cell->op))
		bytes += cell_bytes(cell);
	return bytes;
}

static u32 bytes_of(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	u32 bytes = fetched_bytes(insn);

	switch (ktf_source(insn)) {
	case KTF_SOURCE_PAIR:
	case KTF_SOURCE_CELL:
	case KTF_SOURCE_DUO:
		return values_bytes(prog, insn);
	}
	switch (ktf_test_info(insn)->constant) {
	case KTF_CONST_ARC:
		if (ktf_test(insn) == KTF_TEST_TAIL)
			return bytes + 2 * WORD_BYTES;
		if (ktf_source(insn) == KTF_SOURCE_TASK)
			return bytes;
		return bytes + (ktf_source(insn) > KTF_SOURCE_CPU ? WORD_BYTES : 0);
	case KTF_CONST_VALUES:
		return ktf_source(insn) == KTF_SOURCE_PAIR ? 2 * bytes : bytes;
	case KTF_CONST_SHORT:
		return bytes + 2 * WORD_BYTES;
	case KTF_CONST_CPUS:
		return bytes + DIV_ROUND_UP(insn->bits, 8);
	case KTF_CONST_SET:
	case KTF_CONST_BOUNDS:
		return bytes;
	case KTF_CONST_HASH:
		return bytes + (ktf_has_texts(insn) ? text_bytes(insn, room_of(insn)) : 0);
	default:
		return bytes + text_bytes(insn, room_of(insn));
	}
}

/*
 * A short piece costs two steps per byte of the text: the search for its first byte, and the
 * comparison. A long piece costs two more: after two steps per byte, a linear search starts
 * again. A glob costs its least length times the text, and the search for the text's end.
 */
static u64 search_of(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_glob *glob;

	switch (ktf_test(insn)) {
	case KTF_TEST_SHORT:
		return 2 * 16;
	case KTF_TEST_CONTAINS:
		return (insn->len <= 8 ? 2 : 4) * room_of(insn);
	case KTF_TEST_GLOB:
		glob = ktf_aux(prog, insn);
		return (glob->least + 1ULL) * room_of(insn);
	default:
		return 0;
	}
}

/**
 * ktf_cost_portable - find the largest number of predicates that a record can go through
 * @prog: the program; it has at least one instruction.
 * @cost: gets the number in @steps. @bytes is 0, because it depends on the event.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_cost_portable(const struct ktf_portable *prog, struct ktf_cost *cost)
{
	struct ktf_cost *costs = ktf_alloc(array_size(prog->nr_insns, sizeof(*costs)));
	u32 i = prog->nr_insns;

	if (!costs)
		return -ENOMEM;
	while (i--) {
		costs[i] = dearer(cost_of_target(costs, prog->insns[i].jt),
				  cost_of_target(costs, prog->insns[i].jf));
		costs[i].steps++;
	}
	*cost = costs[0];
	ktf_free(costs);
	return 0;
}

/**
 * ktf_cost_runnable - find the largest cost of a program on its event
 * @prog: the program.
 * @cost: gets the cost.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_cost_runnable(const struct ktf_prog *prog, struct ktf_cost *cost)
{
	struct ktf_cost *costs = ktf_alloc(array_size(prog->nr, sizeof(*costs)));
	u32 i = prog->nr;

	if (!costs)
		return -ENOMEM;
	while (i--) {
		costs[i] = dearer(cost_of_target(costs, prog->insns[i].to[0]),
				  cost_of_target(costs, prog->insns[i].to[1]));
		costs[i].steps++;
		costs[i].bytes += bytes_of(prog, &prog->insns[i]);
		costs[i].search += search_of(prog, &prog->insns[i]);
	}
	*cost = costs[0];
	ktf_free(costs);
	return 0;
}
