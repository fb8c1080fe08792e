// SPDX-License-Identifier: GPL-2.0
/*
 * A running kernel in the place of a recorded file: for the commands that are about both.
 *
 * The sentences are the same. Here, the kernel selects the records; what comes out goes where
 * those of a file go. It is taken away before the results are printed, so that nothing is left
 * even if nobody reads them.
 */
#include <limits.h>
#include <stdlib.h>
#include <tracefs.h>
#include <unistd.h>

#include "live/live.h"
#include "run/filters.h"
#include "symbols.h"

#define SYMBOLS	"/proc/kallsyms"

/**
 * live_init - take the command off the command line, and start without a run
 * @live: all zeroes; end it with live_end().
 * @argc: number of arguments; gets how many are left.
 * @argv: the arguments.
 *
 * Context: any.
 * Return: CMD_OK or CMD_USAGE. The error has been printed.
 */
int live_init(struct live *live, int *argc, char **argv)
{
	session_init(&live->session);
	return workload_init(&live->work, argc, argv);
}

/* What is recorded has its name behind -i. */
static int check_file(const char *place)
{
	const char *dot = strrchr(place, '.');

	if (dot && !strcmp(dot, ".dat") && !access(place, F_OK))
		return cmd_usage("%s is a file: write -i %s", place, place);
	return CMD_OK;
}

/* Add the sentences of the command line, and forget them as filters of a file. */
static int add_sentences(struct live *live, struct run *run)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < run->nr_filters && !status; i++)
		status = check_file(run->filters[i].sentence->place) ?:
			 session_add(&live->session, run->filters[i].sentence->text);
	run_free_filters(run);
	run->filters = NULL;
	run->nr_filters = 0;
	return status;
}

/* What a probe's sentence names behind its place are arguments, which are there by now. */
static int take_events(struct live *live, struct run *run)
{
	int status;
	u32 i;

	live->run_taken = true;
	status = live_events(&live->session, run, live->stacks);

	for (i = 0; i < live->session.nr && !status; i++)
		if (live->session.sentences[i]->is_probe)
			run->filters[i].sentence = NULL;
	return status;
}

/* @kb: the size as the user wrote it, or NULL. */
static int set_buffer(const struct session *s, const char *kb)
{
	unsigned long size;
	char *end;

	if (!kb)
		return CMD_OK;
	size = strtoul(kb, &end, 10);
	if (!isdigit(*kb) || *end || !size || size > INT_MAX)
		return cmd_usage("--buffer takes a number without -i, not '%s'", kb);
	if (tracefs_instance_set_buffer_size(s->place.trace, size, -1))
		return cmd_error(CMD_SYSTEM, "no buffer of %s KB for each CPU: %s", kb,
				 strerror(errno));
	return CMD_OK;
}

/*
 * A full buffer loses the newest events: those before stay in order. The option "stacktrace" makes
 * the kernel record a stack behind each event that is kept, and of no other. A trigger of that name
 * would do so too, but each event needs one, with the filter once more.
 */
static int set_up(const struct live *live, const struct run *run)
{
	const struct session *s = &live->session;
	int status = session_option(s, "overwrite", false);

	if (!status && live->stacks)
		status = session_option(s, "stacktrace", true);
	return status ?: set_buffer(s, run->buffer);
}

/**
 * live_open - make the run
 * @live: what live_init() began.
 * @run: has the sentences as its filters; gets the events.
 *
 * Context: any; one thread.
 * Return: enum cmd_status. The error has been printed.
 */
int live_open(struct live *live, struct run *run)
{
	struct session *s = &live->session;
	int status = workload_check(&live->work) ?: add_sentences(live, run) ?:
		     workload_hold(&live->work) ?: session_open(s) ?:
		     set_up(live, run) ?:
		     workload_start(&live->work, s) ?: take_events(live, run);

	if (status)
		return status;
	live->is_open = true;
	return reader_open(&live->reader, s, run);
}

/**
 * live_read - record until the run ends
 * @live: the run, open.
 * @take: takes a record.
 * @to: its first argument.
 *
 * Context: any; one thread.
 * Return: enum cmd_status. The error has been printed.
 */
int live_read(struct live *live, run_take_fn *take, void *to)
{
	struct run *run = live->reader.run;
	int status = reader_run(&live->reader, &live->work, take, to);

	run->records = live->reader.records;
	run->lost = live->reader.lost;
	if (!status && live->reader.merge.damaged)
		status = cmd_error(CMD_SYSTEM, "%llu sub-buffers made no sense",
				   live->reader.merge.damaged);
	return status;
}

/**
 * live_symbols - read the names of functions
 * @run: has the file of --kallsyms, if there is one.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int live_symbols(const struct run *run)
{
	return cmd_read_symbols(run->kallsyms ?: SYMBOLS);
}

/**
 * live_close - take the run away
 * @live: the run.
 *
 * Context: any.
 * Return: as session_close().
 */
int live_close(struct live *live)
{
	if (live->is_open)
		reader_close(&live->reader);
	live->is_open = false;
	return session_close(&live->session);
}

/**
 * live_end - end what the run was for
 * @live: the run, closed.
 * @status: how it went: enum cmd_status.
 *
 * Context: any.
 * Return: as workload_end().
 */
int live_end(struct live *live, int status)
{
	return workload_end(&live->work, status);
}

/**
 * live_free - release the events of a run, or of a file
 * @live: the run, closed.
 * @run: the events.
 *
 * Context: any.
 */
void live_free(struct live *live, struct run *run)
{
	u32 i;

	if (live->run_taken) {
		for (i = 0; i < run->nr_events; i++)
			ktf_free(run->events[i].prog);
		live_events_free(run);
		run->nr_events = 0;
		run->nr_filters = 0;
	}
	run_close(run);
}
