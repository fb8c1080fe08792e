/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tracing core's private names: a module for a stock kernel.
 *
 * compat/v6.12/ktf_core.h says which names the engine needs. Here they come from three places.
 * Functions and variables that the kernel does not export are bound at load (module/names.h).
 * Members that move with the kernel's configuration are reached by offsets that are read from
 * its BTF at load (module/layout.h). The structures below are declared as the kernel has them,
 * and module/layout.c checks at load that it does.
 */
#ifndef _KTF_CORE_H
#define _KTF_CORE_H

#include <linux/cleanup.h>
#include <linux/kallsyms.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/trace_events.h>
#include <linux/trace_seq.h>
#include <linux/ktap_filter.h>

#include "module/layout.h"
#include "module/names.h"

struct filter_pred;

struct prog_entry {
	int			target;
	int			when_to_branch;
	struct filter_pred	*pred;
};

struct event_filter {
	struct prog_entry	*prog;
	char			*filter_string;
};

struct event_subsystem {
	struct list_head	list;
	const char		*name;
	struct event_filter	*filter;
};

struct trace_subsystem_dir {
	struct list_head	list;
	struct event_subsystem	*subsystem;
	struct trace_array	*tr;
	void			*directory;
	int			ref_count;
	int			nr_events;
};

/* is_signed is an int in some kernels, 0 or 1. */
struct ftrace_event_field {
	struct list_head	link;
	const char		*name;
	const char		*type;
	int			filter_type;
	int			offset;
	int			size;
	unsigned int		is_signed:1;
};

#ifndef KTF_HAS_FILTER_CPUMASK
#define FILTER_CPUMASK		(-1)	/* no field has this type */
#endif

#ifndef TRACE_SEQ_BUFFER_SIZE
#define TRACE_SEQ_BUFFER_SIZE	PAGE_SIZE
#endif

#define TRACE_MODE_READ		0440

#define event_mutex			(*ktf_names.event_mutex)
#define trace_types_lock		(*ktf_names.trace_types_lock)
#define trace_find_event_field		ktf_call(trace_find_event_field)
#define trace_buffered_event_enable	ktf_call(trace_buffered_event_enable)
#define trace_buffered_event_disable	ktf_call(trace_buffered_event_disable)
#define tracing_log_err			ktf_call(tracing_log_err)
#define tracing_check_open_get_tr	ktf_call(tracing_check_open_get_tr)
#define tracing_init_dentry		ktf_call(tracing_init_dentry)
#define trace_create_file		ktf_call(trace_create_file)
#define ftrace_event_is_function	ktf_call(ftrace_event_is_function)
#define kallsyms_show_value		ktf_call(kallsyms_show_value)

/* The engine's entry points, which hooks call (module/hooks.c). */
int create_event_filter(struct trace_array *tr, struct trace_event_call *call, char *text,
			bool set_str, struct event_filter **filterp);
int apply_event_filter(struct trace_event_file *file, char *text);
void free_event_filter(struct event_filter *filter);

/* module/legal.c and stock.c: filters that the stock engine can run and free. */
struct ktap_filter *ktf_core_ktap(struct event_filter *filter);
struct event_filter *ktf_core_filter(struct ktap_filter *ktap);
struct ktap_filter *ktf_core_add_ktap(struct event_filter *filter);
void ktf_core_free_filter(struct event_filter *filter);
size_t ktf_core_filter_bytes(void);
int ktf_core_built(struct event_filter *filter, struct trace_event_call *call, const char *text,
		   int err);
void ktf_core_retired(struct event_filter *filter);
bool ktf_core_may_reject_early(const struct trace_event_call *call);

/* What ktap_filters says before all filters (module/takeover.c), and behind one. */
void ktf_core_show_head(struct seq_file *m);
void ktf_core_show_filter(struct seq_file *m, struct event_filter *filter);

/* Is the event's module or probe gone? */
static inline bool ktf_core_event_is_gone(const struct trace_event_file *file)
{
#ifdef KTF_HAS_EVENT_FILE_FL_FREED
	return file->flags & EVENT_FILE_FL_FREED;
#else
	return false;	/* the tracing core finds no event that is gone */
#endif
}

/* An instance is known by the address of its list. */
static inline struct trace_array *ktf_core_instance(struct list_head *list)
{
	return (struct trace_array *)((char *)list - ktf_layout.instance_list);
}

/* The first instance of the list, under trace_types_lock. There is always one. */
static inline struct trace_array *ktf_core_first_instance(void)
{
	return ktf_core_instance(ktf_names.ftrace_trace_arrays->next);
}

/* The instance behind @tr in the list, under trace_types_lock; NULL if @tr is the last one. */
static inline struct trace_array *ktf_core_next_instance(struct trace_array *tr)
{
	struct list_head *list = &ktf_member(struct list_head, tr, instance_list);

	if (list_is_last(list, ktf_names.ftrace_trace_arrays))
		return NULL;
	return ktf_core_instance(list->next);
}

/* The instance's name; NULL for the top instance. */
static inline const char *ktf_core_instance_name(const struct trace_array *tr)
{
	return ktf_member(const char *, tr, instance_name);
}

/* The list of struct trace_event_file of an instance, under event_mutex. */
static inline struct list_head *ktf_core_events(struct trace_array *tr)
{
	return &ktf_member(struct list_head, tr, instance_events);
}

#endif /* _KTF_CORE_H */
