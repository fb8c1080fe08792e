// SPDX-License-Identifier: GPL-2.0
/*
 * The filter file of a subsystem.
 *
 * A text that is written to this file is written to every event of the subsystem, in the file's
 * instance. The subsystem itself keeps only the text to show if that fails. An event that
 * refuses a text loses its old filter, as it does in the stock engine. An event that refuses an
 * image keeps its old filter. With ktap_filter.refused=keep it keeps it for every text.
 *
 * Whether bytes are an image does not depend on the event. So the images in a text are checked
 * before the text is written to the first event. Otherwise events that lack a field that the text
 * names before a broken image would lose their filters, and others would not.
 */
#include <linux/slab.h>
#include <linux/string.h>

#include "ktf_build.h"
#include "ktf_trace.h"
#include "prog/image.h"

/* The tracing core allocates a subsystem's first filter and frees its last one. */
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

	list_for_each_entry(file, ktf_core_events(dir->tr), list)
		if (file->system == dir)
			ktf_filter_install(file, NULL, false);
	replace_subsystem_filter(dir->subsystem, NULL);
}

/*
 * Set the filter of one event. If the event refuses @text and loses its old filter, its own file
 * shows the error and the result is 0. If it keeps its old filter, the result is an error.
 */
static int apply_to_member(struct trace_event_file *file, const char *text)
{
	struct event_filter *filter = ktf_filter_alloc(text);
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	int err;

	if (!filter)
		return -ENOMEM;
	ktf_schema_init(&schema, file->event_call);
	err = ktf_filter_build_for_event(&schema, text, filter, &diag);
	if (err && ktf_filter_kept(text, &diag)) {
		ktf_filter_log_error(file->tr, text, &diag);
		free_event_filter(filter);
		return err;
	}
	if (err) {
		diag = (struct ktf_diag) { .err = -EINVAL, .code = KTF_ERR_BAD_SUBSYS_FILTER };
		ktf_filter_show_error(file->tr, filter, &diag);
	}
	ktf_filter_install(file, filter, !err);
	return 0;
}

/*
 * Set the filters of all events. Returns 0 if an event took @text, or lost its old filter and
 * shows the error.
 */
static int apply_to_members(struct trace_subsystem_dir *dir, const char *text)
{
	struct trace_event_file *file;
	int err, ret = -EINVAL;

	list_for_each_entry(file, ktf_core_events(dir->tr), list) {
		if (file->system != dir)
			continue;
		err = apply_to_member(file, text);
		if (err == -ENOMEM)
			return err;
		if (!err)
			ret = 0;
	}
	return ret;
}

/* The subsystem's own filter never runs. It is there to show an error. */
static int set_subsystem(struct trace_subsystem_dir *dir, const char *text)
{
	struct event_filter *filter;
	struct ktf_diag diag = { };
	int err;

	if (ktf_check_images(text, &diag)) {
		ktf_filter_log_error(dir->tr, text, &diag);
		return diag.err;
	}
	filter = ktf_filter_alloc(text);
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
 * ktf_subsystem_apply - write to a subsystem's filter file
 * @dir: the subsystem in its instance.
 * @text: the text that is written; blanks at its end are cut off in place. "0" removes the
 *	filters.
 *
 * Every event of the subsystem gets a filter of its own. An event that refuses the text loses
 * its old filter and is not filtered any more, and the write succeeds. If ktf_filter_kept()
 * says that the old filter stays, the event keeps it, and the write succeeds if at least one
 * event takes the text.
 *
 * Context: may sleep; event_mutex held. Does not wait for readers of old filters.
 * Return: 0; -ENODEV if the subsystem has no events; -EINVAL if this instance has none of them,
 * or if all events refuse the text and keep their old filters; -E2BIG for an image that is too
 * large; -ENOMEM, and then some events may have the new filter.
 */
int ktf_subsystem_apply(struct trace_subsystem_dir *dir, char *text)
{
	lockdep_assert_held(&event_mutex);
	if (!dir->nr_events)
		return -ENODEV;
	if (!strcmp(strstrip(text), "0")) {
		clear_subsystem(dir);
		return 0;
	}
	return set_subsystem(dir, text);
}
