// SPDX-License-Identifier: GPL-2.0
/*
 * Names of tasks. A record has the number of its task; the kernel keeps the names of the tasks
 * that ran last, for all instances. It learns the name when the task is switched from: one that
 * has not been yet is asked for itself.
 */
#include <stdlib.h>
#include <tracefs.h>

#include "live/reader.h"

/* What libtraceevent prints for a task without a name. */
#define NO_COMM	"<...>"

/**
 * live_comm - ask for the name of a task, unless it is known
 * @tep: gets the name, or that there is none.
 * @pid: the task's number.
 *
 * Context: any.
 */
void live_comm(struct tep_handle *tep, u32 pid)
{
	char path[64], comm[64] = NO_COMM;
	FILE *from;

	if (!pid || tep_is_pid_registered(tep, pid))
		return;
	snprintf(path, sizeof(path), "/proc/%u/comm", pid);
	from = fopen(path, "re");
	if (from) {
		if (fscanf(from, "%63[^\n]", comm) != 1)
			memcpy(comm, NO_COMM, sizeof(NO_COMM));
		fclose(from);
	}
	tep_register_comm(tep, comm, pid);
}

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
