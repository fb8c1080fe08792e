// SPDX-License-Identifier: GPL-2.0
/*
 * The machine that this program runs on, where filters are for its kernel.
 *
 * A format tells an event's fields. Which functions there are, and which CPUs there can
 * be, only the kernel knows that the filter is for. If that is the running one, as a
 * tracefs tells and a copy of its files does not, it can be asked. The functions are not
 * asked for here: their list is long, and few filters want it.
 */
#include <linux/magic.h>
#include <stdlib.h>
#include <sys/vfs.h>

#include "env.h"

/* One more than the highest number in a list as "0-3,8"; 0 if there is no list. */
static u32 read_nr_cpus(const char *path)
{
	FILE *from = fopen(path, "re");
	char list[4096] = "", *last = list, *at;

	if (!from)
		return 0;
	if (!fgets(list, sizeof(list), from))
		*list = 0;
	fclose(from);
	for (at = list; *at; at++)
		if (*at == ',' || *at == '-')
			last = at + 1;
	return isdigit(*last) ? strtoul(last, NULL, 10) + 1 : 0;
}

/**
 * env_use_machine - filters from here on may be for the running kernel
 * @tracing: where their events come from; nothing changes if that is no tracefs.
 *
 * Context: any; before threads are started.
 */
void env_use_machine(const char *tracing)
{
	struct statfs fs;

	if (statfs(tracing, &fs) || fs.f_type != TRACEFS_MAGIC)
		return;
	env.running = true;
	env.nr_cpus = read_nr_cpus("/sys/devices/system/cpu/possible");
}
