/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Running the cells of value expressions. See vm/cells.c.
 */
#ifndef _KTF_VM_CELLS_H
#define _KTF_VM_CELLS_H

#include "prog/cells.h"
#include "vm/insn.h"
#include "vm/relation.h"

/* ELEM: the number of elements of an array behind a loc word. */
#define KTF_ELEMS_LOCATED	(-1)	/* a __data_loc word */
#define KTF_ELEMS_RELATIVE	(-2)	/* a __rel_loc word */

u32 ktf_run_cells(const struct ktf_insn *entry, const void *rec,
		  const struct ktf_insn *insn, u32 len);
bool ktf_cells_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const char *rec, u32 len, char *to);
bool ktf_cells_value(const struct ktf_prog *prog, const struct ktf_insn *insn,
		     const char *rec, u32 len, char *to, u64 *value);
bool ktf_cells_ok(const struct ktf_prog *prog, const struct ktf_insn *insn);
bool ktf_cells_known_early(const struct ktf_prog *prog, const struct ktf_insn *insn);

/* Does the cell of a runnable program copy a text? */
static inline bool ktf_cell_copies(const struct ktf_cell *cell)
{
	return cell->op == KTAP_FILTER_CELL_LEN &&
	       (cell->arg == KTF_SOURCE_PTR || cell->arg == KTF_SOURCE_USR);
}

/* How many values the cells of an instruction leave. */
static inline u32 ktf_nr_values(const struct ktf_insn *insn)
{
	return ktf_test(insn) == KTF_TEST_HOLDS ? 2 : 1;
}

/*
 * A number in the first or the second word of a PAIR, which ends at the word's highest bit. Two
 * shifts, of which at most one is not 0, take no branch for the sign.
 */
static __always_inline u64 ktf_pair_half(const struct ktf_insn *insn, const char *rec, u32 half)
{
	u64 word = get_unaligned((const u64 *)(rec + (half ? insn->off2 : insn->off)));

	return (s64)(word >> insn->shr[half]) >> insn->sar[half];
}

/* The difference of the numbers of a PAIR. */
static __always_inline u64 ktf_pair_difference(const struct ktf_insn *insn, const char *rec)
{
	return ktf_pair_half(insn, rec, 0) - ktf_pair_half(insn, rec, 1);
}

/* Is a difference on the arc of a SPAN? */
static __always_inline bool ktf_spans(const struct ktf_insn *insn, u64 difference)
{
	return difference - insn->lo <= insn->range;
}

/* The outcome of a PAIR with the test HOLDS. */
static __always_inline bool ktf_pair_holds(const struct ktf_insn *insn, const char *rec)
{
	return ktf_relation_holds(insn->relation, ktf_pair_half(insn, rec, 0),
				  ktf_pair_half(insn, rec, 1));
}

/* The outcome of a LESS. If lo is 2^63, the words are compared as numbers with signs. */
static __always_inline bool ktf_is_less(const struct ktf_insn *insn, const char *rec)
{
	return get_unaligned((const u64 *)(rec + insn->off)) + insn->lo <
	       get_unaligned((const u64 *)(rec + insn->off2)) + insn->lo;
}

#endif /* _KTF_VM_CELLS_H */
