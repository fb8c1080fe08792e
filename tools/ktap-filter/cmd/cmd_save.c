// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter save: keep the filters and triggers that are in force.
 *
 * What is kept is text, which any kernel with these events takes: a filter that was written as
 * an image has its source, or the image as a word.
 */
#include <stdlib.h>

#include "filters/read.h"
#include "saved.h"

static const char usage[] =
	"Usage: ktap-filter save [OPTION]...\n"
	"\n"
	"Write the filters in force and the triggers, of all events and instances or of those\n"
	"that are named, to a file that \"ktap-filter restore\" reads. Refused filters are left\n"
	"out.\n";

static int put(const struct cmd_filters *filters, const char *path)
{
	char *text = NULL;
	size_t bytes;
	FILE *to = open_memstream(&text, &bytes);
	int status = CMD_OK;

	if (!to)
		return cmd_no_memory();
	cmd_saved_put(to, filters);
	if (fclose(to))
		status = cmd_no_memory();
	if (!status)
		status = cmd_write_file(path, text, bytes);
	free(text);
	return status;
}

static int save(struct cmd_place *place, const char *path)
{
	struct cmd_filters filters;
	int status = cmd_filters_open(place, &filters);

	if (!status)
		status = cmd_triggers_read(place, &filters, false);
	if (!status)
		status = put(&filters, path);
	cmd_filters_free(&filters);
	return status;
}

/**
 * cmd_save - run the subcommand save
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_save(int argc, char **argv)
{
	struct cmd_place place = { };
	const char *path = NULL;
	const struct cmd_option options[] = {
		CMD_PLACE_OPTIONS(&place),
		{ 'o', "output", "FILE", .text = &path,
		  .help = "write to FILE, not to the standard output" },
	};
	int first = cmd_only_options(argc, argv, usage, options, ARRAY_SIZE(options),
				     " See --output"), status;

	if (first <= 0)
		return -first;
	status = save(&place, path);
	cmd_place_close(&place);
	return status;
}
