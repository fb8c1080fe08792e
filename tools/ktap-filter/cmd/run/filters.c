// SPDX-License-Identifier: GPL-2.0
/*
 * Filters of the command line are made runnable on the events of a file.
 *
 * If the user names events for a filter, they have to take it, as fit.c says. A filter
 * without events is for all events that have its fields.
 *
 * Functions are those of the kernel that made the records. Its symbols are read when the
 * first filter names a function.
 */
#include <stdlib.h>

#include "check/findings.h"
#include "dat/dat.h"
#include "event.h"
#include "findings.h"
#include "fit.h"
#include "ktf_build.h"
#include "recorded.h"
#include "run/filters.h"
#include "vm/run.h"

/**
 * run_add_filter - add a filter of the command line
 * @run: the run.
 * @filter: the filter; this copies it.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int run_add_filter(struct run *run, const struct run_filter *filter)
{
	struct run_filter *bigger;

	bigger = realloc(run->filters, array_size(run->nr_filters + 1, sizeof(*bigger)));
	if (!bigger)
		return cmd_no_memory();
	run->filters = bigger;
	bigger[run->nr_filters++] = *filter;
	return CMD_OK;
}

/**
 * run_add_sentence - add events, with their filter if they have one
 * @run: the run.
 * @text: the sentence; it must live as long as @run.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE or CMD_SYSTEM. The error has been printed.
 */
int run_add_sentence(struct run *run, const char *text)
{
	struct cmd_sentence *s = calloc(1, sizeof(*s));
	struct run_filter filter = { .sentence = s };
	int status = s ? cmd_sentence_read(text, s) : cmd_no_memory();

	if (!status) {
		filter.event = s->place;
		filter.arg = s->filter ? text + s->filter : NULL;
		status = run_add_filter(run, &filter);
	}
	if (status && s) {
		cmd_sentence_free(s);
		free(s);
	}
	return status;
}

static void free_filter(struct run_filter *filter)
{
	cmd_argument_free(&filter->is);
	if (filter->sentence)
		cmd_sentence_free(filter->sentence);
	free(filter->sentence);
}

/**
 * run_read_filters - read the filters
 * @run: has the arguments; gets the filters.
 *
 * Context: any.
 * Return: enum cmd_status. The error has been printed.
 */
