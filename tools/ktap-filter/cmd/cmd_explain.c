// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter explain: what a filter does.
 */
#include "env.h"
#include "explain/print.h"
#include "explain_cmd.h"
#include "fit.h"
#include "prog/image.h"
#include "prog/ops.h"
#include "symbols.h"

static const char usage[] =
	"Usage: ktap-filter explain [OPTION]... FILTER\n"
	"\n"
	"Show what a filter does: its tree, its fields, its program, the program that runs on\n"
	"the event, and its cost at worst. FILTER is an expression, an image's word, or a file\n"
	"that contains an expression, a word or an image (\"-\" is the standard input). An image\n"
	"needs no event; with several events, the filter is shown for each of them.\n";

/**
 * struct explain - the command line
 * @event: the events, if options name any.
 * @svg: the file for the picture; NULL for none.
 * @kallsyms: a list of symbols; NULL to use the symbols of the event's source.
 * @dot: print the graph in dot's language.
 * @json: the array of all answers; NULL to print for people.
 */
struct explain {
	struct cmd_event	event;
	const char		*svg;
	const char		*kallsyms;
	bool			dot;
	struct json_object	*json;
};

static int open_events(struct explain *e)
{
	int status = cmd_event_open(&e->event);
	char name[CMD_EVENT_NAME];

	if (status)
		return status;
	if (ktf_schema_is_function(e->event.found.list))
		return cmd_error(CMD_REFUSED, "filters of %s choose functions and never run",
				 cmd_event_name(e->event.found.list, name));
	if (e->svg && e->event.found.nr > 1)
		return cmd_usage("--svg draws a filter of one event: which of the %u?",
				 e->event.found.nr);
	return CMD_OK;
}

static int print(const struct explain *e, const struct ktf_explain *x)
{
	int status = e->svg ? cmd_explain_svg(x, e->svg) : CMD_OK;

	if (status || (e->svg && !e->dot && !e->json))
		return status;
	if (e->json)
		json_object_array_add(e->json, cmd_explain_json(x));
	else if (e->dot)
		ktf_explain_print_dot(x, stdout);
	else
		ktf_explain_print(x, stdout);
	return CMD_OK;
}

static bool asks_function(const void *image, u32 size)
{
	struct ktf_portable prog;
	struct ktf_diag diag;
	bool asks = false;
	u32 i;

	if (!ktf_image_decode(image, size, &prog, &diag))
		for (i = 0; i < prog.nr_insns; i++)
			asks |= ktf_op_info[prog.insns[i].op].format == KTF_FMT_FUNC;
	ktf_portable_free(&prog);
	return asks;
}

/* A kernel has over a hundred thousand symbols. Read them only for an image that needs them. */
static int take_symbols(const struct explain *e, const void *image, u32 size)
{
	if (e->kallsyms)
		return cmd_read_symbols(e->kallsyms);
	if (e->event.found.nr && asks_function(image, size))
		cmd_find_symbols(&e->event);
	return CMD_OK;
}

/* @schema: the event to explain the filter for, or NULL. */
static int explain_for(const struct explain *e, const struct cmd_argument *filter,
		       const struct ktf_schema *schema)
{
	struct ktf_explain x = { };
	struct ktf_diag diag = { };
	char name[CMD_EVENT_NAME];
	void *image = NULL;
	u32 size = 0;
	int status;

	if (cmd_argument_image(filter, schema, true, &image, &size, &diag))
		return cmd_refused(cmd_argument_text(filter), &diag);
	status = take_symbols(e, image, size);
	if (!status && ktf_explain_init(&x, image, size, schema,
					schema ? cmd_event_name(schema, name) : NULL, &diag))
		status = cmd_refused(cmd_argument_text(filter), &diag);
	x.made_up = env.any_function;
	if (!status)
		status = print(e, &x);
	ktf_explain_free(&x);
	ktf_free(image);
	env_free_symbols();
	return status;
}

static int explain_each(const struct explain *e, const struct cmd_argument *filter)
{
	const struct events_found *found = &e->event.found;
	struct cmd_fit fit = { };
	int status;
	u32 told = 0, i;

	status = cmd_fit_init(&fit, found) ?: cmd_fit(&fit, filter);
	for (i = 0; i < found->nr && !status; i++) {
		if (!cmd_fit_takes(&fit, i))
			continue;
		if (told++ && !e->json)
			putchar('\n');
		status = explain_for(e, filter, &found->list[i]);
	}
	cmd_fit_free(&fit);
	return status;
}

static int explain(struct explain *e, const struct cmd_argument *filter)
{
	int status;

	if (filter->kind != CMD_EXPRESSION && !e->event.name && !e->event.format)
		status = explain_for(e, filter, NULL);
	else
		status = open_events(e) ?: explain_each(e, filter);
	if (!status && e->json)
		status = cmd_json_print(json_object_get(e->json));
	json_object_put(e->json);
	cmd_event_close(&e->event);
	return status;
}

/**
 * cmd_explain - run the subcommand explain
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_explain(int argc, char **argv)
{
	struct cmd_argument filter;
	struct explain e = { };
	bool json = false;
	const struct cmd_option options[] = {
		CMD_EVENT_OPTIONS(&e.event),
		{ 0, "dot", .flag = &e.dot,
		  .help = "print the flow of control, as a graph for graphviz" },
		{ 0, "svg", "FILE", .text = &e.svg,
		  .help = "draw that graph to FILE; \"-\" is the standard output" },
		{ 0, "json", .flag = &json, .help = "print JSON" },
		{ 0, "kallsyms", "FILE", .text = &e.kallsyms,
		  .help = "for filters on functions: the symbols of the kernel, as\n"
			  "its /proc/kallsyms shows them; the default is the symbols\n"
			  "in the trace.dat, or those of the running kernel" },
	};
	int first = cmd_options(argc, argv, usage, options, ARRAY_SIZE(options)), status;

	if (first <= 0)
		return -first;
	if (e.dot && json)
		return cmd_usage("take only one of --dot and --json");
	if (e.svg && !strcmp(e.svg, "-") && (e.dot || json))
		return cmd_usage("the standard output takes only one of --svg, --dot and --json");
	if (argc - first != 1)
		return cmd_usage("one filter; an expression wants quotes");
	e.json = json ? json_object_new_array() : NULL;
	if (json && !e.json)
		return cmd_no_memory();
	status = cmd_argument_read(argv[first], &filter) ?: explain(&e, &filter);
	cmd_argument_free(&filter);
	return status;
}
