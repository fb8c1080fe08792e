// SPDX-License-Identifier: GPL-2.0
/*
 * Who uses an event. Each instance has files of its own for it: whether it is enabled, its
 * filter and its triggers. Each of them keeps a dynamic event from being removed, but a filter.
 *
 * perf opens an event by its number, and leaves no trace in any file.
 */
#include <stdlib.h>
#include <tracefs.h>

#include "filters/file.h"
#include "filters/read.h"
#include "filters/sources.h"
#include "probe/dynamic.h"

/* "0" or "1", and "*" behind it if a trigger may change that. */
static bool is_enabled(struct tracefs_instance *trace, const struct cmd_dynamic *e)
{
	char *text = NULL, *file;
	bool enabled;

	if (asprintf(&file, "events/%s/%s/enable", e->group, e->name) < 0)
		return false;
	text = tracefs_instance_file_read(trace, file, NULL);
	enabled = text && *text == '1';
	free(text);
	free(file);
	return enabled;
}

/* A filter that was refused is not in force, but its file shows it. */
static char *filter_of(struct tracefs_instance *trace, const struct cmd_dynamic *e)
{
	char *text, *error;

	if (cmd_filter_file_read(trace, e->group, e->name, &text, &error) || !error)
		return text;
	free(text);
	return NULL;
}

static int count_triggers(struct tracefs_instance *trace, const struct cmd_dynamic *e, u32 *nr)
{
	struct cmd_filters filters = { };
	int err = cmd_event_triggers(trace, NULL, e->group, e->name, &filters);

	*nr = filters.nr;
	cmd_filters_free(&filters);
	return err;
}

/* @user: its filter belongs to the list from here on, also on failure. */
static int add_user(struct cmd_users *users, const struct cmd_user *user, const char *instance)
{
	struct cmd_user *bigger = reallocarray(users->list, users->nr + 1, sizeof(*bigger));

	if (!bigger) {
		free(user->filter);
		return -ENOMEM;
	}
	users->list = bigger;
	bigger += users->nr++;
	*bigger = *user;
	bigger->instance = instance ? strdup(instance) : NULL;
	return instance && !bigger->instance ? -ENOMEM : 0;
}

static int ask_instance(const struct cmd_place *place, const char *instance, void *to)
{
	struct tracefs_instance *trace = tracefs_instance_alloc(place->root, instance);
	struct cmd_users *users = to;
	struct cmd_user user = { };
	int err;

	/* Somebody may have removed the instance since it was listed. */
	if (!trace)
		return 0;
	user.enabled = is_enabled(trace, users->event);
	user.filter = filter_of(trace, users->event);
	err = count_triggers(trace, users->event, &user.triggers);
	tracefs_instance_free(trace);
	if (!err && (user.enabled || user.filter || user.triggers))
		return add_user(users, &user, instance);
	free(user.filter);
	return err;
}

/**
 * cmd_users_read - find the instances that use an event
 * @place: has the tracefs.
 * @event: the event.
 * @users: gets the instances; free them with cmd_users_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_users_read(const struct cmd_place *place, const struct cmd_dynamic *event,
		   struct cmd_users *users)
{
	*users = (struct cmd_users) { .event = event };
	return cmd_filters_each_instance(place, ask_instance, users) ? cmd_no_memory() : CMD_OK;
}

/**
 * cmd_users_free - free a list of instances, but not the struct itself
 * @users: the list.
 *
 * Context: any.
 */
void cmd_users_free(struct cmd_users *users)
{
	u32 i;

	for (i = 0; i < users->nr; i++) {
		free(users->list[i].instance);
		free(users->list[i].filter);
	}
	free(users->list);
	*users = (struct cmd_users) { };
}
