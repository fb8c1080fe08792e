// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter show: the filters that are in force, and those that were refused.
 */
#include <getopt.h>
#include <stdlib.h>

#include "assembler/disasm.h"
#include "filters/file.h"
#include "filters/read.h"

static const char usage[] =
	"Usage: ktap-filter show [OPTION]...\n"
	"\n"
	"List the filters that are in force, of all events and instances, or of those that\n"
	"are named; and those that were refused and are still shown, with the reason.\n"
	"\n"
	CMD_PLACE_HELP
	"  -p, --program        with the programs that run\n"
	"      --image=FILE     write the filter of the event as an image\n"
	"      --disasm         print the filter of the event as an image's text\n"
	"      --json           print it for scripts\n"
	"  -h, --help           print this\n";

enum {
	OPT_IMAGE = CMD_OPT_OWN,
	OPT_DISASM,
	OPT_JSON,
};

static const struct option options[] = {
	CMD_PLACE_LONG,
	{ "program",	no_argument,		NULL,	'p' },
	{ "image",	required_argument,	NULL,	OPT_IMAGE },
	{ "disasm",	no_argument,		NULL,	OPT_DISASM },
	{ "json",	no_argument,		NULL,	OPT_JSON },
	{ "help",	no_argument,		NULL,	'h' },
	{ }
};

struct show {
	struct cmd_place	place;
	bool			programs;
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

	if (!status)
		status = put_listing(&filters, show);
	if (!status && !cmd_filters_count(&filters) && show->place.names.nr == 1)
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

/* The event's filter as an image, which the kernel makes. */
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
	if (show->json || show->programs || (show->image && show->disasm))
		return cmd_usage("--image and --disasm go without other ways to show it");
	return read_image(show);
}

/**
 * cmd_show - the subcommand
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_show(int argc, char **argv)
{
	struct show show = { };
	int option, status;

	while ((option = getopt_long(argc, argv, CMD_PLACE_SHORT "ph", options, NULL)) >= 0) {
		if (cmd_place_option(&show.place, option, optarg))
			continue;
		switch (option) {
		case 'p':
			show.programs = true;
			break;
		case OPT_IMAGE:
			show.image = optarg;
			break;
		case OPT_DISASM:
			show.disasm = true;
			break;
		case OPT_JSON:
			show.json = true;
			break;
		case 'h':
			return cmd_help(usage);
		default:
			return cmd_usage(NULL);
		}
	}
	if (argc > optind)
		return cmd_usage("what is '%s'? See --event", argv[optind]);
	status = run(&show);
	cmd_place_close(&show.place);
	return status;
}
