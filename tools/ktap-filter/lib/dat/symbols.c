// SPDX-License-Identifier: GPL-2.0
/*
 * The symbols of the traced kernel, from its trace.dat.
 *
 * libtraceevent may have them too, but it finds a name for an address. A filter needs the
 * address of a name.
 */
#include <stdlib.h>

#include "dat/dat.h"
#include "dat/section.h"
#include "env.h"

/**
 * dat_read_symbols - read the symbols in a trace.dat
 * @dat: the file.
 *
 * Context: as env_read_symbols().
 * Return: 0; -ENOENT if the file has none; -EINVAL; -ENOMEM.
 */
int dat_read_symbols(struct dat *dat)
{
	struct dat_cursor c;
	const u8 *text;
	u32 bytes, line;
	u8 *data;
	int err;

	err = dat_read_section(dat, DAT_OPTION_KALLSYMS, &data, &c);
	bytes = dat_take32(&c);
	text = dat_take(&c, bytes);
	if (err == -ENOENT || (!err && !bytes))
		err = dat_fail(dat, -ENOENT, "%s has no symbols", dat->path);
	else if (!err && (!text || env_read_symbols(fmemopen((void *)text, bytes, "r"), &line)))
		err = dat_fail(dat, -EINVAL, "%s has symbols that cannot be read", dat->path);
	free(data);
	return err;
}
