// SPDX-License-Identifier: GPL-2.0
/*
 * Filters of a kernel that has no list of them: each event's file is read, in each
 * instance. It takes a while, some thousand files.
 */
#include <dirent.h>
#include <stdlib.h>
#include <tracefs.h>

#include "cmd.h"

static int add_filter(struct cmd_filters *filters, const char *instance, const char *system,
		      const char *name, const char *text)
{
	struct cmd_filter *f = cmd_filters_add(filters);

	if (!f)
		return -ENOMEM;
	f->instance = instance ? strdup(instance) : NULL;
	f->system = strdup(system);
	f->name = strdup(name);
	f->text = strdup(text);
	return (instance && !f->instance) || !f->system || !f->name || !f->text ? -ENOMEM : 0;
}

/* Events that take no filter have no such file. */
static int ask_event(struct tracefs_instance *trace, const char *instance, const char *system,
		     const char *name, struct cmd_filters *filters)
{
	char *text;
	int err = 0;

	if (!cmd_filter_file_read(trace, system, name, &text) && text)
		err = add_filter(filters, instance, system, name, text);
	free(text);
	return err;
}

static int ask_instance(const char *root, const char *instance, struct cmd_filters *filters)
{
	struct tracefs_instance *trace = tracefs_instance_alloc(root, instance);
	char **systems, **events, **s, **e;
	int err = 0;

	/* It may be gone by now. */
	if (!trace)
		return 0;
	systems = tracefs_event_systems(root);
	for (s = systems; s && *s && !err; s++) {
		events = tracefs_system_events(root, *s);
		for (e = events; e && *e && !err; e++)
			err = ask_event(trace, instance, *s, *e, filters);
		tracefs_list_free(events);
	}
	tracefs_list_free(systems);
	tracefs_instance_free(trace);
	return err;
}

/**
 * cmd_filters_from_walk - ask every event for its filter
 * @place: the tracefs.
 * @filters: gets them, of all instances.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. What is wrong has been told.
 */
int cmd_filters_from_walk(const struct cmd_place *place, struct cmd_filters *filters)
{
	struct dirent *entry;
	DIR *instances;
	char *path;
	int err;

	if (asprintf(&path, "%s/instances", place->root) < 0)
		return cmd_no_memory();
	instances = opendir(path);
	free(path);
	err = ask_instance(place->root, NULL, filters);
	while (instances && !err && (entry = readdir(instances)))
		if (entry->d_name[0] != '.')
			err = ask_instance(place->root, entry->d_name, filters);
	if (instances)
		closedir(instances);
	return err ? cmd_no_memory() : CMD_OK;
}
