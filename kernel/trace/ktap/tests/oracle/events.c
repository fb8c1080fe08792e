// SPDX-License-Identifier: GPL-2.0
/*
 * The events that the oracle filters on.
 *
 * All events of the running kernel, as they are. They do not have every kind of field. So
 * there is one more event, which never fires and is not registered: only its list of fields
 * is used here.
 */
#include <linux/slab.h>

#include "oracle.h"
#include "rich.h"

static struct trace_event_class rich_class = {
	.system = "ktap_filter",
	.fields = LIST_HEAD_INIT(rich_class.fields),
};

static struct trace_event_call rich_call = {
	.class	= &rich_class,
	.name	= "oracle_rich",
};

#define FIELD(type, name, is_signed)					\
	{ type, #name, offsetof(struct rich_record, name),		\
	  sizeof_field(struct rich_record, name), is_signed }

static const struct {
	const char	*type;
	const char	*name;
	u16		off;
	u16		size;
	bool		is_signed;
} rich_fields[] = {
	FIELD("s8",			i8,	true),
	FIELD("u8",			u8,	false),
	FIELD("s16",			i16,	true),
	FIELD("u16",			u16,	false),
	FIELD("s32",			i32,	true),
	FIELD("u32",			u32,	false),
	FIELD("s64",			i64,	true),
	FIELD("u64",			u64,	false),
	FIELD("s32",			odd32,	true),
	FIELD("u64",			odd64,	false),
	FIELD("u16",			odd16,	false),
	FIELD("u8[3]",			three,	false),
	FIELD("u16[2]",			pair,	false),
	FIELD("unsigned long[6]",	args,	false),
	FIELD("char[16]",		name,	false),
	FIELD("char[8]",		tag,	false),
	FIELD("char[5]",		five,	false),
	FIELD("unsigned char[6]",	mac,	false),
	FIELD("char *",			ptr,	false),
	FIELD("const char *",		cptr,	false),
	FIELD("unsigned long",		ip,	false),
	FIELD("__data_loc char[]",	dyn,	false),
	FIELD("__data_loc char[]",	dyn2,	false),
	FIELD("__rel_loc char[]",	rel,	false),
	FIELD("__data_loc cpumask_t",	mask,	false),
	FIELD("__data_loc u32[]",	vec,	false),
	FIELD("u8",			last,	false),
	{ "char[]", "tail", offsetof(struct rich_record, tail), 0, false },
};

/**
 * oracle_rich_event - get the event that has every kind of field
 *
 * Context: may sleep.
 * Return: the event.
 */
struct trace_event_call *oracle_rich_event(void)
{
	u32 i;

	for (i = 0; list_empty(&rich_class.fields) || i; i++) {
		if (i == ARRAY_SIZE(rich_fields))
			break;
		trace_define_field(&rich_call, rich_fields[i].type, rich_fields[i].name,
				   rich_fields[i].off, rich_fields[i].size,
				   rich_fields[i].is_signed, FILTER_OTHER);
	}
	return &rich_call;
}

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
