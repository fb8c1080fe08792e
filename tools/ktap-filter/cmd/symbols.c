// SPDX-License-Identifier: GPL-2.0
/*
 * Functions of the kernel that a filter is for.
 *
 * A filter names functions, but runs on addresses. A list of symbols has both. It comes from
 * the user, from a trace.dat, or from the running kernel, which shows addresses to
 * privileged users.
 */
#include "dat/dat.h"
#include "env.h"
#include "symbols.h"

/**
 * cmd_read_symbols - read functions from a list of symbols
 * @path: the list, in the format of /proc/kallsyms.
 *
 * Context: as env_read_symbols().
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_read_symbols(const char *path)
{
	u32 line;
	int err = env_read_symbols(fopen(path, "re"), &line);

	switch (err) {
	case 0:
		return CMD_OK;
	case -EINVAL:
		return cmd_error(CMD_SYSTEM, "%s, line %u: not a symbol", path, line);
	case -ENODATA:
		return cmd_error(CMD_SYSTEM, "%s does not tell addresses", path);
	default:
		return cmd_error(CMD_SYSTEM, "cannot read %s: %s", path, strerror(-err));
	}
}

static int symbols_of_dat(const char *path)
{
	struct dat *dat = calloc(1, sizeof(*dat));
	int err = -ENOMEM;

	if (!dat)
		return err;
	dat->fd = -1;
	err = dat_open(dat, path, false);
	if (!err)
		err = dat_read_symbols(dat);
	dat_close(dat);
	free(dat);
	return err;
}

/**
 * cmd_find_symbols - read functions from the source of the events, if it has them
 * @event: the source.
 *
 * Without symbols, any name of a function is accepted.
 *
 * Context: as env_read_symbols().
 */
void cmd_find_symbols(const struct cmd_event *event)
{
	int err = -ENOENT;
	u32 line;

	if (event->input)
		err = symbols_of_dat(event->input);
	else if (!event->format && !event->tracefs)
		err = env_read_symbols(fopen("/proc/kallsyms", "re"), &line);
	env.any_function = err;
}
