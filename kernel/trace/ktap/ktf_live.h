/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lifetime of a filter, and its program while it lives. See ktf_live.c.
 */
#ifndef _KTF_LIVE_H
#define _KTF_LIVE_H

#include "ktf_jit.h"
#include "ktf_trace.h"
#include "vm/insn.h"
#include "vm/run.h"
#include "vm/stats.h"

/* The instruction where the interpreter starts; NULL if it does not run this filter. */
static __always_inline const struct ktf_insn *ktf_entry(const struct ktap_filter *ktap)
{
	return rcu_dereference_raw(ktap->entry);
}

/* A filter's program, run by the interpreter or as machine code; NULL if it has none. */
static inline const struct ktf_prog *ktf_filter_prog(struct event_filter *filter)
{
	const struct ktap_filter *ktap = ktf_core_ktap(filter);
	const struct ktf_insn *entry;

	if (!ktap)
		return NULL;
	if (ktap->native)
		return ktap->native->prog;
	if (ktap->stats)
		return ktap->stats->prog;
	entry = ktf_entry(ktap);
	return entry ? ktf_prog_at(entry) : NULL;
}

/* Run the program of a filter on a record, by the interpreter or as machine code. */
static __always_inline int ktf_run_ktap(const struct ktap_filter *ktap, void *rec)
{
	const struct ktf_insn *entry = ktf_entry(ktap);

	if (likely(entry))
		return ktf_run_from(entry, rec, U32_MAX);
	return ktap->run(current, rec);
}

/*
 * Does an early program reject the record of an event whose header would have this type and
 * context?
 */
static __always_inline bool ktf_early_rejects(const struct ktf_prog *early, unsigned short type,
					      unsigned int context)
{
	struct trace_entry head;

	tracing_generic_entry_update(&head, type, context);
	return !ktf_run(early, &head, sizeof(head));
}

bool ktf_rejects_header(const struct ktf_prog *early, const struct trace_event_file *file);

/* Do an event's programs reject its record, whatever it will hold? */
static __always_inline bool ktf_rejects(const struct ktap_filter *ktap,
					const struct trace_event_file *file)
{
	const struct ktf_prog *early = ktap->early;

	if (!early)
		return false;
	if (unlikely(ktap->asks_header))
		return ktf_rejects_header(early, file);
	return ktf_early_rejects(early, 0, 0);
}

void ktf_filter_retire(struct event_filter *filter);
long ktf_filters_retired(void);

#endif /* _KTF_LIVE_H */
