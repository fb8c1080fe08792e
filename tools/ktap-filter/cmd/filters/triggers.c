// SPDX-License-Identifier: GPL-2.0
/*
 * Triggers, and probes on events, which have filters of their own.
 *
 * No file lists the triggers of all events, so each event's file has to be read. The kernel
 * shows a trigger in another way than it takes one:
 *
 *	stacktrace:unlimited if pid == 1		stacktrace if pid == 1
 *	traceoff:count=3				traceoff:3
 *	hist:keys=pid:vals=hitcount if pid [paused]	hist:keys=pid:vals=hitcount:pause if pid
 *
 * Here a trigger always has the form on the right. What follows "if" is the filter; nothing
 * before it has a blank. A file shows the youngest trigger first; here the oldest comes first,
 * as they have to be written.
 *
 * The file dynamic_events lists the probes on events, "e:GROUP/NAME SYSTEM.EVENT ...". Linux
 * 6.12 does not show their filters.
 */
#include <stdlib.h>
#include <tracefs.h>
#include <unistd.h>

#include "filters/file.h"
#include "filters/read.h"
#include "filters/sources.h"

/* An upper bound for the file dynamic_events, in bytes. */
#define MAX_PROBES	(64U << 20)

static const char unlimited[] = ":unlimited", counted[] = ":count=";
static const char active[] = " [active]", paused[] = " [paused]";

/* Does the text, @len bytes, end so? Then cut that off. */
static bool cut_end(const char *text, size_t *len, const char *end)
{
	size_t bytes = strlen(end);

	if (*len < bytes || memcmp(text + *len - bytes, end, bytes))
		return false;
	*len -= bytes;
	return true;
}

static const char *find_if(const char *line, size_t len)
{
	return memmem(line, len, " if ", 4) ?: line + len;
}

/* Make of a line of the file the text that the file takes: NULL without memory. */
static char *as_written(const char *line, size_t len)
{
	bool is_hist = !strncmp(line, "hist:", 5), waits = false;
	const char *count, *number, *rest;
	size_t head;
	char *text;

	if (is_hist && !cut_end(line, &len, active))
		waits = cut_end(line, &len, paused);
	rest = find_if(line, len);
	head = rest - line;
	count = is_hist ? NULL : memmem(line, head, counted, strlen(counted));
	number = count ? count + strlen(counted) : rest;
	if (count)
		head = count - line;
	else if (!is_hist)
		cut_end(line, &head, unlimited);
	if (asprintf(&text, "%.*s%s%.*s%s%.*s", (int)head, line, count ? ":" : "",
		     (int)(rest - number), number, waits ? ":pause" : "",
		     (int)(line + len - rest), rest) < 0)
		return NULL;
	return text;
}

static int add(struct cmd_filters *filters, const char *instance, const char *system,
	       const char *name, char *text)
{
	struct cmd_filter *f = text ? cmd_filters_add(filters) : NULL;

	if (!f) {
		free(text);
		return -ENOMEM;
	}
	f->kind = CMD_OF_TRIGGER;
	f->instance = instance ? strdup(instance) : NULL;
	f->system = strdup(system);
	f->name = strdup(name);
	f->text = text;
	return (instance && !f->instance) || !f->system || !f->name ? -ENOMEM : 0;
}

static void reverse(struct cmd_filter *list, u32 nr)
{
	u32 i;

	for (i = 0; i < nr / 2; i++)
		swap(list[i], list[nr - 1 - i]);
}

/* Add the triggers that a file shows. */
static int add_lines(struct cmd_filters *filters, const char *instance, const char *system,
		     const char *name, const char *text)
{
	u32 had = filters->nr;
	size_t len;
	int err = 0;

	for (; *text && !err; text += len + !!text[len]) {
		len = strcspn(text, "\n");
		/* Without a trigger, the file lists in a comment what there could be. */
		if (len && *text != '#')
			err = add(filters, instance, system, name, as_written(text, len));
	}
	reverse(filters->list + had, filters->nr - had);
	return err;
}

