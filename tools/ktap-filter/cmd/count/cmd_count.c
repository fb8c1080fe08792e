// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter count: statistics of events by keys.
 *
 * Of a file, filters select records as "run" does, with the same threads. Of the running kernel,
 * the kernel selects them as for "trace". What is selected goes to the aggregator (lib/aggregate),
 * and its statistics to the forms of output (cmd/report).
 */
#include <stdlib.h>

#include "count/count.h"
#include "dat/dat.h"
#include "options.h"
#include "run/filters.h"
#include "run/output.h"

static const char usage[] =
	"Usage: ktap-filter count [OPTION]... SENTENCE... [-- COMMAND]\n"
	"       ktap-filter count -i FILE [OPTION]... SENTENCE...\n"
	"\n"
	"Count events by keys: those of the running kernel, until COMMAND ends or a signal comes,\n"
	"or those of a trace.dat. A SENTENCE is EVENT [if FILTER], where EVENT is\n"
	"sched:sched_switch, sched_switch, 'sched:*_exec', or a system, sched; of the running\n"
	"kernel also PLACE [ARGUMENT]... [if FILTER], as probe has it. Without --by all events\n"
	"are counted together.\n";

static const char notes[] =
	"The key stack is the functions of the kernel that led to an event.\n"
	"Percentiles are from 64 ranges for each power of two: cut by less than 1.6 %.\n"
	"\n"
	"Exit status: 0 if an event is counted, 1 if none is or a filter or key is refused,\n"
	"2 and 3 as for all commands; 3 also if the kernel lost events. If all is well, that of\n"
	"COMMAND.";

static int take_sentence(void *to, const char *arg)
{
	struct count *count = to;

	return run_add_sentence(&count->run, arg);
}

/* Returns what cmd_options() returns. */
static int read_options(struct count *count, int argc, char **argv)
{
	const struct cmd_option options[] = {
		LIVE_OR_RECORDED(&count->run),
		{ 0, "of", "VALUE", .text = &count->of,
		  .help = "also tell sum, average, minimum, maximum and percentiles of a\n"
			  "field, which is a number" },
		{ 0, "every", "TIME", .text = &count->every,
		  .help = "count each interval on its own: 100ms, 1s" },
		REPORT_OPTIONS(&count->report),
		{ 0, "folded", .flag = &count->report.folded,
		  .help = "print KEY;KEY N, which tools for flame graphs read" },
		{ 0, "kallsyms", "FILE", .text = &count->run.kallsyms,
		  .help = "the symbols of the kernel, as its /proc/kallsyms shows them; the\n"
			  "default is the symbols in the trace.dat, or of the running kernel" },
		{ 0, "in-kernel", .flag = &count->in_kernel,
		  .help = "let the kernel count, and record nothing: it stands any rate, has\n"
			  "up to 3 keys, and of values the sum and the average" },
		LIVE_OPTIONS(&count->live),
		{ CMD_ARGUMENT, .take = take_sentence, .to = count, .help = CMD_SENTENCE_HELP },
		{ .help = notes },
	};

	return cmd_options(argc, argv, usage, options, ARRAY_SIZE(options));
}

static int read_value(struct count *count)
{
	struct agg_keys values = { };
	struct agg_error error;

	if (!count->of)
		return CMD_OK;
	if (agg_keys_parse(count->of, &values, &error))
		return report_refused(CMD_USAGE, count->of, &error, NULL);
	if (values.nr != 1)
		return cmd_usage("--of takes one value, not '%s'", count->of);
	count->report.spec.value = values.list[0];
	count->report.spec.has_value = true;
	count->report.of = count->of;
	return CMD_OK;
}

static int check_options(struct count *count)
{
	int status;

	if (!count->run.nr_filters)
		return cmd_usage("which events?");
	if (count->run.input && live_is_asked(&count->live))
		return cmd_usage("-i counts what was recorded: there is nothing to watch");
	count->report.sums = count->in_kernel;
	status = read_value(count) ?: count_every(count) ?: report_options(&count->report);
	/* Whether an event has a field of that name is known when the run has begun. */
	count->live.stacks = agg_asks_stacks(&count->report.spec.keys) && !count->in_kernel;
	return status ?: count_check_in_kernel(count);
}

