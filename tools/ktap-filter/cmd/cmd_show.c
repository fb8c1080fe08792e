// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter show: the filters that are in force, and those that were refused.
 */
#include <stdlib.h>

#include "assembler/disasm.h"
#include "filters/file.h"
#include "filters/read.h"

static const char usage[] =
	"Usage: ktap-filter show [OPTION]...\n"
	"\n"
	"List the filters in force, of all events and instances, or of those that are named.\n"
	"Refused filters that files still show are listed, too, each with the reason.\n";

struct show {
	struct cmd_place	place;
	bool			programs;
	bool			triggers;
	const char		*image;
	bool			disasm;
	bool			json;
};

static int put_listing(const struct cmd_filters *filters, const struct show *show)
{
	u32 i;

	if (show->json)
		return cmd_json_print(cmd_filters_json(filters, show->programs));
	if (show->programs && !filters->listed)
		return cmd_error(CMD_SYSTEM, "this kernel shows no programs");
	for (i = 0; i < filters->nr; i++) {
		cmd_filter_print(stdout, &filters->list[i]);
		if (show->programs && filters->list[i].program)
			puts(filters->list[i].program);
	}
	return CMD_OK;
}

static int list(const struct show *show)
{
	struct cmd_filters filters;
	int status = cmd_filters_read(&show->place, &filters);

	if (!status && show->triggers)
		status = cmd_triggers_read(&show->place, &filters, true);
	if (!status)
		status = put_listing(&filters, show);
	if (!status && !show->triggers && !cmd_filters_count(&filters) && show->place.names.nr == 1)
		status = cmd_error(CMD_REFUSED, "%s has no filter", show->place.event);
	cmd_filters_free(&filters);
	return status;
}

static int put_image(const struct show *show, const void *image, u32 size)
{
	struct ktf_diag diag = { };

	if (!size)
		return cmd_error(CMD_REFUSED, "%s has no filter", show->place.event);
	if (show->image)
		return cmd_put_image(show->image, false, image, size);
	if (ktf_image_disasm(image, size, stdout, &diag))
		return cmd_refused(NULL, &diag);
	return CMD_OK;
}

static char *image_file(const struct show *show)
{
	const struct event_name *name = show->place.names.list;

	return cmd_event_file(show->place.trace, name->system, name->event, "filter_bytecode");
}

/* Read the image of the event's filter. The kernel makes the image. */
static int read_image(const struct show *show)
{
	char *path = image_file(show), *image;
	u32 size;
	int status;

	if (!path)
		return cmd_no_memory();
	status = cmd_read_file(path, KTAP_FILTER_MAX_IMAGE, &image, &size);
	if (!status)
		status = put_image(show, image, size);
	free(image);
	free(path);
	return status;
}

static int run(struct show *show)
{
	int status = cmd_place_open(&show->place);

	if (status)
		return status;
	if (!show->image && !show->disasm)
		return list(show);
	if (show->place.names.nr != 1)
		return cmd_usage("an image is one event's: which one? See --event");
	if (show->json || show->programs || show->triggers || (show->image && show->disasm))
		return cmd_usage("--image and --disasm go without other ways to show it");
	return read_image(show);
}

/**
 * cmd_show - run the subcommand show
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_show(int argc, char **argv)
{
	struct show show = { };
	const struct cmd_option options[] = {
		CMD_PLACE_OPTIONS(&show.place),
		{ 'p', "program", .flag = &show.programs, .help = "list the programs as well" },
		{ 't', "triggers", .flag = &show.triggers,
		  .help = "list triggers and probes on events, too, which have filters of\n"
			  "their own" },
		{ 0, "image", "FILE", .text = &show.image,
		  .help = "write the filter of the event to FILE, as an image" },
		{ 0, "disasm", .flag = &show.disasm,
		  .help = "print the filter of the event as the text of an image" },
		{ 0, "json", .flag = &show.json, .help = "print the list as JSON" },
	};
	int first = cmd_only_options(argc, argv, usage, options, ARRAY_SIZE(options),
				     " See --event"), status;

	if (first <= 0)
		return -first;
	status = run(&show);
	cmd_place_close(&show.place);
	return status;
}
