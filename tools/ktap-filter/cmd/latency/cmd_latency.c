// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter latency: the time between two events that belong together.
 *
 * Records of both ends are selected as "run --list" does, or by the running kernel as for "trace".
 * Both put them in the order of time. The time between them is the value of which the aggregator
 * (lib/aggregate) makes statistics.
 */
#include <stdlib.h>

#include "dat/dat.h"
#include "latency/latency.h"
#include "options.h"
#include "run/filters.h"
#include "run/output.h"
#include "time_text.h"

static const char usage[] =
	"Usage: ktap-filter latency [OPTION]... START [END] [-- COMMAND]\n"
	"       ktap-filter latency -i FILE [OPTION]... START END\n"
	"\n"
	"Measure the time from the event START to the next event END, where both are of the same\n"
	"thread, or what --key says: of the running kernel, until COMMAND ends or a signal comes,\n"
	"or in a trace.dat. START and END are sentences: EVENT [if FILTER]; of the running kernel\n"
	"also PLACE [ARGUMENT]... [if FILTER], as probe has it. A function alone is measured from\n"
	"where it begins to where it returns. Times are in nanoseconds.\n";

static const char notes[] =
	"A second START of the same key replaces the first. What has no partner is counted.\n"
	"Percentiles are from 64 ranges for each power of two: cut by less than 1.6 %.\n"
	"\n"
	"Exit status: 0 if there is a pair, 1 if there is none or a filter or key is refused,\n"
	"2 and 3 as for all commands; 3 also if the kernel lost events. If all is well, that of\n"
	"COMMAND.";

static int take_sentence(void *to, const char *arg)
{
	struct latency *l = to;

	if (l->run.nr_filters == LATENCY_ENDS)
		return cmd_usage("a pair has two events; what is '%s'?", arg);
	return run_add_sentence(&l->run, arg);
}

/* Returns what cmd_options() returns. */
static int read_options(struct latency *l, int argc, char **argv)
{
	const struct cmd_option options[] = {
		LIVE_OR_RECORDED(&l->run),
		{ 0, "key", "PAIRS", .text = &l->key, .is_list = true,
		  .help = "what is equal: A=B,C is the field A of START and B of END, and C\n"
			  "of both; the default is the thread" },
		{ 0, "over", "TIME", .text = &l->over,
		  .help = "print the pairs that took so long, as 10ms, with both events" },
		{ 0, "chrome", "FILE", .text = &l->chrome,
		  .help = "also write the pairs as slices, for Perfetto or chrome://tracing" },
		REPORT_OPTIONS(&l->report),
		{ 0, "kallsyms", "FILE", .text = &l->run.kallsyms,
		  .help = "the symbols of the kernel, as its /proc/kallsyms shows them; the\n"
			  "default is the symbols in the trace.dat, or of the running kernel" },
		{ 0, "in-kernel", .flag = &l->in_kernel,
		  .help = "let the kernel find the pairs, and record only these: START and END\n"
			  "are one event each, and up to 3 fields are equal" },
		LIVE_OPTIONS(&l->live),
		{ CMD_ARGUMENT, .take = take_sentence, .to = l, .help = CMD_SENTENCE_HELP },
		{ .help = notes },
	};

	return cmd_options(argc, argv, usage, options, ARRAY_SIZE(options));
}

static int check_over(struct latency *l)
{
	const struct report *r = &l->report;

	if (!l->over)
		return CMD_OK;
	if (!cmd_time_read(l->over, NULL, &l->least))
		return cmd_usage("--over takes a time, as in 10ms, not '%s'", l->over);
	if (r->by || r->hist || r->top || r->sort || r->csv || r->svg)
		return cmd_usage("--over prints pairs, and no statistics");
	l->run.list = true;
	l->run.json = r->json;
	return CMD_OK;
}

static int check_source(struct latency *l)
{
	if (l->run.input && live_is_asked(&l->live))
		return cmd_usage("-i measures what was recorded: there is nothing to watch");
	if (!l->run.input && l->run.nr_filters == LATENCY_ENDS - 1)
		return latency_add_return(l);
	return CMD_OK;
}

static int check_options(struct latency *l)
{
	int status = check_source(l);

	if (status)
		return status;
	if (l->run.nr_filters != LATENCY_ENDS)
		return cmd_usage("which events? There are two, START and END");
	l->run.pairs = true;
	l->report.spec.has_value = true;
	l->report.of = "latency";
	return check_over(l) ?: latency_read_key(l) ?: report_options(&l->report) ?:
	       latency_check_in_kernel(l);
}

