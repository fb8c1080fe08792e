// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter compile: from an expression to an image.
 *
 * Before an image is written, it is decoded and loaded for the event, as the kernel will do
 * it.
 */
#include "fit.h"

static const char usage[] =
	"Usage: ktap-filter compile [OPTION]... FILTER\n"
	"\n"
	"Compile an expression, as the filter files of tracefs take it, to an image. A kernel\n"
	"loads the image if its event has the fields of the filter. FILTER is an expression,\n"
	"an image's word, or a file that contains an expression, a word or an image (\"-\" is\n"
	"the standard input). If there are several events, the image has to be the same for\n"
	"all of them.\n";

struct compile {
	struct cmd_event	event;
	const char		*output;
	bool			as_word;
	bool			no_source;
};

/* Would the kernel accept the image? */
static int try_image(void *image, u32 size, const struct ktf_schema *schema,
		     struct ktf_diag *diag)
{
	struct cmd_argument made = { .kind = CMD_IMAGE, .data = image, .bytes = size };

	return cmd_argument_try(&made, schema, diag);
}

/* Make the image for an event, or print the error: enum cmd_status. */
static int make_image(const struct compile *c, const struct cmd_argument *filter,
		      const struct ktf_schema *schema, void **image, u32 *size)
{
	struct ktf_diag diag = { };

	if (!cmd_argument_image(filter, schema, !c->no_source, image, size, &diag) &&
	    !try_image(*image, *size, schema, &diag))
		return CMD_OK;
	return cmd_refused(cmd_argument_text(filter), &diag);
}

/* Refuse an event whose image differs from that of the first event. */
static int compare_image(const struct compile *c, const struct cmd_argument *filter, u32 nr,
			 const void *image, u32 size)
{
	const struct ktf_schema *schema = &c->event.found.list[nr];
	char name[CMD_EVENT_NAME];
	void *other = NULL;
	u32 other_size;
	int status;

	status = make_image(c, filter, schema, &other, &other_size);
	if (!status && (size != other_size || memcmp(image, other, size)))
		status = cmd_error(CMD_REFUSED, "%s needs another image than the events before it",
				   cmd_event_name(schema, name));
	ktf_free(other);
	return status;
}

/* The command writes one image, so all events that accept the filter must agree on it. */
static int put_image(const struct compile *c, const struct cmd_argument *filter,
		     const struct cmd_fit *fit)
{
	void *image = NULL;
	int status = CMD_OK;
	u32 size, i;

	for (i = 0; i < fit->to->nr && !status; i++) {
		if (!cmd_fit_takes(fit, i))
			continue;
		status = image ? compare_image(c, filter, i, image, size) :
			 make_image(c, filter, &fit->to->list[i], &image, &size);
	}
	if (!status)
		status = cmd_put_image(c->output, c->as_word, image, size);
	ktf_free(image);
	return status;
}

static int compile(struct compile *c, const struct cmd_argument *filter)
{
	struct cmd_fit fit = { };
	int status = cmd_event_open(&c->event);

	if (status)
		return status;
	status = cmd_fit_init(&fit, &c->event.found) ?: cmd_fit(&fit, filter);
	if (!status)
		status = put_image(c, filter, &fit);
	cmd_fit_free(&fit);
	cmd_event_close(&c->event);
	return status;
}

/**
 * cmd_compile - run the subcommand compile
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
	const struct cmd_option options[] = {
		CMD_EVENT_OPTIONS(&c.event),
		{ 'o', "output", "FILE", .text = &c.output,
		  .help = "write the image to FILE, not to the standard output" },
		{ 'w', "word", .flag = &c.as_word,
		  .help = "write the image as one word of printable text" },
		{ 0, "no-source", .flag = &c.no_source,
		  .help = "do not put the expression into the image" },
	};
	int first = cmd_options(argc, argv, usage, options, ARRAY_SIZE(options)), status;

	if (first <= 0)
		return -first;
	if (argc - first != 1)
		return cmd_usage("one filter; an expression wants quotes");
	status = cmd_argument_read(argv[first], &filter) ?: compile(&c, &filter);
	cmd_argument_free(&filter);
	return status;
}
