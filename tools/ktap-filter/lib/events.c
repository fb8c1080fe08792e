// SPDX-License-Identifier: GPL-2.0
/*
 * Where events come from: a running kernel, a format file that was saved, a trace.dat.
 *
 * libtraceevent reads formats, whichever way they come. A running kernel has more than
 * a thousand of them, so they are read when they are asked for; a trace.dat brings its
 * own.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <trace-cmd.h>
#include <tracefs.h>

#include "event_names.h"
#include "events.h"

/* The largest format in a kernel has some ten thousand bytes. */
#define MAX_FORMAT	0x100000

__printf(3, 4) static int fail(struct events *events, int err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(events->error, sizeof(events->error), fmt, args);
	va_end(args);
	return err;
}

/**
 * events_open_empty - open a source without events
 * @events: gets the source; close it with events_close(), also on failure.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int events_open_empty(struct events *events)
{
	memset(events, 0, sizeof(*events));
	/* The errors of a broken file are reported here once, so silence libtraceevent. */
	tep_set_loglevel(TEP_LOG_NONE);
	tracecmd_set_loglevel(TEP_LOG_NONE);
	tracefs_set_loglevel(TEP_LOG_NONE);
	events->tep = tep_alloc();
	return events->tep ? 0 : fail(events, -ENOMEM, "%s", strerror(ENOMEM));
}

/**
 * events_open_tracefs - open the running kernel as a source of events
 * @events: gets the source; close it with events_close(), also on failure.
 * @dir: the folder of tracefs or of an instance; NULL for the mounted tracefs.
 *
 * Context: any.
 * Return: 0; -ENOENT if tracefs is not mounted; -ENOMEM.
 */
int events_open_tracefs(struct events *events, const char *dir)
{
	int err = events_open_empty(events);

	if (err)
		return err;
	if (!dir)
		dir = tracefs_tracing_dir();
	if (!dir)
		return fail(events, -ENOENT, "tracefs is not mounted, or not for you to see");
	events->tracing = strdup(dir);
	return events->tracing ? 0 : fail(events, -ENOMEM, "%s", strerror(ENOMEM));
}

/* Read a file of up to MAX_FORMAT bytes, and append a NUL: 0 or a negative errno. */
static int read_format(struct events *events, const char *path, char **text, u32 *bytes)
{
	FILE *from = fopen(path, "re");
	size_t got;
	int err = 0;

	*text = NULL;
	if (!from)
		return fail(events, -errno, "cannot open %s: %s", path, strerror(errno));
	*text = malloc(MAX_FORMAT + 1);
	if (!*text) {
		fclose(from);
		return fail(events, -ENOMEM, "%s", strerror(ENOMEM));
	}
	got = fread(*text, 1, MAX_FORMAT + 1, from);
	if (ferror(from))
		err = fail(events, -EIO, "cannot read %s", path);
	else if (got > MAX_FORMAT || strnlen(*text, got) < got)
		err = fail(events, -EINVAL, "%s is no event's format", path);
	else
		(*text)[got] = 0;
	fclose(from);
	*bytes = got;
	if (err) {
		free(*text);
		*text = NULL;
	}
	return err;
}

static int parse(struct events *events, const char *path, const char *system)
{
	int had = tep_get_events_count(events->tep), err;
	u32 bytes = 0;
	char *text;

	err = read_format(events, path, &text, &bytes);
	if (!err)
		ktf_add_format(events->tep, text, system, events->prints);
	if (!err && tep_get_events_count(events->tep) == had)
		err = fail(events, -EINVAL, "%s is no event's format, or not all of it", path);
	free(text);
	return err;
}

/**
 * events_open_format - open a saved format file as a source of one event
 * @events: gets the source; close it with events_close(), also on failure.
 * @path: the file.
 * @system: the event's system, which the file does not have; NULL if it is not known.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is no format; -ENOMEM; an errno of opening or reading.
 */
int events_open_format(struct events *events, const char *path, const char *system)
{
	int err = events_open_empty(events);

	if (!err)
		err = parse(events, path, system ?: EVENTS_NO_SYSTEM);
	if (!err)
		events->single = tep_get_first_event(events->tep);
	return err;
}

/**
 * events_open_library - open a trace.dat with libtracecmd as a source of events
 * @events: gets the source and the open file; close it with events_close(), also on failure.
 * @path: the file.
 *
 * Context: any.
 * Return: 0; -EINVAL if libtracecmd cannot open it; -ENOMEM.
 */
int events_open_library(struct events *events, const char *path)
{
	int err = events_open_empty(events);

	if (err)
		return err;
	ktf_free_formats(events->tep);
	events->tep = NULL;
	events->dat = tracecmd_open(path, 0);
	if (!events->dat)
		return fail(events, -EINVAL, "%s is no trace.dat that can be read", path);
	events->tep = tracecmd_get_tep(events->dat);
	return 0;
}

