// SPDX-License-Identifier: GPL-2.0
/*
 * The events that a filter is to be loaded on, before anything is written.
 *
 * A kernel that refuses a text takes the event's filter away. So a filter is compiled
 * here for each event first, and for the events that the kernel says it has; and the
 * filters that are in force are read, in case one has to be put back.
 *
 * A system's own file gives the filter to the events that take it, so one of them is
 * enough.
 */
#include <stdlib.h>
#include <tracefs.h>
#include <unistd.h>

#include "findings.h"
#include "ktf_image.h"
#include "load.h"

static struct load_event *add_event(struct load *load)
{
	struct load_event *bigger;

	bigger = realloc(load->events, array_size(load->nr + 1, sizeof(*bigger)));
	if (!bigger)
		return NULL;
	load->events = bigger;
	bigger[load->nr] = (struct load_event) { };
	return &bigger[load->nr++];
}

static int find_event(struct load *load, const char *name)
{
	struct load_event *event = add_event(load);
	char *full = NULL;
	int err;

	if (!event || asprintf(&full, "%s:%s", load->place.system, name) < 0)
		return cmd_no_memory();
	err = events_find(&load->from, full, &event->schema);
	free(full);
	return err ? cmd_error(CMD_SYSTEM, "%s", load->from.error) : CMD_OK;
}

/* Events that can be recorded have the file; those that stand for a format only do not. */
static bool takes_filters(const struct load *load, const char *name)
{
	char *path = cmd_event_file(load->place.trace, load->place.system, name, "filter");
	bool there = path && !access(path, F_OK);

	free(path);
	return there;
}

static int find_system(struct load *load)
{
	char **names = tracefs_system_events(load->place.root, load->place.system), **name;
	int status = CMD_OK;

	for (name = names; name && *name && !status; name++)
		if (takes_filters(load, *name))
			status = find_event(load, *name);
	tracefs_list_free(names);
	return status;
}

/**
 * load_find_events - find the events that a filter is for
 * @load: gets them, for the place that it has.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. What is wrong has been told.
 */
int load_find_events(struct load *load)
{
	int status;

	if (events_open_tracefs(&load->from, load->place.root))
		return cmd_error(CMD_SYSTEM, "%s", load->from.error);
	status = load->place.name ? find_event(load, load->place.name) : find_system(load);
	if (!status && !load->nr)
		return cmd_error(CMD_SYSTEM, "%s has no events that take filters",
				 load->place.event);
	return status;
}

/**
 * load_removes - is the filter none?
 * @load: the filter.
 *
 * Context: any.
 * Return: whether it is the text that removes filters.
 */
bool load_removes(const struct load *load)
{
	return load->filter.kind == CMD_EXPRESSION && !strcmp(load->filter.data, "0");
}

/* Of two mistakes, is the second the better one to tell? */
static bool says_more(const struct ktf_diag *old, const struct ktf_diag *new)
{
	return old->code == KTF_ERR_FIELD_NOT_FOUND && new->code != old->code;
}

static int refuse(const struct load *load, const struct load_event *event)
{
	struct cmd_findings found;
	int status;

	status = cmd_findings_read(&load->filter, &event->schema, false, &found);
	if (!status) {
		cmd_findings_print(stderr, &found);
		status = cmd_error(CMD_REFUSED, load->place.name ?
				   "%s does not take this filter: nothing is written" :
				   "no event of %s takes this filter: nothing is written",
				   load->place.event);
	}
	cmd_findings_free(&found);
	return status;
}

/* The kernel refuses a text of a page, unless it begins with an image. */
static int check_length(const struct load *load)
{
	long page = sysconf(_SC_PAGESIZE);

	if (load->filter.kind != CMD_EXPRESSION || load->filter.bytes < page ||
	    ktf_starts_with_image(load->filter.data))
		return CMD_OK;
	return cmd_error(CMD_REFUSED, "this text has %u bytes, and a kernel takes less than %ld",
			 load->filter.bytes, page);
}

/**
 * load_try - find out whether the kernel would take the filter
 * @load: the filter, and the events.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if the event, or none of several, takes it; CMD_SYSTEM.
 * What is wrong has been told.
 */
int load_try(struct load *load)
{
	struct load_event *event, *worst = NULL;
	u32 refused = 0;

	if (load_removes(load))
		return CMD_OK;
	for (event = load->events; event < load->events + load->nr; event++) {
		if (!cmd_argument_try(&load->filter, &event->schema, &event->diag))
			continue;
		if (event->diag.err == -ENOMEM)
			return cmd_no_memory();
		if (!refused++ || says_more(&worst->diag, &event->diag))
			worst = event;
	}
	return refused == load->nr ? refuse(load, worst) : check_length(load);
}

/**
 * load_in_force - read the filter of an event that is in force
 * @load: where.
 * @event: the event.
 * @text: gets it, to be freed by free(); NULL if there is none.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. What is wrong has been told.
 */
int load_in_force(const struct load *load, const struct load_event *event, char **text)
{
	const struct tep_event *of = event->schema.event;
	char *error;
	int err = cmd_filter_file_read(load->place.trace, of->system, of->name, text, &error);

	if (err)
		return cmd_error(CMD_SYSTEM, "cannot read the filter of %s:%s: %s", of->system,
				 of->name, strerror(-err));
	if (error) {
		free(*text);
		*text = NULL;
	}
	return CMD_OK;
}

/**
 * load_remember - read the filters that are in force
 * @load: gets them, for its events.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. What is wrong has been told.
 */
int load_remember(struct load *load)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < load->nr && !status; i++)
		status = load_in_force(load, &load->events[i], &load->events[i].before);
	return status;
}

/**
 * load_free_events - be done with the events
 * @load: has them.
 *
 * Context: any.
 */
void load_free_events(struct load *load)
{
	u32 i;

	for (i = 0; i < load->nr; i++)
		free(load->events[i].before);
	free(load->events);
	events_close(&load->from);
}
