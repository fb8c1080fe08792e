// SPDX-License-Identifier: GPL-2.0
/*
 * The file that is being written. Bytes go to its end, or replace bytes that could not be
 * known when they were written.
 */
#include <stdio.h>

#include "dat/writer.h"

/**
 * dat_put - append bytes to the file
 * @w: the writer.
 * @data: the bytes.
 * @bytes: number of bytes.
 *
 * Context: any.
 * Return: 0 or an errno of writing.
 */
int dat_put(struct dat_writer *w, const void *data, u64 bytes)
{
	if (fwrite(data, 1, bytes, w->file.to) != bytes)
		return dat_fail(w->dat, -EIO, "cannot write %s: %s", w->path, strerror(errno));
	w->at += bytes;
	return 0;
}

/**
 * dat_put_at - overwrite bytes of the file
 * @w: the writer.
 * @off: their offset in the file.
 * @data: the bytes.
 * @bytes: number of bytes.
 *
 * Context: any.
 * Return: 0 or an errno of writing.
 */
int dat_put_at(struct dat_writer *w, u64 off, const void *data, u32 bytes)
{
	if (fseeko(w->file.to, off, SEEK_SET) || fwrite(data, 1, bytes, w->file.to) != bytes ||
	    fseeko(w->file.to, 0, SEEK_END))
		return dat_fail(w->dat, -EIO, "cannot write %s: %s", w->path, strerror(errno));
	return 0;
}
