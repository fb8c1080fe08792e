// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter clear: remove filters.
 *
 * The user has to name what to remove: events, an instance, or all. Filters are read first,
 * so that each can be printed when it is removed.
 *
 * --ours is for a user who wants to unload the module. It removes the filters that keep it, as far
 * as they have a file, and names the others: the command cannot know which process has opened a
 * perf event, and a trigger goes as a whole.
 */
#include <stdlib.h>
#include <tracefs.h>

#include "filters/file.h"
#include "filters/read.h"

static const char usage[] =
	"Usage: ktap-filter clear [OPTION]...\n"
	"\n"
	"Remove the filters of events, of an instance, or of all instances, and print the\n"
	"removed filters. Refused filters that files still show are removed, too.\n";

static const char no_filter[] = "0\n";

static int write_none(char *path)
{
	bool opened;
	int err;

	if (!path)
		return cmd_no_memory();
	err = cmd_write_once(path, no_filter, strlen(no_filter), &opened);
	if (err)
		cmd_error(CMD_SYSTEM, "cannot write %s: %s", path, strerror(-err));
	free(path);
	return err ? CMD_SYSTEM : CMD_OK;
}

static int clear_one(const char *root, const struct cmd_filter *f)
{
	struct tracefs_instance *trace = tracefs_instance_alloc(root, f->instance);
	int status;

	/* The instance is gone, and so are its filters. */
	if (!trace)
		return CMD_OK;
	status = write_none(cmd_event_file(trace, f->system, f->name, "filter"));
	tracefs_instance_free(trace);
	return status;
}

static int put_cleared(const struct cmd_filters *filters, bool json)
{
	u32 i;

	if (json)
		return cmd_json_print(cmd_filters_json(filters, false));
	for (i = 0; i < filters->nr; i++)
		cmd_filter_print(stdout, &filters->list[i]);
	return CMD_OK;
}

static bool is_ours(const struct cmd_filter *filter, const void *unused)
{
	return cmd_filter_keeps_module(filter);
}

static int clear(const struct cmd_place *place, bool ours, bool json)
{
	struct cmd_filters filters;
	u32 done = 0;
	int status;

	status = cmd_filters_read(place, &filters);
	if (ours)
		cmd_filters_keep(&filters, is_ours, NULL);
	while (!status && done < filters.nr) {
		status = clear_one(place->root, &filters.list[done]);
		done += !status;
	}
	/* If a filter could not be removed, still print the filters that were removed before it. */
	while (filters.nr > done)
		cmd_filters_drop(&filters);
	if (!status || done)
		status = put_cleared(&filters, json) ?: status;
	cmd_filters_free(&filters);
	return status;
}

/* Name what still keeps the module. */
static int tell_keepers(const struct cmd_place *place)
{
	struct cmd_filters filters;
	int status = cmd_filters_read(place, &filters);
	char *rest = filters.keepers, *line;

	if (!status && !filters.listed)
		status = cmd_error(CMD_SYSTEM, "this kernel has no ktap filter");
	while ((line = strsep(&rest, "\n")))
		if (*line)
			status = cmd_error(CMD_SYSTEM,
					   "a trigger, a probe or perf has a filter on %s", line);
	cmd_filters_free(&filters);
	return status;
}

/**
 * cmd_clear - run the subcommand clear
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_clear(int argc, char **argv)
{
	struct cmd_place place = { };
	bool all = false, ours = false, json = false;
	const struct cmd_option options[] = {
		CMD_PLACE_OPTIONS(&place),
		{ 0, "all", .flag = &all, .help = "remove the filters of all instances" },
		{ 0, "ours", .flag = &ours, .help = "remove the filters that keep the module\n"
		  "ktap_filter, because the stock engine cannot have them" },
		{ 0, "json", .flag = &json, .help = "print the removed filters as JSON" },
	};
	int first = cmd_only_options(argc, argv, usage, options, ARRAY_SIZE(options),
				     " See --event"), status;

	if (first <= 0)
		return -first;
	if (all + ours + (place.event || place.instance) != 1)
		return cmd_usage("name an event, a system or an instance, or say --all or --ours");
	status = cmd_place_open(&place) ?: clear(&place, ours, json);
	if (!status && ours)
		status = tell_keepers(&place);
	cmd_place_close(&place);
	return status;
}
