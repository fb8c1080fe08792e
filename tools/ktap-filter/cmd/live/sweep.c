// SPDX-License-Identifier: GPL-2.0
/*
 * Dead runs: what they left is found by its names.
 *
 * A run that lives holds the lock of its instance. An instance that can be locked, and events
 * whose instance is gone, are of a dead one. An instance that is kept has a mark at its folder.
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

static bool is_kept(int lock)
{
	struct stat st;

	return lock >= 0 && !fstat(lock, &st) && st.st_mode & FRAME_KEPT;
}

/**
 * frame_tell_kept - print that an instance is kept, and what removes it
 * @name: its name.
 *
 * Context: any.
 */
void frame_tell_kept(const char *name)
{
	cmd_error(CMD_OK, "instance %s is kept; to remove it: " FRAME_REMOVE "%s", name, name);
}

static int tell_kept(u32 nr, const struct frame_tell *tell)
{
	char name[SESSION_NAME];
	struct json_object *one;

	snprintf(name, sizeof(name), SESSION_INSTANCE "%u", nr);
	if (tell && tell->json) {
		one = json_object_new_object();
		json_object_object_add(one, "instance", cmd_json_string(name));
		json_object_object_add(one, "kept", json_object_new_boolean(true));
		json_object_array_add(tell->json, one);
	} else if (tell) {
		frame_tell_kept(name);
	}
	return CMD_OK;
}

static int clear_dead(const struct cmd_place *place, u32 nr, const struct frame_tell *tell)
{
	int lock, status = CMD_OK;

	if (!is_alive(place, nr, &lock))
		status = is_kept(lock) ? tell_kept(nr, tell) : frame_clear(place, nr, tell);
	if (lock >= 0)
		close(lock);
	return status;
}

/* What is named goes, kept or not. */
static int clear_named(const struct cmd_place *place, const char *name,
		       const struct frame_tell *tell)
{
	u32 nr = number(name, SESSION_INSTANCE, 0);
	int lock = -1, status;

	if (nr && is_alive(place, nr, &lock))
		status = cmd_error(CMD_REFUSED, "instance %s is of a run that has not ended", name);
	else if (lock < 0)
		status = cmd_error(CMD_REFUSED, "no run has left an instance %s", name);
	else
		status = frame_clear(place, nr, tell);
	if (lock >= 0)
		close(lock);
	return status;
}

static int clear_names(const struct cmd_place *place, char **names, const struct frame_tell *tell)
{
	int worst = CMD_OK;

	for (; *names; names++)
		worst = max(worst, clear_named(place, *names, tell));
	return worst;
}

/**
 * frame_sweep - take away what dead runs have left
 * @place: has the tracefs.
 * @tell: what to print; NULL for nothing.
 *
 * What is kept on purpose stays.
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
 * @names: take away these instances, kept or not, with a NULL behind the last; none for what
 *	frame_sweep() does.
 * @json: say it in JSON.
 *
 * Context: any.
 * Return: as frame_sweep().
 */
int frame_gc(const struct cmd_place *place, char **names, bool json)
{
	struct frame_tell tell = { .goes = true };
	int lock = frame_lock(place), status, printed;

	if (lock < 0)
		return cmd_error(CMD_SYSTEM, "cannot lock %s/instances: %s", place->root,
				 strerror(-lock));
	if (json)
		tell.json = json_object_new_array();
	status = *names ? clear_names(place, names, &tell) : frame_sweep(place, &tell);
	close(lock);
	printed = json ? cmd_json_print(tell.json) : CMD_OK;
	return max(status, printed);
}
