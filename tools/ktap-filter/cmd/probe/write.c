// SPDX-License-Identifier: GPL-2.0
/*
 * Writing to dynamic_events: a line with a single write(), appended. Without O_APPEND the kernel
 * would remove all events first.
 */
#include <stdlib.h>

#include "probe/dynamic.h"

/**
 * cmd_dynamic_write - define or remove dynamic events
 * @place: has the tracefs.
 * @line: a line as dynamic_events takes it, with its end.
 *
 * Context: any.
 * Return: 0 or the negative errno of open(), write() or close().
 */
int cmd_dynamic_write(const struct cmd_place *place, const char *line)
{
	char *path;
	int err;

	if (asprintf(&path, "%s/dynamic_events", place->root) < 0)
		return -ENOMEM;
	err = cmd_append_once(path, line, strlen(line));
	free(path);
	return err;
}

/**
 * cmd_dynamic_delete - remove a dynamic event
 * @place: has the tracefs.
 * @group: its group.
 * @name: its name.
 *
 * Context: any.
 * Return: 0; -EBUSY if somebody uses it; another negative errno.
 */
int cmd_dynamic_delete(const struct cmd_place *place, const char *group, const char *name)
{
	char *line;
	int err;

	if (asprintf(&line, "-:%s/%s\n", group, name) < 0)
		return -ENOMEM;
	err = cmd_dynamic_write(place, line);
	free(line);
	return err;
}
