/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lowering, between its own files: vm/lower.c drives, and there is a file for
 * each kind of predicate.
 */
#ifndef _KTF_LOWERING_H
#define _KTF_LOWERING_H

#include "prog/limits.h"
#include "prog/portable.h"
#include "prog/schema.h"
#include "vm/insn.h"

/**
 * struct ktf_lowering - a program on its way down
 * @from: the portable program.
 * @to: the runnable one.
 * @at: for each predicate, the number of its first instruction.
 * @pool: where in @to the next constant goes.
 * @fixed: bytes that a record has at least.
 */
struct ktf_lowering {
	const struct ktf_portable	*from;
	struct ktf_prog			*to;
	u16				*at;
	u32				pool;
	u32				fixed;
};

/**
 * struct ktf_interval - a range of values, in the field's width
 * @lo: where it starts.
 * @span: where it ends, minus @lo; it may go round.
 * @out: the values outside are meant.
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

/* vm/lower_text.c */
void ktf_lower_text(struct ktf_lowering *l, struct ktf_insn *insn,
		    const struct ktf_pred *pred, const struct ktf_field *field);
u32 ktf_text_insns(const struct ktf_pred *pred, const struct ktf_field *field);
u32 ktf_text_constant(const struct ktf_lowering *l, const struct ktf_pred *pred,
		      const struct ktf_field *field);

/* vm/lower_cpus.c */
void ktf_lower_cpus(struct ktf_lowering *l, struct ktf_insn *insn,
		    const struct ktf_pred *pred, const struct ktf_field *field);
u32 ktf_cpus_constant(const struct ktf_lowering *l, const struct ktf_pred *pred,
		      const struct ktf_field *field);

#endif /* _KTF_LOWERING_H */
