// SPDX-License-Identifier: GPL-2.0
/*
 * A place in tracefs: an instance, and perhaps an event or a system of events in it.
 *
 * Names come from the command line and become names of folders, so that they must not
 * go anywhere else: no slash, and no dot in front.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <tracefs.h>

#include "cmd.h"

/**
 * cmd_place_option - take an option, if it is one of these
 * @place: gets what it says; zeroed before.
 * @option: what getopt_long() returned.
 * @arg: the option's argument.
 *
 * Context: any.
 * Return: whether it was one.
 */
bool cmd_place_option(struct cmd_place *place, int option, const char *arg)
{
	switch (option) {
	case 'e':
		place->event = arg;
		return true;
	case CMD_OPT_INSTANCE:
		place->instance = arg;
		return true;
	case CMD_OPT_TRACEFS:
		place->tracefs = arg;
		return true;
	}
	return false;
}

static bool is_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/');
}

static bool is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static int open_instance(struct cmd_place *place)
{
	char *path = NULL;
	bool there;

	place->root = place->tracefs ?: tracefs_tracing_dir();
	if (!place->root)
		return cmd_error(CMD_SYSTEM, "tracefs is not mounted, or not for you to see");
	if (asprintf(&path, "%s/events", place->root) < 0)
		return cmd_no_memory();
	there = is_folder(path);
	free(path);
	if (!there)
		return cmd_error(CMD_SYSTEM, "%s is no tracefs, or not for you to see",
				 place->root);
	if (place->instance && !is_name(place->instance))
		return cmd_usage("'%s' is no instance's name", place->instance);
	place->trace = tracefs_instance_alloc(place->root, place->instance);
	if (place->trace)
		return CMD_OK;
	return cmd_error(CMD_SYSTEM, "there is no instance '%s'", place->instance ?: "");
}

static int split_event(struct cmd_place *place)
{
	size_t len = strcspn(place->event, ":/");
	const char *name = place->event[len] ? place->event + len + 1 : NULL;

	place->system = strndup(place->event, len);
	place->name = name ? strdup(name) : NULL;
	if (!place->system || (name && !place->name))
		return cmd_no_memory();
	if (!is_name(place->system) || (name && (!is_name(name) || strchr(name, ':'))))
		return cmd_usage("'%s' is no event", place->event);
	return CMD_OK;
}

static int open_event(struct cmd_place *place)
{
	char *folder;
	int status;

	status = split_event(place);
	if (status)
		return status;
	folder = cmd_event_file(place->trace, place->system, place->name, ".");
	if (!folder)
		return cmd_no_memory();
	if (!is_folder(folder))
		status = cmd_error(CMD_SYSTEM, "there is no %s '%s'",
				   place->name ? "event" : "system", place->event);
	free(folder);
	return status;
}

/**
 * cmd_place_open - find the place
 * @place: the options.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE, or CMD_SYSTEM if there is no such place. What is wrong has
 * been told. Whatever happens, it is to be closed by cmd_place_close().
 */
int cmd_place_open(struct cmd_place *place)
{
	int status = open_instance(place);

	return status ?: place->event ? open_event(place) : CMD_OK;
}

/**
 * cmd_place_close - be done with the place
 * @place: the place.
 *
 * Context: any.
 */
void cmd_place_close(struct cmd_place *place)
{
	tracefs_instance_free(place->trace);
	free(place->system);
	free(place->name);
}
