// SPDX-License-Identifier: GPL-2.0
/*
 * What only a kernel that is built with ktap filter has.
 *
 * These are the functions of the stock engine that the rest of the kernel calls on every event
 * or has other uses for. The tracing core calls them by the names that it has always used. A
 * module that takes over the filters of a stock kernel has other entry points (module/), and
 * leaves the rest to that kernel.
 */
#include <linux/init.h>

#include "ktf_live.h"
#include "ktf_trace.h"
#include "lang/pattern.h"

/* The text of a subsystem's filter file while there is no error to show. */
#define SUBSYSTEM_FILTER_HELP						\
	"### global filter ###\n"					\
	"# Use this to set filters for multiple events.\n"		\
	"# Only events with the given fields will be affected.\n"	\
	"# If no events are modified, an error message will be displayed here"

/**
 * filter_match_preds - run a filter on a record
 * @filter: the filter, or NULL for none.
 * @rec: the record, with its header filled in.
 *
 * Context: any, NMI included; in a read section of tracepoint_srcu or RCU-sched.
 * Return: 1 to keep the record, also if there is no filter or a refused one; 0 to drop it.
 */
int filter_match_preds(struct event_filter *filter, void *rec)
{
	return filter ? ktf_run_ktap(&filter->ktap, rec) : 1;
}
EXPORT_SYMBOL_GPL(filter_match_preds);

/**
 * ktap_filter_rejects - does an event's filter reject a record whatever it will hold?
 * @file: the event in its instance.
 *
 * Context: any, NMI included; in the read section in which the record will be committed.
 * The caller must be where the record's context is taken (trace_event_buffer_reserve()).
 * Return: true if the filter would drop the record, so that none needs to be made.
 */
bool ktap_filter_rejects(struct trace_event_file *file)
{
	struct event_filter *filter = rcu_dereference_raw(file->filter);

	return filter && ktf_rejects(&filter->ktap, file);
}

/**
 * apply_subsystem_event_filter - write to a subsystem's filter file
 * @dir: the subsystem in its instance.
 * @text: the text that is written; blanks at its end are cut off in place.
 *
 * Context: may sleep; takes event_mutex.
 * Return: as ktf_subsystem_apply().
 */
int apply_subsystem_event_filter(struct trace_subsystem_dir *dir, char *text)
{
	guard(mutex)(&event_mutex);

	return ktf_subsystem_apply(dir, text);
}

/**
 * print_event_filter - print the text that an event's filter shows
 * @file: the event in its instance.
 * @s: gets the text and a newline.
 *
 * Context: event_mutex held.
 */
void print_event_filter(struct trace_event_file *file, struct trace_seq *s)
{
	trace_seq_printf(s, "%s\n", ktf_filter_shown(file));
}

/**
 * print_subsystem_event_filter - print the text of a subsystem's filter file
 * @system: the subsystem.
 * @s: gets the text and a newline.
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
 * filter_assign_type - find out from a field's type how the field is read
 * @type: the type as the event's format shows it.
 *
 * Context: any.
 * Return: FILTER_DYN_STRING, FILTER_RDYN_STRING, FILTER_STATIC_STRING, FILTER_PTR_STRING or
 * FILTER_CPUMASK; FILTER_OTHER for integers and every type that is not recognised.
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
 * filter_parse_regex - find the class of a pattern for ftrace's function filters
 * @buff: the pattern, with room for a NUL behind it; is written to.
 * @len: its length, bytes.
 * @search: gets the text to look for, ending in a NUL.
 * @not: gets 1 if the pattern starts with "!", else 0.
 *
 * Context: any.
 * Return: enum regex_type.
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

static __init int ktap_filters_init(void)
{
	ktf_show_create();
	ktf_features_create();
	return 0;
}
late_initcall(ktap_filters_init);
