/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cells: the value expressions of predicates.
 *
 * A value expression is a row of cells in postfix order. Each cell takes values from a stack of
 * 64-bit words and leaves one there. For example, orig_cpu / 8 - 1 is
 *
 *	FIELD orig_cpu	NUM 8	DIV	NUM 1	SUB
 *
 * Portable and runnable programs have the same cells. In a portable program, @field of a cell
 * is the index of a relocation, and the cells are a constant in the pool, where their bytes
 * are in the order of an image (prog/cells.c). In a runnable program, it is an offset.
 */
#ifndef _KTF_CELLS_H
#define _KTF_CELLS_H

#include "prog/env.h"
#include <linux/ktap_filter.h>

/* What a cell has beside the values that it takes. */
enum ktf_cell_operand {
	KTF_CELL_HAS_BAD,	/* no such cell */
	KTF_CELL_HAS_NONE,	/* nothing; in a runnable program, @arg may say the sign */
	KTF_CELL_HAS_FIELD,	/* a field; @arg and @imm may choose some of its bytes */
	KTF_CELL_HAS_ARRAY,	/* a field that is an array of numbers */
	KTF_CELL_HAS_TEXT,	/* a field that is a text, or an array behind a loc word */
	KTF_CELL_HAS_IMM,	/* a number in @imm */
	KTF_CELL_HAS_NEXT,	/* a number in the next cell */
	KTF_CELL_HAS_NAME,	/* a name in the next cells; only in a portable program */
	KTF_CELL_HAS_SYM,	/* a field with a table of names; only in a portable program */
	KTF_CELL_HAS_VAR,	/* a variable's number in @imm */
	KTF_CELL_HAS_CPU,	/* nothing; no image has it */
	KTF_CELL_HAS_WIDTH,	/* bytes and sign in @arg */
};

/* @arg of a cell: how many bytes, 1, 2, 4 or 8, and a bit for their sign. */
#define KTF_CELL_SIGNED		0x80
#define KTF_CELL_BYTES		0x0f

/**
 * struct ktf_cell - one cell
 * @op: enum ktap_filter_cell_op.
 * @arg: see enum ktf_cell_operand.
 * @field: of a portable program, index of the field's relocation; of a runnable one, the
 *	offset of its bytes in the record.
 * @imm: see enum ktf_cell_operand.
 */
struct ktf_cell {
	u8	op;
	u8	arg;
	u16	field;
	s32	imm;
};

static_assert(sizeof(struct ktf_cell) == sizeof(u64));

/**
 * struct ktf_cell_info - a row of the table of cells
 * @name: the cell's name, or NULL if there is no such cell.
 * @takes: how many values it takes from the stack. It leaves one.
 * @operand: enum ktf_cell_operand.
 */
struct ktf_cell_info {
	const char	*name;
	u8		takes;
	u8		operand;
};

extern const struct ktf_cell_info ktf_cell_info[256];

/* The number in the cell behind a NUM64. */
static inline u64 ktf_cell_num64(const struct ktf_cell *cell)
{
	u64 val;

	memcpy(&val, cell + 1, sizeof(val));
	return val;
}

/* How many cells an operation of a runnable program takes with its operand. */
static inline u32 ktf_cell_length(u8 op)
{
	return ktf_cell_info[op].operand == KTF_CELL_HAS_NEXT ? 2 : 1;
}

/* The same of a portable program, where @imm may be the size of a name. It may be too long. */
static inline u32 ktf_cells_spanned(u8 op, u32 imm)
{
	if (ktf_cell_info[op].operand != KTF_CELL_HAS_NAME)
		return ktf_cell_length(op);
	return 1 + DIV_ROUND_UP(min(imm, 2U * KTAP_FILTER_MAX_IMAGE), (u32)sizeof(struct ktf_cell));
}

static inline u32 ktf_cell_span(const struct ktf_cell *cell)
{
	return ktf_cells_spanned(cell->op, cell->imm);
}

/* The same of a cell in the pool. */
static inline u32 ktf_pool_span(const struct ktap_filter_cell *cell)
{
	return ktf_cells_spanned(cell->op, get_unaligned_le32(&cell->imm));
}

/* Does the cell name a field? */
static inline bool ktf_cell_names_field(u8 op)
{
	switch (ktf_cell_info[op].operand) {
	case KTF_CELL_HAS_FIELD:
	case KTF_CELL_HAS_ARRAY:
	case KTF_CELL_HAS_TEXT:
	case KTF_CELL_HAS_SYM:
		return true;
	}
	return false;
}

void ktf_cells_put(const struct ktf_cell *cells, u32 nr, struct ktap_filter_cell *to);
void ktf_cells_get(const struct ktap_filter_cell *from, u32 nr, struct ktf_cell *cells);

#endif /* _KTF_CELLS_H */
