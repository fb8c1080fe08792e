// SPDX-License-Identifier: GPL-2.0
/*
 * A filter file, as the kernel shows it.
 *
 * Without a filter, an event's file says "none", and a system's file says what it is for. A
 * refused filter is shown as well, with the error and its place in lines below it, though it
 * is not in force:
 *
 *	prev_pid == 5 && nosuch == 1
 *	                       ^
 *	parse_error: Field not found
 */
#include <stdlib.h>
#include <tracefs.h>

#include "cmd.h"
#include "filters/file.h"

static const char parse_error[] = "parse_error: ", other_error[] = "Error: (";
static const char help[] = "### global filter ###\n";

static bool starts_with(const char *line, const char *start)
{
	return !strncmp(line, start, strlen(start));
}

static bool is_none(const char *text)
{
	return !*text || !strcmp(text, "none") || starts_with(text, help);
}

static bool is_caret(const char *line)
{
	return !strcmp(line + strspn(line, " "), "^");
}

/* Take the error's lines off @text: the error in words; NULL if there is none. */
static char *cut_error(char *text)
{
	char *line = strrchr(text, '\n'), *caret;

	if (!line || !(starts_with(line + 1, parse_error) || starts_with(line + 1, other_error)))
		return NULL;
	*line++ = 0;
	caret = strrchr(text, '\n');
	if (caret && is_caret(caret + 1))
		*caret = 0;
	return starts_with(line, parse_error) ? line + strlen(parse_error) : line;
}

/* The file's name below an instance's folder. */
static char *name_of(const char *system, const char *event, const char *file)
{
	char *name;

	if (asprintf(&name, "events/%s/%s%s%s", system, event ?: "", event ? "/" : "", file) < 0)
		return NULL;
	return name;
}

/**
 * cmd_event_file - the path of an event's file
 * @trace: the instance.
 * @system: the event's system.
 * @event: its name; NULL for a file of the system's own.
 * @file: the file.
 *
 * Context: any.
 * Return: the path, to be freed by free(); NULL without memory.
 */
char *cmd_event_file(struct tracefs_instance *trace, const char *system, const char *event,
		     const char *file)
{
	char *name = name_of(system, event, file);
	char *path = name ? tracefs_instance_get_file(trace, name) : NULL;

	free(name);
	return path;
}

static char *read_file(struct tracefs_instance *trace, const char *system, const char *event)
{
	char *name = name_of(system, event, "filter");
	char *text = name ? tracefs_instance_file_read(trace, name, NULL) : NULL;

	free(name);
	return text;
}

/**
 * cmd_filter_file_read - read what filter a file shows
 * @trace: the instance.
 * @system: the event's system.
 * @event: its name; NULL for the system's own file.
 * @text: gets the filter, to be freed by free(); NULL if there is none.
 * @error: gets why it was refused, a part of @text's memory; NULL if it is in force.
 *
 * Context: any.
 * Return: 0 or an errno, negative: -ENOENT for an event that takes no filter.
 */
int cmd_filter_file_read(struct tracefs_instance *trace, const char *system, const char *event,
			 char **text, char **error)
{
	char *shown = read_file(trace, system, event);
	size_t len = shown ? strlen(shown) : 0;

	*text = NULL;
	*error = NULL;
	if (!shown)
		return errno ? -errno : -EIO;
	while (len && shown[len - 1] == '\n')
		shown[--len] = 0;
	if (is_none(shown)) {
		free(shown);
		return 0;
	}
	*error = cut_error(shown);
	*text = shown;
	return 0;
}
