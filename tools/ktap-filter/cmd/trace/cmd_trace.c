// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter trace: events of the running kernel, as they come.
 *
 * The session (cmd/live) has an instance of its own, with the events and their filters, and takes
 * all of it away. What comes out of it is printed as "run --list" prints a file.
 */
#include <stdlib.h>
#include <tracefs.h>

#include "env.h"
#include "live/frame.h"
#include "trace/trace.h"

static const char usage[] =
	"Usage: ktap-filter trace [OPTION]... SENTENCE... [-- COMMAND [ARGUMENT]...]\n"
	"\n"
	"Print events of the running kernel that a filter lets through: all, or those of a\n"
	"COMMAND and what it starts. A SENTENCE is PLACE [ARGUMENT]... [if FILTER], where PLACE is\n"
	"an event, sched:sched_switch, or what ktap-filter-probe(1) takes: a function,\n"
	"FUNCTION%return, tp:TRACEPOINT. Arguments that the filter names are added.\n";

static const char notes[] =
	"Without --keep, nothing of the trace stays in the kernel, however it ends. It has a\n"
	"buffer of its own and does not record itself. Events are printed in the order of time\n"
	"within 100 ms.\n"
	"\n"
	"Exit status: that of COMMAND; without one 0 if an event was printed, 1 if none was; 1 as\n"
	"well if a sentence is refused; 2 as for all commands; 3 also if events were lost.";

/* What is said of a sentence may stand behind it, except for the program. */
static int take_sentence(void *to, const char *arg)
{
	struct trace *t = to;

	if (t->nr_said == SESSION_SENTENCES)
		return cmd_usage("no more than %u sentences", SESSION_SENTENCES);
	t->said[t->nr_said++] = (struct trace_said) { arg, t->session.types.program };
	return CMD_OK;
}

static int add_sentences(struct trace *t)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < t->nr_said && !status; i++) {
		t->session.types.program = t->said[i].program;
		status = session_add(&t->session, t->said[i].text);
	}
	return status;
}

/* Returns what cmd_options() returns. */
static int read_options(struct trace *t, int argc, char **argv)
{
	const struct cmd_option options[] = {
		WORKLOAD_OPTIONS(&t->workload),
		{ 'n', "count", "N", .text = &t->count, .help = "end after N events" },
		{ 'o', "output", "FILE", .text = &t->output,
		  .help = "print nothing, and write a trace.dat" },
		{ 0, "json", .flag = &t->json, .help = "print JSON: an event on each line" },
		{ 0, "fields", "NAMES", .text = &t->fields, .is_list = true,
		  .help = "print only these fields, A,B, as NAME=VALUE" },
		{ 0, "stack", .flag = &t->stack,
		  .help = "print the functions of the kernel that led to each event" },
		{ 0, "stop-if", "FILTER", .text = &t->stop_if,
		  .help = "keep the newest events, and end at the first that FILTER selects;\n"
			  "then print what the buffer has" },
		{ 0, "buffer", "KB", .text = &t->buffer,
		  .help = "the size of each CPU's buffer" },
		{ 0, "overwrite", .flag = &t->overwrite,
		  .help = "when it is full, lose the oldest events, not the newest" },
		{ 0, "keep", .flag = &t->keep,
		  .help = "leave the events and their filters, disabled, in the kernel" },
		CMD_TYPES_OPTIONS(&t->session.types),
		{ 0, "tracefs", "DIR", .text = &t->session.place.tracefs,
		  .help = "use this tracefs, not the mounted one" },
		{ CMD_ARGUMENT, .take = take_sentence, .to = t, .help = CMD_SENTENCE_HELP },
		{ .help = notes },
	};

	return cmd_options(argc, argv, usage, options, ARRAY_SIZE(options));
}

static bool read_number(const char *text, u64 *n)
{
	char *end;

	errno = 0;
	*n = strtoull(text, &end, 10);
	return isdigit(*text) && !*end && !errno && *n && *n < U32_MAX;
}

static int check_options(struct trace *t)
{
	if (!t->nr_said)
		return cmd_usage("which events? A sentence wants quotes");
	if (t->count && !read_number(t->count, &t->max))
		return cmd_usage("--count takes a number, not '%s'", t->count);
	if (t->buffer && !read_number(t->buffer, &t->kb))
		return cmd_usage("--buffer takes a number, not '%s'", t->buffer);
	if (t->stop_if && t->count)
		return cmd_usage("--count is for events as they come, --stop-if for the last ones");
	t->overwrite |= !!t->stop_if;
	t->reader.waits = t->stop_if;
	if (t->output && (t->json || t->fields))
		return cmd_usage("--output writes all of the records, and prints nothing");
	if (t->output && !strcmp(t->output, "-"))
		return cmd_usage("--output takes a file: a trace.dat cannot be streamed");
	return workload_check(&t->workload);
}

