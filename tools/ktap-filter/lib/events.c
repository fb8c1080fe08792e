// SPDX-License-Identifier: GPL-2.0
/*
 * Where events come from: a running kernel, a format file that was saved, a trace.dat.
 *
 * libtraceevent reads formats, whichever way they come. A running kernel has more than
 * a thousand of them, so they are read when they are asked for; a trace.dat brings its
 * own. An event is asked for as "system:event", or by its name alone where there is one
 * of that name.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <trace-cmd.h>
#include <tracefs.h>
#include <unistd.h>

#include "events.h"

/* The largest format of a kernel has a few ten thousand bytes. */
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
 * events_open_empty - a place where nothing comes from yet
 * @events: gets the place; to be closed whatever happens.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int events_open_empty(struct events *events)
{
	memset(events, 0, sizeof(*events));
	/* What they would print about a broken file is said here, once. */
	tep_set_loglevel(TEP_LOG_NONE);
	tracecmd_set_loglevel(TEP_LOG_NONE);
	tracefs_set_loglevel(TEP_LOG_NONE);
	events->tep = tep_alloc();
	return events->tep ? 0 : fail(events, -ENOMEM, "%s", strerror(ENOMEM));
}

/**
 * events_open_tracefs - take events from the running kernel
 * @events: gets the place; to be closed whatever happens.
 * @dir: a tracefs folder, or an instance's; NULL for the one that is mounted.
 *
 * Context: any.
 * Return: 0; -ENOENT if there is none; -ENOMEM.
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

/* Read a file of @max bytes at most, with a NUL behind: the errno, or 0. */
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
		ktf_add_format(events->tep, text, system, false);
	if (!err && tep_get_events_count(events->tep) == had)
		err = fail(events, -EINVAL, "%s is no event's format, or not all of it", path);
	free(text);
	return err;
}

/**
 * events_open_format - take an event from a format file that was saved
 * @events: gets the place; to be closed whatever happens.
 * @path: the file.
 * @system: the event's system, which the file does not tell; NULL if nobody knows.
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
 * events_open_library - take events from a trace.dat that libtracecmd has to read
 * @events: gets the place, and the open file; to be closed whatever happens.
 * @path: the file.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is none; -ENOMEM; an errno of opening.
 */
int events_open_library(struct events *events, const char *path)
{
	int err = events_open_empty(events);

	if (err)
		return err;
	tep_free(events->tep);
	events->tep = NULL;
	events->dat = tracecmd_open(path, 0);
	if (!events->dat)
		return fail(events, -EINVAL, "%s is no trace.dat that can be read", path);
	events->tep = tracecmd_get_tep(events->dat);
	return 0;
}

/**
 * events_close - be done with a place
 * @events: the place.
 *
 * Context: any.
 */
void events_close(struct events *events)
{
	if (events->dat)
		tracecmd_close(events->dat);
	else if (events->tep)
		tep_free(events->tep);
	free(events->tracing);
	memset(events, 0, sizeof(*events));
}

static int found(struct events *events, struct tep_event *event, struct ktf_schema *schema)
{
	if (!event->name || !event->system || ktf_schema_init(schema, event))
		return fail(events, -EINVAL, "the format of %s makes no sense",
			    event->name ?: "an event");
	return 0;
}

/* Split "system:event" or "system/event" into its parts; @system is empty without one. */
static int split(struct events *events, const char *name, char *system, char *event)
{
	size_t len = strcspn(name, ":/");
	const char *rest = name[len] ? name + len + 1 : name;

	if (!name[len])
		len = 0;
	if (len > NAME_MAX || strlen(rest) > NAME_MAX || !*rest || strpbrk(rest, ":/") ||
	    rest[0] == '.' || name[0] == '.')
		return fail(events, -EINVAL, "'%s' is no event's name", name);
	memcpy(system, name, len);
	system[len] = 0;
	memcpy(event, rest, strlen(rest) + 1);
	return 0;
}

/* The only system that has an event of this name. */
static int find_system(struct events *events, const char *event, char *system)
{
	char **systems = tracefs_event_systems(events->tracing);
	int nr = 0, i;

	for (i = 0; systems && systems[i]; i++) {
		char path[PATH_MAX];

		snprintf(path, sizeof(path), "%s/events/%s/%s/format", events->tracing,
			 systems[i], event);
		if (access(path, F_OK))
			continue;
		snprintf(system, NAME_MAX + 1, "%s", systems[i]);
		nr++;
	}
	tracefs_list_free(systems);
	if (nr > 1)
		return fail(events, -EINVAL, "there is more than one event '%s': name its system",
			    event);
	return nr ? 0 : fail(events, -ENOENT, "there is no event '%s'", event);
}

static int find_in_tracefs(struct events *events, char *system, char *event,
			   struct ktf_schema *schema)
{
	struct tep_event *known;
	char path[PATH_MAX];
	int err;

	err = *system ? 0 : find_system(events, event, system);
	if (err)
		return err;
	known = tep_find_event_by_name(events->tep, system, event);
	if (!known) {
		snprintf(path, sizeof(path), "%s/events/%s/%s/format", events->tracing,
			 system, event);
		err = parse(events, path, system);
		if (err == -ENOENT)
			return fail(events, err, "there is no event '%s:%s'", system, event);
		if (err)
			return err;
		known = tep_find_event_by_name(events->tep, system, event);
	}
	if (!known)
		return fail(events, -EINVAL, "%s is the format of another event", path);
	return found(events, known, schema);
}

static int find_in_dat(struct events *events, const char *system, const char *event,
		       struct ktf_schema *schema)
{
	struct tep_event *known = NULL;
	int nr = tep_get_events_count(events->tep), hits = 0, i;

	for (i = 0; i < nr; i++) {
		struct tep_event *e = tep_get_event(events->tep, i);

		if (!e || !e->name || !e->system || strcmp(e->name, event) ||
		    (*system && strcmp(e->system, system)))
			continue;
		known = e;
		hits++;
	}
	if (!hits)
		return fail(events, -ENOENT, "the file has no event '%s%s%s'", system,
			    *system ? ":" : "", event);
	if (hits > 1)
		return fail(events, -EINVAL, "there is more than one event '%s': name its system",
			    event);
	return found(events, known, schema);
}

/**
 * events_find - describe an event
 * @events: the place.
 * @name: "system:event", or "event" if there is one of that name only. Of a saved
 *	format file, which has one event, it may be NULL.
 * @schema: gets the description, good until the place is closed.
 *
 * Context: any.
 * Return: 0; -ENOENT if there is no such event; -EINVAL for what is no name, is not
 * clear, or has a format that makes no sense; -ENOMEM; an errno of reading. @error has
 * the words for it.
 */
int events_find(struct events *events, const char *name, struct ktf_schema *schema)
{
	char system[NAME_MAX + 1], event[NAME_MAX + 1];
	int err;

	if (!name && events->single)
		return found(events, events->single, schema);
	if (!name)
		return fail(events, -EINVAL, "no event is named");
	err = split(events, name, system, event);
	if (err)
		return err;
	if (events->tracing)
		return find_in_tracefs(events, system, event, schema);
	if (!events->single)
		return find_in_dat(events, system, event, schema);
	if (events->single->name && strcmp(events->single->name, event))
		return fail(events, -ENOENT, "the format is that of '%s', not of '%s'",
			    events->single->name, event);
	return found(events, events->single, schema);
}
