/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A filter, from when it is made to when nobody can see it any more.
 */
#ifndef _KTF_LIVE_H
#define _KTF_LIVE_H

#include "ktf_insn.h"
#include "ktf_jit.h"
#include "ktf_trace.h"

/**
 * struct ktf_live - a filter that was made here
 * @base: what the rest of the kernel knows of it.
 * @interpreted: its program, if the interpreter is to run it.
 * @native: its program as machine code, if that is to run.
 * @early: what of its program needs no record, which may be all of it; or NULL. Only
 *	filters of events have it.
 * @asks_context: the program asks for the flags or the preempt_count of the record. Nothing
 *	else makes a difference to it, whatever words they are in.
 * @rcu: for freeing it behind its readers.
 */
struct ktf_live {
	struct event_filter	base;
	const struct ktf_prog	*interpreted;
	struct ktf_native	*native;
	const struct ktf_prog	*early;
	bool			asks_context;
	struct rcu_head		rcu;
};

static inline struct ktf_live *ktf_live(struct event_filter *filter)
{
	return container_of(filter, struct ktf_live, base);
}

/* trace.h names the program's type, but leaves its contents to the engine. */
static inline struct ktf_prog *ktf_filter_prog(struct event_filter *filter)
{
	return (struct ktf_prog *)rcu_dereference_raw(filter->prog);
}

void ktf_filter_retire(struct event_filter *filter);
long ktf_filters_retired(void);

#endif /* _KTF_LIVE_H */
