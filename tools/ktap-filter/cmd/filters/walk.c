// SPDX-License-Identifier: GPL-2.0
/*
 * Filters as their files show them. Reading some thousand files of each instance takes a
 * while.
 *
 * If the kernel lists the filters in force, only refused filters are taken from the files.
 */
#include <dirent.h>
#include <stdlib.h>
#include <tracefs.h>

#include "filters/file.h"
#include "filters/sources.h"

/* The state of a walk through one instance. */
struct walk {
	const struct cmd_place	*place;
	struct cmd_filters	*filters;
	const char		*instance;
	struct tracefs_instance	*trace;
};

/* Append a filter. @text belongs to the list from here on, also on failure. */
static int add_filter(struct walk *walk, const char *system, const char *name, char *text,
		      char *error)
{
	struct cmd_filter *f = cmd_filters_add(walk->filters);

	if (!f) {
		free(text);
		return -ENOMEM;
	}
	f->instance = walk->instance ? strdup(walk->instance) : NULL;
	f->system = strdup(system);
	f->name = name ? strdup(name) : NULL;
	f->text = text;
	f->error = error;
	return (walk->instance && !f->instance) || !f->system || (name && !f->name) ?
		-ENOMEM : 0;
}

/* An event that takes no filter has no filter file. */
static int ask_file(struct walk *walk, const char *system, const char *name)
{
	char *text, *error;

	if (!cmd_filters_want(walk->place, walk->instance, system, name) ||
	    cmd_filter_file_read(walk->trace, system, name, &text, &error) || !text)
		return 0;
	if (error || (name && !walk->filters->listed))
		return add_filter(walk, system, name, text, error);
	free(text);
	return 0;
}

static int ask_system(struct walk *walk, const char *system)
{
	char **events = tracefs_system_events(walk->place->root, system), **e;
	int err = ask_file(walk, system, NULL);

	for (e = events; e && *e && !err; e++)
		err = ask_file(walk, system, *e);
	tracefs_list_free(events);
	return err;
}

static int ask_instance(const struct cmd_place *place, const char *instance, void *to)
{
	struct walk walk = { .place = place, .filters = to, .instance = instance };
	char **systems, **s;
	int err = 0;

	walk.trace = tracefs_instance_alloc(place->root, instance);
	/* Somebody may have removed the instance since it was listed. */
	if (!walk.trace)
		return 0;
	systems = tracefs_event_systems(place->root);
	for (s = systems; s && *s && !err; s++)
		err = ask_system(&walk, *s);
	tracefs_list_free(systems);
	tracefs_instance_free(walk.trace);
	return err;
}

/**
 * cmd_filters_each_instance - look at each instance
 * @place: has the tracefs.
 * @look: reads what is wanted of an instance, whose name is NULL for the top one.
 * @to: the argument of @look.
 *
 * Context: any.
 * Return: 0, or what @look returned first if not 0; -ENOMEM.
 */
int cmd_filters_each_instance(const struct cmd_place *place,
			      int (*look)(const struct cmd_place *place, const char *instance,
					  void *to),
			      void *to)
{
	struct dirent *entry;
	DIR *instances;
	char *path;
	int err;

	if (asprintf(&path, "%s/instances", place->root) < 0)
		return -ENOMEM;
	instances = opendir(path);
	free(path);
	err = look(place, NULL, to);
	while (instances && !err && (entry = readdir(instances)))
		if (entry->d_name[0] != '.')
			err = look(place, entry->d_name, to);
	if (instances)
		closedir(instances);
	return err;
}

/**
 * cmd_filters_from_walk - read the filters that the filter files show
 * @place: an event, a system, an instance, or all of tracefs.
 * @filters: gets the refused filters; and those in force, if the kernel has no list.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_filters_from_walk(const struct cmd_place *place, struct cmd_filters *filters)
{
	return cmd_filters_each_instance(place, ask_instance, filters) ? cmd_no_memory() : CMD_OK;
}
