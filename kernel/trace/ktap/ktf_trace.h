/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Declarations that the files ktf_*.c share. The folders of the engine do not include them.
 */
#ifndef _KTF_TRACE_H
#define _KTF_TRACE_H

#include "ktf_core.h"
#include "prog/err.h"
#include "prog/schema.h"

/**
 * struct ktf_schema - an event of this kernel
 * @call: the event.
 * @fixed: size of the fixed part of its records, bytes.
 * @restricted: the filter belongs to a user without privilege: see ktf_perf.c.
 */
struct ktf_schema {
	struct trace_event_call	*call;
	u32			fixed;
	bool			restricted;
};

void ktf_schema_init(struct ktf_schema *schema, struct trace_event_call *call);
char *ktf_text_with_error(const char *text, const struct ktf_diag *diag);

/* Make a file of tracefs that can only be read. NULL if there is no tracefs, or no memory. */
static inline struct dentry *ktf_create_list(const char *name, const struct file_operations *fops)
{
	if (tracing_init_dentry())
		return NULL;
	return trace_create_file(name, TRACE_MODE_READ, NULL, NULL, fops);
}

/* ktf_show.c */
struct dentry *ktf_show_create(void);

/* ktf_features.c */
struct dentry *ktf_features_create(void);

/* ktf_live.c */
struct event_filter *ktf_filter_alloc(const char *text);

/* The filter of an event in its instance, or NULL. event_mutex is held. */
static inline struct event_filter *ktf_installed_filter(const struct trace_event_file *file)
{
	return rcu_dereference_protected(file->filter, lockdep_is_held(&event_mutex));
}

/* ktf_filter.c */
int ktf_filter_build(const struct ktf_schema *schema, const char *text,
		     struct event_filter *filter, struct ktf_diag *diag);
int ktf_filter_build_for_event(const struct ktf_schema *schema, const char *text,
			       struct event_filter *filter, struct ktf_diag *diag);
void ktf_filter_install(struct trace_event_file *file, struct event_filter *filter, bool works);
int ktf_filter_apply_image(struct trace_event_file *file, const void *image, u32 bytes);
const char *ktf_filter_shown(struct trace_event_file *file);
bool ktf_filter_works(struct trace_event_file *file);
bool ktf_filter_kept(const char *text, const struct ktf_diag *diag);
void ktf_filter_log_error(struct trace_array *tr, const char *text,
			  const struct ktf_diag *diag);
void ktf_filter_show_error(struct trace_array *tr, struct event_filter *filter,
			   const struct ktf_diag *diag);

/* ktf_subsystem.c */
int ktf_subsystem_apply(struct trace_subsystem_dir *dir, char *text);

/* ktf_perf.c */
int ktf_perf_set_filter(struct perf_event *event, const char *text);

#if defined(CONFIG_PERF_EVENTS) && defined(CONFIG_FUNCTION_TRACER)
int ktf_function_filter(struct perf_event *event, const struct ktf_schema *schema,
			const char *text);
#else
static inline int ktf_function_filter(struct perf_event *event,
				      const struct ktf_schema *schema, const char *text)
{
	return -ENODEV;
}
#endif

#endif /* _KTF_TRACE_H */
