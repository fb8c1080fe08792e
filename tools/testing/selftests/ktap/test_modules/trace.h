/* SPDX-License-Identifier: GPL-2.0 */
/*
 * In place of kernel/trace/trace.h, which the headers of an installed kernel do not have:
 * what trace_events_inject.c uses of it. In Linux 6.1, is_signed is an int, of which the bit
 * here is the lowest.
 */
#ifndef _KTAP_INJECT_TRACE_H
#define _KTAP_INJECT_TRACE_H

#include <linux/trace_events.h>

struct ftrace_event_field {
	struct list_head	link;
	const char		*name;
	const char		*type;
	int			filter_type;
	int			offset;
	int			size;
	unsigned int		is_signed:1;
};

static inline bool is_string_field(struct ftrace_event_field *field)
{
	return field->filter_type == FILTER_DYN_STRING ||
	       field->filter_type == FILTER_RDYN_STRING ||
	       field->filter_type == FILTER_STATIC_STRING ||
	       field->filter_type == FILTER_PTR_STRING ||
	       field->filter_type == FILTER_COMM;
}

static inline bool is_function_field(struct ftrace_event_field *field)
{
	return field->filter_type == FILTER_TRACE_FN;
}

/* The fields that every event has, as far as tests set them. */
static struct ftrace_event_field common_fields[] = {
	{
		.name = "common_type",
		.filter_type = FILTER_OTHER,
		.offset = offsetof(struct trace_entry, type),
		.size = sizeof_field(struct trace_entry, type),
	},
	{
		.name = "common_pid",
		.filter_type = FILTER_OTHER,
		.offset = offsetof(struct trace_entry, pid),
		.size = sizeof_field(struct trace_entry, pid),
		.is_signed = 1,
	},
};

static inline struct ftrace_event_field *
trace_find_event_field(struct trace_event_call *call, const char *name)
{
	struct ftrace_event_field *field;
	int i;

	list_for_each_entry(field, trace_get_fields(call), link) {
		if (!strcmp(field->name, name))
			return field;
	}
	for (i = 0; i < ARRAY_SIZE(common_fields); i++) {
		if (!strcmp(common_fields[i].name, name))
			return &common_fields[i];
	}
	return NULL;
}

/* The flags of the record: no test looks at them, and what makes them is not exported. */
#undef tracing_gen_ctx
#define tracing_gen_ctx() 0

/* What the file "inject" is made of, which this module does not have. */
static DEFINE_MUTEX(event_mutex);

static inline struct trace_event_file *event_file_file(struct file *filp)
{
	return NULL;
}

#define tracing_open_file_tr	NULL
#define tracing_release_file_tr	NULL
extern const struct file_operations event_inject_fops;

#endif /* _KTAP_INJECT_TRACE_H */
