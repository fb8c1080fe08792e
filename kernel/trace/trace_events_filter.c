// SPDX-License-Identifier: GPL-2.0
/*
 * Event filters: where the tracing core and the filter engine meet.
 *
 * The engine (kernel/trace/ktap) turns a filter's text into a program and runs
 * programs on records. This file keeps filters on events: it owns the text that
 * users read back, the programs' lifetime, and the rules that the tracing core
 * has about both.
 *
 *	who				may change a filter	may run it
 *	event and subsystem files	event_mutex held	tracepoint handlers
 *	triggers, event probes		their own locks		tracepoint handlers
 *	perf events			event_mutex held	tracepoint handlers
 *
 * A handler runs in any context, NMI included, inside an SRCU read section of
 * tracepoint_srcu or with preemption off, and sees a filter by one pointer. So a
 * filter is complete before it is published, never changes while it can be seen,
 * and is freed after both kinds of sections have ended: call_srcu(), and from
 * there call_rcu(). Nobody waits for that. (Taking the last filter off all events
 * does wait, in trace_buffered_event_disable(), which is not ours.) Filters of
 * triggers, probes and perf are freed by their owners, who have waited for readers
 * of their own.
 *
 * A filter that is refused still takes the old one's place: filtering stops, and
 * the file shows the text with the error until something else is written.
 */
#include <linux/perf_event.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "trace.h"
#include "ktap/ktf_build.h"
#include "ktap/ktf_pattern.h"
#include "ktap/ktf_run.h"
#include "ktap/ktf_trace.h"

/* What a subsystem's filter file shows while there is no error to show. */
#define SUBSYSTEM_FILTER_HELP						\
	"### global filter ###\n"					\
	"# Use this to set filters for multiple events.\n"		\
	"# Only events with the given fields will be affected.\n"	\
	"# If no events are modified, an error message will be displayed here"

/**
 * struct live_filter - a filter that was made here
 * @base: what the rest of the kernel knows of it.
 * @rcu: for freeing it behind its readers.
 */
struct live_filter {
	struct event_filter	base;
	struct rcu_head		rcu;
};

/* trace.h names the program's type, but leaves its contents to the engine. */
static struct ktf_prog *filter_prog(struct event_filter *filter)
{
	return (struct ktf_prog *)rcu_dereference_raw(filter->prog);
}

/**
 * filter_match_preds - does a filter let a record pass?
 * @filter: the filter, or NULL for none.
 * @rec: the record, with its header filled in.
 *
 * Context: any, NMI included; in a read section of tracepoint_srcu or RCU-sched.
 * Return: 1 to keep the event (also where there is no filter, or one that was
 * refused), 0 to drop it.
 */
int filter_match_preds(struct event_filter *filter, void *rec)
{
	struct ktf_prog *prog;

	if (!filter)
		return 1;
	prog = filter_prog(filter);
	return prog ? ktf_run(prog, rec, U32_MAX) : 1;
}
EXPORT_SYMBOL_GPL(filter_match_preds);

/**
 * free_event_filter - free a filter that no handler can see
 * @filter: the filter, or NULL.
 *
 * Context: any but NMI.
 */
void free_event_filter(struct event_filter *filter)
{
	if (!filter)
		return;
	ktf_free(filter_prog(filter));
	kfree(filter->filter_string);
	kfree(filter);
}

static void free_after_rcu(struct rcu_head *rcu)
{
	free_event_filter(&container_of(rcu, struct live_filter, rcu)->base);
}

static void free_after_srcu(struct rcu_head *rcu)
{
	call_rcu(rcu, free_after_rcu);
}

/* Free a filter that handlers may still see, but no longer find. */
static void retire_filter(struct event_filter *filter)
{
	if (filter)
		call_srcu(&tracepoint_srcu, &container_of(filter, struct live_filter, base)->rcu,
			  free_after_srcu);
}

/* @text is what the filter shows; NULL if it will never be shown. */
static struct event_filter *alloc_filter(const char *text)
{
	struct live_filter *filter = kzalloc(sizeof(*filter), GFP_KERNEL);

	if (!filter)
		return NULL;
	if (!text)
		return &filter->base;
	filter->base.filter_string = kstrdup(text, GFP_KERNEL);
	if (filter->base.filter_string)
		return &filter->base;
	kfree(filter);
	return NULL;
}

/* Show the error behind the filter's text, and in the instance's error log. */
static void show_error(struct trace_array *tr, struct event_filter *filter,
		       const struct ktf_diag *diag)
{
	char *text = filter->filter_string, *shown = ktf_text_with_error(text, diag);

	tracing_log_err(tr, "event filter parse error", text, ktf_err_text,
			diag->code ?: KTF_ERR_ERRNO, diag->code ? diag->pos : 0);
	if (!shown)
		return;
	filter->filter_string = shown;
	kfree(text);
}

static int build_filter(struct trace_event_call *call, const char *text,
			struct event_filter *filter, struct ktf_diag *diag)
{
	struct ktf_schema schema;
	struct ktf_prog *prog;