/**
 * cmd_event_triggers - read the triggers of an event
 * @trace: the instance.
 * @instance: its name; NULL for the top instance.
 * @system: the event's system.
 * @name: the event's name.
 * @filters: gets the triggers, the oldest first.
 *
 * Context: any.
 * Return: 0, also without a file of triggers; -ENOMEM.
 */
int cmd_event_triggers(struct tracefs_instance *trace, const char *instance, const char *system,
		       const char *name, struct cmd_filters *filters)
{
	char *file, *text;
	int err;

	if (asprintf(&file, "events/%s/%s/trigger", system, name) < 0)
		return -ENOMEM;
	text = tracefs_instance_file_read(trace, file, NULL);
	err = text ? add_lines(filters, instance, system, name, text) : 0;
	free(text);
	free(file);
	return err;
}

static int read_system(const struct cmd_place *place, struct tracefs_instance *trace,
		       const char *instance, const char *system, struct cmd_filters *filters)
{
	char **events = tracefs_system_events(place->root, system), **e;
	int err = 0;

	for (e = events; e && *e && !err; e++)
		if (cmd_filters_want(place, instance, system, *e))
			err = cmd_event_triggers(trace, instance, system, *e, filters);
	tracefs_list_free(events);
	return err;
}

static int read_instance(const struct cmd_place *place, const char *instance, void *filters)
{
	struct tracefs_instance *trace = tracefs_instance_alloc(place->root, instance);
	char **systems, **s;
	int err = 0;

	if (!trace)
		return 0;
	systems = tracefs_event_systems(place->root);
	for (s = systems; s && *s && !err; s++)
		err = read_system(place, trace, instance, *s, filters);
	tracefs_list_free(systems);
	tracefs_instance_free(trace);
	return err;
}

/* Take "e:GROUP/NAME SYSTEM.EVENT ...". Other lines are no probes on events. */
static int take_probe(const struct cmd_place *place, const char *line, size_t len,
		      struct cmd_filters *filters)
{
	const char *system = memchr(line, ' ', len), *dot, *end = line + len, *stop;
	char *of[2];
	int err;

	dot = system && line[0] == 'e' ? memchr(system, '.', end - system) : NULL;
	if (!dot)
		return 0;
	stop = memchr(dot, ' ', end - dot) ?: end;
	of[0] = strndup(system + 1, dot - system - 1);
	of[1] = strndup(dot + 1, stop - dot - 1);
	err = of[0] && of[1] ? 0 : -ENOMEM;
	if (!err && cmd_filters_want(place, NULL, of[0], of[1])) {
		err = add(filters, NULL, of[0], of[1], strndup(line, len));
		if (!err)
			filters->list[filters->nr - 1].kind = CMD_OF_PROBE;
	}
	free(of[0]);
	free(of[1]);
	return err;
}

static int read_probes(const struct cmd_place *place, struct cmd_filters *filters)
{
	char *path, *text = NULL, *line;
	size_t len;
	int err = 0;
	u32 bytes;

	if (asprintf(&path, "%s/dynamic_events", place->root) < 0)
		return -ENOMEM;
	if (!access(path, R_OK) && cmd_read_file(path, MAX_PROBES, &text, &bytes))
		text = NULL;
	free(path);
	for (line = text; line && *line && !err; line += len + !!line[len]) {
		len = strcspn(line, "\n");
		err = take_probe(place, line, len, filters);
	}
	free(text);
	return err;
}

/**
 * cmd_triggers_read - read the triggers of a place
 * @place: events, an instance, or all of tracefs.
 * @filters: gets the triggers, appended.
 * @probes: append the probes on events, too.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_triggers_read(const struct cmd_place *place, struct cmd_filters *filters, bool probes)
{
	int err = cmd_filters_each_instance(place, read_instance, filters);

	if (!err && probes)
		err = read_probes(place, filters);
	return err ? cmd_no_memory() : CMD_OK;
}
