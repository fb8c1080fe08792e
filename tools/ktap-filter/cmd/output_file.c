// SPDX-License-Identifier: GPL-2.0
/*
 * Files that the user names for output, beside what is printed: they appear whole or not at all.
 */
#include "cmd.h"
#include "output_file.h"

static int cannot_write(const char *path, int err)
{
	return cmd_error(CMD_SYSTEM, "cannot write %s: %s", path, strerror(-err));
}

/**
 * cmd_output_open - start to write a file
 * @w: gets the file; end it with cmd_output_end(), also on failure. One at a time.
 * @path: the file's name.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_output_open(struct whole *w, const char *path)
{
	int err = whole_open(w, path);

	return err ? cannot_write(path, err) : CMD_OK;
}

/**
 * cmd_output_end - end a file, and let it appear if it is whole
 * @w: the file.
 * @path: the file's name.
 * @status: how writing it went, enum cmd_status; the file is removed unless this is CMD_OK.
 *
 * Context: any.
 * Return: @status, or CMD_SYSTEM if the file could not be written. The error has been printed.
 */
int cmd_output_end(struct whole *w, const char *path, int status)
{
	int err = 0;

	if (!status) {
		err = fflush(w->to) ? -errno : ferror(w->to) ? -EIO : whole_keep(w);
		if (err)
			status = cannot_write(path, err);
	}
	whole_close(w);
	return status;
}