	ktf_schema_init(&schema, call);
	prog = ktf_build(text, &schema, diag);
	if (IS_ERR(prog))
		return PTR_ERR(prog);
	rcu_assign_pointer(filter->prog, (struct prog_entry *)prog);
	return 0;
}

/**
 * create_event_filter - make a filter that is not on an event yet
 * @tr: the instance whose error log is told of a mistake; NULL for the top one.
 * @call: the event.
 * @text: the filter's text.
 * @set_str: keep the text, and show a mistake.
 * @filterp: points to NULL; gets the filter, refused ones included, which the
 *	caller is to free; stays NULL if not even that can be had.
 *
 * Context: may sleep; event_mutex keeps the event's fields.
 * Return: 0; -EINVAL, -EPERM, -ENOENT, -ESRCH for a mistake in the text, see
 * ktf_compile(); -E2BIG; -ENOMEM.
 */
int create_event_filter(struct trace_array *tr, struct trace_event_call *call,
			char *text, bool set_str, struct event_filter **filterp)
{
	struct ktf_diag diag = { };
	int err;

	*filterp = alloc_filter(set_str ? text : NULL);
	if (!*filterp)
		return -ENOMEM;
	err = build_filter(call, text, *filterp, &diag);
	if (err && set_str)
		show_error(tr, *filterp, &diag);
	return err;
}

static void set_filtered(struct trace_event_file *file, bool filtered)
{
	if (!(file->flags & EVENT_FILE_FL_FILTERED) == !filtered)
		return;
	if (filtered) {
		file->flags |= EVENT_FILE_FL_FILTERED;
		trace_buffered_event_enable();
	} else {
		file->flags &= ~EVENT_FILE_FL_FILTERED;
		trace_buffered_event_disable();
	}
}

static struct event_filter *installed_filter(struct trace_event_file *file)
{
	return rcu_dereference_protected(file->filter, lockdep_is_held(&event_mutex));
}

/*
 * Put @filter (NULL for none) in the place of the event's filter. Between the
 * flag and the pointer the event is as good as unfiltered.
 */
static void install_filter(struct trace_event_file *file, struct event_filter *filter,
			   bool works)
{
	struct event_filter *old = installed_filter(file);

	set_filtered(file, works);
	rcu_assign_pointer(file->filter, filter);
	retire_filter(old);
}

/**
 * apply_event_filter - write to an event's filter file
 * @file: the event in its instance.
 * @text: what is written; blanks at its end are cut off in place. "0" clears.
 *
 * A text that is refused takes the filter's place all the same, see above. The
 * old filter stays only if there is no memory to say so.
 *
 * Context: may sleep; event_mutex held. Waits for no reader of the old filter.
 * Return: 0; -ENODEV if the event is gone; else as create_event_filter().
 */
int apply_event_filter(struct trace_event_file *file, char *text)
{
	struct event_filter *filter = NULL;
	int err;

	lockdep_assert_held(&event_mutex);
	if (file->flags & EVENT_FILE_FL_FREED)
		return -ENODEV;
	if (!strcmp(strstrip(text), "0")) {
		install_filter(file, NULL, false);
		return 0;
	}
	err = create_event_filter(file->tr, file->event_call, text, true, &filter);
	if (filter)
		install_filter(file, filter, !err);
	return err;
}

static void clear_subsystem(struct trace_subsystem_dir *dir)
{
	struct trace_event_file *file;

	list_for_each_entry(file, &dir->tr->events, list)
		if (file->system == dir)
			install_filter(file, NULL, false);
	free_event_filter(dir->subsystem->filter);
	dir->subsystem->filter = NULL;
}

/* One event of a subsystem. That it refuses the text is for its own file to tell. */
static int apply_to_member(struct trace_event_file *file, const char *text)
{
	struct ktf_diag diag = { };
	struct event_filter *filter = alloc_filter(text);
	int err;

	if (!filter)
		return -ENOMEM;
	err = build_filter(file->event_call, text, filter, &diag);
	if (err) {
		diag = (struct ktf_diag) { .err = -EINVAL, .code = KTF_ERR_BAD_SUBSYS_FILTER };
		show_error(file->tr, filter, &diag);
	}
	install_filter(file, filter, !err);
	return 0;
}

static int apply_to_members(struct trace_subsystem_dir *dir, const char *text)
{
	struct trace_event_file *file;
	int err = -EINVAL;

	list_for_each_entry(file, &dir->tr->events, list) {
		if (file->system != dir)
			continue;
		err = apply_to_member(file, text);
		if (err)
			break;
	}
	return err;
}

/* The subsystem's own filter is never run: it is there to show an error. */
static int set_subsystem(struct trace_subsystem_dir *dir, const char *text)
{
	struct event_filter *filter = alloc_filter(text);
	struct ktf_diag diag = { };
	int err;

	if (!filter)
		return -ENOMEM;
	err = apply_to_members(dir, text);
	if (err) {
		diag.err = err;
		diag.code = err == -ENOMEM ? KTF_ERR_NONE : KTF_ERR_BAD_SUBSYS_FILTER;
		show_error(dir->tr, filter, &diag);
	} else {
		kfree(filter->filter_string);
		filter->filter_string = NULL;
	}
	free_event_filter(dir->subsystem->filter);
	dir->subsystem->filter = filter;
	return err;
}