static void add_partners(struct latency *l)
{
	struct report *r = &l->report;

	report_total(r, "starts", "starts", l->nr[LATENCY_START], true);
	report_total(r, "ends", "ends", l->nr[LATENCY_END], true);
	report_total(r, "restarted", "starts replaced by another", l->restarted, false);
	report_total(r, "no_end", "starts without an end", latency_count_open(l), false);
	report_total(r, "no_start", "ends without a start", l->no_start, false);
}

static void add_totals(struct latency *l)
{
	struct report *r = &l->report;
	const struct run *run = &l->run;
	u64 cut = l->agg.cut;
	u32 i;

	for (i = 0; i < run->nr_events; i++)
		cut += run->events[i].count.cut;
	if (l->over)
		report_total(r, "printed", "pairs that took so long", l->printed, true);
	report_total(r, "pairs", l->over ? "pairs" : "pairs; times are in ns", l->pairs, true);
	if (l->made)
		latency_made_totals(l);
	else
		add_partners(l);
	report_total(r, "cut_short", "cut short", cut, false);
	report_total(r, "lost", l->made ?
		     "lost when they were recorded, or without room for their keys" :
		     "lost when they were recorded", run->lost, false);
}

static int print_statistics(struct latency *l)
{
	if (agg_find_names(&l->agg, l->run.dat.events.tep))
		return cmd_no_memory();
	l->report.input = l->run.input ?: LIVE_INPUT;
	return report_print(&l->report, &l->agg);
}

static int print_results(struct latency *l)
{
	if (!l->over)
		return print_statistics(l);
	if (!l->report.json)
		report_totals(&l->report);
	return CMD_OK;
}

/* Find the pairs, and write each where it is to go. */
static int read_pairs(struct latency *l)
{
	int status;

	run_printing_start(&l->printing, &l->run);
	if (l->run.input)
		run_progress_start(&l->run);
	status = latency_read(l);
	if (l->run.input)
		run_progress_stop();
	run_printing_end(&l->printing);
	return status;
}

/* @status: how the reading went. It did not even start, or it did not take all that was read? */
static int print_pairs(struct latency *l, int status)
{
	bool stopped = l->failed || (status && !l->run.records);
	int written = latency_chrome_end(l, stopped ? status : CMD_OK), printed;

	if (stopped)
		return status;
	add_totals(l);
	printed = print_results(l);
	if (!status && !l->run.input && l->run.lost)
		status = CMD_SYSTEM;
	if (status || written || printed)
		return status ?: written ?: printed;
	return (l->over ? l->printed : l->pairs) ? CMD_OK : CMD_REFUSED;
}

static int find_places(struct latency *l)
{
	int status = latency_find_places(l);

	if (status || !agg_asks_symbols(&l->report.spec.keys))
		return status;
	return l->run.input ? run_read_symbols(&l->run) : live_symbols(&l->run);
}

static int measure_recorded(struct latency *l)
{
	struct run *run = &l->run;
	int status = run_read_filters(run) ?: run_open(run) ?: run_fit_filters(run) ?:
		     find_places(l);

	agg_init(&l->agg, &l->report.spec);
	status = status ?: latency_chrome_start(l);
	return status ?: print_pairs(l, read_pairs(l));
}

static int measure_running(struct latency *l)
{
	int status = latency_open(l) ?: find_places(l), closed;
	bool started;

	agg_init(&l->agg, &l->report.spec);
	status = status ?: latency_chrome_start(l) ?: latency_make(l);
	started = !status;
	if (started)
		status = read_pairs(l);
	closed = live_close(&l->live);
	if (started)
		status = print_pairs(l, status);
	return live_end(&l->live, status ?: closed);
}

static int measure_sentences(struct latency *l)
{
	int status = check_options(l);

	if (status)
		return status;
	return l->run.input ? measure_recorded(l) : measure_running(l);
}

static void free_latency(struct latency *l)
{
	latency_free_starts(l);
	latency_free_made(l);
	agg_free(&l->agg);
	free(l->events);
	live_free(&l->live, &l->run);
	free(l->returns);
	free(l);
}

/**
 * cmd_latency - run the subcommand latency
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_latency(int argc, char **argv)
{
	struct latency *l = calloc(1, sizeof(*l));
	int first, status;

	if (!l)
		return cmd_no_memory();
	run_init(&l->run);
	l->run.input = NULL;
	status = live_init(&l->live, &argc, argv);
	first = status ? -status : read_options(l, argc, argv);
	status = first > 0 ? measure_sentences(l) : -first;
	free_latency(l);
	return status;
}
