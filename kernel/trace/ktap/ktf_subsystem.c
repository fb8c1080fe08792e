// SPDX-License-Identifier: GPL-2.0
/*
 * The filter file of a subsystem.
 *
 * What is written to it is written to every event of the subsystem, in its instance;
 * nothing is kept but what to show if that fails. A text takes the filter from events
 * that refuse it, as it always did. An image leaves them theirs, and so does every text
 * where ktap_filter.refused=keep.
 */
#include <linux/slab.h>
#include <linux/string.h>

#include "ktf_build.h"
#include "prog/image.h"
#include "ktf_trace.h"

/* What a subsystem's filter file shows while there is no error to show. */
#define SUBSYSTEM_FILTER_HELP						\
	"### global filter ###\n"					\
	"# Use this to set filters for multiple events.\n"		\
	"# Only events with the given fields will be affected.\n"	\
	"# If no events are modified, an error message will be displayed here"

/* A subsystem's first filter comes from the tracing core, which frees the last one, too. */
static void replace_subsystem_filter(struct event_subsystem *system, struct event_filter *filter)
{
	if (system->filter)
		kfree(system->filter->filter_string);
	kfree(system->filter);
	system->filter = filter;
}

static void clear_subsystem(struct trace_subsystem_dir *dir)
{
	struct trace_event_file *file;

	list_for_each_entry(file, &dir->tr->events, list)
		if (file->system == dir)
			ktf_filter_install(file, NULL, false);
	replace_subsystem_filter(dir->subsystem, NULL);
}

/*
 * One event of a subsystem. That it refuses a text is for its own file to tell. If it
 * keeps the filter that it has, @diag has the reason.
 */
static int apply_to_member(struct trace_event_file *file, const char *text,
			   struct ktf_diag *diag)
{
	struct event_filter *filter = ktf_filter_alloc(text);
	struct ktf_schema schema;
	int err;

	if (!filter)
		return -ENOMEM;
	ktf_schema_init(&schema, file->event_call);
	err = ktf_filter_build_for_event(&schema, text, filter, diag);
	if (err && ktf_filter_kept(text, diag)) {
		ktf_filter_log_error(file->tr, text, diag);
		free_event_filter(filter);
		return err;
	}
	if (err) {
		*diag = (struct ktf_diag) { .err = -EINVAL, .code = KTF_ERR_BAD_SUBSYS_FILTER };
		ktf_filter_show_error(file->tr, filter, diag);
	}
	ktf_filter_install(file, filter, !err);
	return 0;
}

/* What is no image is none for every event: there is no need to ask more than one. */
static bool is_no_image(const struct ktf_diag *diag)
{
	return diag->code >= KTF_ERR_IMAGE_WORD && diag->code <= KTF_ERR_IMAGE_SOURCE;
}

/* 0 if an event took it, or was told that it is wrong, as a text is. */
static int apply_to_members(struct trace_subsystem_dir *dir, const char *text)
{
	struct trace_event_file *file;
	int err, ret = -EINVAL;

	list_for_each_entry(file, &dir->tr->events, list) {
		struct ktf_diag diag = { };

		if (file->system != dir)
			continue;
		err = apply_to_member(file, text, &diag);
		if (err == -ENOMEM || (err && is_no_image(&diag)))
			return err;
		if (!err)
			ret = 0;
	}
	return ret;
}

/* The subsystem's own filter is never run: it is there to show an error. */
static int set_subsystem(struct trace_subsystem_dir *dir, const char *text)
{
	struct event_filter *filter = ktf_filter_alloc(text);
	struct ktf_diag diag = { };
	int err;

	if (!filter)
		return -ENOMEM;
	err = apply_to_members(dir, text);
	if (err && ktf_filter_kept(text, &diag)) {
		free_event_filter(filter);
		return err;
	}
	if (err) {
		diag.err = err;
		diag.code = err == -ENOMEM ? KTF_ERR_NONE : KTF_ERR_BAD_SUBSYS_FILTER;
		ktf_filter_show_error(dir->tr, filter, &diag);
	} else {
		kfree(filter->filter_string);
		filter->filter_string = NULL;
	}
	replace_subsystem_filter(dir->subsystem, filter);
	return err;
}

/**
 * apply_subsystem_event_filter - write to a subsystem's filter file
 * @dir: the subsystem in its instance.
 * @text: what is written; blanks at its end are cut off in place. "0" clears.
 *
 * Every event of the subsystem gets a filter of its own. One that refuses the
 * text loses its filter and is not filtered any more; the write succeeds. One that is
 * to keep its filter, see ktf_filter_kept(), does; the write succeeds if any event takes it.
 *
 * Context: may sleep; takes event_mutex. Waits for no reader of old filters.
 * Return: 0; -ENODEV if the subsystem has no events; -EINVAL if this instance
 * has none of them, or none takes what lets them keep theirs; -E2BIG for an image that
 * is too large; -ENOMEM, and some events have the new filter by then.
 */
int apply_subsystem_event_filter(struct trace_subsystem_dir *dir, char *text)
{
	guard(mutex)(&event_mutex);

	if (!dir->nr_events)
		return -ENODEV;
	if (!strcmp(strstrip(text), "0")) {
		clear_subsystem(dir);
		return 0;
	}
	return set_subsystem(dir, text);
}

/**
 * print_subsystem_event_filter - what reading a subsystem's filter file shows
 * @system: the subsystem.
 * @s: where to.
 *
 * Context: may sleep; takes event_mutex.
 */
void print_subsystem_event_filter(struct event_subsystem *system, struct trace_seq *s)
{
	struct event_filter *filter;

	guard(mutex)(&event_mutex);
	filter = system->filter;
	trace_seq_printf(s, "%s\n", filter && filter->filter_string ?
			 filter->filter_string : SUBSYSTEM_FILTER_HELP);
}
