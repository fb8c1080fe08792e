// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter load: install a filter.
 *
 * The filter is compiled here first. If the kernel would refuse it, it is not written, and
 * the filter in force stays.
 */
#include "load/load.h"

static const char usage[] =
	"Usage: ktap-filter load [OPTION]... FILTER\n"
	"\n"
	"Install a filter for events of the running kernel. FILTER is an expression, an\n"
	"image's word, or a file that contains an expression, a word or an image (\"-\" is the\n"
	"standard input). Either all of the events get the filter, or none does. If a system\n"
	"is named alone, its events that take the filter get it.\n";

static int check_options(const struct load *load)
{
	if (!load->place.event)
		return cmd_usage("which event is it for? See --event");
	if (load->json && !load->dry_run)
		return cmd_usage("--json tells what --dry-run finds");
	return CMD_OK;
}

static int load_filter(struct load *load)
{
	int status = load_prepare(load);

	if (load->dry_run && (!status || status == CMD_REFUSED))
		return load_tell_plan(load, status);
	return status ?: load_write(load);
}

/**
 * cmd_load - run the subcommand load
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_load(int argc, char **argv)
{
	struct load load = { };
	const struct cmd_option options[] = {
		CMD_PLACE_OPTIONS(&load.place),
		{ 'n', "dry-run", .flag = &load.dry_run,
		  .help = "write nothing; tell which events would have the filter" },
		{ 'v', "verbose", .flag = &load.verbose,
		  .help = "name the events of a system that have no filter afterwards" },
		{ 0, "json", .flag = &load.json,
		  .help = "print what --dry-run finds as JSON" },
	};
	int first = cmd_options(argc, argv, usage, options, ARRAY_SIZE(options)), status;

	if (first <= 0)
		return -first;
	status = check_options(&load);
	if (status)
		return status;
	if (argc - first != 1)
		return cmd_usage("one filter, in quotes if it is an expression");
	status = cmd_argument_read(argv[first], &load.filter) ?: cmd_place_open(&load.place);
	if (!status)
		status = load_filter(&load);
	load_free_events(&load);
	cmd_place_close(&load.place);
	cmd_argument_free(&load.filter);
	return status;
}
