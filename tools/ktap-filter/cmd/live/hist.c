// SPDX-License-Identifier: GPL-2.0
/*
 * Triggers "hist" of the events of a run: the kernel keeps a table, and nothing is recorded.
 *
 * They are in the run's own instance. The filter stands behind "if".
 */
#include <stdlib.h>
#include <tracefs.h>
#include <unistd.h>

#include "filters/error_log.h"
#include "filters/file.h"
#include "live/hist.h"

static char *file_of(const struct session *s, const struct ktf_schema *schema, const char *file)
{
	return cmd_event_file(s->place.trace, schema->event->system, schema->event->name, file);
}

/**
 * hist_check - does the kernel have such triggers?
 * @s: the session, opened.
 * @schema: one of its events.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int hist_check(const struct session *s, const struct ktf_schema *schema)
{
	char *path = file_of(s, schema, "hist");
	bool there = path && !access(path, F_OK);

	free(path);
	return there ? CMD_OK :
	       cmd_error(CMD_SYSTEM,
			 "the kernel lacks CONFIG_HIST_TRIGGERS: leave out --in-kernel");
}

static int refused(const struct session *s, const char *path, int err, const char *before)
{
	char *after = cmd_error_log_last(s->place.trace);

	cmd_error(CMD_SYSTEM, "cannot write %s: %s", path, strerror(-err));
	if (after && (!before || strcmp(before, after)))
		cmd_error_log_print(after);
	free(after);
	return CMD_SYSTEM;
}

/**
 * hist_write - write a trigger
 * @s: the session, opened.
 * @schema: the event.
 * @trigger: the trigger, with "!" in front of it to remove it.
 * @condition: what stands behind "if".
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int hist_write(const struct session *s, const struct ktf_schema *schema, const char *trigger,
	       const char *condition)
{
	char *before = cmd_error_log_last(s->place.trace);
	char *path = file_of(s, schema, "trigger"), *text = NULL;
	int status = CMD_OK, err;

	if (!path || asprintf(&text, "%s if %s", trigger, condition) < 0) {
		status = cmd_no_memory();
		text = NULL;
	} else {
		err = cmd_append_once(path, text, strlen(text));
		if (err)
			status = refused(s, path, err, before);
	}
	free(text);
	free(path);
	free(before);
	return status;
}

/**
 * hist_text - read what the kernel has counted
 * @s: the session, opened.
 * @schema: the event.
 *
 * Context: any.
 * Return: the text, as lib/live/histogram.c reads it; free it with free(). NULL if it cannot
 * be read.
 */
char *hist_text(const struct session *s, const struct ktf_schema *schema)
{
	char *file, *text;

	if (asprintf(&file, "events/%s/%s/hist", schema->event->system, schema->event->name) < 0)
		return NULL;
	text = tracefs_instance_file_read(s->place.trace, file, NULL);
	free(file);
	return text;
}
