/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What text.c of the oracle needs of the tracing core, for user space. The fields come from an
 * event's format file: fields.c.
 */
#ifndef _KTF_CORE_H
#define _KTF_CORE_H

#include "prog/env.h"

#define PAGE_SIZE	4096

/* What follows from a field's type: enum in linux/trace_events.h. */
enum {
	FILTER_OTHER,
	FILTER_STATIC_STRING,
	FILTER_DYN_STRING,
	FILTER_RDYN_STRING,
	FILTER_PTR_STRING,
	FILTER_CPUMASK,
	FILTER_COMM,
	FILTER_CPU,
	FILTER_STACKTRACE,
};

struct ftrace_event_field {
	char	name[64];
	int	filter_type;
	int	size;
	bool	is_signed;
};

struct trace_array;
struct trace_event_call;
struct event_filter;

static inline bool is_string_field(struct ftrace_event_field *field)
{
	return field->filter_type == FILTER_STATIC_STRING ||
	       field->filter_type == FILTER_DYN_STRING ||
	       field->filter_type == FILTER_RDYN_STRING ||
	       field->filter_type == FILTER_PTR_STRING || field->filter_type == FILTER_COMM;
}

#endif /* _KTF_CORE_H */
