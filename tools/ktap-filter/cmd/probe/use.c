// SPDX-License-Identifier: GPL-2.0
/*
 * An event that was just defined, in the instance that the user names. Its filter goes there as
 * "ktap-filter load" would bring it. The event is enabled last, so that nothing is recorded which
 * the filter would reject.
 */
#include <stdlib.h>

#include "filters/file.h"
#include "load/load.h"
#include "probe.h"

static int load_filter(struct load *load, const char *filter)
{
	return cmd_argument_read(filter, &load->filter) ?: cmd_place_open(&load->place) ?:
	       load_prepare(load) ?: load_write(load);
}

/**
 * cmd_use_filter - install the filter that a sentence has, if it has one
 * @place: the instance.
 * @d: the event, which has been defined.
 *
 * Context: any; one thread.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_use_filter(const struct cmd_place *place, const struct cmd_definition *d)
{
	struct load load = { .place.tracefs = place->root, .place.instance = place->instance };
	char event[2 * PROBE_NAME];
	int status;

	/* That of an attached event is in its definition. */
	if (!d->said.filter || d->place.kind == 'e')
		return CMD_OK;
	snprintf(event, sizeof(event), "%s:%s", d->place.group, d->place.event);
	load.place.event = event;
	status = load_filter(&load, d->said.text + d->said.filter);
	load_free_events(&load);
	cmd_place_close(&load.place);
	cmd_argument_free(&load.filter);
	return status;
}

/**
 * cmd_use_enable - enable an event, or disable it
 * @place: the instance.
 * @system: the event's system, or group.
 * @event: its name.
 * @on: enable it.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_use_enable(const struct cmd_place *place, const char *system, const char *event, bool on)
{
	char *path = cmd_event_file(place->trace, system, event, "enable");
	bool opened;
	int err = path ? cmd_write_once(path, on ? "1" : "0", 1, &opened) : -ENOMEM;

	if (err)
		cmd_error(CMD_SYSTEM, "cannot write %s: %s", path ?: "enable", strerror(-err));
	free(path);
	return err ? CMD_SYSTEM : CMD_OK;
}
