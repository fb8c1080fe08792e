// SPDX-License-Identifier: GPL-2.0
/*
 * --stack: the functions that led to an event, the innermost first, as trace-cmd prints them.
 *
 * The kernel writes them as a record of their own, behind that of the event.
 */
#include "stack/stack.h"
#include "trace/trace.h"

/* The name of a function; NULL if nobody knows it. */
static const char *name_of(struct trace *t, u64 addr)
{
	return stack_marker(addr) ?: live_function(&t->run, addr);
}

static int print_text(struct trace *t, const struct stack *stack)
{
	const char *name;
	u32 nr;

	for (nr = 0; nr < stack->nr; nr++) {
		name = name_of(t, stack_caller(stack, nr));
		if (name)
			printf("\t=> %s\n", name);
		else
			printf("\t=> 0x%llx\n", stack_caller(stack, nr));
	}
	return CMD_OK;
}

static int print_json(struct trace *t, const struct dat_stream *s, const struct run_event *event,
		      const struct stack *stack)
{
	struct json_object *json = run_json_begin(&t->run, s, event);
	struct json_object *list = json_object_new_array();
	const char *name;
	u32 nr;

	if (!json || !list) {
		json_object_put(json);
		json_object_put(list);
		return cmd_no_memory();
	}
	for (nr = 0; nr < stack->nr; nr++) {
		name = name_of(t, stack_caller(stack, nr));
		json_object_array_add(list, name ? cmd_json_string(name) :
				      json_object_new_uint64(stack_caller(stack, nr)));
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
	struct stack_format format;
	struct stack stack;

	stack_format_find(&format, event->schema.event, t->run.dat.long_size);
	stack_read(&format, s->data, s->bytes, &stack);
	return t->json ? print_json(t, s, event, &stack) : print_text(t, &stack);
}
