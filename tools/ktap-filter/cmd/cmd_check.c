// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter check: what is wrong with filters, or looks so. Nothing is written.
 *
 * The answer goes to the standard output: it is what was asked for. What keeps a filter
 * from being checked at all, as a file that cannot be read, goes to the standard error.
 */
#include <getopt.h>
#include <stdlib.h>

#include "findings.h"

static const char usage[] =
	"Usage: ktap-filter check [OPTION]... FILTER...\n"
	"\n"
	"Tell all mistakes of filters, and what they may not be meant to do, without writing\n"
	"anything. A FILTER is an expression, an image's word, or a file with either or an\n"
	"image (\"-\" is the standard input). An image needs no event; with one it is held\n"
	"against its fields. Of several mistakes the first is the one that the kernel tells.\n"
	"\n"
	CMD_EVENT_HELP
	"      --no-warn             mistakes only\n"
	"  -q, --quiet               print nothing: the exit status tells\n"
	"      --json                print for scripts\n"
	"  -h, --help                print this\n"
	"\n"
	"Exit status: 0 if no filter has a mistake, 1 if one has, 2 and 3 as ever.\n";

enum {
	OPT_NO_WARN = CMD_OPT_OWN,
	OPT_JSON,
};

static const struct option options[] = {
	CMD_EVENT_LONG,
	{ "no-warn",	no_argument,		NULL,	OPT_NO_WARN },
	{ "quiet",	no_argument,		NULL,	'q' },
	{ "json",	no_argument,		NULL,	OPT_JSON },
	{ "help",	no_argument,		NULL,	'h' },
	{ }
};

/**
 * struct check - what is asked for
 * @event: the event, if one is given.
 * @schema: it; NULL if none is.
 * @no_warn: no warnings.
 * @quiet: no output.
 * @json: an array that gets the answers; NULL if people read them.
 * @found: what was found in the filter at hand.
 */
struct check {
	struct cmd_event		event;
	const struct ktf_schema		*schema;
	bool				no_warn;
	bool				quiet;
	struct json_object		*json;
	struct cmd_findings		found;
};

static void print_count(u32 nr, const char *what, const char *sep)
{
	if (nr)
		printf("%s%u %s%s", sep, nr, what, nr > 1 ? "s" : "");
}

/* @nr: which of several filters it is; 0 if there is but one. */
static void print_found(const struct check *c, u32 nr)
{
	const struct ktf_findings *found = &c->found.is;

	cmd_findings_print(stdout, &c->found);
	if (nr)
		printf("filter %u: ", nr);
	if (!found->errors)
		printf("ok");
	print_count(found->errors, "error", "");
	print_count(found->nr - found->errors, "warning", ", ");
	printf("\n");
}

static struct json_object *json_finding(const struct check *c, const struct ktf_finding *f)
{
	struct json_object *json = json_object_new_object();
	const char *other = cmd_finding_suggestion(&c->found, f);

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
	if (other)
		json_object_object_add(json, "suggestion", cmd_json_string(other));
	return json;
}

static void add_json(const struct check *c, const char *arg)
{
	struct json_object *json = json_object_new_object();
	struct json_object *list = json_object_new_array();
	u32 i;

	for (i = 0; i < c->found.is.nr; i++)
		json_object_array_add(list, json_finding(c, &c->found.is.list[i]));
	json_object_object_add(json, "argument", cmd_json_string(arg));
	if (c->found.source)
		json_object_object_add(json, "source", cmd_json_string(c->found.source));
	json_object_object_add(json, "ok", json_object_new_boolean(!c->found.is.errors));
	json_object_object_add(json, "more", json_object_new_boolean(c->found.is.more));
	json_object_object_add(json, "findings", list);
	json_object_array_add(c->json, json);
}

static int check_one(struct check *c, const struct cmd_argument *filter, u32 nr)
{
	int status = cmd_findings_read(filter, c->schema, !c->no_warn, &c->found);

	if (!status && c->json)
		add_json(c, filter->arg);
	else if (!status && !c->quiet)
		print_found(c, nr);
	cmd_findings_free(&c->found);
	return status ?: c->found.is.errors ? CMD_REFUSED : CMD_OK;
}

/* Images can be looked at without an event, expressions cannot. */
static int open_event(struct check *c, const struct cmd_argument *filters, u32 nr)
{
	bool needed = c->event.name || c->event.format;
	int status;
	u32 i;

	for (i = 0; i < nr; i++)
		needed |= filters[i].kind == CMD_EXPRESSION;
	if (!needed)
		return CMD_OK;
	status = cmd_event_open(&c->event);
	if (!status)
		c->schema = &c->event.schema;
	return status;
}

/* The worst of all is what it comes to. */
static int check_all(struct check *c, const struct cmd_argument *filters, u32 nr)
{
	int status = open_event(c, filters, nr), worst = status;
	u32 i;

	for (i = 0; !status && i < nr; i++)
		worst = max(worst, check_one(c, &filters[i], nr > 1 ? i + 1 : 0));
	if (!status && c->json)
		worst = max(worst, cmd_json_print(json_object_get(c->json)));
	json_object_put(c->json);
	if (c->schema)
		cmd_event_close(&c->event);
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
 * cmd_check - the subcommand
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_check(int argc, char **argv)
{
	static struct check c;
	int option;

	while ((option = getopt_long(argc, argv, CMD_EVENT_SHORT "qh", options, NULL)) >= 0) {
		if (cmd_event_option(&c.event, option, optarg))
			continue;
		switch (option) {
		case OPT_NO_WARN:
			c.no_warn = true;
			break;
		case 'q':
			c.quiet = true;
			break;
		case OPT_JSON:
			c.json = c.json ?: json_object_new_array();
			break;
		case 'h':
			return cmd_help(usage);
		default:
			return cmd_usage(NULL);
		}
	}
	if (optind == argc)
		return cmd_usage("which filter? An expression wants quotes");
	return check_arguments(&c, argv + optind, argc - optind);
}
