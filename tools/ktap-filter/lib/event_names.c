// SPDX-License-Identifier: GPL-2.0
/*
 * Names of events, and patterns that name several.
 *
 * They are the same that set_event, trace-cmd and perf take:
 *
 *	sched:sched_switch	an event; "sched/sched_switch" is the same
 *	sched:sched_w*		each part may be a shell's pattern
 *	sched:  :sched_switch	a part that is missing stands for all
 *	sched_switch		without a colon: events of that name, in any system,
 *	sched			and all events of systems of that name
 *	sched_w*
 *
 * A running kernel has thousands of events. So only their names are read, not their formats.
 */
#include <dirent.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "event_names.h"

static const char separators[] = ":/";

/**
 * event_pattern_valid - is this a valid pattern?
 * @pattern: the pattern.
 *
 * Context: any.
 * Return: true for one name or pattern, or two with ":" or "/" between them.
 */
bool event_pattern_valid(const char *pattern)
{
	size_t len = strcspn(pattern, separators);

	if (len > NAME_MAX || strlen(pattern) > 2 * NAME_MAX || !*pattern)
		return false;
	return !pattern[len] || !strpbrk(pattern + len + 1, separators);
}

/**
 * event_pattern_names - does a pattern spell out the name of an event?
 * @pattern: a valid name or pattern.
 * @event: the event's name.
 *
 * Context: any.
 * Return: true if the event's part of @pattern equals @event.
 */
bool event_pattern_names(const char *pattern, const char *event)
{
	size_t len = strcspn(pattern, separators);

	return !strcmp(pattern[len] ? pattern + len + 1 : pattern, event);
}

static bool part_matches(const char *pattern, const char *name)
{
	return !*pattern || !fnmatch(pattern, name, 0);
}

/* Return the event's part, and put the system's part in @part. NULL for a single name. */
static const char *split(const char *pattern, char part[NAME_MAX + 1])
{
	size_t len = strcspn(pattern, separators);

	if (!pattern[len])
		return NULL;
	snprintf(part, NAME_MAX + 1, "%.*s", (int)min_t(size_t, len, NAME_MAX), pattern);
	return pattern + len + 1;
}

/**
 * event_matches - does a pattern match an event?
 * @pattern: a valid name or pattern.
 * @system: the event's system; NULL if it is not known.
 * @event: the event's name; "" stands for the system itself.
 *
 * Context: any.
 * Return: true if the pattern matches.
 */
bool event_matches(const char *pattern, const char *system, const char *event)
{
	char part[NAME_MAX + 1];
	const char *rest = split(pattern, part);

	if (!rest)
		return part_matches(pattern, event) ||
		       (system && part_matches(pattern, system));
	return (!system || part_matches(part, system)) && part_matches(rest, event);
}

static int add_name(struct event_names *names, const char *system, const char *event)
{
	struct event_name *to;

	if (names->nr == names->room) {
		names->room = max(2 * names->room, 16U);
		to = realloc(names->list, array_size(names->room, sizeof(*to)));
		if (!to)
			return -ENOMEM;
		names->list = to;
	}
	to = &names->list[names->nr++];
	to->system = strdup(system);
	to->event = strdup(event);
	return to->system && to->event ? 0 : -ENOMEM;
}

static bool has_file(const char *tracing, const char *system, const char *event,
		     const char *file)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/events/%s/%s/%s", tracing, system, event, file);
	return !access(path, F_OK);
}

/* An event that cannot be enabled, such as those of system ftrace, must be spelled out. */
static bool is_meant(const char *tracing, const char *system, const char *event,
		     const char *pattern)
{
	return event[0] != '.' && event_matches(pattern, system, event) &&
	       has_file(tracing, system, event, ".") &&
	       (event_pattern_names(pattern, event) ||
		has_file(tracing, system, event, "enable"));
}

static int read_system(const char *tracing, const char *system, const char *pattern,
		       struct event_names *names)
{
	char path[PATH_MAX], part[NAME_MAX + 1];
	struct dirent *entry;
	int err = 0;
	DIR *dir;

	/* The system does not match, so skip its events. */
	if (split(pattern, part) && !part_matches(part, system))
		return 0;
	snprintf(path, sizeof(path), "%s/events/%s", tracing, system);
	dir = opendir(path);
	while (dir && !err && (entry = readdir(dir)))
		if (is_meant(tracing, system, entry->d_name, pattern))
			err = add_name(names, system, entry->d_name);
	if (dir)
		closedir(dir);
	return err;
}

static int by_name(const void *a, const void *b)
{
	const struct event_name *x = a, *y = b;

	return strcmp(x->system, y->system) ?: strcmp(x->event, y->event);
}

/**
 * event_names_read - find the events of a kernel that match a pattern
 * @tracing: the tracefs folder.
 * @pattern: a valid name or pattern.
 * @names: gets their names; free it with event_names_free(), also on failure.
 *
 * Context: any.
 * Return: 0, even if there is no such event; -ENOMEM.
 */
int event_names_read(const char *tracing, const char *pattern, struct event_names *names)
{
	struct dirent *entry;
	char path[PATH_MAX];
	int err = 0;
	DIR *dir;

	memset(names, 0, sizeof(*names));
	snprintf(path, sizeof(path), "%s/events", tracing);
	dir = opendir(path);
	while (dir && !err && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			err = read_system(tracing, entry->d_name, pattern, names);
	if (dir)
		closedir(dir);
	if (names->nr)
		qsort(names->list, names->nr, sizeof(*names->list), by_name);
	return err;
}

/**
 * event_names_free - free a list of names, but not the struct itself
 * @names: the list.
 *
 * Context: any.
 */
void event_names_free(struct event_names *names)
{
	u32 i;

	for (i = 0; i < names->nr; i++) {
		free(names->list[i].system);
		free(names->list[i].event);
	}
	free(names->list);
	memset(names, 0, sizeof(*names));
}
