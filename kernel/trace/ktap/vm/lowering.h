/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lowering: the interface between vm/lower.c and the file for each kind of predicate.
 */
#ifndef _KTF_LOWERING_H
#define _KTF_LOWERING_H

#include "prog/expression.h"
#include "prog/limits.h"
#include "prog/portable.h"
#include "prog/schema.h"
#include "vm/insn.h"
#include "vm/linear.h"

/**
 * struct ktf_lowering - a program that is being lowered
 * @from: the portable program.
 * @to: the runnable program.
 * @at: for each predicate, the number of its first instruction.
 * @pool: offset in @to of the next constant, bytes.
 * @fixed: size of the fixed part of a record, bytes.
 * @fields: the event's fields, one for each relocation.
 * @values: room for the values of one predicate.
 * @sums: room for these values as sums.
 */
struct ktf_lowering {
	const struct ktf_portable	*from;
	struct ktf_prog			*to;
	u16				*at;
	u32				pool;
	u32				fixed;
	const struct ktf_field		*fields;
	struct ktf_values		*values;
	struct ktf_linear		*sums;
};

/**
 * struct ktf_interval - a range of values, in the arithmetic of the field's width
 * @lo: the first value.
 * @span: the last value minus @lo; the range may go round the end of the numbers.
 * @out: the predicate is true for the values outside of the range.
 */
struct ktf_interval {
	u64	lo;
	u64	span;
	bool	out;
};

static inline u64 ktf_ones(u32 bits)
{
	return bits >= 64 ? ~0ULL : (1ULL << bits) - 1;
}

static inline void ktf_swap_targets(struct ktf_insn *insn)
{
	swap(insn->to[0], insn->to[1]);
}

/* vm/lower_range.c */
u32 ktf_place_word(u32 off, u32 size, u32 fixed, u32 *shift);
void ktf_range_test(struct ktf_insn *insn, struct ktf_interval r, u32 width, u32 shift);
void ktf_lower_number(struct ktf_lowering *l, struct ktf_insn *insn,
		      const struct ktf_pred *pred, const struct ktf_field *field);
void ktf_lower_function(struct ktf_lowering *l, struct ktf_insn *insn, u64 start, u64 size,
			const struct ktf_field *field);

/* vm/lower_value.c */
void ktf_lower_value(struct ktf_lowering *l, struct ktf_insn *insn, const struct ktf_pred *pred);
u32 ktf_value_insns(struct ktf_lowering *l, const struct ktf_pred *pred, u32 *bytes);

/* vm/lower_text.c */
enum ktf_source ktf_text_source(u8 kind, bool user);
void ktf_lower_text(struct ktf_lowering *l, struct ktf_insn *insn,
		    const struct ktf_pred *pred, const struct ktf_field *field);
u32 ktf_text_insns(const struct ktf_portable *from, const struct ktf_pred *pred,
		   const struct ktf_field *field);
u32 ktf_text_constant(const struct ktf_lowering *l, const struct ktf_pred *pred,
		      const struct ktf_field *field);

/* vm/lower_texts.c */
void ktf_lower_order(struct ktf_lowering *l, struct ktf_insn *insn, const struct ktf_pred *pred,
		     const struct ktf_field *field);
void ktf_lower_pair(struct ktf_lowering *l, struct ktf_insn *insn, const struct ktf_pred *pred);

/* Does the predicate ask for the order of a text and a constant? */
static inline bool ktf_is_order(const struct ktf_pred *pred)
{
	switch (pred->op) {
	case KTAP_FILTER_OP_STR_LESS:
	case KTAP_FILTER_OP_STR_MORE:
	case KTAP_FILTER_OP_FOLD_LESS:
	case KTAP_FILTER_OP_FOLD_MORE:
		return true;
	}
	return false;
}

/* The room that the constant of such a predicate takes, bytes. */
static inline u32 ktf_order_constant(u64 slice)
{
	return ALIGN(ktf_slice_len(slice), sizeof(u64));
}

/* vm/lower_cpus.c */
void ktf_lower_cpus(struct ktf_lowering *l, struct ktf_insn *insn,
		    const struct ktf_pred *pred, const struct ktf_field *field);
u32 ktf_cpus_constant(const struct ktf_lowering *l, const struct ktf_pred *pred,
		      const struct ktf_field *field);

#endif /* _KTF_LOWERING_H */
