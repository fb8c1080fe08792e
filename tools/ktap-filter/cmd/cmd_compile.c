// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter compile: from an expression to an image.
 *
 * What comes out has gone the way that it will go in the kernel: it is decoded and
 * loaded for the event before it is written.
 */
#include <getopt.h>

#include "argument.h"

static const char usage[] =
	"Usage: ktap-filter compile [OPTION]... FILTER\n"
	"\n"
	"Compile a filter's expression, as the filter files of tracefs take it, to an image\n"
	"that every kernel can load whose event has the fields. FILTER is the expression, or\n"
	"a file that holds it (\"-\" is the standard input). An image or its word will do.\n"
	"\n"
	CMD_EVENT_HELP
	"  -o, --output=FILE         write the image there, not to the standard output\n"
	"  -w, --word                write it as one word of printable text\n"
	"      --no-source           leave the expression out of it\n"
	"  -h, --help                print this\n";

enum {
	OPT_NO_SOURCE = CMD_OPT_OWN,
};

static const struct option options[] = {
	CMD_EVENT_LONG,
	{ "output",	required_argument,	NULL,	'o' },
	{ "word",	no_argument,		NULL,	'w' },
	{ "no-source",	no_argument,		NULL,	OPT_NO_SOURCE },
	{ "help",	no_argument,		NULL,	'h' },
	{ }
};

struct compile {
	struct cmd_event	event;
	const char		*output;
	bool			as_word;
	bool			no_source;
};

/* Would the kernel take it? */
static int try_image(void *image, u32 size, const struct ktf_schema *schema,
		     struct ktf_diag *diag)
{
	struct cmd_argument made = { .kind = CMD_IMAGE, .data = image, .bytes = size };

	return cmd_argument_try(&made, schema, diag);
}

static int compile(struct compile *c, const struct cmd_argument *filter)
{
	struct ktf_diag diag = { };
	void *image = NULL;
	u32 size;
	int status;

	status = cmd_event_open(&c->event);
	if (status)
		return status;
	if (cmd_argument_image(filter, &c->event.schema, !c->no_source, &image, &size, &diag) ||
	    try_image(image, size, &c->event.schema, &diag))
		status = cmd_refused(cmd_argument_text(filter), &diag);
	else
		status = cmd_put_image(c->output, c->as_word, image, size);
	ktf_free(image);
	cmd_event_close(&c->event);
	return status;
}

/**
 * cmd_compile - the subcommand
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_compile(int argc, char **argv)
{
	struct cmd_argument filter;
	struct compile c = { };
	int option, status;

	while ((option = getopt_long(argc, argv, CMD_EVENT_SHORT "o:wh", options, NULL)) >= 0) {
		if (cmd_event_option(&c.event, option, optarg))
			continue;
		switch (option) {
		case 'o':
			c.output = optarg;
			break;
		case 'w':
			c.as_word = true;
			break;
		case OPT_NO_SOURCE:
			c.no_source = true;
			break;
		case 'h':
			return cmd_help(usage);
		default:
			return cmd_usage(NULL);
		}
	}
	if (argc - optind != 1)
		return cmd_usage("one filter; an expression wants quotes");
	status = cmd_argument_read(argv[optind], &filter) ?: compile(&c, &filter);
	cmd_argument_free(&filter);
	return status;
}