static bool asks_time(const struct count *count)
{
	const struct agg_event *event;
	u32 i;

	for (event = count->events + 1; event < count->events + count->run.nr_events; event++) {
		for (i = 0; i < count->report.spec.keys.nr; i++)
			if (event->keys[i].source == AGG_FROM_TIME)
				return true;
		if (event->value.source == AGG_FROM_TIME)
			return true;
	}
	return false;
}

/* Read what only some keys ask for, because it takes time. */
static int prepare(struct count *count)
{
	bool symbols = agg_asks_symbols(&count->report.spec.keys) || count->by_stacks;

	if (!count->run.input)
		return symbols ? live_symbols(&count->run) : CMD_OK;
	if (asks_time(count))
		dat_find_shifts(&count->run.dat);
	return symbols ? run_read_symbols(&count->run) : CMD_OK;
}

static u64 add_totals(struct count *count)
{
	const struct run *run = &count->run;
	u64 matched = 0, cut = 0;
	u32 i;

	for (i = 0; i < run->nr_events; i++) {
		matched += run->events[i].count.matched;
		cut += run->events[i].count.cut;
	}
	cut += count->aggs[0].cut;
	matched -= count->aggs[0].cut;
	report_total(&count->report, "matched", "events counted", matched, true);
	/* The kernel does not count those that its filter rejects. */
	if (run->input)
		report_total(&count->report, "events", "events in all", run->records, true);
	report_total(&count->report, "cut_short", "cut short", cut, false);
	report_total(&count->report, "lost", count->in_kernel ?
		     "lost: the kernel had no room for their keys" :
		     "lost when they were recorded", run->lost, false);
	return matched;
}

/* @status: how the reading went. It did not even start, or there was no memory for all of it? */
static int print_counts(struct count *count, int status)
{
	int printed;
	u64 matched;

	if (status && !count->is_whole)
		return status;
	matched = add_totals(count);
	count->report.input = count->run.input ?: LIVE_INPUT;
	printed = report_print(&count->report, &count->aggs[0]);
	if (!status && !count->run.input && count->run.lost)
		status = CMD_SYSTEM;
	return status ?: printed ?: matched ? CMD_OK : CMD_REFUSED;
}

static int count_recorded(struct count *count)
{
	struct run *run = &count->run;
	int status = run_read_filters(run) ?: run_open(run) ?: run_fit_filters(run) ?:
		     count_find_places(count) ?: count_find_stacks(count) ?: prepare(count);

	if (status)
		return status;
	run_progress_start(run);
	status = count_read(count);
	run_progress_stop();
	return print_counts(count, status);
}

static int count_running(struct count *count)
{
	int status = live_open(&count->live, &count->run) ?: count_find_places(count) ?:
		     count_find_stacks(count) ?: prepare(count) ?:
		     (count->in_kernel ? count_in_kernel(count) : count_live(count));
	int closed = live_close(&count->live);

	return live_end(&count->live, print_counts(count, status) ?: closed);
}

static int count_sentences(struct count *count)
{
	int status = check_options(count);

	if (status)
		return status;
	return count->run.input ? count_recorded(count) : count_running(count);
}

static void free_count(struct count *count)
{
	u32 i;

	for (i = 0; i < count->nr_aggs; i++)
		agg_free(&count->aggs[i]);
	free(count->aggs);
	free(count->events);
	live_free(&count->live, &count->run);
	free(count);
}

/**
 * cmd_count - run the subcommand count
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_count(int argc, char **argv)
{
	struct count *count = calloc(1, sizeof(*count));
	int first, status;

	if (!count)
		return cmd_no_memory();
	run_init(&count->run);
	count->run.input = NULL;
	status = live_init(&count->live, &argc, argv);
	first = status ? -status : read_options(count, argc, argv);
	status = first > 0 ? count_sentences(count) : -first;
	free_count(count);
	return status;
}
