// SPDX-License-Identifier: GPL-2.0
/*
 * Filters of the command line meet the events of a file.
 *
 * A filter that is for one event has to fit it. One that is for no event in particular
 * is for all that have its fields, as a filter of a whole subsystem is; if it fits none,
 * the mistake that is told is one of the filter itself, if there is one.
 *
 * Functions are those of the kernel that made the records. Its symbols are read when the
 * first filter asks for one.
 */
#include <stdlib.h>

#include "check.h"
#include "ktf_build.h"
#include "run.h"

/**
 * run_read_filters - read the filters
 * @run: the filters.
 *
 * Context: any.
 * Return: enum cmd_status. What is wrong has been told.
 */
int run_read_filters(struct run *run)
{
	struct run_filter *filter;
	int status = CMD_OK;

	for (filter = run->filters; filter < run->filters + run->nr_filters && !status; filter++)
		status = cmd_argument_read(filter->arg, &filter->is);
	return status;
}

static bool asks_comm(const struct ktf_portable *prog)
{
	u32 i;

	for (i = 0; i < prog->nr_fields; i++)
		if (prog->fields[i].kind == KTAP_FILTER_KIND_COMM)
			return true;
	return false;
}

/* Make the filter runnable on the event: 0 or an errno. */
static int fit_once(struct run_event *event, struct ktf_diag *diag)
{
	struct ktf_portable prog;
	int err;

	err = cmd_argument_program(&event->filter->is, &event->schema, &prog, diag);
	if (!err) {
		event->asks_comm = asks_comm(&prog);
		event->prog = ktf_load(&prog, &event->schema, diag);
		if (IS_ERR(event->prog)) {
			err = PTR_ERR(event->prog);
			event->prog = NULL;
		}
	}
	ktf_portable_free(&prog);
	return err;
}

/* The same, with symbols if that is what it lacks. */
static int fit(struct run *run, struct run_event *event, struct ktf_diag *diag)
{
	int err = fit_once(event, diag);

	if (!err || diag->code != KTF_ERR_NO_FUNCTION || run->kallsyms || run->asked_symbols)
		return err;
	run->asked_symbols = true;
	if (!dat_read_symbols(&run->dat))
		return fit_once(event, diag);
	cmd_error(CMD_REFUSED, "%s: see --kallsyms", run->dat.error);
	return err;
}

static struct run_event *add_event(struct run *run, const struct run_filter *filter)
{
	struct run_event *bigger;

	bigger = realloc(run->events, array_size(run->nr_events + 1, sizeof(*bigger)));
	if (!bigger)
		return NULL;
	run->events = bigger;
	bigger[run->nr_events] = (struct run_event) { .filter = filter };
	return &bigger[run->nr_events++];
}

/* The event's records are those of its number; which has room in a record for 16 bits. */
static bool take_id(struct run *run, const struct run_event *event)
{
	u32 id = event->schema.event->id;

	if (id >= RUN_EVENT_IDS || run->index[id] || run->nr_events > 0xffff)
		return false;
	run->index[id] = event - run->events;
	return true;
}

static int fit_one(struct run *run, const struct run_filter *filter)
{
	struct run_event *event = add_event(run, filter);
	struct ktf_diag diag = { };

	if (!event)
		return cmd_no_memory();
	if (events_find(&run->dat.events, filter->event, &event->schema))
		return cmd_error(CMD_SYSTEM, "%s: %s", run->input, run->dat.events.error);
	if (!take_id(run, event))
		return cmd_usage("%s has two filters", filter->event);
	if (fit(run, event, &diag))
		return cmd_refused(cmd_argument_text(&filter->is), &diag);
	return CMD_OK;
}

/* Of two mistakes, is the second the better one to tell? */
static bool says_more(const struct ktf_diag *old, const struct ktf_diag *new)
{
	return !old->err || (old->code == KTF_ERR_FIELD_NOT_FOUND && new->code != old->code);
}

static int fit_all(struct run *run, const struct run_filter *filter)
{
	struct ktf_diag diag = { }, worst = { };
	struct tep_handle *tep = run->dat.events.tep;
	u32 before = run->nr_events;
	int nr = tep_get_events_count(tep), i;

	for (i = 0; i < nr; i++) {
		struct run_event *event = add_event(run, filter);
		struct tep_event *of = tep_get_event(tep, i);

		if (!event)
			return cmd_no_memory();
		/* Filters of the function event have a language of their own. */
		if (!of || !of->name || !of->system || ktf_schema_init(&event->schema, of) ||
		    ktf_schema_is_function(&event->schema)) {
			run->nr_events--;
			continue;
		}
		if (!fit(run, event, &diag) && take_id(run, event))
			continue;
		ktf_free(event->prog);
		run->nr_events--;
		if (run->verbose)
			fprintf(stderr, "%s:%s: %s\n", of->system, of->name,
				diag.err ? ktf_diag_text(&diag) : "Two events of one number");
		if (says_more(&worst, &diag))
			worst = diag;
		diag = (struct ktf_diag) { };
	}
	if (run->nr_events > before)
		return CMD_OK;
	return cmd_refused(cmd_argument_text(&filter->is), &worst);
}

/**
 * run_fit_filters - make filters runnable on the file's events
 * @run: the filters, and the open file.
 *
 * Context: any.
 * Return: enum cmd_status. What is wrong has been told.
 */
int run_fit_filters(struct run *run)
{
	int status = CMD_OK;
	u32 i;

	/* For those that have none. */
	if (!add_event(run, NULL))
		return cmd_no_memory();
	for (i = 0; i < run->nr_filters && !status; i++) {
		const struct run_filter *filter = &run->filters[i];

		status = filter->event ? fit_one(run, filter) : fit_all(run, filter);
	}
	return status;
}

/**
 * run_free_filters - be done with filters
 * @run: the filters.
 *
 * Context: any.
 */
void run_free_filters(struct run *run)
{
	u32 i;

	for (i = 0; i < run->nr_events; i++)
		ktf_free(run->events[i].prog);
	for (i = 0; i < run->nr_filters; i++)
		cmd_argument_free(&run->filters[i].is);
	free(run->events);
	free(run->filters);
}
