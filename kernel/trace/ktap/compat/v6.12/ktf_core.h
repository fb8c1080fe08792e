/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tracing core's private names: Linux 6.12.
 *
 * No other file of ours includes ../trace.h. These names of it, and of other private
 * parts of the kernel, are used; for a kernel that lacks one, or does not export it,
 * the header of this name in another folder declares it.
 *
 *	events		struct event_filter, event_subsystem, trace_subsystem_dir, trace_array;
 *			event_mutex, trace_types_lock, ftrace_trace_arrays;
 *			trace_buffered_event_enable(), trace_buffered_event_disable();
 *			ktf_core_event_is_gone()
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

/* The event's module has left, or its probe. */
static inline bool ktf_core_event_is_gone(const struct trace_event_file *file)
{
	return file->flags & EVENT_FILE_FL_FREED;
}

#endif /* _KTF_CORE_H */
