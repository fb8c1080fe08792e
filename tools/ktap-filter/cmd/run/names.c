// SPDX-License-Identifier: GPL-2.0
/*
 * The names in a file: its buffers, and the events that it describes.
 *
 * An event may have no record; only reading all records would show that. Shell completion
 * reads this list: each line has a kind and a name.
 */
#include "run/output.h"

static void print_event(const struct tep_event *event)
{
	fputs("event ", stdout);
	cmd_print_text(stdout, event->system);
	fputc(':', stdout);
	cmd_print_text(stdout, event->name);
	fputc('\n', stdout);
}

/**
 * run_names - print the names of the file's events and buffers
 * @run: has the open file.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM.
 */
int run_names(const struct run *run)
{
	struct tep_event **event = tep_list_events(run->dat.events.tep, TEP_EVENT_SORT_SYSTEM);
	u32 b;

	for (b = 0; b < run->dat.nr_buffers; b++) {
		fputs("buffer ", stdout);
		cmd_print_text(stdout, run->dat.buffers[b].name);
		fputc('\n', stdout);
	}
	if (!event)
		return cmd_no_memory();
	for (; *event; event++)
		if ((*event)->system && (*event)->name)
			print_event(*event);
	return CMD_OK;
}
