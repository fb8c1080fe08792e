/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rejecting events before they have a record. See early.c.
 */
#ifndef _KTF_EARLY_H
#define _KTF_EARLY_H

#include "ktf_live.h"
#include "legal.h"

/* Does the event's own filter reject the record, whatever it will hold? */
static __always_inline bool ktf_early_rejects_event(const struct trace_event_file *file)
{
	struct event_filter *filter = rcu_dereference_raw(file->filter);
	const struct ktf_legal *legal = filter ? ktf_legal_plain(filter) : NULL;

	return legal && ktf_rejects(&legal->ktap, file);
}

void ktf_early_arm(struct trace_event_file *file);
void ktf_early_arm_instance(struct trace_array *tr);

#endif /* _KTF_EARLY_H */
