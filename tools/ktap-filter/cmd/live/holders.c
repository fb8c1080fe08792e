// SPDX-License-Identifier: GPL-2.0
/*
 * Who holds an instance that cannot be removed: a process that has a file open in it.
 */
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "live/frame.h"

/* Room for the name of a file in a tracefs. */
#define PATH	1024

static bool is_number(const char *name)
{
	return *name && !name[strspn(name, "0123456789")];
}

/* Tell the first file that a process has open below a folder. */
static void tell_process(const char *pid, const char *folder)
{
	char path[PATH], file[PATH], comm[64] = "";
	size_t len = strlen(folder);
	struct dirent *entry;
	FILE *name;
	ssize_t got;
	DIR *files;

	snprintf(path, sizeof(path), "/proc/%s/fd", pid);
	files = opendir(path);
	while (files && (entry = readdir(files))) {
		got = readlinkat(dirfd(files), entry->d_name, file, sizeof(file) - 1);
		if (got <= (ssize_t)len || memcmp(file, folder, len) || file[len] != '/')
			continue;
		file[got] = 0;
		snprintf(path, sizeof(path), "/proc/%s/comm", pid);
		name = fopen(path, "re");
		if (!name || !fgets(comm, sizeof(comm), name))
			snprintf(comm, sizeof(comm), "?");
		if (name)
			fclose(name);
		cmd_error(CMD_REFUSED, "process %s (%.*s) has %s open", pid,
			  (int)strcspn(comm, "\n"), comm, file);
		break;
	}
	if (files)
		closedir(files);
}

/**
 * frame_tell_holders - print which processes hold the instance of a run
 * @place: has the tracefs.
 * @nr: the run's number.
 *
 * Context: any.
 */
void frame_tell_holders(const struct cmd_place *place, u32 nr)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	char *folder;

	if (asprintf(&folder, "%s/instances/" SESSION_INSTANCE "%u", place->root, nr) < 0)
		folder = NULL;
	while (processes && folder && (entry = readdir(processes)))
		if (is_number(entry->d_name))
			tell_process(entry->d_name, folder);
	if (processes)
		closedir(processes);
	free(folder);
}
