// SPDX-License-Identifier: GPL-2.0
/*
 * The file of a trace.dat: its bytes are read by their places. Errors get a message.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dat/file.h"

/**
 * dat_fail - say what is wrong with a file
 * @dat: the file.
 * @err: an errno, negative.
 * @fmt: as printf(), no newline.
 *
 * Context: any.
 * Return: @err.
 */
int dat_fail(struct dat *dat, int err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(dat->error, sizeof(dat->error), fmt, args);
	va_end(args);
	return err;
}

/**
 * dat_read - read a piece of a file
 * @dat: the file.
 * @off: where it is, bytes.
 * @to: gets it.
 * @bytes: its size.
 *
 * Context: any; several threads may.
 * Return: 0; -ENODATA if the file ends before that; an errno of reading.
 */
int dat_read(const struct dat *dat, u64 off, void *to, u32 bytes)
{
	while (bytes) {
		ssize_t got;

		if (off > dat->bytes)
			return -ENODATA;
		got = pread(dat->fd, to, bytes, off);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got ? -errno : -ENODATA;
		to += got;
		off += got;
		bytes -= got;
	}
	return 0;
}

/**
 * dat_open_file - open the file itself
 * @dat: the file, which has its name; to be closed by dat_close_file() whatever happens.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is no file; an errno of opening. @error has the words for it.
 */
int dat_open_file(struct dat *dat)
{
	struct stat st;

	dat->fd = open(dat->path, O_RDONLY | O_CLOEXEC);
	if (dat->fd < 0 || fstat(dat->fd, &st))
		return dat_fail(dat, -errno, "cannot open %s: %s", dat->path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return dat_fail(dat, -EINVAL, "%s is no file", dat->path);
	dat->bytes = st.st_size;
	return 0;
}

/**
 * dat_close_file - close the file itself
 * @dat: the file.
 *
 * Context: any.
 */
void dat_close_file(struct dat *dat)
{
	if (dat->fd >= 0)
		close(dat->fd);
	dat->fd = -1;
}