int run_read_filters(struct run *run)
{
	struct run_filter *filter;
	int status = CMD_OK;

	for (filter = run->filters; filter < run->filters + run->nr_filters && !status; filter++)
		if (filter->sentence && filter->arg)
			status = cmd_argument_take(filter->arg, &filter->is);
		else if (filter->arg)
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

/**
 * run_fit_once - make a filter runnable on an event, with the symbols that are known
 * @event: the event, with its filter; gets the program.
 * @diag: gets the error.
 *
 * Context: any.
 * Return: 0 or an errno of cmd_argument_program(), ktf_check_recorded() or ktf_load().
 */
int run_fit_once(struct run_event *event, struct ktf_diag *diag)
{
	struct ktf_portable prog;
	int err;

	event->fixed = event->schema.fixed;
	if (!event->filter->arg)
		return 0;
	err = cmd_argument_program(&event->filter->is, &event->schema, &prog, diag) ?:
	      ktf_check_recorded(&prog, diag);
	if (!err) {
		event->asks_comm = asks_comm(&prog);
		event->prog = ktf_load(&prog, &event->schema, diag);
		if (IS_ERR(event->prog)) {
			err = PTR_ERR(event->prog);
			event->prog = NULL;
		} else {
			event->fixed = event->prog->fixed;
		}
	}
	ktf_portable_free(&prog);
	return err;
}

/* As run_fit_once(). If a function is unknown, read the file's symbols once and try again. */
static int fit(struct run *run, struct run_event *event, struct ktf_diag *diag)
{
	int err = run_fit_once(event, diag);

	if (!err || diag->code != KTF_ERR_NO_FUNCTION || run->kallsyms || run->asked_symbols)
		return err;
	run->asked_symbols = true;
	if (!dat_read_symbols(&run->dat)) {
		*diag = (struct ktf_diag) { };
		return run_fit_once(event, diag);
	}
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

/* Let the event that has the id already also look at this filter. */
static bool add_other(struct run *run, struct run_event *first, const struct run_event *event)
{
	if (!run->pairs || first->other || first->filter == event->filter)
		return false;
	first->other = event - run->events;
	first->asks_comm |= event->asks_comm;
	first->fixed = max(first->fixed, event->fixed);
	return true;
}

/* Map the event's id to the event. A record has room for an id of 16 bits. */
static bool take_id(struct run *run, const struct run_event *event)
{
	u32 id = event->schema.event->id;

	if (id >= RUN_EVENT_IDS || run->nr_events > 0xffff)
		return false;
	if (run->index[id])
		return add_other(run, &run->events[run->index[id]], event);
	run->index[id] = event - run->events;
	return true;
}

/* Make the filter runnable on the event. @diag gets the error. */
static int fit_event(struct run *run, const struct run_filter *filter,
		     const struct ktf_schema *schema, struct ktf_diag *diag)
{
	struct run_event *event = add_event(run, filter);
	char name[CMD_EVENT_NAME];

	if (!event)
		return cmd_no_memory();
	event->schema = *schema;
	if (fit(run, event, diag)) {
		if (diag->err == -ENOMEM)
			return cmd_no_memory();
		if (run->verbose)
			fprintf(stderr, "%s: %s\n", cmd_event_name(schema, name),
				ktf_diag_text(diag));
	} else if (take_id(run, event)) {
		return CMD_OK;
	} else if (filter->event) {
		return cmd_usage("%s has two filters", cmd_event_name(schema, name));
	}
	ktf_free(event->prog);
	run->nr_events--;
	return CMD_OK;
}

static void tell_refused(const struct run_filter *filter, const struct ktf_schema *schema,
			 const struct ktf_diag *diag)
{
	if (filter->sentence)
		cmd_sentence_refused(filter->sentence, &filter->is, schema, diag);
	else
		cmd_findings_refused(&filter->is, schema, diag);
}

static int fit_found(struct run *run, const struct run_filter *filter,
		     const struct events_found *found)
{
	struct cmd_fit fit = { };
	int status = cmd_fit_init(&fit, found);
	u32 i;

	for (i = 0; i < found->nr && !status; i++) {
		struct ktf_diag diag = { };

		status = fit_event(run, filter, &found->list[i], &diag);
		if (diag.err)
			cmd_fit_note(&fit, i, &diag);
	}
	if (!status && !cmd_fit_ok(&fit)) {
		tell_refused(filter, &found->list[fit.worst], &fit.diags[fit.worst]);
		status = cmd_fit_tell(&fit);
	}
	cmd_fit_free(&fit);
	return status;
}

/* A filter without an event applies to all events that accept it, as one for a system does. */
static int fit_filter(struct run *run, const struct run_filter *filter)
{
	struct events_found found;
	int status = CMD_OK;

	if (events_find(&run->dat.events, filter->event ?: "*:*", &found))
		status = cmd_event_missing(&run->dat.events, run->input, filter->event ?: "");
	found.system |= !filter->event;
	if (!status)
		status = fit_found(run, filter, &found);
	events_found_free(&found);
	return status;
}

/**
 * run_fit_filters - make the filters runnable on the file's events
 * @run: has the filters and the open file; gets the events.
 *
 * Context: any.
 * Return: enum cmd_status. The error has been printed.
 */
int run_fit_filters(struct run *run)
{
	int status = CMD_OK;
	u32 i;

	/* Entry 0 stands for all events without a filter. */
	if (!add_event(run, NULL))
		return cmd_no_memory();
	for (i = 0; i < run->nr_filters && !status; i++)
		status = fit_filter(run, &run->filters[i]);
	return status;
}

/**
 * run_free_filters - release the filters and events
 * @run: the run.
 *
 * Context: any.
 */
void run_free_filters(struct run *run)
{
	u32 i;

	for (i = 0; i < run->nr_events; i++)
		ktf_free(run->events[i].prog);
	for (i = 0; i < run->nr_filters; i++)
		free_filter(&run->filters[i]);
	free(run->events);
	free(run->filters);
}
