// SPDX-License-Identifier: GPL-2.0
/*
 * A record becomes a line: as trace-cmd report prints it, with some of its fields, or as JSON.
 */
#include "trace/trace.h"

static int print_some(struct trace *t, const struct dat_stream *s, const struct run_event *event)
{
	struct tep_record record;
	int status = run_print_begin(&t->printing, s, event, &record);

	if (status)
		return status;
	trace_print_fields(t, event);
	return run_print_end(&t->printing);
}

/* An object without the fields that are not wanted. */
static struct json_object *wanted(const struct trace *t, struct json_object *fields)
{
	struct json_object *some = json_object_new_object();

	json_object_object_foreach(fields, name, value) {
		if (some && trace_wants_field(t, name))
			json_object_object_add(some, name, json_object_get(value));
	}
	return some;
}

static int print_json(const struct trace *t, const struct dat_stream *s,
		      const struct run_event *event)
{
	struct json_object *json = run_json_record(&t->run, s, event), *fields;

	if (t->fields && json && json_object_object_get_ex(json, "fields", &fields))
		json_object_object_add(json, "fields", wanted(t, fields));
	return run_put_json(json);
}

/**
 * trace_print - print a record
 * @t: the trace.
 * @s: the stream, at the record.
 * @event: the record's event.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int trace_print(struct trace *t, const struct dat_stream *s, const struct run_event *event)
{
	/* Stacks are of no sentence. */
	if (!event->filter)
		return trace_print_stack(t, s, event);
	if (t->json)
		return print_json(t, s, event);
	return t->fields ? print_some(t, s, event) : run_print_record(&t->printing, s, event);
}
