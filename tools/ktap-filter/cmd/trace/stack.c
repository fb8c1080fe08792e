// SPDX-License-Identifier: GPL-2.0
/*
 * --stack: the functions that led to an event, the innermost first, as trace-cmd prints them.
 *
 * The kernel writes them as a record of their own, behind that of the event.
 */
#include "trace/trace.h"

/* Return the address of function @nr, or 0 behind the last one. */
static u64 address(const struct trace *t, const struct dat_stream *s,
		   const struct run_event *event, u32 nr)
{
	struct tep_format_field *callers = tep_find_field(event->schema.event, "caller");
	u32 size = t->run.dat.long_size, at = callers ? callers->offset + nr * size : s->bytes;

	if (at + size > s->bytes)
		return 0;
	return size == 8 ? get_unaligned((const u64 *)(s->data + at)) :
			   get_unaligned((const u32 *)(s->data + at));
}

static int print_text(struct trace *t, const struct dat_stream *s,
		      const struct run_event *event)
{
	const char *name;
	u64 addr;
	u32 nr;

	for (nr = 0; (addr = address(t, s, event, nr)); nr++) {
		name = live_function(&t->run, addr);
		if (name)
			printf("\t=> %s\n", name);
		else
			printf("\t=> 0x%llx\n", addr);
	}
	return CMD_OK;
}

static int print_json(struct trace *t, const struct dat_stream *s, const struct run_event *event)
{
	struct json_object *json = run_json_begin(&t->run, s, event);
	struct json_object *list = json_object_new_array();
	const char *name;
	u64 addr;
	u32 nr;

	if (!json || !list) {
		json_object_put(json);
		json_object_put(list);
		return cmd_no_memory();
	}
	for (nr = 0; (addr = address(t, s, event, nr)); nr++) {
		name = live_function(&t->run, addr);
		json_object_array_add(list, name ? cmd_json_string(name) :
						   json_object_new_uint64(addr));
	}
	json_object_object_add(json, "stack", list);
	return run_put_json(json);
}

/**
 * trace_print_stack - print the functions that led to an event
 * @t: the trace.
 * @s: the stream, at the record of the stack.
 * @event: the event of stacks.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int trace_print_stack(struct trace *t, const struct dat_stream *s, const struct run_event *event)
{
	return t->json ? print_json(t, s, event) : print_text(t, s, event);
}
