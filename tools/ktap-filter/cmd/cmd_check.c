// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter check: find all mistakes of filters, and write nothing.
 *
 * The findings are the answer, so they go to the standard output. If a filter cannot be
 * checked at all, for example because its file cannot be read, the reason goes to the
 * standard error.
 */
#include <stdlib.h>

#include "env.h"
#include "event.h"
#include "findings.h"

static const char usage[] =
	"Usage: ktap-filter check [OPTION]... FILTER...\n"
	"\n"
	"Print the mistakes of filters, and warnings. Nothing is written to the kernel. A\n"
	"FILTER is an expression, an image's word, or a file that contains an expression, a\n"
	"word or an image (\"-\" is the standard input). An image needs no event; with events\n"
	"it is compared with their fields. The first mistake is the one that the kernel\n"
	"reports.\n";

/**
 * struct check - the command line
 * @event: the events, if options name any.
 * @no_warn: report errors only.
 * @quiet: print nothing.
 * @json: the array of all answers; NULL to print for people.
 */
struct check {
	struct cmd_event	event;
	bool			no_warn;
	bool			quiet;
	struct json_object	*json;
};

/**
 * struct answer - the findings for one filter and one event
 * @filter: the filter.
 * @nr: the filter's number among several, from 1; 0 for a single filter.
 * @event: the event's name; NULL without an event.
 * @several: there are several events.
 * @found: the findings.
 */
struct answer {
	const struct cmd_argument	*filter;
	u32				nr;
	const char			*event;
	bool				several;
	struct cmd_findings		found;
};

static void print_count(u32 nr, const char *what, const char *sep)
{
	if (nr)
		printf("%s%u %s%s", sep, nr, what, nr > 1 ? "s" : "");
}

/* Name the filter and the event of an answer, if there are several. */
static void print_whose(const struct answer *a)
{
	if (a->nr)
		printf("filter %u%s", a->nr, a->several ? ", " : ": ");
	if (a->several)
		printf("%s: ", a->event);
}

/* @told: the same findings have just been printed. Events of a system mostly share them. */
static void print_answer(const struct answer *a, bool told)
{
	const struct ktf_findings *found = &a->found.is;

	if (!told)
		cmd_findings_print(stdout, &a->found);
	print_whose(a);
	if (!found->errors)
		printf("ok");
	if (!found->errors && a->found.unchecked & ENV_UNCHECKED_FUNCTIONS)
		printf(", functions not checked");
	if (!found->errors && a->found.unchecked & ENV_UNCHECKED_CPUS)
		printf(", CPUs not checked");
	if (!found->errors && a->found.unchecked & ENV_UNCHECKED_CGROUPS)
		printf(", cgroups not checked");
	print_count(found->errors, "error", "");
	print_count(found->nr - found->errors, "warning", ", ");
	printf("\n");
}

static struct json_object *json_finding(const struct answer *a, const struct ktf_finding *f)
{
	struct json_object *json = json_object_new_object();
	struct cmd_suggestion other;

	json_object_object_add(json, "severity",
			       json_object_new_string(f->warning ? "warning" : "error"));
	json_object_object_add(json, "text", cmd_json_string(f->text));
	if (!f->warning) {
		json_object_object_add(json, "errno",
				       json_object_new_string(strerrorname_np(-f->err) ?: "?"));
		json_object_object_add(json, "position", json_object_new_int64(f->pos));
	}
	json_object_object_add(json, "at", json_object_new_int64(f->at));
	json_object_object_add(json, "length", json_object_new_int64(f->len));
	if (f->where[0])
		json_object_object_add(json, "where", cmd_json_string(f->where));
	if (cmd_finding_suggestion(&a->found, f, &other))
		json_object_object_add(json, "suggestion", cmd_json_string(other.best));
	if (f->hint)
		json_object_object_add(json, "hint", cmd_json_string(f->hint));
	return json;
}

static struct json_object *json_unchecked(u32 unchecked)
{
	struct json_object *list = json_object_new_array();

	if (unchecked & ENV_UNCHECKED_FUNCTIONS)
		json_object_array_add(list, json_object_new_string("functions"));
	if (unchecked & ENV_UNCHECKED_CPUS)
		json_object_array_add(list, json_object_new_string("CPUs"));
	if (unchecked & ENV_UNCHECKED_CGROUPS)
		json_object_array_add(list, json_object_new_string("cgroups"));
	return list;
}

static void add_json(struct json_object *answers, const struct answer *a)
{
	struct json_object *json = json_object_new_object();
	struct json_object *list = json_object_new_array();
	const struct ktf_findings *found = &a->found.is;
	u32 i;

	for (i = 0; i < found->nr; i++)
		json_object_array_add(list, json_finding(a, &found->list[i]));
	json_object_object_add(json, "argument", cmd_json_string(a->filter->arg));
	if (a->event)
		json_object_object_add(json, "event", cmd_json_string(a->event));
	if (a->found.source)
		json_object_object_add(json, "source", cmd_json_string(a->found.source));
	json_object_object_add(json, "ok", json_object_new_boolean(!found->errors));
	json_object_object_add(json, "not_checked", json_unchecked(a->found.unchecked));
	json_object_object_add(json, "more", json_object_new_boolean(found->more));
	json_object_object_add(json, "findings", list);
	json_object_array_add(answers, json);
}

