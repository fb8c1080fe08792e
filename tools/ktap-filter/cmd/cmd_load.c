// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter load: install a filter.
 *
 * Binary images go into the event's file filter_bytecode, by one write, texts and words
 * into its file filter. The kernel has the last word and puts its reasons into the
 * instance's error_log, from where they are told: the last entry, if it was not there
 * before.
 *
 * A system's file takes whatever it gets, and gives it to the events that it fits: maybe
 * none. So these are counted.
 */
#include <getopt.h>
#include <stdlib.h>
#include <tracefs.h>
#include <unistd.h>

#include "argument.h"
#include "ktf_image.h"

static const char usage[] =
	"Usage: ktap-filter load [OPTION]... FILTER\n"
	"\n"
	"Install a filter for an event. FILTER is an expression, an image's word, or a file\n"
	"with either or an image (\"-\" is the standard input). Without an EVENT, it is for\n"
	"all events of the system that have its fields.\n"
	"\n"
	"  -e, --event=SYSTEM[:EVENT]  the event, or system, that the filter is for\n"
	"      --instance=NAME         in this instance, not in the top one\n"
	"      --tracefs=DIR           in this tracefs, not in the mounted one\n"
	"  -h, --help                  print this\n";

static const struct option options[] = {
	CMD_PLACE_LONG,
	{ "help",	no_argument,		NULL,	'h' },
	{ }
};

static char *last_error(const struct cmd_place *place)
{
	char *text = tracefs_error_last(place->trace);

	return text && *text ? text : NULL;
}

/* The entry's own lines. */
static void put_reason(const char *text)
{
	const char *end;

	for (; *text; text = end + (*end == '\n')) {
		end = text + strcspn(text, "\n");
		fprintf(stderr, "  ");
		for (; text < end; text++)
			fputc(*text < ' ' || *text == 0x7f ? '?' : *text, stderr);
		fputc('\n', stderr);
	}
}

/* Tell why, if the log has an entry that it had not. */
static int refused(const struct cmd_place *place, const char *why, const char *before)
{
	char *after = last_error(place);

	cmd_error(CMD_REFUSED, "%s: %s", place->event, why);
	if (after && (!before || strcmp(before, after)))
		put_reason(after);
	free(after);
	return CMD_REFUSED;
}

/* The event has no such file: because of the kernel, or of the event? */
static int no_file(const struct cmd_place *place, const char *path)
{
	char *filter = cmd_place_file(place, "filter");
	bool filtered = filter && !access(filter, F_OK);

	free(filter);
	if (filtered)
		return cmd_error(CMD_SYSTEM, "%s: this kernel takes no images", place->event);
	return cmd_error(CMD_SYSTEM, "cannot write %s: %s", path, strerror(ENOENT));
}

/* The kernel did not take it: because of what it is, or of what happened? */
static int tell(const struct cmd_place *place, const char *path, int err, bool opened,
		const char *before)
{
	if (!opened && err == -ENOENT)
		return no_file(place, path);
	if (!opened || err == -ENOMEM || err == -EFAULT || err == -ENODEV || err == -EIO)
		return cmd_error(CMD_SYSTEM, "cannot write %s: %s", path, strerror(-err));
	return refused(place, strerror(-err), before);
}

/* The text that a filter's file shows for this one, to be freed by ktf_free(). */
static char *shown_text(const char *data)
{
	struct ktf_portable prog = { };
	struct ktf_diag diag;
	void *image = NULL;
	char *text = NULL;
	u32 size;

	if (!ktf_word_decode(data, &image, &size, &diag) &&
	    !ktf_image_decode(image, size, &prog, &diag))
		swap(text, prog.source);
	ktf_portable_free(&prog);
	ktf_free(image);
	return text;
}

static bool is_text(const char *shown, const char *text)
{
	size_t len = strlen(shown);

	while (isspace(*text))
		text++;
	return !strncmp(shown, text, len) && text[len + strspn(text + len, " \t\r\n")] == 0;
}

/* Which of the system's events took it? Of one that removes filters, all did. */
static int check_system(const struct cmd_place *place, const char *data, const char *before)
{
	char *source = ktf_is_word(data) ? shown_text(data) : NULL;
	struct cmd_filters filters;
	u32 i, took = 0;
	int status;

	if (is_text("0", data))
		return CMD_OK;
	status = cmd_filters_read(place, &filters);
	for (i = 0; i < filters.nr; i++)
		took += is_text(filters.list[i].text, data) ||
			(source && is_text(filters.list[i].text, source));
	if (!status && took)
		printf("%s: events that have it now: %u\n", place->system, took);
	else if (!status)
		status = refused(place, "none of its events takes this filter", before);
	cmd_filters_free(&filters);
	ktf_free(source);
	return status;
}

static int install(const struct cmd_place *place, const char *file, const void *data, u32 bytes)
{
	char *path = cmd_place_file(place, file), *before = last_error(place);
	int status = CMD_OK, err;
	bool opened;

	if (!path) {
		free(before);
		return cmd_no_memory();
	}
	err = cmd_write_once(path, data, bytes, &opened);
	if (err)
		status = tell(place, path, err, opened, before);
	else if (!place->name)
		status = check_system(place, data, before);
	free(path);
	free(before);
	return status;
}

/* An image for a system, whose files take text, goes as its word. */
static int load_image(const struct cmd_place *place, const void *image, u32 size)
{
	char *word;
	int status;

	if (place->name)
		return install(place, "filter_bytecode", image, size);
	if (size > KTAP_FILTER_MAX_IMAGE)
		return cmd_error(CMD_REFUSED, "%s", ktf_err_text[KTF_ERR_IMAGE_TOO_LARGE]);
	word = ktf_word_encode(image, size);
	if (!word)
		return cmd_no_memory();
	status = install(place, "filter", word, strlen(word));
	ktf_free(word);
	return status;
}

static int load(const struct cmd_place *place, const char *arg)
{
	struct cmd_argument filter;
	int status = cmd_argument_read(arg, &filter);

	if (!status && filter.kind == CMD_IMAGE)
		status = load_image(place, filter.data, filter.bytes);
	else if (!status)
		status = install(place, "filter", filter.data, filter.bytes);
	cmd_argument_free(&filter);
	return status;
}

/**
 * cmd_load - the subcommand
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_load(int argc, char **argv)
{
	struct cmd_place place = { };
	int option, status;

	while ((option = getopt_long(argc, argv, CMD_PLACE_SHORT "h", options, NULL)) >= 0) {
		if (cmd_place_option(&place, option, optarg))
			continue;
		return option == 'h' ? cmd_help(usage) : cmd_usage(NULL);
	}
	if (!place.event)
		return cmd_usage("which event is it for? See --event");
	if (argc - optind != 1)
		return cmd_usage("one filter, in quotes if it is an expression");
	status = cmd_place_open(&place) ?: load(&place, argv[optind]);
	cmd_place_close(&place);
	return status;
}
