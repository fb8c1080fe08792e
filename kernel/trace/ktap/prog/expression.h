/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The value expressions of a predicate, read from the pool. See prog/expression.c.
 */
#ifndef _KTF_EXPRESSION_H
#define _KTF_EXPRESSION_H

#include "prog/portable.h"
#include "prog/value.h"

/**
 * struct ktf_values - the values that a predicate compares
 * @cells: their cells. The field of a cell is the index of a relocation.
 * @nr: how many cells.
 * @type: for each cell, the type of the value that it leaves.
 * @first: for each cell, the first cell of that value.
 * @root: the last cell of each value.
 * @nr_values: how many values there are: two, or the one of a VAL_IN or a CHANGED.
 * @ranges: of VAL_IN, the cells of its ranges as they are in the pool.
 * @range_cells: how many cells the ranges take.
 * @nr_ranges: how many ranges of numbers there are.
 * @has_names: there are names, in the cells or behind the ranges. Then types are not known.
 */
struct ktf_values {
	struct ktf_cell			cells[KTF_MAX_CELLS];
	u32				nr;
	struct ktf_type			type[KTF_MAX_CELLS];
	u8				first[KTF_MAX_CELLS];
	u8				root[2];
	u32				nr_values;
	const struct ktap_filter_cell	*ranges;
	u32				range_cells;
	u32				nr_ranges;
	bool				has_names;
};

int ktf_values_read(struct ktf_values *v, u8 op, const void *data, u32 bytes,
		    const struct ktf_portable *prog);
u32 ktf_values_range(const struct ktf_values *v, u32 at, struct ktf_big *lo,
		     struct ktf_big *hi);

/* Is the value that ends with the cell a constant? */
static inline bool ktf_values_constant(const struct ktf_values *v, u32 cell)
{
	u8 op = v->cells[v->first[cell]].op;

	return v->first[cell] + ktf_cell_length(v->cells[v->first[cell]].op) == cell + 1 &&
	       (op == KTAP_FILTER_CELL_NUM || op == KTAP_FILTER_CELL_NUM64);
}

#endif /* _KTF_EXPRESSION_H */
