// SPDX-License-Identifier: GPL-2.0
/*
 * Images are read and written, as files and as words.
 *
 * Wherever a command takes an image, it takes the image's word, on the command line or in a
 * file. An image is written to a file or a pipe, never to a terminal.
 */
#include <stdlib.h>
#include <unistd.h>

#include "cmd.h"
#include "prog/image.h"

/**
 * cmd_is_image - do these bytes look like an image?
 * @data: the bytes.
 * @bytes: number of bytes.
 *
 * Context: any.
 * Return: true if they start with the magic number of an image.
 */
bool cmd_is_image(const char *data, u32 bytes)
{
	const u32 len = sizeof(KTAP_FILTER_MAGIC) - 1;

	return bytes >= len && !memcmp(data, KTAP_FILTER_MAGIC, len);
}

/* Make an image of the bytes of @name, an image or a word: enum cmd_status. */
static int take_image(const char *name, const char *data, u32 bytes, void **image, u32 *size)
{
	struct ktf_diag diag = { };

	if (ktf_is_armour(data)) {
		if (!ktf_armour_decode(data, image, size, &diag))
			return CMD_OK;
		return cmd_refused(data, &diag);
	}
	if (!cmd_is_image(data, bytes))
		return cmd_error(CMD_REFUSED, "%s is no image of a filter", name);
	*image = ktf_alloc(bytes);
	if (!*image)
		return cmd_no_memory();
	memcpy(*image, data, bytes);
	*size = bytes;
	return CMD_OK;
}

/**
 * cmd_read_image - read the image that an argument names
 * @arg: the name of a file, "-" for the standard input, or a word.
 * @image: gets the image; free it with ktf_free(); NULL on failure.
 * @size: gets the image's size in bytes.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_read_image(const char *arg, void **image, u32 *size)
{
	char *data;
	u32 bytes;
	int status;

	*image = NULL;
	if (ktf_is_armour(arg))
		return take_image("the word", arg, strlen(arg), image, size);
	status = cmd_read_file(arg, CMD_MAX_FILTER, &data, &bytes);
	if (status)
		return status;
	status = take_image(arg, data, bytes, image, size);
	free(data);
	return status;
}

static int put_word(const char *path, const void *image, u32 size)
{
	char *word = ktf_armour_encode(image, size);
	char *line = NULL;
	int status;

	if (!word || asprintf(&line, "%s\n", word) < 0)
		status = cmd_no_memory();
	else
		status = cmd_write_file(path, line, strlen(line));
	ktf_free(word);
	free(line);
	return status;
}

/**
 * cmd_put_image - write an image
 * @path: the file; NULL or "-" for the standard output.
 * @as_word: write the image as a word, on one line.
 * @image: the image.
 * @size: the image's size in bytes.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE or CMD_SYSTEM. The error has been printed.
 */
int cmd_put_image(const char *path, bool as_word, const void *image, u32 size)
{
	if (as_word)
		return put_word(path, image, size);
	if ((!path || !strcmp(path, "-")) && isatty(STDOUT_FILENO))
		return cmd_usage("an image is nothing for a terminal: use --word or --output");
	return cmd_write_file(path, image, size);
}