static bool same_findings(const struct ktf_findings *a, const struct ktf_findings *b)
{
	return a->nr && a->nr == b->nr && a->errors == b->errors &&
	       !memcmp(a->list, b->list, a->nr * sizeof(a->list[0]));
}

/* @schema: the event or NULL. @last: the findings for the last event that had any. */
static int check_one(struct check *c, struct answer *a, const struct ktf_schema *schema,
		     struct ktf_findings *last)
{
	char name[CMD_EVENT_NAME];
	int status;

	a->event = schema ? cmd_event_name(schema, name) : NULL;
	status = cmd_findings_read(a->filter, schema, !c->no_warn, &a->found);
	if (!status && c->json)
		add_json(c->json, a);
	else if (!status && !c->quiet)
		print_answer(a, same_findings(&a->found.is, last));
	if (a->found.is.nr)
		*last = a->found.is;
	cmd_findings_free(&a->found);
	return status;
}

/* One event of a system has to accept the filter. Without a system, all events have to. */
static int check_filter(struct check *c, const struct cmd_argument *filter, u32 nr)
{
	static struct ktf_findings last;
	const struct events_found *found = &c->event.found;
	struct answer a = { .filter = filter, .nr = nr, .several = found->nr > 1 };
	u32 took = 0, events = max(found->nr, 1U), i;
	int status = CMD_OK;

	last.nr = 0;
	for (i = 0; i < events && !status; i++) {
		status = check_one(c, &a, found->nr ? &found->list[i] : NULL, &last);
		took += !a.found.is.errors;
	}
	if (!status && a.several && !c->json && !c->quiet) {
		a.several = false;
		print_whose(&a);
		printf("events that take it: %u of %u\n", took, events);
	}
	if (status || took == events || (found->system && took))
		return status;
	return CMD_REFUSED;
}

/* An image can be checked without an event. An expression needs one. */
static int open_events(struct check *c, const struct cmd_argument *filters, u32 nr)
{
	bool needed = c->event.name || c->event.format;
	int status;
	u32 i;

	for (i = 0; i < nr; i++)
		needed |= filters[i].kind == CMD_EXPRESSION;
	if (!needed)
		return CMD_OK;
	status = cmd_event_open(&c->event);
	if (!status && c->event.events.tracing)
		env_use_machine(c->event.events.tracing);
	return status;
}

/* Return the worst status of all filters. */
static int check_all(struct check *c, const struct cmd_argument *filters, u32 nr)
{
	int status = open_events(c, filters, nr), worst = status;
	u32 i;

	for (i = 0; !status && i < nr; i++)
		worst = max(worst, check_filter(c, &filters[i], nr > 1 ? i + 1 : 0));
	if (!status && c->json)
		worst = max(worst, cmd_json_print(json_object_get(c->json)));
	json_object_put(c->json);
	cmd_event_close(&c->event);
	env_free_symbols();
	return worst;
}

static int check_arguments(struct check *c, char **args, u32 nr)
{
	struct cmd_argument *filters = calloc(nr, sizeof(*filters));
	int status = filters ? CMD_OK : cmd_no_memory();
	u32 i;

	for (i = 0; i < nr && !status; i++)
		status = cmd_argument_read(args[i], &filters[i]);
	if (!status)
		status = check_all(c, filters, nr);
	for (i = 0; filters && i < nr; i++)
		cmd_argument_free(&filters[i]);
	free(filters);
	return status;
}

/**
 * cmd_check - run the subcommand check
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_check(int argc, char **argv)
{
	static struct check c;
	bool json = false;
	const struct cmd_option options[] = {
		CMD_EVENT_OPTIONS(&c.event),
		{ 0, "no-warn", .flag = &c.no_warn, .help = "print no warnings" },
		{ 'q', "quiet", .flag = &c.quiet,
		  .help = "print nothing; the exit status says whether a filter has a\n"
			  "mistake" },
		{ 0, "json", .flag = &json, .help = "print JSON" },
		{ .help = "Exit status: 0 if no filter has a mistake, 1 if one has, 2 and 3 as\n"
			  "for all commands." },
	};
	int first = cmd_options(argc, argv, usage, options, ARRAY_SIZE(options));

	if (first <= 0)
		return -first;
	if (first == argc)
		return cmd_usage("which filter? An expression wants quotes");
	c.json = json ? json_object_new_array() : NULL;
	return check_arguments(&c, argv + first, argc - first);
}
