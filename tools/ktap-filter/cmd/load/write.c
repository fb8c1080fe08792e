// SPDX-License-Identifier: GPL-2.0
/*
 * A filter is written to the files of its events. If one write fails, all are undone.
 *
 * The kernel decides, and writes its reason to the instance's error_log. The last entry is
 * printed if it is new. A refused text has removed the event's filter, so that filter is
 * written back, and so are the filters of the events before it.
 *
 * A system's file accepts any text and gives it to each event. An event that refuses the
 * text loses its filter, and the user is told.
 */
#include <signal.h>
#include <stdlib.h>
#include <tracefs.h>

#include "filters/error_log.h"
#include "filters/file.h"
#include "load/load.h"

/* Print why the kernel refused the filter: the error log has a new entry. */
static int refused(const struct load *load, const char *path, const char *why,
		   const char *before)
{
	char *after = cmd_error_log_last(load->place.trace);

	cmd_error(CMD_REFUSED, "%s: %s", path, why);
	if (after && (!before || strcmp(before, after)))
		cmd_error_log_print(after);
	free(after);
	return CMD_REFUSED;
}

/* Did the kernel refuse the filter, or did the system fail? Print the error. */
static int tell(const struct load *load, const char *path, int err, bool opened,
		const char *before)
{
	if (!opened || err == -ENOMEM || err == -EFAULT || err == -ENODEV || err == -EIO)
		return cmd_error(CMD_SYSTEM, "cannot write %s: %s", path, strerror(-err));
	return refused(load, path, strerror(-err), before);
}

/* @opened: gets whether open() worked, after which the kernel may have changed the filter. */
static int write_file(const struct load *load, const char *path, bool *opened)
{
	char *before;
	int err, status = CMD_OK;

	*opened = false;
	if (!path)
		return cmd_no_memory();
	before = cmd_error_log_last(load->place.trace);
	err = cmd_write_once(path, load->data, load->bytes, opened);
	if (err)
		status = tell(load, path, err, *opened, before);
	free(before);
	return status;
}

static char *event_file(const struct load *load, u32 nr, const char *file)
{
	const struct tep_event *of = load->found.list[nr].event;

	return cmd_event_file(load->place.trace, of->system, of->name, file);
}

static int put_back_one(const struct load *load, u32 nr)
{
	const char *text = load->before[nr] ?: "0";
	char *path = event_file(load, nr, "filter");
	bool opened;
	int err = path ? cmd_write_once(path, text, strlen(text), &opened) : -ENOMEM;

	if (err)
		cmd_error(CMD_SYSTEM, "cannot put the filter back to %s: %s; it was: %s",
			  path ?: "?", strerror(-err), text);
	free(path);
	return err;
}

/* Restore the filters of the first @nr events. */
static void put_back(const struct load *load, u32 nr)
{
	u32 done = 0, had = 0, i;

	for (i = 0; i < nr; i++) {
		had += !!load->before[i];
		done += !put_back_one(load, i);
	}
	if (had && done == nr)
		cmd_error(CMD_OK, "filters that are back in force: %u", had);
}

/* Write to all events, or to none. */
static int write_events(const struct load *load)
{
	bool opened = false;
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < load->found.nr && !status; i++) {
		char *path = event_file(load, i, load->file);

		status = write_file(load, path, &opened);
		free(path);
	}
	/* If open() failed, the last event still has its old filter. */
	if (status)
		put_back(load, opened ? i : i - 1);
	return status;
}

/* After a write to a system's file: does event @nr have the filter, or any? */
static int look_at(const struct load *load, u32 nr, u32 *took, u32 *open)
{
	bool takes = cmd_fit_takes(&load->fit, nr);
	char name[CMD_EVENT_NAME], *now;
	int status = load_in_force(load, nr, &now);

	if (status)
		return status;
	*took += now && takes;
	*open += !now;
	if (load->before[nr] && !takes && !now) {
		printf("%s does not take it, and has lost its filter: ",
		       cmd_event_name(&load->found.list[nr], name));
		cmd_print_text(stdout, load->before[nr]);
		putchar('\n');
	}
	free(now);
	return CMD_OK;
}

/* Nobody expects that a filter for a system leaves events of it without any. */
static int tell_open(const struct load *load, u32 open)
{
	char name[CMD_EVENT_NAME], *now;
	int status = CMD_OK;
	u32 i;

	if (open)
		printf("%s: events that have no filter, and keep all records: %u\n",
		       load->place.event, open);
	for (i = 0; i < load->found.nr && load->verbose && !status; i++) {
		status = load_in_force(load, i, &now);
		if (!status && !now)
			printf("  %s\n", cmd_event_name(&load->found.list[i], name));
		free(now);
	}
	return status;
}

static int look_at_system(const struct load *load)
{
	u32 took = 0, open = 0, i;
	int status = CMD_OK;

	for (i = 0; i < load->found.nr && !status; i++)
		status = look_at(load, i, &took, &open);
	if (status)
		return status;
	if (!took)
		return cmd_error(CMD_REFUSED, "%s: no event has it now", load->place.event);
	printf("%s: events that have it now: %u of %u\n", load->place.event, took, i);
	return tell_open(load, open);
}

static int write_system(const struct load *load)
{
	char *path = cmd_event_file(load->place.trace, load->place.event, NULL, load->file);
	bool opened;
	int status = write_file(load, path, &opened);

	free(path);
	if (!status && !load_removes(load))
		status = look_at_system(load);
	if (status && opened)
		put_back(load, load->found.nr);
	return status;
}

/**
 * load_write - write the filter
 * @load: the filter and its events; load_prepare() has accepted them.
 *
 * Signals wait until the end: a command that ends half-way would leave only some events with
 * the filter.
 *
 * Context: any; one thread.
 * Return: enum cmd_status. The error has been printed.
 */
int load_write(const struct load *load)
{
	sigset_t all, before;
	int status;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	status = load->found.system ? write_system(load) : write_events(load);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

/**
 * load_undo - write the filters again that were in force before the load
 * @load: the filter and its events; load_write() has been called.
 *
 * Context: any. An error has been printed.
 */
void load_undo(const struct load *load)
{
	u32 i;

	for (i = 0; i < load->found.nr; i++)
		put_back_one(load, i);
}
