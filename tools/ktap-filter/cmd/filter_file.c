// SPDX-License-Identifier: GPL-2.0
/*
 * An event's file "filter", as the kernel shows it.
 *
 * Without a filter it says "none". One that was refused is there all the same, with the
 * error in the line below it, and is not in force.
 */
#include <stdlib.h>
#include <tracefs.h>

#include "cmd.h"

static bool is_in_force(const char *text)
{
	return *text && strcmp(text, "none") && !strstr(text, "\nparse_error: ") &&
	       !strstr(text, "\nError: (");
}

/**
 * cmd_filter_file_read - read which filter of an event is in force
 * @trace: the instance.
 * @system: the event's system.
 * @event: its name.
 * @text: gets the filter, to be freed by free(); NULL if none is in force.
 *
 * Context: any.
 * Return: 0 or an errno, negative: -ENOENT for an event that takes no filter.
 */
int cmd_filter_file_read(struct tracefs_instance *trace, const char *system, const char *event,
			 char **text)
{
	char *shown = tracefs_event_file_read(trace, system, event, "filter", NULL);
	size_t len = shown ? strlen(shown) : 0;

	*text = NULL;
	if (!shown)
		return errno ? -errno : -EIO;
	if (len && shown[len - 1] == '\n')
		shown[len - 1] = 0;
	if (is_in_force(shown))
		*text = shown;
	else
		free(shown);
	return 0;
}
