// SPDX-License-Identifier: GPL-2.0
/*
 * The events that the oracle filters on: all events of the running kernel, as they are, and the
 * one that has every kind of field (rich.c).
 */
#include <linux/slab.h>

#include "oracle.h"

/* Fields that are not in the event's own list: they can only be found by name. */
static char * const shared_fields[] = {
	"common_type", "common_flags", "common_preempt_count", "common_pid",
	"comm", "COMM", "cpu", "CPU", "common_cpu", "stacktrace",
};

static int describe(struct oracle_event *event, struct trace_event_call *call)
{
	struct list_head *own = trace_get_fields(call);
	struct ftrace_event_field *field;
	u32 i;

	event->call = call;
	event->fields = kcalloc(list_count_nodes(own) + ARRAY_SIZE(shared_fields),
				sizeof(*event->fields), GFP_KERNEL);
	if (!event->fields)
		return -ENOMEM;
	event->fixed = sizeof(struct trace_entry);
	list_for_each_entry(field, own, link) {
		event->fields[event->nr_fields++] = field;
		event->fixed = max_t(u32, event->fixed, field->offset + field->size);
	}
	for (i = 0; i < ARRAY_SIZE(shared_fields); i++) {
		field = trace_find_event_field(call, shared_fields[i]);
		if (field)
			event->fields[event->nr_fields++] = field;
	}
	return 0;
}

/**
 * oracle_find_events - describe the events of this kernel, the rich event first
 * @events: gets the events, which are never freed: this is a test kernel.
 *
 * Context: may sleep; event_mutex held.
 * Return: 0 or -ENOMEM.
 */
int oracle_find_events(struct oracle_events *events)
{
	struct trace_event_call *call;
	u32 nr = 1;

	list_for_each_entry(call, &ftrace_events, list)
		nr++;
	events->events = kcalloc(nr, sizeof(*events->events), GFP_KERNEL);
	if (!events->events || describe(&events->events[0], oracle_rich_event()))
		return -ENOMEM;
	events->nr = 1;
	list_for_each_entry(call, &ftrace_events, list) {
		struct oracle_event *event = &events->events[events->nr];

		if (ftrace_event_is_function(call))
			continue;
		if (describe(event, call))
			return -ENOMEM;
		events->nr += event->fixed < ORACLE_RECORD_BYTES / 2;
	}
	return 0;
}
