// SPDX-License-Identifier: GPL-2.0
/*
 * Filters of perf events.
 *
 * A perf event has one filter, which is set once and lives as long as the event. perf
 * has no place to show a mistake in a text: its caller gets the errno alone.
 */
#include <linux/perf_event.h>

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

/**
 * ftrace_profile_set_filter - PERF_EVENT_IOC_SET_FILTER
 * @event: the perf event.
 * @event_id: not used.
 * @text: the filter's text.
 *
 * What is wrong with an image is told in the top instance's error log. The filter of
 * ftrace:function chooses functions and is not kept.
 *
 * Context: may sleep; takes event_mutex.
 * Return: 0; -EEXIST if the event has a filter; -EINVAL if it is no tracepoint;
 * else as create_event_filter().
 */
int ftrace_profile_set_filter(struct perf_event *event, int event_id, char *text)
{
	struct event_filter *filter = NULL;
	int err;

	guard(mutex)(&event_mutex);

	if (!event->tp_event)
		return -EINVAL;
	if (event->filter)
		return -EEXIST;
	if (ftrace_event_is_function(event->tp_event))
		return ktf_function_filter(event, text);
	err = create_event_filter(NULL, event->tp_event, text, false, &filter);
	if (err)
		free_event_filter(filter);
	else
		event->filter = filter;
	return err;
}
