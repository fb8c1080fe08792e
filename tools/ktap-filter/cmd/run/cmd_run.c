// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter run: evaluate filters on the records of a trace.dat.
 *
 * The kernel's own engine evaluates them. In a kernel, it asks for the running task's name
 * and the CPU. Here the CPU is that of the record, and the name is the last one that the
 * file has for the record's task. The text behind a pointer was not recorded, so it cannot
 * be read.
 */
#include <stdlib.h>

#include "options.h"
#include "run/filters.h"
#include "run/output.h"

static const char usage[] =
	"Usage: ktap-filter run [OPTION]... FILTER\n"
	"       ktap-filter run [OPTION]... -e EVENT FILTER [-e EVENT FILTER]...\n"
	"       ktap-filter run [-i FILE] --names\n"
	"\n"
	"Evaluate filters on the events of a trace.dat, and count the events that match. A\n"
	"FILTER is an expression, an image's word, or a file that contains an expression, a\n"
	"word or an image. It is for the events that are named before it, or for all events\n"
	"that have its fields.\n";

static const char notes[] =
	"The name of a task (\"comm\") is the last one that the file has for it. A text behind\n"
	"a pointer was not recorded, so it cannot be read, and its predicate is false.\n"
	"\n"
	"Exit status: 0 if an event matches, 1 if none does or a filter is refused, 2 and 3\n"
	"as for all commands.";

static void add_counts(const struct run *run, struct run_count *sum)
{
	u32 i;

	*sum = (struct run_count) { };
	for (i = 0; i < run->nr_events; i++) {
		sum->seen += run->events[i].count.seen;
		sum->matched += run->events[i].count.matched;
		sum->cut += run->events[i].count.cut;
	}
}

/* Print an event without records only if the user named it. */
static bool tells(const struct run_event *event)
{
	return event->filter && (event->count.seen || event->filter->event);
}

static void print_counts(const struct run *run, const struct run_count *sum)
{
	const struct run_event *event;

	printf("%12s %12s  %s\n", "matched", "events", "");
	for (event = run->events; event < run->events + run->nr_events; event++)
		if (tells(event))
			printf("%12llu %12llu  %s:%s\n", event->count.matched, event->count.seen,
			       event->schema.event->system, event->schema.event->name);
	printf("%12llu %12llu  all\n", sum->matched, run->records);
	if (sum->cut)
		printf("%12s %12llu  cut short\n", "", sum->cut);
	if (run->lost)
		printf("%12s %12llu  lost when it was recorded\n", "", run->lost);
}

static void put_count(struct json_object *json, const char *name, u64 count)
{
	json_object_object_add(json, name, json_object_new_uint64(count));
}

static struct json_object *json_event(const struct run_event *event)
{
	struct json_object *json = json_object_new_object();

	if (!json)
		return NULL;
	json_object_object_add(json, "system", cmd_json_string(event->schema.event->system));
	json_object_object_add(json, "event", cmd_json_string(event->schema.event->name));
	json_object_object_add(json, "filter", cmd_json_string(event->filter->arg));
	put_count(json, "events", event->count.seen);
	put_count(json, "matched", event->count.matched);
	put_count(json, "cut_short", event->count.cut);
	return json;
}

static int print_json(const struct run *run, const struct run_count *sum)
{
	struct json_object *json = json_object_new_object(), *list = json_object_new_array();
	u32 i;

	for (i = 0; json && list && i < run->nr_events; i++)
		if (tells(&run->events[i]))
			json_object_array_add(list, json_event(&run->events[i]));
	if (!json || !list) {
		json_object_put(json);
		json_object_put(list);
		return cmd_no_memory();
	}
	json_object_object_add(json, "input", cmd_json_string(run->input));
	put_count(json, "events", run->records);
	put_count(json, "matched", sum->matched);
	put_count(json, "cut_short", sum->cut);
	put_count(json, "lost", run->lost);
	json_object_object_add(json, "filtered", list);
	return cmd_json_print(json);
}

static int evaluate(struct run *run)
{
	struct run_count sum;
	int status;

	run_progress_start(run);
	if (run->output)
		status = run_write(run);
	else if (run->list)
		status = run->json ? run_print_json(run) : run_print(run);
	else
		status = run_count(run);
	run_progress_stop();
	add_counts(run, &sum);
	/* The evaluation did not even start. */
	if (status && !run->records)
		return status;
	if (!run->list && run->json)
		status = print_json(run, &sum) ?: status;
	else if (!run->list)
		print_counts(run, &sum);
	return status ?: sum.matched ? CMD_OK : CMD_REFUSED;
}

