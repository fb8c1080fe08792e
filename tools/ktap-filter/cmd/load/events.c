// SPDX-License-Identifier: GPL-2.0
/*
 * The events that a filter is to be loaded on, before anything is written.
 *
 * A kernel that refuses a text drops the event's filter. So the filter is compiled here
 * first, for each event that the running kernel has. The filters in force are read as well,
 * in case they have to be put back.
 */
#include <stdlib.h>
#include <unistd.h>

#include "env.h"
#include "filters/file.h"
#include "findings.h"
#include "load/load.h"
#include "prog/image.h"

/* Events that can be recorded have the file; those that stand for a format only do not. */
static bool takes_filters(const struct load *load, const struct ktf_schema *schema)
{
	const struct tep_event *event = schema->event;
	char *path = cmd_event_file(load->place.trace, event->system, event->name, "filter");
	bool there = path && !access(path, F_OK);

	free(path);
	return there;
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
	struct events_found *found = &load->found;
	u32 to = 0, i;

	if (events_open_tracefs(&load->from, load->place.root) ||
	    events_find(&load->from, load->place.event, found))
		return cmd_error(CMD_SYSTEM, "%s", load->from.error);
	env_use_machine(load->from.tracing);
	for (i = 0; i < found->nr; i++)
		if (takes_filters(load, &found->list[i]))
			found->list[to++] = found->list[i];
	found->nr = to;
	if (!to)
		return cmd_error(CMD_SYSTEM, "%s takes no filters", load->place.event);
	load->before = calloc(to, sizeof(*load->before));
	return load->before ? cmd_fit_init(&load->fit, found) : cmd_no_memory();
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

static int refuse(const struct load *load)
{
	const struct ktf_schema *worst = &load->found.list[load->fit.worst];
	struct cmd_findings found;
	int status;

	status = cmd_findings_read(&load->filter, worst, false, &found);
	if (!status) {
		cmd_findings_print(stderr, &found);
		cmd_error(CMD_REFUSED, "%s does not take this filter: nothing is written",
			  load->place.event);
		status = cmd_fit_tell(&load->fit);
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
 * Return: CMD_OK; CMD_REFUSED if it would not, as fit.c says; CMD_SYSTEM. What is wrong
 * has been told.
 */
int load_try(struct load *load)
{
	int status;

	if (load_removes(load))
		return CMD_OK;
	status = cmd_fit_try(&load->fit, &load->filter);
	if (status)
		return status;
	return cmd_fit_ok(&load->fit) ? check_length(load) : refuse(load);
}

/**
 * load_in_force - read the filter of an event that is in force
 * @load: where.
 * @nr: which event of the list.
 * @text: gets it, to be freed by free(); NULL if there is none.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. What is wrong has been told.
 */
int load_in_force(const struct load *load, u32 nr, char **text)
{
	const struct tep_event *of = load->found.list[nr].event;
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

	for (i = 0; i < load->found.nr && !status; i++)
		status = load_in_force(load, i, &load->before[i]);
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

	for (i = 0; load->before && i < load->found.nr; i++)
		free(load->before[i]);
	free(load->before);
	ktf_free(load->made);
	cmd_fit_free(&load->fit);
	events_found_free(&load->found);
	events_close(&load->from);
	env_free_symbols();
}
