// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter probe -d: dynamic events go, each by its own name.
 *
 * The kernel keeps an event that somebody uses. That one stays, and its users are named; the
 * others go. dynamic_events is never opened with O_TRUNC: that would remove everybody's.
 */
#include "probe/dynamic.h"

static int tell_user(const struct cmd_dynamic *e, const struct cmd_user *user)
{
	if (!user)
		return cmd_error(CMD_REFUSED, "%s:%s is in use by perf or others; it stays",
				 e->group, e->name);
	return cmd_error(CMD_REFUSED, "%s:%s is in use by %s%s; it stays", e->group, e->name,
			 user->instance ? "instance " : "the top instance", user->instance ?: "");
}

/* A filter alone keeps no event. */
static int tell_users(const struct cmd_place *place, const struct cmd_dynamic *event)
{
	const struct cmd_user *keeper = NULL, *user;
	struct cmd_users users;
	int status = cmd_users_read(place, event, &users);

	for (user = users.list; user < users.list + users.nr; user++)
		if (user->enabled || user->triggers) {
			keeper = user;
			tell_user(event, user);
		}
	if (!status && !keeper)
		tell_user(event, NULL);
	cmd_users_free(&users);
	return status ?: CMD_REFUSED;
}

/**
 * cmd_dynamic_remove - remove a dynamic event, or say who uses it
 * @place: has the tracefs.
 * @e: the event. It may be gone already.
 * @gone: gets whether it was there, and went.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if it stays, because somebody uses it; CMD_SYSTEM. The error has
 * been printed.
 */
int cmd_dynamic_remove(const struct cmd_place *place, const struct cmd_dynamic *e, bool *gone)
{
	int err = cmd_dynamic_delete(place, e->group, e->name);

	*gone = !err;
	if (err == -ENOENT)
		return CMD_OK;
	if (err == -EBUSY)
		return tell_users(place, e);
	if (err)
		return cmd_error(CMD_SYSTEM, "cannot remove %s:%s: %s", e->group, e->name,
				 strerror(-err));
	return CMD_OK;
}

/* An event that has several probes is there several times, and goes as a whole. */
static bool is_again(const struct cmd_dynamics *all, u32 nr)
{
	const struct cmd_dynamic *e = &all->list[nr];
	u32 i;

	for (i = 0; i < nr; i++)
		if (!strcmp(all->list[i].group, e->group) && !strcmp(all->list[i].name, e->name))
			return true;
	return false;
}

static int delete_one(const struct cmd_place *place, const struct cmd_dynamic *e)
{
	bool gone;
	int status = cmd_dynamic_remove(place, e, &gone);

	if (gone)
		printf("%s:%s\n", e->group, e->name);
	return status;
}

static int delete_matching(const struct cmd_place *place, const struct cmd_dynamics *all,
			   const char *pattern)
{
	int worst = CMD_OK;
	u32 found = 0, i;

	for (i = 0; i < all->nr; i++)
		if (cmd_dynamic_matches(&all->list[i], pattern) && !is_again(all, i)) {
			worst = max(worst, delete_one(place, &all->list[i]));
			found++;
		}
	if (!found)
		return cmd_error(CMD_REFUSED, "there is no such dynamic event: %s", pattern);
	return worst;
}

/**
 * cmd_dynamics_delete - remove dynamic events
 * @place: has the tracefs.
 * @patterns: which ones, as cmd_dynamic_matches() takes them, with a NULL behind the last.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if one stays, or none matches; CMD_SYSTEM. The error has been
 * printed.
 */
int cmd_dynamics_delete(const struct cmd_place *place, char **patterns)
{
	int worst = CMD_OK, status;
	struct cmd_dynamics all;

	for (; *patterns; patterns++) {
		/* What an earlier pattern took away is not there again. */
		status = cmd_dynamics_read(place, &all);
		if (!status)
			status = delete_matching(place, &all, *patterns);
		worst = max(worst, status);
		cmd_dynamics_free(&all);
	}
	return worst;
}
