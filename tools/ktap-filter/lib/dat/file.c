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
 * dat_fail - store the message of an error
 * @dat: the file.
 * @err: negative errno.
 * @fmt: the message, as for printf(), without a newline.
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
 * dat_read - read bytes of a file
 * @dat: the file.
 * @off: their offset in the file.
 * @to: gets the bytes.
 * @bytes: number of bytes.
 *
 * Context: any; several threads may read at once.
 * Return: 0; -ENODATA if the file is too short; an errno of reading.
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
 * dat_open_file - open the file of a struct dat
 * @dat: has the file's name. Close it with dat_close_file(), also on failure.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is no regular file; an errno of opening. @dat->error has the message.
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
 * dat_close_file - close the file of a struct dat
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
