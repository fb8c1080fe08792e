// SPDX-License-Identifier: GPL-2.0
/*
 * A trace.dat: its events, and the places of each buffer's records.
 *
 * Either all of a file is read here, or libtracecmd reads the records. Then there are no
 * places, and a buffer has all CPUs that libtracecmd reports.
 */
#include <stdio.h>
#include <stdlib.h>
#include <trace-cmd.h>

#include "dat/dat.h"
#include "dat/parts.h"

/* The engine needs numbers in this machine's byte order, and the kernel's common fields. */
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

/* Add a buffer that libtracecmd reads. Only the number of its CPUs is known. */
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
 * events_open_dat - read the events of a trace.dat
 * @events: gets the source; close it with events_close(), also on failure.
 * @path: the file.
 *
 * Context: any.
 * Return: 0; -EINVAL for a file of another type; -ENOMEM; an errno of opening.
 */
int events_open_dat(struct events *events, const char *path)
{
	struct dat dat = { .path = path };
	int err = dat_open_file(&dat);

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
 * @dat: gets the file; close it with dat_close(), also on failure.
 * @path: the file's name; it must live as long as @dat.
 * @prints: read what is needed to print events.
 *
 * Context: any.
 * Return: 0; -EINVAL for a file that cannot be read here; -ENOMEM; an errno of opening.
 * @dat->error has the message.
 */
int dat_open(struct dat *dat, const char *path, bool prints)
{
	int err;

	*dat = (struct dat) { .path = path, .prints = prints };
	err = dat_open_file(dat);
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
 * dat_close - close a trace.dat
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
	dat_close_file(dat);
}
