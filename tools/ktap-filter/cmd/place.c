// SPDX-License-Identifier: GPL-2.0
/*
 * A place in tracefs: an instance, and perhaps events in it.
 *
 * An instance's name comes from the command line and becomes the name of a folder. So it
 * must not lead to any other folder: it has no slash, and no dot in front. Names of events
 * are looked up among the events of the place.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <tracefs.h>
#include <unistd.h>

#include "env.h"
#include "place.h"

static bool is_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/');
}

static bool is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* The file has all levels, and brackets around the one in force: this one closes tracefs. */
static bool is_locked_down(void)
{
	FILE *file = fopen("/sys/kernel/security/lockdown", "re");
	char line[128];
	bool locked;

	if (!file)
		return false;
	locked = fgets(line, sizeof(line), file) && strstr(line, "[confidentiality]");
	fclose(file);
	return locked;
}

/* A folder that is there, but not for everybody. */
static int no_tracefs(const char *root)
{
	if (errno == EACCES)
		return cmd_error(CMD_SYSTEM, "%s cannot be opened: needs root", root);
	return cmd_error(CMD_SYSTEM, "%s is no tracefs, or not for you to see", root);
}

static int open_instance(struct cmd_place *place)
{
	char *path = NULL;
	bool there;

	place->root = place->tracefs ?: tracefs_tracing_dir();
	if (!place->root)
		return cmd_error(CMD_SYSTEM, "tracefs is not mounted, or not for you to see");
	if (!place->tracefs && is_locked_down())
		return cmd_error(CMD_SYSTEM, "%s cannot be opened: the kernel is locked down",
				 place->root);
	if (asprintf(&path, "%s/events", place->root) < 0)
		return cmd_no_memory();
	errno = 0;
	there = is_folder(path);
	free(path);
	if (!there)
		return no_tracefs(place->root);
	if (place->instance && !is_name(place->instance))
		return cmd_usage("'%s' is no instance's name", place->instance);
	place->trace = tracefs_instance_alloc(place->root, place->instance);
	if (place->trace)
		return CMD_OK;
	return cmd_error(CMD_SYSTEM, "there is no instance '%s'", place->instance ?: "");
}

static int find_events(struct cmd_place *place)
{
	if (!event_pattern_valid(place->event))
		return cmd_usage("'%s' is no event", place->event);
	if (event_names_read(place->root, place->event, &place->names))
		return cmd_no_memory();
	if (!place->names.nr)
		return cmd_error(CMD_SYSTEM, "there is no event or system '%s'", place->event);
	return CMD_OK;
}

/**
 * cmd_place_is_stock - does the kernel have the stock engine?
 * @place: the place, with its root.
 *
 * Context: any.
 * Return: true if ktap filter is not in the kernel, which then takes texts only.
 */
bool cmd_place_is_stock(const struct cmd_place *place)
{
	bool is_stock;
	char *path;

	if (asprintf(&path, "%s/ktap_filters", place->root) < 0)
		return true;
	is_stock = access(path, F_OK);
	free(path);
	return is_stock;
}

/**
 * cmd_place_open - find the place that the options name
 * @place: the options; gets the place. Close it with cmd_place_close(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE, or CMD_SYSTEM if there is no such place. The error has been
 * printed.
 */
int cmd_place_open(struct cmd_place *place)
{
	int status = open_instance(place);

	env.on_stock = !status && cmd_place_is_stock(place);
	if (!status && place->event)
		status = find_events(place);
	return status;
}

/**
 * cmd_place_close - release the place
 * @place: the place.
 *
 * Context: any.
 */
void cmd_place_close(struct cmd_place *place)
{
	tracefs_instance_free(place->trace);
	event_names_free(&place->names);
}