static int select_events(struct run *run)
{
	return run_fit_filters(run) ?: evaluate(run);
}

/* @event: the event that the option before named; NULL for none. */
static int add_filter(struct run *run, const char *event, const char *arg)
{
	if (run->nr_filters && (!event || !run->filters[0].event))
		return cmd_usage("which event is '%s' for? A filter is one argument, after --event",
				 arg);
	return run_add_filter(run, &(struct run_filter) { .event = event, .arg = arg });
}

/* Remember the event for the filter that follows it. */
static int take_event(void *to, const char *arg)
{
	struct run *run = to;

	if (run->event)
		return cmd_usage("%s has no filter", run->event);
	run->event = arg;
	return CMD_OK;
}

/* Is it a sentence, as other commands take it? In a filter, no second word is "if". */
static bool is_sentence(const char *arg)
{
	return !strncmp(arg + strcspn(arg, " "), " if ", strlen(" if "));
}

static int take_filter(void *to, const char *arg)
{
	struct run *run = to;
	const char *event = run->event;
	int len = strcspn(arg, " ");

	if (is_sentence(arg))
		return cmd_usage("a filter does not name its event: -e %.*s '%s'", len, arg,
				 arg + len + strlen(" if "));

	run->event = NULL;
	return add_filter(run, event, arg);
}

static int check_options(const struct run *run)
{
	if (run->event)
		return cmd_usage("%s has no filter", run->event);
	if (!run->nr_filters && !run->names)
		return cmd_usage("which filter?");
	if (run->nr_filters && run->names)
		return cmd_usage("--names goes without a filter");
	if (run->list && run->output)
		return cmd_usage("either --list or --output");
	if (run->output && !strcmp(run->output, "-"))
		return cmd_usage("--output takes a file: a trace.dat cannot be streamed");
	return CMD_OK;
}

/* Returns what cmd_options() returns. */
static int read_options(struct run *run, int argc, char **argv)
{
	const struct cmd_option options[] = {
		{ 'i', "input", "FILE", .text = &run->input,
		  .help = "the file; the default is trace.dat" },
		{ 'e', "event", "EVENT", .take = take_event, .to = run,
		  .help = "the events that the next filter is for: sched:sched_switch,\n"
			  "sched_switch, 'sched:*_exec', or a system, sched" },
		{ 'B', "buffer", "NAME", .text = &run->buffer,
		  .help = "look only at the buffer of this instance; \"\" is the top one" },
		{ 'l', "list", .flag = &run->list,
		  .help = "print the events that match, in the order of time" },
		{ 'o', "output", "FILE", .text = &run->output,
		  .help = "write the events that match to FILE, a trace.dat" },
		{ 0, "json", .flag = &run->json,
		  .help = "print JSON: the counts, or with --list an event on each line" },
		{ 0, "kallsyms", "FILE", .text = &run->kallsyms,
		  .help = "for filters on functions: the symbols of the kernel, as\n"
			  "its /proc/kallsyms shows them; the default is the symbols\n"
			  "in the trace.dat" },
		{ 'v', "verbose", .flag = &run->verbose,
		  .help = "name the events that the filter does not fit" },
		{ 0, "names", .flag = &run->names,
		  .help = "print the names of the buffers and events in the file" },
		{ CMD_ARGUMENT, .take = take_filter, .to = run },
		{ .help = notes },
	};

	return cmd_options(argc, argv, usage, options, ARRAY_SIZE(options));
}

static int run_filters(struct run *run)
{
	return check_options(run) ?: run_read_filters(run) ?: run_open(run) ?:
	       (run->names ? run_names(run) : select_events(run));
}

/**
 * cmd_run - run the subcommand run
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_run(int argc, char **argv)
{
	struct run *run = calloc(1, sizeof(*run));
	int first, status;

	if (!run)
		return cmd_no_memory();
	run_init(run);
	first = read_options(run, argc, argv);
	status = first > 0 ? run_filters(run) : -first;
	run_close(run);
	free(run);
	return status;
}
