// SPDX-License-Identifier: GPL-2.0
/*
 * Names of tasks. A record has the number of its task; the kernel keeps the names of the tasks
 * that ran last, for all instances.
 */
#include <stdlib.h>
#include <tracefs.h>

#include "live/reader.h"

/**
 * live_comms - read the names of the tasks that ran last
 * @s: the session.
 * @tep: gets the names.
 *
 * Context: any.
 */
void live_comms(const struct session *s, struct tep_handle *tep)
{
	char *text = NULL, *line, *rest;
	struct tracefs_instance *top = tracefs_instance_alloc(s->place.root, NULL);
	int pid, at;

	if (top)
		text = tracefs_instance_file_read(top, "saved_cmdlines", NULL);
	for (rest = text; rest && (line = strsep(&rest, "\n"));)
		if (sscanf(line, "%d %n", &pid, &at) == 1 && line[at] &&
		    (!tep_is_pid_registered(tep, pid) ||
		     strcmp(tep_data_comm_from_pid(tep, pid), line + at)))
			tep_override_comm(tep, line + at, pid);
	free(text);
	tracefs_instance_free(top);
}
