// SPDX-License-Identifier: GPL-2.0
/*
 * Small files are read as a whole.
 *
 * A name may belong to a pipe or to a file of the kernel, which have no size. So reading
 * goes on to the end or to the bound; one byte beyond the bound shows that the file is too
 * large. "-" is the standard input or output.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd.h"

#define FIRST_BYTES	4096U

static ssize_t read_again(int fd, void *to, size_t bytes)
{
	ssize_t got;

	do {
		got = read(fd, to, bytes);
	} while (got < 0 && errno == EINTR);
	return got;
}

/* @flag: how to open the file, apart from O_WRONLY. */
static int write_once(const char *path, int flag, const void *data, u32 bytes, bool *opened)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | flag);
	ssize_t done;
	int err = 0;

	*opened = fd >= 0;
	if (fd < 0)
		return -errno;
	do {
		done = write(fd, data, bytes);
	} while (done < 0 && errno == EINTR);
	if (done < 0)
		err = -errno;
	else if (done < bytes)
		err = -EIO;
	if (close(fd) && !err)
		err = -errno;
	return err;
}

/**
 * cmd_write_once - write to a file of the kernel with a single write()
 * @path: the file's name.
 * @data: the bytes.
 * @bytes: number of bytes.
 * @opened: gets whether open() worked: a later error is about the bytes.
 *
 * Context: any.
 * Return: 0 or the negative errno of open(), write() or close().
 */
int cmd_write_once(const char *path, const void *data, u32 bytes, bool *opened)
{
	return write_once(path, O_TRUNC, data, bytes, opened);
}

/**
 * cmd_append_once - append to a file of the kernel with a single write()
 * @path: the file's name.
 * @data: the bytes.
 * @bytes: number of bytes.
 *
 * Context: any.
 * Return: 0 or the negative errno of open(), write() or close().
 */
int cmd_append_once(const char *path, const void *data, u32 bytes)
{
	bool opened;

	return write_once(path, O_APPEND, data, bytes, &opened);
}

/* Read up to @max + 1 bytes, and leave room for a NUL: 0 or a negative errno. */
static int read_all(int fd, u32 max, char **data, u32 *bytes)
{
	size_t have = 0, room = 0;
	ssize_t got;

	*data = NULL;
	do {
		if (have == room) {
			char *bigger;

			room = room ? 2 * room : FIRST_BYTES;
			bigger = realloc(*data, room + 1);
			if (!bigger)
				return -ENOMEM;
			*data = bigger;
		}
		got = read_again(fd, *data + have, room - have);
		if (got < 0)
			return -errno;
		have += got;
	} while (got && have <= max);
	(*data)[have] = 0;
	*bytes = have;
	return have > max ? -EFBIG : 0;
}

/**
 * cmd_read_file - read a whole file
 * @path: the file's name; "-" for the standard input.
 * @max: the largest size to accept, in bytes.
 * @data: gets the bytes and a NUL; free it with free(); NULL on failure.
 * @bytes: gets the number of bytes without the NUL.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if the file is too large; CMD_SYSTEM. The error has been printed.
 */
int cmd_read_file(const char *path, u32 max, char **data, u32 *bytes)
{
	bool is_input = !strcmp(path, "-");
	int fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	int err = fd < 0 ? -errno : 0;

	*data = NULL;
	if (!err)
		err = read_all(fd, max, data, bytes);
	if (fd > STDIN_FILENO)
		close(fd);
	if (!err)
		return CMD_OK;
	free(*data);
	*data = NULL;
	if (err == -EFBIG)
		return cmd_error(CMD_REFUSED, "%s has more than %u bytes", path, max);
	return cmd_error(CMD_SYSTEM, "cannot read %s: %s", path, strerror(-err));
}

/**
 * cmd_write_file - write a file
 * @path: the file's name; NULL or "-" for the standard output.
 * @data: the bytes.
 * @bytes: number of bytes.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_write_file(const char *path, const void *data, u32 bytes)
{
	FILE *to;
	bool ok;

	/* main() checks the standard output once, after all output. */
	if (!path || !strcmp(path, "-")) {
		fwrite(data, 1, bytes, stdout);
		return CMD_OK;
	}
	to = fopen(path, "we");
	ok = to && fwrite(data, 1, bytes, to) == bytes;
	if (to && fclose(to))
		ok = false;
	if (ok)
		return CMD_OK;
	return cmd_error(CMD_SYSTEM, "cannot write %s: %s", path, strerror(errno));
}
