// SPDX-License-Identifier: GPL-2.0
/*
 * Everything that carries the number of a run is taken away, whoever made it, and however far it
 * had come: each step takes it that there is nothing to do.
 *
 * The instance goes first, with its records, filters and what is enabled there; then the events,
 * which it may have used. An instance with histograms of two events stays until these triggers
 * are gone: the one that uses a variable before the one that sets it, and nothing tells which is
 * which. So they are tried again as long as one goes.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <tracefs.h>
#include <unistd.h>

#include "event.h"
#include "filters/file.h"
#include "filters/read.h"
#include "live/frame.h"

static bool remove_trigger(struct tracefs_instance *trace, const struct cmd_filter *trigger)
{
	char *path = cmd_event_file(trace, trigger->system, trigger->name, "trigger"), *line;
	bool done = false;

	if (path && asprintf(&line, "!%s", trigger->text) >= 0) {
		done = !cmd_append_once(path, line, strlen(line));
		free(line);
	}
	free(path);
	return done;
}

/* Remove triggers of an instance, the youngest first. Returns how many have gone. */
static u32 remove_triggers(const struct cmd_place *place)
{
	struct cmd_filters triggers = { };
	u32 done = 0, i;

	if (!cmd_triggers_read(place, &triggers, false))
		for (i = triggers.nr; i--;)
			done += remove_trigger(place->trace, &triggers.list[i]);
	cmd_filters_free(&triggers);
	return done;
}

static int remove_folder(const char *path)
{
	return rmdir(path) && errno != ENOENT ? -errno : 0;
}

static int remove_instance(const struct cmd_place *tracefs, const char *name, const char *path)
{
	struct cmd_place place = { .root = tracefs->root, .instance = name };
	int err;
	u32 i;

	place.trace = tracefs_instance_alloc(place.root, name);
	if (!place.trace)
		return 0;
	err = remove_folder(path);
	/* A process that was just killed is still closing its files. */
	for (i = 0; err == -EBUSY && i < 5; i++) {
		usleep(20000);
		err = remove_folder(path);
	}
	while (err == -EBUSY && remove_triggers(&place))
		err = remove_folder(path);
	tracefs_instance_free(place.trace);
	return err;
}

static void tell_gone(const struct frame_tell *tell, bool is_instance, const char *name)
{
	struct json_object *one;

	if (!tell || !tell->goes)
		return;
	if (!tell->json) {
		printf("%s%s\n", is_instance ? "instance " : "", name);
		return;
	}
	one = json_object_new_object();
	json_object_object_add(one, is_instance ? "instance" : "event", cmd_json_string(name));
	json_object_array_add(tell->json, one);
}

static int clear_instance(const struct cmd_place *place, u32 nr, const struct frame_tell *tell)
{
	char name[SESSION_NAME], *path;
	struct stat st;
	int err = 0;

	snprintf(name, sizeof(name), SESSION_INSTANCE "%u", nr);
	if (asprintf(&path, "%s/instances/%s", place->root, name) < 0)
		return cmd_no_memory();
	if (!stat(path, &st)) {
		err = remove_instance(place, name, path);
		if (!err)
			tell_gone(tell, true, name);
	}
	free(path);
	if (!err || !tell)
		return err ? CMD_REFUSED : CMD_OK;
	cmd_error(CMD_REFUSED, "instance %s stays: %s", name, strerror(-err));
	frame_tell_holders(place, nr);
	return CMD_REFUSED;
}

static int clear_event(const struct cmd_place *place, const struct cmd_dynamic *e,
		       const struct frame_tell *tell)
{
	char name[CMD_EVENT_NAME];
	bool gone;
	int status;

	if (!tell)
		return cmd_dynamic_delete(place, e->group, e->name) ? CMD_REFUSED : CMD_OK;
	status = cmd_dynamic_remove(place, e, &gone);
	snprintf(name, sizeof(name), "%s:%s", e->group, e->name);
	if (gone)
		tell_gone(tell, false, name);
	return status;
}

/* Remove the run's events, the youngest first: one may be on another. */
static int clear_events(const struct cmd_place *place, u32 nr, const struct frame_tell *tell)
{
	struct cmd_dynamics all;
	int worst = cmd_dynamics_read(place, &all);
	u32 i;

	for (i = all.nr; i--;)
		if (frame_event_number(&all.list[i]) == nr)
			worst = max(worst, clear_event(place, &all.list[i], tell));
	cmd_dynamics_free(&all);
	return worst;
}

/**
 * frame_clear - take away what carries the number of a run
 * @place: has the tracefs.
 * @nr: the number.
 * @tell: what to print; NULL for nothing.
 *
 * The lock of frame_lock() is held.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if something stays, because somebody uses it; CMD_SYSTEM. The
 * error has been printed, unless @tell is NULL.
 */
int frame_clear(const struct cmd_place *place, u32 nr, const struct frame_tell *tell)
{
	int status = clear_instance(place, nr, tell);

	return max(status, clear_events(place, nr, tell));
}
