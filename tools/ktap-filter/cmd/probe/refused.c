// SPDX-License-Identifier: GPL-2.0
/*
 * Why the kernel refused a definition, in the user's own text.
 *
 * The kernel's message has a caret in the definition, of which the user did not write a byte.
 * But each of its words comes from a part of the user's sentence:
 *
 *	f:ktap/read	the place, with the names in front of it
 *	vfs_read	the function
 *	count=$arg3:u64	an argument
 */
#include <stdlib.h>
#include <tracefs.h>

#include "filters/error_log.h"
#include "probe.h"
#include "probe/dynamic.h"

static const char error[] = "error: ", command[] = "\n  Command: ";

/* The number of the word of a text in which a byte is. */
static u32 word_at(const char *text, u32 at)
{
	u32 nr = 0, i;

	for (i = 0; i < at && text[i]; i++)
		nr += text[i] == ' ';
	return nr;
}

static struct probe_span span_of(const struct cmd_definition *d, u32 word)
{
	if (word >= 2 && word - 2 < d->nr)
		return d->arguments[word - 2].span;
	return word ? d->place.symbol : d->at;
}

/* The place itself is refused, and ftrace does not have it, either. */
static bool show_place(const struct cmd_definition *d, u32 word)
{
	struct probe_span s = d->place.symbol;

	if (!d->place.no_ftrace || word > 1)
		return false;
	cmd_error(CMD_REFUSED, "%.*s cannot be probed: ftrace does not have it, and kprobes %s",
		  (int)s.len, d->said.text + s.at, "refuse it");
	cmd_print_at(stderr, d->said.text, s.at, s.len);
	return true;
}

/* The log says nothing of it. */
static bool show_tracepoint(const struct cmd_definition *d, int err)
{
	if (d->place.kind != 't' || err != -EEXIST)
		return false;
	cmd_error(CMD_REFUSED, "a tracepoint can have one event in this kernel, and there is one");
	cmd_print_at(stderr, d->said.text, d->place.symbol.at, d->place.symbol.len);
	return true;
}

/* Show an entry of the log in the user's text. False if it is about something else. */
static bool show(const struct cmd_definition *d, const char *text, const char *entry)
{
	const char *message = strstr(entry, error), *end = strstr(entry, command), *line;
	u32 indent = strlen(command) - 1, len = strlen(text), column, word;
	struct probe_span span;

	if (!message || !end || message > end)
		return false;
	line = end + strlen(command);
	if (strncmp(line, text, len) || line[len] != '\n')
		return false;
	line += len + 1;
	column = strspn(line, " ");
	if (line[column] != '^' || column < indent)
		return false;
	word = word_at(text, column - indent);
	if (show_place(d, word))
		return true;
	message += strlen(error);
	span = span_of(d, word);
	cmd_error(CMD_REFUSED, "%.*s", (int)(end - message), message);
	cmd_print_at(stderr, d->said.text, span.at, span.len);
	return true;
}

/**
 * cmd_definition_log - read the last entry of the log that errors of definitions are in
 * @place: has the tracefs.
 *
 * Dynamic events are of no instance, so that is the log of the top instance.
 *
 * Context: any.
 * Return: the entry; free it with free(); NULL if there is none.
 */
char *cmd_definition_log(const struct cmd_place *place)
{
	struct tracefs_instance *top = tracefs_instance_alloc(place->root, NULL);
	char *entry = top ? cmd_error_log_last(top) : NULL;

	tracefs_instance_free(top);
	return entry;
}

/**
 * cmd_definition_refused - print why a definition could not be written
 * @place: has the tracefs.
 * @d: the definition.
 * @line: the line of it that was written, without its end.
 * @err: the negative errno.
 * @before: what cmd_definition_log() returned before the write.
 *
 * Context: any.
 * Return: CMD_REFUSED or CMD_SYSTEM.
 */
int cmd_definition_refused(const struct cmd_place *place, const struct cmd_definition *d,
			   const char *line, int err, const char *before)
{
	char *after = cmd_definition_log(place);
	bool is_new = after && (!before || strcmp(before, after));
	int status = CMD_REFUSED;

	if (err == -EACCES || err == -EPERM || err == -ENOMEM)
		status = CMD_SYSTEM;
	if (!show_tracepoint(d, err) && (!is_new || !show(d, line, after))) {
		cmd_error(status, "the kernel refuses %s: %s", line, strerror(-err));
		if (is_new)
			cmd_error_log_print(after);
	}
	free(after);
	return status;
}