/**
 * events_close - close a source of events
 * @events: the source.
 *
 * Context: any.
 */
void events_close(struct events *events)
{
	if (events->dat)
		tracecmd_close(events->dat);
	else if (events->tep)
		ktf_free_formats(events->tep);
	free(events->tracing);
	memset(events, 0, sizeof(*events));
}

/* Append an event that @pattern matches. */
static int add_event(struct events *events, const char *pattern, struct tep_event *event,
		     struct events_found *found)
{
	bool named = !pattern || !event->name || event_pattern_names(pattern, event->name);
	struct ktf_schema *to;

	to = realloc(found->list, array_size(found->nr + 1, sizeof(*to)));
	if (!to)
		return fail(events, -ENOMEM, "%s", strerror(ENOMEM));
	found->list = to;
	to = &to[found->nr];
	memset(to, 0, sizeof(*to));
	if (!event->name || !event->system || ktf_schema_init(to, event))
		return named ? fail(events, -EINVAL, "the format of %s makes no sense",
				    event->name ?: "an event") : 0;
	/* A filter of ftrace:function has its own language, so it must be named by itself. */
	if (ktf_schema_is_function(to) && !named)
		return 0;
	found->system = (!found->nr || found->system) && pattern && !strcmp(pattern, event->system);
	found->nr++;
	return 0;
}

/* Read the format only once: another pattern may have named the event. */
static int add_from_tracefs(struct events *events, const char *pattern,
			    const struct event_name *name, struct events_found *found)
{
	struct tep_event *known = tep_find_event_by_name(events->tep, name->system, name->event);
	char path[PATH_MAX];
	int err;

	if (!known) {
		snprintf(path, sizeof(path), "%s/events/%s/%s/format", events->tracing,
			 name->system, name->event);
		err = parse(events, path, name->system);
		if (err)
			return err;
		known = tep_find_event_by_name(events->tep, name->system, name->event);
	}
	if (!known)
		return fail(events, -EINVAL, "%s is the format of another event", path);
	return add_event(events, pattern, known, found);
}

static int find_in_tracefs(struct events *events, const char *pattern,
			   struct events_found *found)
{
	struct event_names names;
	int err = event_names_read(events->tracing, pattern, &names);
	u32 i;

	if (err)
		fail(events, err, "%s", strerror(-err));
	for (i = 0; i < names.nr && !err; i++)
		err = add_from_tracefs(events, pattern, &names.list[i], found);
	event_names_free(&names);
	if (!err && !found->nr)
		err = fail(events, -ENOENT, "there is no event '%s'", pattern);
	return err;
}

static int find_in_dat(struct events *events, const char *pattern, struct events_found *found)
{
	int nr = tep_get_events_count(events->tep), err = 0, i;

	for (i = 0; i < nr && !err; i++) {
		struct tep_event *e = tep_get_event(events->tep, i);

		if (e && e->name && e->system && event_matches(pattern, e->system, e->name))
			err = add_event(events, pattern, e, found);
	}
	if (!err && !found->nr)
		err = fail(events, -ENOENT, "the file has no event '%s'", pattern);
	return err;
}

/* A saved format does not have the system's name, so any system in @pattern matches. */
static int find_single(struct events *events, const char *pattern, struct events_found *found)
{
	struct tep_event *event = events->single;

	if (pattern && event->name && !event_matches(pattern, NULL, event->name))
		return fail(events, -ENOENT, "the format is that of '%s', not of '%s'",
			    event->name, pattern);
	return add_event(events, pattern, event, found);
}

/**
 * events_find - describe the events that match a pattern
 * @events: the source.
 * @pattern: the pattern, as event_names.c describes it; may be NULL for a saved format
 *	file, which has one event.
 * @found: gets the descriptions, which are valid until the source is closed; free them with
 *	events_found_free(), also on failure.
 *
 * If a pattern matches several events, this leaves out the events that cannot share a filter
 * with the others: ftrace:function, and events with an invalid format.
 *
 * Context: any.
 * Return: 0; -ENOENT if no event matches; -EINVAL for an invalid pattern, or for an event
 * with an invalid format; -ENOMEM; an errno of reading. @events->error has the message.
 */
int events_find(struct events *events, const char *pattern, struct events_found *found)
{
	memset(found, 0, sizeof(*found));
	if (!pattern && !events->single)
		return fail(events, -EINVAL, "no event is named");
	if (pattern && !event_pattern_valid(pattern))
		return fail(events, -EINVAL, "'%s' is no event's name", pattern);
	if (events->single)
		return find_single(events, pattern, found);
	return events->tracing ? find_in_tracefs(events, pattern, found) :
				 find_in_dat(events, pattern, found);
}

/**
 * events_found_free - free the descriptions, but not the struct itself
 * @found: the descriptions.
 *
 * Context: any.
 */
void events_found_free(struct events_found *found)
{
	free(found->list);
	memset(found, 0, sizeof(*found));
}
