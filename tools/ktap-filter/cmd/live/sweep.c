// SPDX-License-Identifier: GPL-2.0
/*
 * Dead runs: what they left is found by its names.
 *
 * A run that lives holds the lock of its instance. An instance that can be locked, and events
 * whose instance is gone, are of a dead one.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "live/frame.h"

struct numbers {
	u32	*list;
	u32	nr;
};

/* The number in a name, which ends behind it or goes on with @end; 0 if the name is no run's. */
static u32 number(const char *name, const char *begin, char end)
{
	size_t len = strlen(begin);
	unsigned long nr;
	char *rest;

	if (strncmp(name, begin, len) || !isdigit(name[len]) || name[len] == '0')
		return 0;
	nr = strtoul(name + len, &rest, 10);
	return nr < FRAME_MAX_RUNS && *rest == end ? nr : 0;
}

/**
 * frame_event_number - find the run that a dynamic event belongs to
 * @event: the event.
 *
 * All synthetic events are in one group, so those of a run have its number in their name.
 *
 * Context: any.
 * Return: the number; 0 if it is no run's.
 */
u32 frame_event_number(const struct cmd_dynamic *event)
{
	return event->kind == 's' ? number(event->name, SESSION_GROUP, '_') :
				    number(event->group, SESSION_GROUP, 0);
}

static int add(struct numbers *n, u32 nr)
{
	u32 *bigger, i;

	for (i = 0; i < n->nr; i++)
		if (n->list[i] == nr)
			return 0;
	if (!nr)
		return 0;
	bigger = reallocarray(n->list, n->nr + 1, sizeof(*bigger));
	if (!bigger)
		return -ENOMEM;
	n->list = bigger;
	bigger[n->nr++] = nr;
	return 0;
}

static int find_instances(const struct cmd_place *place, struct numbers *n)
{
	struct dirent *entry;
	DIR *folder;
	char *path;
	int err = 0;

	if (asprintf(&path, "%s/instances", place->root) < 0)
		return -ENOMEM;
	folder = opendir(path);
	free(path);
	while (folder && !err && (entry = readdir(folder)))
		err = add(n, number(entry->d_name, SESSION_INSTANCE, 0));
	if (folder)
		closedir(folder);
	return err;
}

static int find_events(const struct cmd_place *place, struct numbers *n)
{
	struct cmd_dynamics all;
	int err = cmd_dynamics_read(place, &all) ? -EIO : 0;
	u32 i;

	for (i = 0; i < all.nr && !err; i++)
		err = add(n, frame_event_number(&all.list[i]));
	cmd_dynamics_free(&all);
	return err;
}

/* Is the run alive? @lock: gets a descriptor that has its lock if it is dead; -1 for none. */
static bool is_alive(const struct cmd_place *place, u32 nr, int *lock)
{
	char *path;

	*lock = -1;
	if (asprintf(&path, "%s/instances/" SESSION_INSTANCE "%u", place->root, nr) < 0)
		return true;
	*lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(path);
	return *lock >= 0 && flock(*lock, LOCK_EX | LOCK_NB);
}

static int clear_dead(const struct cmd_place *place, u32 nr, const struct frame_tell *tell)
{
	int lock, status = CMD_OK;

	if (!is_alive(place, nr, &lock))
		status = frame_clear(place, nr, tell);
	if (lock >= 0)
		close(lock);
	return status;
}

/**
 * frame_sweep - take away what dead runs have left
 * @place: has the tracefs.
 * @tell: what to print; NULL for nothing.
 *
 * The lock of frame_lock() is held.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if something stays, because somebody uses it; CMD_SYSTEM. The
 * error has been printed, unless @tell is NULL.
 */
int frame_sweep(const struct cmd_place *place, const struct frame_tell *tell)
{
	struct numbers n = { };
	int worst = CMD_OK;
	u32 i;

	if (find_instances(place, &n) || find_events(place, &n))
		worst = CMD_SYSTEM;
	for (i = 0; i < n.nr; i++)
		worst = max(worst, clear_dead(place, n.list[i], tell));
	free(n.list);
	return worst;
}

/**
 * frame_gc - take away what dead runs have left, and say what
 * @place: has the tracefs.
 * @json: say it in JSON.
 *
 * Context: any.
 * Return: as frame_sweep().
 */
int frame_gc(const struct cmd_place *place, bool json)
{
	struct frame_tell tell = { .goes = true };
	int lock = frame_lock(place), status, printed;

	if (lock < 0)
		return cmd_error(CMD_SYSTEM, "cannot lock %s/instances: %s", place->root,
				 strerror(-lock));
	if (json)
		tell.json = json_object_new_array();
	status = frame_sweep(place, &tell);
	close(lock);
	printed = json ? cmd_json_print(tell.json) : CMD_OK;
	return max(status, printed);
}
