// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter probe -l: the dynamic events, and who uses each of them.
 *
 *	ktap:open f do_sys_openat2 filename=+0($arg2):ustring flags=+0($arg3):x64
 *	  top instance: enabled
 *	  instance foo: enabled, triggers: 2, filter: flags & 64
 */
#include <stdlib.h>

#include "probe/dynamic.h"

static void print_user(const struct cmd_user *user)
{
	const char *sep = " ";

	printf("  %s%s:", user->instance ? "instance " : "", user->instance ?: "top instance");
	if (user->enabled) {
		printf("%senabled", sep);
		sep = ", ";
	}
	if (user->triggers) {
		printf("%striggers: %u", sep, user->triggers);
		sep = ", ";
	}
	if (user->filter) {
		printf("%sfilter: ", sep);
		cmd_print_text(stdout, user->filter);
	}
	putchar('\n');
}

/* The path of a program may have any bytes. */
static void print_part(const char *part)
{
	if (*part)
		putchar(' ');
	cmd_print_text(stdout, part);
}

static void print_event(const struct cmd_users *users)
{
	const struct cmd_dynamic *e = users->event;
	u32 i;

	printf("%s:%s %c", e->group, e->name, e->kind);
	print_part(e->place);
	fputs(e->kind == 'u' && e->is_return ? "%return" : "", stdout);
	print_part(e->arguments);
	putchar('\n');
	for (i = 0; i < users->nr; i++)
		print_user(&users->list[i]);
}

/* Fields of a synthetic event are declared as in C; other arguments have no blanks in them. */
static struct json_object *json_arguments(const struct cmd_dynamic *e)
{
	struct json_object *list = json_object_new_array();
	const char *at = e->arguments, *end = e->kind == 's' ? ";" : " ";
	char *argument;
	size_t len;

	for (; list && *(at += strspn(at, " ;")); at += len) {
		len = strcspn(at, end);
		argument = strndup(at, len);
		json_object_array_add(list, argument ? cmd_json_string(argument) : NULL);
		free(argument);
	}
	return list;
}

static struct json_object *json_user(const struct cmd_user *user)
{
	struct json_object *json = json_object_new_object();

	json_object_object_add(json, "instance",
			       user->instance ? cmd_json_string(user->instance) : NULL);
	json_object_object_add(json, "enabled", json_object_new_boolean(user->enabled));
	json_object_object_add(json, "triggers", json_object_new_int(user->triggers));
	json_object_object_add(json, "filter", user->filter ? cmd_json_string(user->filter) : NULL);
	return json;
}

static struct json_object *json_event(const struct cmd_users *users)
{
	struct json_object *json = json_object_new_object(), *list = json_object_new_array();
	const struct cmd_dynamic *e = users->event;
	u32 i;

	for (i = 0; list && i < users->nr; i++)
		json_object_array_add(list, json_user(&users->list[i]));
	json_object_object_add(json, "group", cmd_json_string(e->group));
	json_object_object_add(json, "name", cmd_json_string(e->name));
	json_object_object_add(json, "kind", json_object_new_string_len(&e->kind, 1));
	json_object_object_add(json, "place", *e->place ? cmd_json_string(e->place) : NULL);
	json_object_object_add(json, "return", json_object_new_boolean(e->is_return));
	json_object_object_add(json, "arguments", json_arguments(e));
	json_object_object_add(json, "users", list);
	return json;
}

static int list_one(const struct cmd_place *place, const struct cmd_dynamic *event,
		    struct json_object *list)
{
	struct cmd_users users;
	int status = cmd_users_read(place, event, &users);

	if (!status && list)
		json_object_array_add(list, json_event(&users));
	else if (!status)
		print_event(&users);
	cmd_users_free(&users);
	return status;
}

/* Without patterns, all are wanted. */
static bool is_wanted(const struct cmd_dynamic *event, char **patterns)
{
	char **p;

	for (p = patterns; *p; p++)
		if (cmd_dynamic_matches(event, *p))
			return true;
	return !*patterns;
}

/**
 * cmd_dynamics_list - print dynamic events
 * @place: has the tracefs.
 * @patterns: which ones, as cmd_dynamic_matches() takes them, with a NULL behind the last; none
 *	for all.
 * @json: print JSON.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if there is none that matches; CMD_SYSTEM.
 */
int cmd_dynamics_list(const struct cmd_place *place, char **patterns, bool json)
{
	struct json_object *list = json ? json_object_new_array() : NULL;
	struct cmd_dynamics all;
	int status = cmd_dynamics_read(place, &all);
	u32 found = 0, i;

	for (i = 0; i < all.nr && !status; i++)
		if (is_wanted(&all.list[i], patterns)) {
			status = list_one(place, &all.list[i], list);
			found++;
		}
	if (json && !status)
		status = cmd_json_print(list);
	else
		json_object_put(list);
	if (!status && !found && *patterns)
		status = cmd_error(CMD_REFUSED, "there is no such dynamic event: %s", *patterns);
	cmd_dynamics_free(&all);
	return status;
}
