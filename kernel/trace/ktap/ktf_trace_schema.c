// SPDX-License-Identifier: GPL-2.0
/*
 * The fields of an event of this kernel, in the form that the engine wants.
 *
 * The type of an event's own field decides how the field is read (filter_assign_type()). comm,
 * cpu and the stack trace are fields of every event that are not in its record.
 */
#include "ktf_trace.h"
#include "prog/limits.h"

static u8 kind_of(int filter_type)
{
	switch (filter_type) {
	case FILTER_OTHER:
		return KTAP_FILTER_KIND_OTHER;
	case FILTER_STATIC_STRING:
		return KTAP_FILTER_KIND_FIXSTR;
	case FILTER_DYN_STRING:
		return KTAP_FILTER_KIND_DYNSTR;
	case FILTER_RDYN_STRING:
		return KTAP_FILTER_KIND_RELSTR;
	case FILTER_PTR_STRING:
		return KTAP_FILTER_KIND_PTRSTR;
	case FILTER_CPUMASK:
		return KTAP_FILTER_KIND_CPUMASK;
	case FILTER_COMM:
		return KTAP_FILTER_KIND_COMM;
	case FILTER_CPU:
		return KTAP_FILTER_KIND_CPU;
	}
	return KTAP_FILTER_KIND_OPAQUE;
}

/**
 * ktf_schema_find - find a field by its name
 * @schema: the event.
 * @name: the name; a NUL or more text may follow it.
 * @len: its length, bytes.
 * @field: gets the field.
 *
 * trace_find_event_field() searches the event's own fields first, then comm, cpu and the like,
 * then the fields that all records have.
 *
 * Context: may sleep. The event's fields must stay, which event_mutex ensures.
 * Return: 0; -ENOENT if the event has no such field; -ENOMEM.
 */
int ktf_schema_find(const struct ktf_schema *schema, const char *name, u32 len,
		    struct ktf_field *field)
{
	char *copy = name[len] ? kmemdup_nul(name, len, GFP_KERNEL) : NULL;
	struct ftrace_event_field *live;

	if (name[len] && !copy)
		return -ENOMEM;
	live = trace_find_event_field(schema->call, copy ?: (char *)name);
	kfree(copy);
	if (!live)
		return -ENOENT;
	field->name = live->name;
	field->kind = kind_of(live->filter_type);
	field->is_signed = live->is_signed;
	field->type = live->type;
	field->off = live->offset;
	field->size = live->size;
	return 0;
}

/**
 * ktf_schema_print_fmt - get the print format of an event
 * @schema: the event.
 *
 * Names of enumerators that the kernel knows are numbers in it (trace_event_update_all()).
 *
 * Context: any.
 * Return: the print format, or NULL if the event has none.
 */
const char *ktf_schema_print_fmt(const struct ktf_schema *schema)
{
	return schema->call->print_fmt;
}

/**
 * ktf_schema_fixed - get the size of the fixed part of an event's records
 * @schema: the event.
 *
 * Context: any.
 * Return: bytes from the record's start that every record has.
 */
u32 ktf_schema_fixed(const struct ktf_schema *schema)
{
	return schema->fixed;
}

/**
 * ktf_schema_is_function - is this perf's ftrace:function event?
 * @schema: the event.
 *
 * Context: any.
 * Return: true for ftrace:function, whose filters choose functions by patterns.
 */
bool ktf_schema_is_function(const struct ktf_schema *schema)
{
	return ftrace_event_is_function(schema->call);
}

/**
 * ktf_schema_is_restricted - does the filter belong to a user without privilege?
 * @schema: the event.
 *
 * Context: any.
 * Return: true if images, kernel strings and functions are forbidden: see ktf_perf.c.
 */
bool ktf_schema_is_restricted(const struct ktf_schema *schema)
{
	return schema->restricted;
}

/**
 * ktf_schema_init - describe an event for a filter that is not restricted
 * @schema: gets the description.
 * @call: the event.
 *
 * Context: any. The event's fields must stay, which event_mutex ensures.
 */
void ktf_schema_init(struct ktf_schema *schema, struct trace_event_call *call)
{
	struct ftrace_event_field *field;

	schema->call = call;
	schema->restricted = false;
	schema->fixed = sizeof(struct trace_entry);
	list_for_each_entry(field, trace_get_fields(call), link)
		schema->fixed = max_t(u32, schema->fixed, field->offset + field->size);
}