static int set_up(const struct trace *t)
{
	struct tracefs_instance *trace = t->session.place.trace;
	int status = session_option(&t->session, "overwrite", t->overwrite);

	if (!status && t->kb && tracefs_instance_set_buffer_size(trace, t->kb, -1))
		status = cmd_error(CMD_SYSTEM, "no buffer of %llu KB for each CPU: %s", t->kb,
				   strerror(errno));
	if (!status && t->stack)
		status = session_option(&t->session, "stacktrace", true);
	return status;
}

/* The stack is a record behind that of the event, and comes with it, if it comes at all. */
static int take(void *to, const struct dat_stream *s, const struct run_event *event)
{
	struct trace *t = to;
	bool is_stack = !event->filter;
	int status;

	if (t->reader.enough && (!is_stack || s->cpu != t->stack_cpu))
		return CMD_OK;
	t->events += !is_stack;
	t->stack_cpu = s->cpu;
	t->reader.enough = t->max && t->events == t->max;
	status = t->output ? trace_record_take(&t->record, s) : trace_print(t, s, event);
	if (!status && t->reader.enough && is_stack == t->stack)
		status = READER_ENOUGH;
	return status;
}

static int take_page(void *to, struct dat_stream *s, const u8 *page)
{
	struct trace *t = to;

	return trace_record_page(&t->record, s, page);
}

static int tell_lost(const struct trace *t)
{
	if (t->reader.merge.damaged)
		return cmd_error(CMD_SYSTEM, "%llu sub-buffers made no sense",
				 t->reader.merge.damaged);
	/* Nobody reads behind the last one that was asked for, and before the recorder stops. */
	if (!t->reader.lost || t->reader.enough || t->stop_if)
		return CMD_OK;
	return cmd_error(CMD_SYSTEM, "%llu events were lost: the buffer was full; see --buffer",
			 t->reader.lost);
}

static int print_records(struct trace *t)
{
	int status;

	run_printing_start(&t->printing, &t->run);
	status = reader_run(&t->reader, &t->workload, take, t);
	run_printing_end(&t->printing);
	return status;
}

/* The first events of all CPUs are known by their time; for all events it does not matter. */
static int write_records(struct trace *t)
{
	int status;

	t->reader.take_page = t->max ? NULL : take_page;
	status = trace_record_open(&t->record, &t->reader, t->output) ?:
		 reader_run(&t->reader, &t->workload, take, t) ?: trace_record_end(&t->record);
	trace_record_close(&t->record);
	return status;
}

/* A script reads it where it reads the events. */
static int keep(struct trace *t)
{
	const char *name = t->session.instance;
	int status = session_keep(&t->session);

	if (status)
		return status;
	if (t->json)
		printf("{\"kept\":\"%s\",\"remove\":\"" FRAME_REMOVE "%s\"}\n", name, name);
	else
		frame_tell_kept(name);
	return CMD_OK;
}

static int read_records(struct trace *t)
{
	int status = live_events(&t->session, &t->run, t->stack);

	if (!status && t->fields)
		status = trace_check_fields(t);
	if (!status && t->stop_if)
		status = trace_stop_if(t);
	if (!status)
		status = reader_open(&t->reader, &t->session, &t->run);
	if (!status)
		status = t->output ? write_records(t) : print_records(t);
	reader_close(&t->reader);
	if (!status && t->keep)
		status = keep(t);
	return status ?: tell_lost(t);
}

static int trace(struct trace *t)
{
	int status = check_options(t) ?: add_sentences(t) ?: workload_hold(&t->workload) ?:
		     session_open(&t->session) ?:
		     set_up(t) ?: workload_start(&t->workload, &t->session) ?: read_records(t);

	if (!status && !t->workload.command && !t->reader.records)
		status = CMD_REFUSED;
	return status;
}

/**
 * cmd_trace - run the subcommand trace
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status, or the status of the command that was run.
 */
int cmd_trace(int argc, char **argv)
{
	struct trace *t = calloc(1, sizeof(*t));
	int first, status, ended;

	if (!t)
		return cmd_no_memory();
	session_init(&t->session);
	status = workload_init(&t->workload, &argc, argv);
	if (!status) {
		first = read_options(t, argc, argv);
		status = first > 0 ? trace(t) : -first;
	}
	live_events_free(&t->run);
	ended = session_close(&t->session);
	env_free_symbols();
	status = workload_end(&t->workload, status ?: ended);
	free(t);
	return status;
}
