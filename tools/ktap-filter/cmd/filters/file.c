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

/* Cut the lines of the error off @text. Return the error in words, or NULL without an error. */
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

/* Make the file's path below the folder of an instance. */
static char *name_of(const char *system, const char *event, const char *file)
{
	char *name;

	if (asprintf(&name, "events/%s/%s%s%s", system, event ?: "", event ? "/" : "", file) < 0)
		return NULL;
	return name;
}

/**
 * cmd_event_file - make the path of an event's file
 * @trace: the instance.
 * @system: the event's system.
 * @event: the event's name; NULL for a file of the system.
 * @file: the file's name.
 *
 * Context: any.
 * Return: the path; free it with free(); NULL without memory.
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
 * cmd_filter_file_read - read the filter that a file shows
 * @trace: the instance.
 * @system: the event's system.
 * @event: the event's name; NULL for the file of the system.
 * @text: gets the filter; free it with free(); NULL if there is none.
 * @error: gets the reason of a refusal, inside @text; NULL if the filter is in force.
 *
 * Context: any.
 * Return: 0 or a negative errno: -ENOENT for an event that takes no filter.
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
