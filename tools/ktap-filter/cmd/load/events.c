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

/* An event that can be recorded has a filter file. An event with only a format has none. */
static bool takes_filters(const struct load *load, const struct ktf_schema *schema)
{
	const struct tep_event *event = schema->event;
	char *path = cmd_event_file(load->place.trace, event->system, event->name, "filter");
	bool there = path && !access(path, F_OK);

	free(path);
	return there;
}

static int find_events(struct load *load)
{
	struct events_found *found = &load->found;
	u32 to = 0, i;

	if (events_open_tracefs(&load->from, load->place.root))
		return cmd_error(CMD_SYSTEM, "%s", load->from.error);
	if (events_find(&load->from, load->place.event, found))
		return cmd_event_missing(&load->from, NULL, load->place.event);
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
 * load_removes - does the argument remove filters?
 * @load: the filter.
 *
 * Context: any.
 * Return: true if the filter is the text that removes filters.
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

/* The kernel refuses a text of a page or more, unless the text begins with an image. */
static int check_length(const struct load *load)
{
	long page = sysconf(_SC_PAGESIZE);

	if (load->filter.kind != CMD_EXPRESSION || load->filter.bytes < page ||
	    ktf_starts_with_image(load->filter.data))
		return CMD_OK;
	return cmd_error(CMD_REFUSED, "this text has %u bytes, and a kernel takes less than %ld",
			 load->filter.bytes, page);
}

/* Would the kernel accept the filter? */
static int try_filter(struct load *load)
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
 * load_in_force - read the filter that an event has now
 * @load: the events.
 * @nr: the event's index.
 * @text: gets the filter; free it with free(); NULL if there is none.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM, with NULL. The error has been printed.
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

/* Remember the filters that are in force, to restore them on failure. */
static int remember(struct load *load)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < load->found.nr && !status; i++)
		status = load_in_force(load, i, &load->before[i]);
	return status;
}

/**
 * load_prepare - find every error that can be found without a write
 * @load: the place and the filter; gets the rest.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int load_prepare(struct load *load)
{
	return find_events(load) ?: try_filter(load) ?: remember(load) ?:
	       load_choose_form(load);
}

/**
 * load_free_events - release the events
 * @load: has the events.
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
