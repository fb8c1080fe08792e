/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lowering of value expressions: what its files share. See vm/lower_value.c.
 */
#ifndef _KTF_LOWER_VALUE_H
#define _KTF_LOWER_VALUE_H

#include "vm/arc.h"
#include "vm/cells.h"
#include "vm/lowering.h"

/**
 * struct ktf_value_lowering - the predicate that is lowered
 * @l: the programs.
 * @pred: the predicate.
 * @v: its values.
 * @value: the value that arcs ask for.
 * @insn: the first instruction; NULL to count them only.
 * @nr: how many there are so far.
 * @no: the target if no arc holds.
 * @yes: the target if an arc holds.
 * @always: an arc has all words that the value can be.
 * @asked: the number of the value that cells are asked for.
 * @add: adds what asks whether the value's word is on an arc.
 */
struct ktf_value_lowering {
	struct ktf_lowering	*l;
	const struct ktf_pred	*pred;
	const struct ktf_values	*v;
	const struct ktf_linear	*value;
	struct ktf_insn		*insn;
	u32			nr;
	u16			no;
	u16			yes;
	bool			always;
	u32			asked;
	void			(*add)(struct ktf_value_lowering *lo, struct ktf_arc arc);
};

/* Take the next instruction, which is true for @yes and goes on if it is false. */
static inline struct ktf_insn *ktf_lowering_insn(struct ktf_value_lowering *lo)
{
	struct ktf_insn *insn = lo->insn;

	if (!insn)
		return NULL;
	insn += lo->nr;
	insn->to[1] = lo->yes;
	insn->to[0] = insn - lo->l->to->insns + 1;
	return insn;
}

static inline const struct ktf_type *ktf_lowered_type(const struct ktf_value_lowering *lo,
						      u32 value)
{
	return &lo->v->type[lo->v->root[value]];
}

/* vm/lower_value.c */
bool ktf_cut_to_type(const struct ktf_type *type, struct ktf_big *least, struct ktf_big *most);
void ktf_ask_constant(struct ktf_value_lowering *lo, u32 x);
void ktf_ask_ranges(struct ktf_value_lowering *lo);
int ktf_constant_value(const struct ktf_value_lowering *lo);
u8 ktf_relation_of(u8 op, const struct ktf_type *a, const struct ktf_type *b);

/* vm/lower_sum.c */
bool ktf_sum_can_ask(const struct ktf_value_lowering *lo, bool single);
bool ktf_sum_can_ask_set(const struct ktf_value_lowering *lo);
u64 ktf_term_as_recorded(const struct ktf_term *term, u64 word);
void ktf_add_sum_arc(struct ktf_value_lowering *lo, struct ktf_arc arc);
bool ktf_ask_by_pair(struct ktf_value_lowering *lo, const struct ktf_linear *sums);

/* vm/lower_parts.c */
bool ktf_ask_by_parts(struct ktf_value_lowering *lo);

/* vm/lower_cells.c */
u32 ktf_cells_bytes(const struct ktf_values *v);
void ktf_ask_by_cells(struct ktf_value_lowering *lo);
void ktf_ask_whether_changed(struct ktf_value_lowering *lo);

#endif /* _KTF_LOWER_VALUE_H */
