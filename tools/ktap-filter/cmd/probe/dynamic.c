// SPDX-License-Identifier: GPL-2.0
/*
 * The file dynamic_events, which has a line for each probe:
 *
 *	f:ktap/open do_sys_openat2 filename=+0($arg2):ustring
 *	r16:ktap/read vfs_read ret=$retval:s64
 *	p:ktap/line /bin/bash:0x00000000000d2a20
 *	s:synthetic/lat	u64 lat; char name[]
 *
 * They are everybody's: of perf, of other tools, and ours.
 */
#include <fnmatch.h>
#include <stdlib.h>

#include "probe/dynamic.h"

/* An upper bound for the file, in bytes. */
#define MAX_TEXT	(64U << 20)

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), bytes = strlen(end);

	return len >= bytes && !strcmp(text + len - bytes, end);
}

/* Take a line apart. False if it is something else. */
static bool read_line(char *line, struct cmd_dynamic *e)
{
	e->kind = *line;
	if (!strsep(&line, ":") || !line)
		return false;
	e->group = strsep(&line, "/");
	if (!line)
		return false;
	e->name = strsep(&line, " \t");
	e->place = "";
	if (line && e->kind != 's')
		e->place = strsep(&line, " ");
	e->arguments = line ?: "";
	e->is_return = e->kind == 'r' || ends_with(e->place, "%return");
	/* No function has a slash in its name. */
	if (strchr(e->place, '/'))
		e->kind = 'u';
	return true;
}

static u32 count_lines(const char *text)
{
	u32 nr = 1;

	for (; *text; text++)
		nr += *text == '\n';
	return nr;
}

static int read_lines(struct cmd_dynamics *all)
{
	char *rest = all->text, *line;

	all->list = calloc(count_lines(rest), sizeof(*all->list));
	if (!all->list)
		return cmd_no_memory();
	while ((line = strsep(&rest, "\n")))
		all->nr += read_line(line, &all->list[all->nr]);
	return CMD_OK;
}

/**
 * cmd_dynamics_read - read which dynamic events there are
 * @place: has the tracefs.
 * @all: gets the events; free them with cmd_dynamics_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_dynamics_read(const struct cmd_place *place, struct cmd_dynamics *all)
{
	char *path;
	u32 bytes;
	int status;

	*all = (struct cmd_dynamics) { };
	if (asprintf(&path, "%s/dynamic_events", place->root) < 0)
		return cmd_no_memory();
	status = cmd_read_file(path, MAX_TEXT, &all->text, &bytes);
	free(path);
	return status ? CMD_SYSTEM : read_lines(all);
}

/**
 * cmd_dynamics_free - free a list of dynamic events, but not the struct itself
 * @all: the list.
 *
 * Context: any.
 */
void cmd_dynamics_free(struct cmd_dynamics *all)
{
	free(all->list);
	free(all->text);
	*all = (struct cmd_dynamics) { };
}

/**
 * cmd_dynamic_matches - does the user mean an event?
 * @event: the event.
 * @pattern: NAME for one of our group, or GROUP:NAME; each may be a pattern.
 *
 * Context: any.
 * Return: true if the event matches.
 */
bool cmd_dynamic_matches(const struct cmd_dynamic *event, const char *pattern)
{
	const char *colon = strchr(pattern, ':');
	char full[512];

	if (snprintf(full, sizeof(full), "%s:%s", event->group, event->name) >= sizeof(full))
		return false;
	if (colon)
		return !fnmatch(pattern, full, 0);
	return !strcmp(event->group, OUR_GROUP) && !fnmatch(pattern, event->name, 0);
}
