// SPDX-License-Identifier: GPL-2.0
/*
 * Filters of perf events.
 *
 * A perf event has one filter, which is set once and lives as long as the event. perf
 * has no place to show a mistake in a text: its caller gets the errno alone. error_log is
 * root's, and its eight entries are not for others to fill.
 *
 * PERF_EVENT_IOC_SET_FILTER asks for no capability. Where perf_event_paranoid is 2, which
 * is the default, anybody may count system calls of his own (exclude_kernel), and their
 * filters run in the kernel on what he hands over. So the compiler and the interpreter are
 * within everybody's reach. What is not:
 *
 *	images		who is perfmon_capable(), that is, may watch the kernel
 *	char * fields	the same: a system call's pointer is whatever its caller made it, and
 *			a filter would tell byte by byte what the kernel has there. Behind
 *			.ustring it is the caller's own memory
 *	.function	the same: the errno alone would tell where the kernel's functions are
 *	machine code	who is bpf_capable(), that is, may load programs (ktf_jit.c)
 */
#include <linux/capability.h>
#include <linux/perf_event.h>

#include "ktf_live.h"
#include "ktf_trace.h"

/**
 * ftrace_profile_free_filter - drop a perf event's filter
 * @event: the event, which no handler can see any more.
 *
 * Context: any but NMI.
 */
void ftrace_profile_free_filter(struct perf_event *event)
{
	struct event_filter *filter = event->filter;

	event->filter = NULL;
	free_event_filter(filter);
}

/* Whoever sets the filter counts: the event's file may have come from somebody else. */
static int set_filter(struct perf_event *event, const char *text)
{
	struct event_filter *filter;
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	int err;

	ktf_schema_init(&schema, event->tp_event);
	schema.restricted = !perfmon_capable();
	if (ktf_schema_is_function(&schema))
		return ktf_function_filter(event, &schema, text);
	filter = ktf_filter_alloc(NULL);
	if (!filter)
		return -ENOMEM;
	err = ktf_filter_build(&schema, text, filter, &diag);
	if (err)
		free_event_filter(filter);
	else
		smp_store_release(&event->filter, filter);	/* counts already */
	return err;
}

/**
 * ftrace_profile_set_filter - PERF_EVENT_IOC_SET_FILTER
 * @event: the perf event.
 * @event_id: not used.
 * @text: the filter's text.
 *
 * The filter of ftrace:function chooses functions and is not kept.
 *
 * Context: may sleep; takes event_mutex.
 * Return: 0; -EEXIST if the event has a filter; -EINVAL if it is no tracepoint; -EACCES
 * for what is said above of a user who may not watch the kernel; else as
 * create_event_filter().
 */
int ftrace_profile_set_filter(struct perf_event *event, int event_id, char *text)
{
	guard(mutex)(&event_mutex);

	if (!event->tp_event)
		return -EINVAL;
	return event->filter ? -EEXIST : set_filter(event, text);
}
