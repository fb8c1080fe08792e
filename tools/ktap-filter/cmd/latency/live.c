// SPDX-License-Identifier: GPL-2.0
/*
 * Both ends of pairs in the running kernel.
 *
 * A function alone is both: where it begins, and where it returns. An event that is both ends, as
 * from one sched_switch to the next, has two filters. The kernel lets through what passes one of
 * them, and they are run again here to tell which.
 */
#include <stdlib.h>

#include "latency/latency.h"
#include "run/filters.h"

/**
 * latency_add_return - let the end be the return of the function that the start is about
 * @l: the state, with one sentence; gets another one.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE or CMD_SYSTEM. The error has been printed.
 */
int latency_add_return(struct latency *l)
{
	const char *place = l->run.filters[LATENCY_START].sentence->place;

	if (strpbrk(place, ":%+"))
		return cmd_usage("where does it end? Only what begins a function has a return");
	if (asprintf(&l->returns, "%s%%return", place) < 0) {
		l->returns = NULL;
		return cmd_no_memory();
	}
	return run_add_sentence(&l->run, l->returns);
}

/* Make the filter of an end runnable on an event that is both. */
static int fit_end(struct latency *l, struct run_event *event, const struct session_sentence *of)
{
	struct run_filter filter = { .is = of->filter, .arg = of->filter.arg };
	const struct run_filter *is = event->filter;
	struct ktf_diag diag = { };
	int err;

	event->filter = &filter;
	err = run_fit_once(event, &diag);
	event->filter = is;
	return err ? cmd_sentence_refused(&of->definition.said, &of->filter, &event->schema,
					  &diag) : CMD_OK;
}

/* An event of the start is that of the end, too. */
static int add_other(struct latency *l, const struct ktf_schema *schema)
{
	struct session_sentence **of = l->live.session.sentences;
	struct run *run = &l->run;
	u32 nr = run->index[schema->event->id], i;
	struct run_event *bigger;
	int status = CMD_OK;

	bigger = reallocarray(run->events, run->nr_events + 1, sizeof(*bigger));
	if (!bigger)
		return cmd_no_memory();
	run->events = bigger;
	bigger[run->nr_events] = (struct run_event) {
		.schema = bigger[nr].schema, .filter = &run->filters[LATENCY_END],
	};
	bigger[nr].other = run->nr_events++;
	for (i = 0; i < LATENCY_ENDS && !status; i++)
		status = fit_end(l, &bigger[i == LATENCY_START ? nr : bigger[nr].other], of[i]);
	bigger[nr].asks_comm |= bigger[bigger[nr].other].asks_comm;
	return status;
}

static int add_others(struct latency *l)
{
	const struct events_found *ends = &l->live.session.sentences[LATENCY_END]->found;
	struct run *run = &l->run;
	int status = CMD_OK;
	u32 i, nr;

	for (i = 0; i < ends->nr && !status; i++) {
		nr = run->index[ends->list[i].event->id];
		if (run->events[nr].filter == &run->filters[LATENCY_START])
			status = add_other(l, &ends->list[i]);
	}
	return status;
}

/**
 * latency_open - make a run for the events of both ends
 * @l: the state, with two sentences; gets the events.
 *
 * Context: any; one thread.
 * Return: enum cmd_status. The error has been printed.
 */
int latency_open(struct latency *l)
{
	return live_open(&l->live, &l->run) ?: add_others(l);
}
