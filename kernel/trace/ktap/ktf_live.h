/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A filter, from when it is made to when nobody can see it any more.
 */
#ifndef _KTF_LIVE_H
#define _KTF_LIVE_H

#include "vm/insn.h"
#include "ktf_jit.h"
#include "ktf_trace.h"

/**
 * struct ktf_live - a filter that was made here
 * @base: what the rest of the kernel knows of it. The program in it is the instruction
 *	where the interpreter starts; NULL if it is not the interpreter that runs.
 * @run: what runs then: machine code, or for want of a program what keeps every event.
 * @native: whose machine code it is, or NULL.
 * @early: what of its program needs no record, which may be all of it; or NULL. Only
 *	filters of events have it.
 * @asks_context: the program asks for the flags or the preempt_count of the record. Nothing
 *	else makes a difference to it, whatever words they are in.
 * @has_addresses: addresses of the kernel are among its program's constants.
 * @rcu: for freeing it behind its readers.
 */
struct ktf_live {
	struct event_filter	base;
	ktf_native_t		run;
	struct ktf_native	*native;
	const struct ktf_prog	*early;
	bool			asks_context;
	bool			has_addresses;
	struct rcu_head		rcu;
};

static inline struct ktf_live *ktf_live(struct event_filter *filter)
{
	return container_of(filter, struct ktf_live, base);
}

/* Where the interpreter starts. trace.h leaves to the engine what an entry is. */
static __always_inline const struct ktf_insn *ktf_filter_entry(struct event_filter *filter)
{
	return (const struct ktf_insn *)rcu_dereference_raw(filter->prog);
}

/* A filter's program, whoever runs it; NULL if it has none. */
static inline const struct ktf_prog *ktf_filter_prog(struct event_filter *filter)
{
	const struct ktf_insn *entry = ktf_filter_entry(filter);

	if (ktf_live(filter)->native)
		return ktf_live(filter)->native->prog;
	return entry ? ktf_prog_at(entry) : NULL;
}

void ktf_filter_retire(struct event_filter *filter);
long ktf_filters_retired(void);

#endif /* _KTF_LIVE_H */
