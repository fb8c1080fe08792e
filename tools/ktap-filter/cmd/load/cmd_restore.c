// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter restore: install the filters and triggers that were saved.
 *
 * All of them, or none: each is tried here before the first write, as "load" does; and if the
 * kernel refuses one all the same, what was written before it is undone. A trigger that is
 * there already is left as it is, since the kernel takes none twice.
 */
#include <stdlib.h>

#include "filters/file.h"
#include "filters/read.h"
#include "load/load.h"
#include "saved.h"

static const char usage[] =
	"Usage: ktap-filter restore [OPTION]... FILE\n"
	"\n"
	"Install the filters and triggers that \"ktap-filter save\" has written to FILE (\"-\" is\n"
	"the standard input). Either all of them are installed, or none is. Other filters and\n"
	"triggers stay.\n";

/**
 * struct item - a line of the file
 * @load: the event, and the filter. Of a trigger, it is that behind "if", or 0.
 * @saved: what the file says.
 * @event: the event's name, with its system.
 * @is_there: it is a trigger that the event has.
 */
struct item {
	struct load		load;
	const struct cmd_filter	*saved;
	char			*event;
	bool			is_there;
};

struct restore {
	const char	*tracefs;
	bool		dry_run;
	struct item	*items;
	u32		nr;
};

/* The filter of a trigger starts behind the first "if": nothing before it has a blank. */
static const char *filter_of(const struct cmd_filter *saved)
{
	const char *at = saved->text;

	if (saved->kind == CMD_OF_EVENT)
		return at;
	at = strstr(at, " if ");
	return at ? at + 4 : "0";
}

static int look_for_trigger(struct item *item)
{
	const struct cmd_filter *saved = item->saved;
	struct cmd_filters there = { };
	int status = CMD_OK;
	u32 i;

	if (cmd_event_triggers(item->load.place.trace, NULL, saved->system, saved->name, &there))
		status = cmd_no_memory();
	for (i = 0; i < there.nr; i++)
		item->is_there |= !strcmp(there.list[i].text, saved->text);
	cmd_filters_free(&there);
	return status;
}

/* Find all that can be found without a write. */
static int prepare(struct item *item, const char *tracefs)
{
	const struct cmd_filter *saved = item->saved;
	struct load *load = &item->load;
	int status;

	if (asprintf(&item->event, "%s:%s", saved->system, saved->name) < 0) {
		item->event = NULL;
		return cmd_no_memory();
	}
	load->place.event = item->event;
	load->place.instance = saved->instance;
	load->place.tracefs = tracefs;
	status = cmd_argument_take(filter_of(saved), &load->filter) ?:
		 cmd_place_open(&load->place) ?: load_prepare(load);
	if (!status && saved->kind == CMD_OF_TRIGGER)
		status = look_for_trigger(item);
	return status;
}

static int prepare_all(struct restore *r)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < r->nr; i++)
		status = max(status, prepare(&r->items[i], r->tracefs));
	return status;
}

/* @prefix: "!" removes a trigger. The file is not to be truncated: that removes histograms. */
static int write_trigger(const struct item *item, const char *prefix)
{
	const struct cmd_filter *saved = item->saved;
	char *path = cmd_event_file(item->load.place.trace, saved->system, saved->name, "trigger");
	char *text = NULL;
	int err = -ENOMEM;

	if (path && asprintf(&text, "%s%s\n", prefix, saved->text) >= 0)
		err = cmd_append_once(path, text, strlen(text));
	if (err)
		cmd_error(CMD_REFUSED, "cannot write '%s%s' to %s: %s", prefix, saved->text,
			  path ?: "?", strerror(-err));
	if (path)
		free(text);
	free(path);
	return err ? CMD_REFUSED : CMD_OK;
}

static int write_item(const struct item *item)
{
	if (item->saved->kind == CMD_OF_EVENT)
		return load_write(&item->load);
	return item->is_there ? CMD_OK : write_trigger(item, "");
}

static void undo(const struct item *item)
{
	if (item->saved->kind == CMD_OF_EVENT)
		load_undo(&item->load);
	else if (!item->is_there)
		write_trigger(item, "!");
}

static int write_all(const struct restore *r)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < r->nr && !status; i++)
		status = write_item(&r->items[i]);
	if (!status)
		return CMD_OK;
	for (i--; i; i--)
		undo(&r->items[i - 1]);
	return cmd_error(status, "nothing is restored");
}

static void tell(const struct restore *r)
{
	u32 i;

	for (i = 0; i < r->nr; i++) {
		fputs(r->items[i].is_there ? "is there: " : "", stdout);
		cmd_filter_print(stdout, r->items[i].saved);
	}
}

static int restore(struct restore *r, const struct cmd_filters *saved)
{
	int status;
	u32 i;

	r->items = calloc(saved->nr + 1, sizeof(*r->items));
	if (!r->items)
		return cmd_no_memory();
	for (r->nr = 0; r->nr < saved->nr; r->nr++)
		r->items[r->nr].saved = &saved->list[r->nr];
	status = prepare_all(r);
	if (status)
		cmd_error(status, "nothing is restored");
	else if (r->dry_run)
		tell(r);
	else
		status = write_all(r);
	for (i = 0; i < r->nr; i++) {
		load_free_events(&r->items[i].load);
		cmd_place_close(&r->items[i].load.place);
		cmd_argument_free(&r->items[i].load.filter);
		free(r->items[i].event);
	}
	free(r->items);
	return status;
}

/**
 * cmd_restore - run the subcommand restore
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_restore(int argc, char **argv)
{
	struct restore r = { };
	struct cmd_filters saved;
	const struct cmd_option options[] = {
		{ 'n', "dry-run", .flag = &r.dry_run,
		  .help = "write nothing; list what would be installed" },
		{ 0, "tracefs", "DIR", .text = &r.tracefs,
		  .help = "use this tracefs, not the mounted one" },
	};
	int first = cmd_options(argc, argv, usage, options, ARRAY_SIZE(options)), status;

	if (first <= 0)
		return -first;
	if (argc - first != 1)
		return cmd_usage("which file? \"%s save\" writes it", cmd_program);
	status = cmd_saved_read(argv[first], &saved) ?: restore(&r, &saved);
	cmd_filters_free(&saved);
	return status;
}
