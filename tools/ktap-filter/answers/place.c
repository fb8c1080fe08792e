// SPDX-License-Identifier: GPL-2.0
/*
 * A place that takes filters: an event's file, a subsystem's, a trigger.
 */
#include <fcntl.h>
#include <unistd.h>

#include "answers.h"

static int file_open(const char *base, const char *file, int flags)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", base, file);
	return open(path, flags);
}

/**
 * file_write - write a text to a file, at once, as echo does
 * @base: the folder.
 * @file: the file in it, which exists.
 * @text: the text.
 *
 * Return: 0 or the errno of the write, positive.
 */
int file_write(const char *base, const char *file, const char *text)
{
	int fd = file_open(base, file, O_WRONLY), err = 0;

	if (fd < 0)
		fail(file);
	if (write(fd, text, strlen(text)) < 0)
		err = errno;
	close(fd);
	return err;
}

/**
 * file_read - read a whole file
 * @base: the folder.
 * @file: the file in it, which exists.
 * @to: gets the text and a NUL.
 * @room: bytes at @to; the rest of the file is left out.
 */
void file_read(const char *base, const char *file, char *to, size_t room)
{
	int fd = file_open(base, file, O_RDONLY);
	size_t have = 0;
	ssize_t len;

	if (fd < 0)
		fail(file);
	while ((len = read(fd, to + have, room - 1 - have)) > 0)
		have += len;
	to[have] = 0;
	close(fd);
}

/**
 * file_clear - empty error_log or trace
 * @base: the instance's folder.
 * @file: the file in it.
 */
void file_clear(const char *base, const char *file)
{
	int fd = file_open(base, file, O_WRONLY | O_TRUNC);

	if (fd < 0)
		fail(file);
	close(fd);
}

/* Replace "[   12.345678] " at the start of a line by "[] ". */
static void remove_times(char *log)
{
	char *from = log, *to = log;

	while (*from) {
		if ((from == log || from[-1] == '\n') && *from == '[') {
			*to++ = *from;
			while (*from && *from != ']')
				from++;
		}
		if (*from)
			*to++ = *from++;
	}
	*to = 0;
}

static void read_shown(const struct place *place, char *shown)
{
	const char * const *also = place->also;
	size_t len;

	file_read(place->base, place->file, shown, ANSWER_BYTES);
	for (; *also; also++) {
		len = strlen(shown);
		file_read(place->base, *also, shown + len, ANSWER_BYTES - len);
	}
}

static int write_text(const struct place *place, const char *before, const char *text)
{
	static char whole[ANSWER_BYTES];

	snprintf(whole, sizeof(whole), "%s%s%s", before, place->before ?: "", text);
	return file_write(place->base, place->file, whole);
}

static int undo(const struct place *place, const char *text)
{
	if (!place->before)
		return 0;
	if (place->undo)
		return file_write(place->base, place->file, place->undo);
	return write_text(place, "!", text);
}

/**
 * place_write - write a text, and see what becomes of it
 * @place: the place; a trigger or probe is removed again.
 * @text: the text.
 * @answer: gets the answer.
 */
void place_write(const struct place *place, const char *text, struct answer *answer)
{
	file_clear(place->base, "error_log");
	answer->err = write_text(place, "", text);
	read_shown(place, answer->shown);
	answer->undone = undo(place, text);
	file_read(place->base, "error_log", answer->log, ANSWER_BYTES);
	remove_times(answer->log);
}

/**
 * place_clear - remove the filter
 * @place: the place; for triggers and probes there is nothing to do.
 */
void place_clear(const struct place *place)
{
	if (!place->before)
		file_write(place->base, place->file, "0");
}
