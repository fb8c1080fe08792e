/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lifetime of a filter, and its program while it lives. See ktf_live.c.
 */
#ifndef _KTF_LIVE_H
#define _KTF_LIVE_H

#include "ktf_jit.h"
#include "ktf_trace.h"
#include "vm/insn.h"

/* The instruction where the interpreter starts; NULL if it does not run this filter. */
static __always_inline const struct ktf_insn *ktf_filter_entry(const struct event_filter *filter)
{
	return rcu_dereference_raw(filter->ktap.entry);
}

/* A filter's program, run by the interpreter or as machine code; NULL if it has none. */
static inline const struct ktf_prog *ktf_filter_prog(const struct event_filter *filter)
{
	const struct ktf_insn *entry = ktf_filter_entry(filter);

	if (filter->ktap.native)
		return filter->ktap.native->prog;
	return entry ? ktf_prog_at(entry) : NULL;
}

void ktf_filter_retire(struct event_filter *filter);
long ktf_filters_retired(void);

#endif /* _KTF_LIVE_H */
