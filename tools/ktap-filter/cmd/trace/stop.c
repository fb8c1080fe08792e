// SPDX-License-Identifier: GPL-2.0
/*
 * --stop-if: a flight recorder. The buffer keeps the newest events, and nobody reads it, until an
 * event comes that a filter selects. It is the last one of its CPU: a trigger turns recording off,
 * in the kernel, before another can be recorded there.
 *
 * A trigger is asked before the filter of its event is. So it has both.
 */
#include <stdlib.h>

#include "fit.h"
#include "live/install.h"
#include "trace/trace.h"

/* Write the trigger of an event. */
static int write_trigger(const struct trace *t, const struct ktf_schema *schema)
{
	const struct session *s = &t->session;
	char *filter = session_filter(s, NULL, schema), *text = NULL, *path;
	int err = -ENOMEM, status = CMD_OK;
	bool opened;

	path = cmd_event_file(s->place.trace, schema->event->system, schema->event->name,
			      "trigger");
	if (filter && path &&
	    asprintf(&text, "traceoff if (%s ) && %s", t->stop_if, filter) >= 0)
		err = cmd_write_once(path, text, strlen(text), &opened);
	if (err)
		status = cmd_error(err == -EINVAL ? CMD_REFUSED : CMD_SYSTEM,
				   "the kernel does not take --stop-if for %s:%s: %s",
				   schema->event->system, schema->event->name, strerror(-err));
	free(text);
	free(filter);
	free(path);
	return status;
}

static int write_triggers(const struct trace *t, const struct cmd_fit *fit)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < fit->to->nr && !status; i++)
		if (cmd_fit_takes(fit, i))
			status = write_trigger(t, &fit->to->list[i]);
	return status;
}

/* The events of the trace. It is enough if one of them takes the filter. */
static int list_events(const struct run *run, struct events_found *all)
{
	u32 i;

	*all = (struct events_found) { .system = true };
	all->list = calloc(run->nr_events, sizeof(*all->list));
	if (!all->list)
		return cmd_no_memory();
	for (i = 1; i < run->nr_events; i++)
		if (run->events[i].filter)
			all->list[all->nr++] = run->events[i].schema;
	return CMD_OK;
}

/**
 * trace_stop_if - have the kernel stop at the event that --stop-if selects
 * @t: the trace, with the events.
 *
 * Context: any; one thread.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int trace_stop_if(const struct trace *t)
{
	struct cmd_argument filter = { };
	struct events_found all;
	struct cmd_fit fit = { };
	int status = list_events(&t->run, &all);

	if (!status)
		status = cmd_argument_take(t->stop_if, &filter);
	if (!status)
		status = cmd_fit_init(&fit, &all) ?: cmd_fit(&fit, &filter) ?:
			 write_triggers(t, &fit);
	cmd_fit_free(&fit);
	cmd_argument_free(&filter);
	events_found_free(&all);
	return status;
}
