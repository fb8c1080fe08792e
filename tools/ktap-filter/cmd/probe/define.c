// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter probe: definitions that stay. Either all events of a command line are defined, or
 * none.
 *
 * The kernel takes a second definition of the same name as one more probe of that event, if its
 * arguments are the same. That is nothing to do by mistake: a name that is there is refused.
 */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "filters/file.h"
#include "probe.h"
#include "probe/dynamic.h"

/* The bytes of a line that the kernel takes, with its end: WRITE_BUFSIZE without a NUL. */
#define MAX_LINE	4095

static int refuse(const struct cmd_definition *d, const char *why)
{
	cmd_error(CMD_REFUSED, "%s:%s: %s", d->place.group, d->place.event, why);
	cmd_print_at(stderr, d->said.text, d->at.at, d->at.len);
	return CMD_REFUSED;
}

static bool is_same(const struct cmd_definition *a, const struct cmd_definition *b)
{
	return !strcmp(a->place.group, b->place.group) && !strcmp(a->place.event, b->place.event);
}

static bool is_there(const struct cmd_place *place, const struct cmd_definition *d)
{
	char *path = cmd_event_file(place->trace, d->place.group, d->place.event, "");
	bool there = path && !access(path, F_OK);

	free(path);
	return there;
}

static int check_lines(const struct cmd_definition *d)
{
	char line[PROBE_DEFINITION];
	u32 i;

	for (i = 0; i < d->nr_sites; i++) {
		cmd_definition_line(d, i, line);
		if (strlen(line) >= MAX_LINE)
			return refuse(d, "the kernel takes no definition of 4095 bytes or more");
	}
	return CMD_OK;
}

static int check(const struct cmd_place *place, const struct cmd_definition *list, u32 nr)
{
	const struct cmd_definition *d = &list[nr];
	u32 i;

	if (is_there(place, d))
		return refuse(d, "this event is there already: remove it, or write NAME= in front");
	for (i = 0; i < nr; i++)
		if (is_same(&list[i], d))
			return refuse(d, "two events have this name: write NAME= in front");
	return check_lines(d);
}

static int write_site(const struct cmd_place *place, const struct cmd_definition *d, u32 nr)
{
	char text[PROBE_DEFINITION], line[PROBE_DEFINITION + 1];
	char *before = cmd_definition_log(place);
	int err, status = CMD_OK;

	cmd_definition_line(d, nr, text);
	snprintf(line, sizeof(line), "%s\n", text);
	err = cmd_dynamic_write(place, line);
	if (err)
		status = cmd_definition_refused(place, d, text, err, before);
	free(before);
	return status;
}

/**
 * cmd_definition_write - define an event: all of its sites, or none
 * @place: has the tracefs.
 * @d: the definition.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_definition_write(const struct cmd_place *place, const struct cmd_definition *d)
{
	int status = check_lines(d);
	u32 i;

	for (i = 0; i < d->nr_sites && !status; i++)
		status = write_site(place, d, i);
	if (status && i > 1)
		cmd_dynamic_delete(place, d->place.group, d->place.event);
	return status;
}

/* Take the first @nr away again, the last one first. An event that is enabled would stay. */
static void undo(const struct cmd_use *use, const struct cmd_definition *list, u32 nr)
{
	while (nr--) {
		const struct probe_place *p = &list[nr].place;
		int err;

		if (use->enable)
			cmd_use_enable(&use->place, p->group, p->event, false);
		err = cmd_dynamic_delete(&use->place, p->group, p->event);
		if (err)
			cmd_error(CMD_SYSTEM, "cannot remove %s:%s again: %s", p->group, p->event,
				  strerror(-err));
	}
}

/* @done: gets how many events there are then. */
static int write_all(const struct cmd_use *use, const struct cmd_definition *list, u32 nr,
		     u32 *done)
{
	int status = CMD_OK;
	u32 i;

	for (*done = 0; *done < nr && !status; *done += !status)
		status = cmd_definition_write(&use->place, &list[*done]);
	for (i = 0; i < nr && !status; i++)
		status = cmd_use_filter(&use->place, &list[i]);
	for (i = 0; i < nr && !status && use->enable; i++)
		status = cmd_use_enable(&use->place, list[i].place.group, list[i].place.event,
					true);
	return status;
}

/* Signals wait until the end: a command that ends half-way would leave some of the events. */
static int write_or_undo(const struct cmd_use *use, const struct cmd_definition *list, u32 nr)
{
	sigset_t all, before;
	int status;
	u32 done;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	status = write_all(use, list, nr, &done);
	if (status)
		undo(use, list, done);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

static int define(const struct cmd_use *use, const struct cmd_definition *list, u32 nr)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < nr && !status; i++)
		status = check(&use->place, list, i);
	if (!status)
		status = write_or_undo(use, list, nr);
	for (i = 0; i < nr && !status; i++)
		printf("%s:%s\n", list[i].place.group, list[i].place.event);
	return status;
}

/**
 * cmd_define - define events
 * @types: the types.
 * @use: where they are used. Close its place with cmd_place_close(), also on failure.
 * @texts: the sentences, with a NULL behind the last.
 *
 * Context: any; one thread.
 * Return: enum cmd_status. The error has been printed.
 */
int cmd_define(struct cmd_types *types, struct cmd_use *use, char **texts)
{
	struct cmd_definition *list;
	int status;
	u32 nr = 0, i;

	while (texts[nr])
		nr++;
	list = calloc(nr, sizeof(*list));
	if (!list)
		return cmd_no_memory();
	status = cmd_place_open(&use->place);
	for (i = 0; i < nr && !status; i++)
		status = cmd_definition_read(types, texts[i], use->is_named, &list[i]);
	if (!status)
		status = define(use, list, nr);
	for (i = 0; i < nr; i++)
		cmd_definition_free(&list[i]);
	free(list);
	return status;
}
