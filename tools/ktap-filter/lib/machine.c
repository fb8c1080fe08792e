// SPDX-License-Identifier: GPL-2.0
/*
 * The running machine, if filters are for its kernel.
 *
 * A format has an event's fields. Only the kernel knows its functions and its possible CPUs.
 * It can be asked if it is the running kernel, that is if the events come from its tracefs
 * and not from a copied file. Functions are looked up elsewhere (symbols.c): the list is
 * long, and few filters need it.
 */
#include <linux/magic.h>
#include <stdlib.h>
#include <sys/vfs.h>

#include "env.h"

/* Return the largest number in a list such as "0-3,8", plus one; 0 without a list. */
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
 * env_use_machine - check filters against the running kernel
 * @tracing: the source of the events; this does nothing if it is no tracefs.
 *
 * Context: any; before the first thread starts.
 */
void env_use_machine(const char *tracing)
{
	struct statfs fs;

	if (statfs(tracing, &fs) || fs.f_type != TRACEFS_MAGIC)
		return;
	env.running = true;
	env.nr_cpus = read_nr_cpus("/sys/devices/system/cpu/possible");
}
