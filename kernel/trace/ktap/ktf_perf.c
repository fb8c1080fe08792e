// SPDX-License-Identifier: GPL-2.0
/*
 * Filters of perf events.
 *
 * A perf event has one filter, which is set once and lives as long as the event. perf has no
 * place to show a mistake in a text: the caller gets the errno alone. The file error_log belongs
 * to root, and other users must not fill its eight entries.
 *
 * PERF_EVENT_IOC_SET_FILTER asks for no capability. Where perf_event_paranoid is 2, the default,
 * any user may count the system calls of his own tasks (exclude_kernel). The filters of these
 * events run in the kernel, on values that the user passes. So every user can reach the
 * compiler and the interpreter. These are restricted:
 *
 *	images		need perfmon_capable(): the user may watch the kernel
 *	char * fields	need perfmon_capable(). The caller of a system call chooses its pointers,
 *			so a filter would tell the kernel's memory byte by byte. With .ustring
 *			a pointer points to the caller's own memory and is allowed
 *	.function	needs perfmon_capable(). The errno alone would tell the addresses of
 *			the kernel's functions
 *	machine code	needs bpf_capable(): the user may load BPF programs (ktf_jit.c)
 */
#include <linux/capability.h>
#include <linux/perf_event.h>

#include "ktf_live.h"
#include "ktf_trace.h"

/*
 * The privilege of the task that sets the filter counts. Another task may have opened the
 * event and passed the file on.
 */
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
		smp_store_release(&event->filter, filter);	/* the event is counting already */
	return err;
}

/**
 * ktf_perf_set_filter - set a perf event's filter
 * @event: the perf event.
 * @text: the filter's text.
 *
 * A filter of ftrace:function chooses functions and is not kept.
 *
 * Context: may sleep; event_mutex held.
 * Return: 0; -EEXIST if the event has a filter; -EINVAL if the event is no tracepoint; -EACCES
 * if the filter has something that the first comment of this file restricts; errors of
 * create_event_filter().
 */
int ktf_perf_set_filter(struct perf_event *event, const char *text)
{
	lockdep_assert_held(&event_mutex);
	if (!event->tp_event)
		return -EINVAL;
	return event->filter ? -EEXIST : set_filter(event, text);
}

/**
 * ftrace_profile_set_filter - set a perf event's filter: PERF_EVENT_IOC_SET_FILTER
 * @event: the perf event.
 * @event_id: not used.
 * @text: the filter's text.
 *
 * Context: may sleep; takes event_mutex.
 * Return: as ktf_perf_set_filter().
 */
int ftrace_profile_set_filter(struct perf_event *event, int event_id, char *text)
{
	guard(mutex)(&event_mutex);

	return ktf_perf_set_filter(event, text);
}

/**
 * ftrace_profile_free_filter - free a perf event's filter
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
