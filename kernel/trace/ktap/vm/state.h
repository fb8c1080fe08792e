/* SPDX-License-Identifier: GPL-2.0 */
/*
 * State terms: predicates that remember the visits before. See vm/state.c.
 */
#ifndef _KTF_STATE_H
#define _KTF_STATE_H

#include "prog/limits.h"
#include "vm/insn.h"

/**
 * struct ktf_state - what a state term remembers
 * @visits: of SAMPLE: how many there were on this CPU.
 * @count: of FIRST: how many there were.
 * @window: of RATE: the number of the last window in the high half, the visits that it let
 *	pass in the low half.
 * @value: of CHANGED: the last visit's value on this CPU.
 * @salt: of SAMPLE: a random number, another one for each CPU.
 * @has_value: of CHANGED: there was a visit on this CPU.
 */
struct ktf_state {
	union {
		u64		visits;
		atomic_t	count;
		atomic64_t	window;
		u64		value;
	};
	union {
		u64		salt;
		u64		has_value;
	};
};

static_assert(sizeof(struct ktf_state) == KTF_STATE_BYTES);

/* Has each CPU a struct ktf_state of its own? */
static inline bool ktf_state_is_per_cpu(const struct ktf_insn *insn)
{
	return insn->term == KTAP_FILTER_OP_SAMPLE || insn->term == KTAP_FILTER_OP_CHANGED;
}

/* The memory of a term; NULL if the program has no filter. */
static inline struct ktf_state *ktf_state_of(const struct ktf_insn *insn)
{
	return (struct ktf_state *)(unsigned long)insn->range;
}

/* The same of a term that has memory for each CPU. */
static inline struct ktf_state __percpu *ktf_state_of_cpus(const struct ktf_insn *insn)
{
	return (struct ktf_state __force __percpu *)(unsigned long)insn->range;
}

bool ktf_state_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const char *rec, u32 len, char *to);

#endif /* _KTF_STATE_H */
