// SPDX-License-Identifier: GPL-2.0
/*
 * The file that "save" writes and "restore" reads.
 *
 * It is text that people can read and edit: a line for each filter and trigger, with three
 * columns and a tab between them. Lines that begin with "#" are comments, but the first line
 * has to be the one below.
 *
 *	# filters and triggers, saved by ktap-filter
 *	filter	sched:sched_switch	next_prio < 100
 *	trigger	foo/sched:sched_wakeup	stacktrace if prio < 100
 *
 * The name of an instance and a filter may have any bytes in it but a slash or a NUL. Bytes
 * that would break a line are written as "\x" and two digits, and so is the "\" itself.
 */
#include <stdlib.h>

#include "saved.h"

static const char head[] = "# filters and triggers, saved by ktap-filter\n";

/* An upper bound for a file, in bytes. */
#define MAX_SAVED	(256U << 20)

static const char * const kinds[] = {
	[CMD_OF_EVENT]		= "filter",
	[CMD_OF_TRIGGER]	= "trigger",
};

static void put_escaped(FILE *to, const char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text == 0x7f || *text == '\\')
			fprintf(to, "\\x%02x", *text);
		else
			fputc(*text, to);
}

/**
 * cmd_saved_put - write filters and triggers
 * @to: the stream; the caller checks it for write errors.
 * @filters: the filters and triggers. Probes and refused filters are left out.
 *
 * Context: any.
 */
void cmd_saved_put(FILE *to, const struct cmd_filters *filters)
{
	const struct cmd_filter *f;

	fputs(head, to);
	for (f = filters->list; f < filters->list + filters->nr; f++) {
		if (f->error || f->kind == CMD_OF_PROBE)
			continue;
		fprintf(to, "%s\t", kinds[f->kind]);
		if (f->instance)
			put_escaped(to, f->instance);
		fprintf(to, "%s%s:%s\t", f->instance ? "/" : "", f->system, f->name);
		put_escaped(to, f->text);
		fputc('\n', to);
	}
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Replace the escapes of a text in place. False if there is a wrong one. */
static bool unescape(char *text)
{
	char *to = text;

	for (; *text; text++) {
		int high, low;

		if (*text != '\\') {
			*to++ = *text;
			continue;
		}
		high = text[1] == 'x' ? digit(text[2]) : -1;
		low = high < 0 ? -1 : digit(text[3]);
		if (low < 0 || !(16 * high + low))
			return false;
		*to++ = 16 * high + low;
		text += 3;
	}
	*to = 0;
	return true;
}

/* Split "[instance/]system:event" at its ends. */
static bool split_place(char *place, char **instance, char **system, char **name)
{
	char *slash = strchr(place, '/');

	*instance = slash ? place : NULL;
	if (slash)
		*slash++ = 0;
	*system = slash ?: place;
	*name = strchr(*system, ':');
	if (!*name || *name == *system || (slash && !*place))
		return false;
	*(*name)++ = 0;
	return **name && !strpbrk(*system, "*?[\\/:") && !strpbrk(*name, "*?[\\/:") &&
	       (!slash || unescape(place));
}

static bool find_kind(const char *word, enum cmd_filter_kind *kind)
{
	for (*kind = 0; *kind < ARRAY_SIZE(kinds); ++*kind)
		if (!strcmp(word, kinds[*kind]))
			return true;
	return false;
}

/* Returns 0; -EINVAL for a line that says nothing; -ENOMEM. */
static int take_line(char *line, struct cmd_filters *filters)
{
	char *word = strsep(&line, "\t"), *place = strsep(&line, "\t"), *parts[3];
	enum cmd_filter_kind kind;
	struct cmd_filter *f;

	if (!line || !*line || !find_kind(word, &kind) ||
	    !split_place(place, &parts[0], &parts[1], &parts[2]) || !unescape(line))
		return -EINVAL;
	f = cmd_filters_add(filters);
	if (!f)
		return -ENOMEM;
	f->kind = kind;
	f->instance = parts[0] ? strdup(parts[0]) : NULL;
	f->system = strdup(parts[1]);
	f->name = strdup(parts[2]);
	f->text = strdup(line);
	return (parts[0] && !f->instance) || !f->system || !f->name || !f->text ? -ENOMEM : 0;
}

static int take_lines(const char *path, char *text, struct cmd_filters *filters)
{
	int err = 0;
	char *line;
	u32 nr = 0;

	while ((line = strsep(&text, "\n")) && !err) {
		nr++;
		if (*line && *line != '#')
			err = take_line(line, filters);
	}
	if (err == -ENOMEM)
		return cmd_no_memory();
	if (err)
		return cmd_error(CMD_REFUSED, "%s, line %u: no saved filter or trigger", path, nr);
	return CMD_OK;
}

/**
 * cmd_saved_read - read a file with filters and triggers
 * @path: the file; "-" for the standard input.
 * @filters: gets them in the file's order; free it with cmd_filters_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if the file is no such file; CMD_SYSTEM. The error has been
 * printed.
 */
int cmd_saved_read(const char *path, struct cmd_filters *filters)
{
	char *text;
	u32 bytes;
	int status;

	memset(filters, 0, sizeof(*filters));
	status = cmd_read_file(path, MAX_SAVED, &text, &bytes);
	if (!status && (strncmp(text, head, strlen(head)) || strlen(text) != bytes))
		status = cmd_error(CMD_REFUSED, "%s was not written by 'ktap-filter save'", path);
	if (!status)
		status = take_lines(path, text, filters);
	free(text);
	return status;
}