/**
 * apply_subsystem_event_filter - write to a subsystem's filter file
 * @dir: the subsystem in its instance.
 * @text: what is written; blanks at its end are cut off in place. "0" clears.
 *
 * Every event of the subsystem gets a filter of its own. One that refuses the
 * text loses its filter and is not filtered any more; the write succeeds.
 *
 * Context: may sleep; takes event_mutex. Waits for no reader of old filters.
 * Return: 0; -ENODEV if the subsystem has no events; -EINVAL if this instance
 * has none of them; -ENOMEM, and some events have the new filter by then.
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
 * print_event_filter - what reading an event's filter file shows
 * @file: the event in its instance.
 * @s: where to.
 *
 * Context: event_mutex held.
 */
void print_event_filter(struct trace_event_file *file, struct trace_seq *s)
{
	struct event_filter *filter = installed_filter(file);

	trace_seq_printf(s, "%s\n", filter && filter->filter_string ?
			 filter->filter_string : "none");
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

/**
 * filter_assign_type - how a field of a type is read
 * @type: the type as the event's format shows it.
 *
 * Context: any.
 * Return: FILTER_DYN_STRING and the like; FILTER_OTHER for integers and all that
 * cannot be told.
 */
int filter_assign_type(const char *type)
{
	bool is_char = strstr(type, "char");

	if (is_char && strstr(type, "__data_loc"))
		return FILTER_DYN_STRING;
	if (strstr(type, "__data_loc") && strstr(type, "cpumask_t"))
		return FILTER_CPUMASK;
	if (is_char && strstr(type, "__rel_loc"))
		return FILTER_RDYN_STRING;
	if (is_char && strchr(type, '['))
		return FILTER_STATIC_STRING;
	if (!strcmp(type, "char *") || !strcmp(type, "const char *"))
		return FILTER_PTR_STRING;
	return FILTER_OTHER;
}

/**
 * filter_parse_regex - take a pattern apart, as ftrace's function filters want it
 * @buff: the pattern, with room for a NUL behind it; is written to.
 * @len: its length, bytes.
 * @search: gets the text to look for, ending in a NUL.
 * @not: gets whether the pattern starts with "!".
 *
 * Context: any.
 * Return: the kind of match.
 */
enum regex_type filter_parse_regex(char *buff, int len, char **search, int *not)
{
	static const enum regex_type type[] = {
		[KTF_PATTERN_FULL]	= MATCH_FULL,
		[KTF_PATTERN_PREFIX]	= MATCH_FRONT_ONLY,
		[KTF_PATTERN_CONTAINS]	= MATCH_MIDDLE_ONLY,
		[KTF_PATTERN_SUFFIX]	= MATCH_END_ONLY,
		[KTF_PATTERN_GLOB]	= MATCH_GLOB,
		[KTF_PATTERN_INDEX]	= MATCH_INDEX,
	};
	struct ktf_pattern pattern;

	ktf_pattern_classify(buff, len, &pattern);
	*not = pattern.negated;
	*search = buff + pattern.start;
	if (pattern.class == KTF_PATTERN_PREFIX || pattern.class == KTF_PATTERN_CONTAINS)
		(*search)[pattern.len] = 0;
	return type[pattern.class];
}

#ifdef CONFIG_PERF_EVENTS

/**
 * ftrace_profile_free_filter - drop a perf event's filter
 * @event: the event, which no handler can see any more.
 *
 * Context: any but NMI.
 */
void ftrace_profile_free_filter(struct perf_event *event)
{
	struct event_filter *filter = event->filter;

	event->filter = NULL;
	free_event_filter(filter);
}

/**
 * ftrace_profile_set_filter - PERF_EVENT_IOC_SET_FILTER
 * @event: the perf event.
 * @event_id: not used.
 * @text: the filter's text.
 *
 * perf has no place to show a mistake: it gets the errno alone. The filter of
 * ftrace:function chooses functions and is not kept.
 *
 * Context: may sleep; takes event_mutex.
 * Return: 0; -EEXIST if the event has a filter; -EINVAL if it is no tracepoint;
 * else as create_event_filter().
 */
int ftrace_profile_set_filter(struct perf_event *event, int event_id, char *text)
{
	struct event_filter *filter = NULL;
	int err;

	guard(mutex)(&event_mutex);

	if (!event->tp_event)
		return -EINVAL;
	if (event->filter)
		return -EEXIST;
	if (ftrace_event_is_function(event->tp_event))
		return ktf_function_filter(event, text);
	err = create_event_filter(NULL, event->tp_event, text, false, &filter);
	if (err)
		free_event_filter(filter);
	else
		event->filter = filter;
	return err;
}

#endif /* CONFIG_PERF_EVENTS */
