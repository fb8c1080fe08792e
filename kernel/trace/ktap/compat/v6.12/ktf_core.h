/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tracing core's private names: Linux 6.12.
 *
 * No other file of ours includes ../trace.h. Our files use these names from it and from other
 * private headers of the kernel. For a kernel that lacks a name, or does not export it, the
 * ktf_core.h of that kernel declares the name. struct trace_array differs with the kernel's
 * configuration, so our files reach its members through functions.
 *
 *	events		struct event_filter, event_subsystem, trace_subsystem_dir;
 *			event_mutex, trace_types_lock;
 *			trace_buffered_event_enable(), trace_buffered_event_disable();
 *			ktf_core_event_is_gone()
 *	programs	ktf_core_ktap() and its like: the place of a filter's programs
 *	instances	ktf_core_first_instance(), ktf_core_next_instance(),
 *			ktf_core_instance_name(), ktf_core_events()
 *	fields		struct ftrace_event_field, FILTER_OTHER and its like, MATCH_FULL and its
 *			like; trace_find_event_field(), trace_get_fields()
 *	records		tracing_generic_entry_update(), tracing_gen_ctx_dec()
 *	files		event_file_file(), tracing_open_file_tr(), tracing_release_file_tr(),
 *			tracing_check_open_get_tr(), tracing_init_dentry(), trace_create_file()
 *	errors		tracing_log_err(), TRACE_SEQ_BUFFER_SIZE
 */
#ifndef _KTF_CORE_H
#define _KTF_CORE_H

#include <linux/cleanup.h>

#include "../../../trace.h"

/* Is the event's module or probe gone? */
static inline bool ktf_core_event_is_gone(const struct trace_event_file *file)
{
	return file->flags & EVENT_FILE_FL_FREED;
}

/* A filter's programs; NULL if the filter is one of another engine, or has no programs. */
static __always_inline struct ktap_filter *ktf_core_ktap(struct event_filter *filter)
{
	return &filter->ktap;
}

/* The filter that has these programs. */
static inline struct event_filter *ktf_core_filter(struct ktap_filter *ktap)
{
	return container_of(ktap, struct event_filter, ktap);
}

/* Make room for the programs of a filter that is not published; NULL if there is no memory. */
static inline struct ktap_filter *ktf_core_add_ktap(struct event_filter *filter)
{
	return &filter->ktap;
}

/* The bytes that a filter takes without its text and programs. */
static inline size_t ktf_core_filter_bytes(void)
{
	return sizeof(struct event_filter);
}

/*
 * After a build: @err, unless another engine takes a text that ours refuses. There is no other
 * one in this kernel.
 */
static inline int ktf_core_built(struct event_filter *filter, struct trace_event_call *call,
				 const char *text, int err)
{
	return err;
}

/* May the records of an event be rejected before they exist? */
static inline bool ktf_core_may_reject_early(const struct trace_event_call *call)
{
	return true;
}

/* A filter was taken out of force, and is freed when its readers are done. */
static inline void ktf_core_retired(struct event_filter *filter) { }

/* What ktap_filters says before all filters, and behind one. */
static inline void ktf_core_show_head(struct seq_file *m) { }
static inline void ktf_core_show_filter(struct seq_file *m, struct event_filter *filter) { }

/* Free a filter whose programs have been freed. */
static inline void ktf_core_free_filter(struct event_filter *filter)
{
	kfree(filter->filter_string);
	kfree(filter);
}

/* The first instance of the list, under trace_types_lock. There is always one. */
static inline struct trace_array *ktf_core_first_instance(void)
{
	return list_first_entry(&ftrace_trace_arrays, struct trace_array, list);
}

/* The instance behind @tr in the list, under trace_types_lock; NULL if @tr is the last one. */
static inline struct trace_array *ktf_core_next_instance(struct trace_array *tr)
{
	return list_is_last(&tr->list, &ftrace_trace_arrays) ? NULL : list_next_entry(tr, list);
}

/* The instance's name; NULL for the top instance. */
static inline const char *ktf_core_instance_name(const struct trace_array *tr)
{
	return tr->name;
}

/* The list of struct trace_event_file of an instance, under event_mutex. */
static inline struct list_head *ktf_core_events(struct trace_array *tr)
{
	return &tr->events;
}

#endif /* _KTF_CORE_H */
