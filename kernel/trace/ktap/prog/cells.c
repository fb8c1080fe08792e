// SPDX-License-Identifier: GPL-2.0
/*
 * The table of cells as data, indexed by their numbers. The rows come from
 * linux/ktap_filter_cells.h. A byte that is no cell has the operand BAD, which is 0.
 */
#include "prog/value.h"

#define KTF_CELL(cell, nr, values, has, text)	\
	[nr] = { .name = #cell, .takes = values, .operand = KTF_CELL_HAS_##has },
const struct ktf_cell_info ktf_cell_info[256] = {
#include <linux/ktap_filter_cells.h>
};

/**
 * ktf_cells_of_number - put a number into cells
 * @val: a number that fits 64 bits, with or without a sign.
 * @cells: gets NUM, if 32 bits with a sign hold the number, or else NUM64 and the number.
 *
 * Context: any.
 * Return: how many cells it takes, 1 or 2.
 */
u32 ktf_cells_of_number(struct ktf_big val, struct ktf_cell cells[2])
{
	u64 word = ktf_big_word(val);

	if (val.mag <= (val.neg ? 1ULL << 31 : (1ULL << 31) - 1)) {
		cells[0] = (struct ktf_cell) { .op = KTAP_FILTER_CELL_NUM, .imm = word };
		return 1;
	}
	cells[0] = (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_NUM64, .arg = val.neg ? KTF_CELL_SIGNED : 0,
	};
	memcpy(&cells[1], &word, sizeof(word));
	return 2;
}

/**
 * ktf_cell_number - get the number of a NUM or NUM64
 * @cell: the cell; the number of a NUM64 is in the next one.
 *
 * Context: any.
 * Return: the number.
 */
struct ktf_big ktf_cell_number(const struct ktf_cell *cell)
{
	if (cell->op == KTAP_FILTER_CELL_NUM)
		return ktf_big((s64)cell->imm, false);
	return ktf_big(ktf_cell_num64(cell), !(cell->arg & KTF_CELL_SIGNED));
}

/**
 * ktf_cells_put - copy cells in the form that they have in the pool, which is that of an image
 * @cells: the cells, all of those that an operation takes.
 * @nr: how many.
 * @to: gets them.
 *
 * Context: any.
 */
void ktf_cells_put(const struct ktf_cell *cells, u32 nr, struct ktap_filter_cell *to)
{
	__le64 val;
	u32 i, len;

	for (i = 0; i < nr; i += len) {
		len = ktf_cell_span(&cells[i]);
		to[i] = (struct ktap_filter_cell) {
			.op	= cells[i].op,
			.arg	= cells[i].arg,
			.field	= cpu_to_le16(cells[i].field),
			.imm	= cpu_to_le32((u32)cells[i].imm),
		};
		memcpy(&to[i + 1], &cells[i + 1], (len - 1) * sizeof(*to));
		if (cells[i].op != KTAP_FILTER_CELL_NUM64)
			continue;
		val = cpu_to_le64(ktf_cell_num64(&cells[i]));
		memcpy(&to[i + 1], &val, sizeof(val));
	}
}

/**
 * ktf_cells_get - copy cells from the form that they have in the pool
 * @from: the cells. No cell takes more of them than there are.
 * @nr: how many.
 * @cells: gets them.
 *
 * Context: any.
 */
void ktf_cells_get(const struct ktap_filter_cell *from, u32 nr, struct ktf_cell *cells)
{
	u64 val;
	u32 i, len;

	for (i = 0; i < nr; i += len) {
		cells[i] = (struct ktf_cell) {
			.op	= from[i].op,
			.arg	= from[i].arg,
			.field	= get_unaligned_le16(&from[i].field),
			.imm	= get_unaligned_le32(&from[i].imm),
		};
		len = ktf_cell_span(&cells[i]);
		memcpy(&cells[i + 1], &from[i + 1], (len - 1) * sizeof(*cells));
		if (cells[i].op != KTAP_FILTER_CELL_NUM64)
			continue;
		val = get_unaligned_le64(&from[i + 1]);
		memcpy(&cells[i + 1], &val, sizeof(val));
	}
}
