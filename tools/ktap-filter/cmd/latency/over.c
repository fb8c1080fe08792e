// SPDX-License-Identifier: GPL-2.0
/*
 * --over: the pairs that took long, with both records.
 *
 * Records are printed as "run --list" prints them.
 */
#include "latency/latency.h"

static int print_json(const struct latency *l, const struct dat_stream *start,
		      const struct run_event *start_event, const struct dat_stream *end,
		      const struct run_event *end_event, u64 took)
{
	struct json_object *json = json_object_new_object();

	if (!json)
		return cmd_no_memory();
	json_object_object_add(json, "latency", json_object_new_uint64(took));
	json_object_object_add(json, "start", run_json_record(&l->run, start, start_event));
	json_object_object_add(json, "end", run_json_record(&l->run, end, end_event));
	return run_put_json(json);
}

/**
 * latency_print_pair - print a pair
 * @l: the state.
 * @start: the start.
 * @end: the stream, at the end.
 * @event: the event of the end.
 * @took: the time between them, nanoseconds.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int latency_print_pair(struct latency *l, const struct latency_start *start,
		       const struct dat_stream *end, const struct run_event *event, u64 took)
{
	const struct run_event *start_event = &l->run.events[start->event];
	struct dat_stream first = latency_stream(start);

	l->printed++;
	if (l->report.json)
		return print_json(l, &first, start_event, end, event, took);
	printf("%12llu ns\n", took);
	return run_print_record(&l->printing, &first, start_event) ?:
	       run_print_record(&l->printing, end, event);
}
