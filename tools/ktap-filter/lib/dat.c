// SPDX-License-Identifier: GPL-2.0
/*
 * A trace.dat: its events, and where the records of each buffer are.
 *
 * A file is either read here, all of it, or by libtracecmd. Then there are no places,
 * and a buffer has all CPUs that the library speaks of.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <trace-cmd.h>
#include <unistd.h>

#include "dat.h"

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

static int open_file(struct dat *dat)
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

/* The engine compares numbers as they are, and knows where each record's own ones are. */
static int check_records(struct dat *dat)
{
	struct tep_handle *tep = dat->events.tep;
	struct tep_event *event = tep_get_first_event(tep);
	struct tep_format_field *type = event ? tep_find_common_field(event, "common_type") : NULL;
	struct tep_format_field *pid = event ? tep_find_common_field(event, "common_pid") : NULL;

	if (tep_is_file_bigendian(tep) != tep_is_local_bigendian(tep))
		return dat_fail(dat, -EINVAL, "%s is from a machine of the other byte order",
				dat->path);
	if (!type || type->offset || type->size != 2 || !pid || pid->offset != 4 ||
	    pid->size != 4)
		return dat_fail(dat, -EINVAL, "%s has records of a layout that nobody knows",
				dat->path);
	dat->long_size = tep_get_header_page_size(tep);
	if (dat->long_size != 4 && dat->long_size != 8)
		return dat_fail(dat, -EINVAL, "%s has sub-buffers of a layout that nobody knows",
				dat->path);
	return 0;
}

/* A buffer that the library reads: it tells no more than how many CPUs there are. */
static int add_buffer(struct dat *dat, const char *name, struct tracecmd_input *input)
{
	struct dat_buffer *buffer = &dat->buffers[dat->nr_buffers];
	u32 i;

	buffer->input = input;
	buffer->name = strdup(name);
	buffer->page = dat->page;
	buffer->cpus = calloc(dat->nr_cpus ?: 1, sizeof(*buffer->cpus));
	dat->nr_buffers++;
	if (!buffer->name || !buffer->cpus)
		return -ENOMEM;
	for (i = 0; i < dat->nr_cpus; i++)
		buffer->cpus[i].nr = i;
	buffer->nr_cpus = dat->nr_cpus;
	return 0;
}

static int find_by_library(struct dat *dat)
{
	int nr = tracecmd_buffer_instances(dat->events.dat), err, i;

	dat_free_places(dat);
	dat->total = 0;
	dat->nr_cpus = max(tep_get_cpus(dat->events.tep), 0);
	dat->buffers = calloc(nr + 1, sizeof(*dat->buffers));
	if (!dat->buffers)
		return -ENOMEM;
	err = add_buffer(dat, "", dat->events.dat);
	for (i = 0; i < nr && !err; i++) {
		const char *name = tracecmd_buffer_instance_name(dat->events.dat, i);
		struct tracecmd_input *input;

		input = tracecmd_buffer_instance_handle(dat->events.dat, i);
		if (input)
			err = add_buffer(dat, name ?: "", input);
	}
	return err;
}

/**
 * events_open_dat - take events from a trace.dat
 * @events: gets the place; to be closed whatever happens.
 * @path: the file.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is none; -ENOMEM; an errno of opening.
 */
int events_open_dat(struct events *events, const char *path)
{
	struct dat dat = { .path = path };
	int err = open_file(&dat);

	if (!err)
		err = dat_find_places(&dat);
	if (!err)
		err = dat_read_events(&dat);
	*events = dat.events;
	snprintf(events->error, sizeof(events->error), "%s", dat.error);
	dat.events = (struct events) { };
	dat_close(&dat);
	return err;
}

/**
 * dat_open - open a trace.dat
 * @dat: gets the file; to be closed whatever happens.
 * @path: its name, which has to live as long.
 * @prints: events are going to be printed.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is none that can be read here; -ENOMEM; an errno of opening.
 * @error has the words for it.
 */
int dat_open(struct dat *dat, const char *path, bool prints)
{
	int err;

	*dat = (struct dat) { .path = path, .prints = prints };
	err = open_file(dat);
	if (!err)
		err = dat_find_places(dat);
	if (!err)
		err = dat_read_events(dat);
	if (!err)
		err = check_records(dat);
	if (!err && dat->by_library)
		err = find_by_library(dat);
	if (err == -ENOMEM)
		dat_fail(dat, err, "%s", strerror(ENOMEM));
	return err;
}

/**
 * dat_close - be done with a file
 * @dat: the file.
 *
 * Context: any.
 */
void dat_close(struct dat *dat)
{
	u32 b;

	for (b = 0; b < dat->nr_buffers; b++)
		if (dat->buffers[b].input && dat->buffers[b].input != dat->events.dat)
			tracecmd_close(dat->buffers[b].input);
	dat_free_places(dat);
	if (dat->plugins)
		tep_unload_plugins(dat->plugins, dat->events.tep);
	dat->plugins = NULL;
	events_close(&dat->events);
	if (dat->fd >= 0)
		close(dat->fd);
	dat->fd = -1;
}
