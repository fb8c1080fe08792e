/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reading and writing files of tracefs, for tests in C.
 */
#ifndef _KTAP_TRACEFS_H
#define _KTAP_TRACEFS_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRACING	"/sys/kernel/tracing"

static inline int put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	int err = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		err = -errno;
	close(fd);
	return err;
}

/* Read the start of a file. */
static inline const char *get(const char *path)
{
	static char text[8192];
	int fd = open(path, O_RDONLY);
	ssize_t len = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	text[len < 0 ? 0 : len] = 0;
	return text;
}

/* Number of records ever written to the top instance's buffer. */
static inline unsigned int recorded(void)
{
	const char *at = strstr(get(TRACING "/trace"), "entries-written: ");
	unsigned int in, all;

	if (!at || sscanf(at, "entries-written: %u/%u", &in, &all) != 2)
		return -1;
	return all;
}

/* Number of records that writing @record to an event's file "inject" makes, or -1. */
static inline unsigned int records_of(const char *inject, const char *record)
{
	unsigned int before = recorded();

	return put(inject, record) ? -1 : recorded() - before;
}

/* Does the file show exactly this filter? */
static inline bool shows(const char *path, const char *text)
{
	const char *shown = get(path);
	size_t len = strlen(text);

	return !strncmp(shown, text, len) && !strcmp(shown + len, "\n");
}

/* Does the file show this filter and an error? */
static inline bool shows_refused(const char *path, const char *text)
{
	const char *shown = get(path);

	return !strncmp(shown, text, strlen(text)) && strstr(shown, "rror");
}

#endif /* _KTAP_TRACEFS_H */
