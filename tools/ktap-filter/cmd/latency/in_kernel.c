// SPDX-License-Identifier: GPL-2.0
/*
 * --in-kernel: the kernel finds the pairs, and records one event for each.
 *
 * A trigger "hist" on the event of the start keeps its time by the key; one on the event of the
 * end takes it from there, and makes a synthetic event (lib/live/synthetic.c) with the time
 * between them and the keys of --by. Only that one is recorded. Its records become statistics
 * here, so that the tables and percentiles are those of records of both ends: a table of the
 * kernel would have no percentiles.
 *
 * What has no partner leaves no record. The kernel counts the starts; it does not count which of
 * them were replaced, nor the ends that found no start. Where both are one event, the trigger of
 * the start runs first: a record whose two keys are the same is paired with itself.
 *
 * A trigger with variables can be neither paused nor written twice. So the synthetic event is
 * enabled first, and no pair is missing; starts that were too early to have one are taken off.
 * An instance with such triggers can only be removed without them, the one that uses the
 * variables first. That is done here, since it is quick where the triggers are known;
 * frame_clear() does it for a run that was killed.
 */
#include <stdlib.h>

#include "event.h"
#include "latency/made.h"
#include "live/hist.h"
#include "live/histogram.h"
#include "live/install.h"
#include "probe/dynamic.h"

/**
 * latency_check_in_kernel - can the kernel find what the options ask for?
 * @l: the state, with all options read.
 *
 * Context: any.
 * Return: CMD_OK or CMD_USAGE. The error has been printed.
 */
int latency_check_in_kernel(struct latency *l)
{
	const struct agg_keys *keys = &l->match[LATENCY_START];

	if (!l->in_kernel)
		return CMD_OK;
	if (l->run.input)
		return cmd_usage("-i measures what was recorded: leave out --in-kernel");
	if (l->over || l->chrome)
		return cmd_usage("%s shows records, the kernel keeps none: leave out --in-kernel",
				 l->over ? "--over" : "--chrome");
	if (keys->nr > HISTOGRAM_KEYS)
		return hist_refuse_excess(l->key, &keys->list[HISTOGRAM_KEYS], keys->nr);
	l->live.session.by_triggers = true;
	return CMD_OK;
}

/* The kernel pairs one event with one. */
static int find_event(struct latency *l, enum latency_end end)
{
	struct session_sentence *of = l->live.session.sentences[end];

	if (of->found.nr > 1)
		return cmd_error(CMD_REFUSED,
				 "%s is %u events, and the kernel pairs one: leave out --in-kernel",
				 of->pattern, of->found.nr);
	l->made->events[end] = &of->found.list[0];
	return hist_check(&l->live.session, l->made->events[end]);
}

static int find_events(struct latency *l)
{
	struct latency_made *made = l->made;
	int status = find_event(l, LATENCY_START) ?: find_event(l, LATENCY_END);

	made->is_one = !status && made->events[LATENCY_START]->event->id ==
				  made->events[LATENCY_END]->event->id;
	return status;
}

static int find_condition(struct latency *l, enum latency_end end)
{
	const struct session *s = &l->live.session;

	return session_condition(s, s->sentences[end], l->made->events[end],
				 &l->made->conditions[end]);
}

static int write_texts(struct latency *l)
{
	struct latency_made *made = l->made;

	snprintf(made->name, sizeof(made->name), SESSION_GROUP "%u_lat", l->live.session.run.nr);
	made->is.name = made->name;
	made->is.system = made->events[LATENCY_START]->event->system;
	made->is.event = made->events[LATENCY_START]->event->name;
	made->is.start_keys = made->keys[LATENCY_START];
	made->is.end_keys = made->keys[LATENCY_END];
	made->is.room = HIST_ROOM;
	made->is.fields = made->fields;
	made->triggers[LATENCY_START] = synthetic_start(&made->is);
	made->triggers[LATENCY_END] = synthetic_end(&made->is);
	if (!made->triggers[LATENCY_START] || !made->triggers[LATENCY_END])
		return cmd_no_memory();
	return find_condition(l, LATENCY_START) ?: find_condition(l, LATENCY_END);
}

static int define_event(const struct latency *l)
{
	const struct cmd_place *place = &l->live.session.place;
	char *line = synthetic_definition(&l->made->is);
	int err = line ? cmd_dynamic_write(place, line) : -ENOMEM;

	free(line);
	return err ? cmd_error(CMD_SYSTEM, "cannot define %s in %s/dynamic_events: %s",
			       l->made->name, place->root, strerror(-err)) : CMD_OK;
}

static int write_triggers(const struct latency *l)
{
	const struct latency_made *made = l->made;
	int status = CMD_OK;
	u32 end;

	for (end = 0; end < LATENCY_ENDS && !status; end++)
		status = hist_write(&l->live.session, made->events[end], made->triggers[end],
				    made->conditions[end]);
	return status;
}

static int read_totals(const struct latency *l, enum latency_end end,
		       struct histogram_totals *totals)
{
	const struct tep_event *event = l->made->events[end]->event;
	char *text = hist_text(&l->live.session, l->made->events[end]);
	int err = text ? histogram_totals_read(text, strlen(text), totals) : -EIO;

	free(text);
	return err ? cmd_error(CMD_SYSTEM, "%s:%s: cannot read the kernel's table", event->system,
			       event->name) : CMD_OK;
}

/* Record the synthetic event, and nothing else. */
static int record(struct latency *l)
{
	struct session *s = &l->live.session;
	struct tep_event *event;
	char name[CMD_EVENT_NAME];
	int status;

	snprintf(name, sizeof(name), SESSION_SYNTHETIC ":%s", l->made->name);
	status = live_add_event(&l->run, name, &event) ?:
		 latency_made_place(l, l->made, event);
	s->made = l->made->name;
	return status ?: session_enable(s, true);
}

/* Starts for which the trigger of the end came too late. */
static int find_early(struct latency *l)
{
	struct histogram_totals totals[LATENCY_ENDS] = { };
	int status = CMD_OK;

	if (!l->made->is_one)
		status = read_totals(l, LATENCY_END, &totals[LATENCY_END]) ?:
			 read_totals(l, LATENCY_START, &totals[LATENCY_START]);
	l->made->early = totals[LATENCY_START].hits - totals[LATENCY_END].hits;
	return status;
}

/**
 * latency_make - let the kernel find the pairs, if that is asked
 * @l: the state, with the run open and the places found.
 *
 * Context: any; one thread.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int latency_make(struct latency *l)
{
	int status;

	if (!l->in_kernel)
		return CMD_OK;
	l->made = calloc(1, sizeof(*l->made));
	if (!l->made)
		return cmd_no_memory();
	status = find_events(l) ?: latency_made_find(l, l->made) ?: write_texts(l) ?:
		 define_event(l) ?: record(l) ?: write_triggers(l);
	if (!status)
		status = find_early(l);
	if (!status)
		cmd_error(CMD_OK,
			  "in the kernel: replaced starts, and ends without one, are not told");
	return status;
}

/* Put the keys of --by. */
static bool put_keys(struct latency *l, const struct agg_record *record)
{
	const struct agg_keys *keys = &l->report.spec.keys;
	const struct latency_made *made = l->made;
	struct agg_bytes *to = &l->agg.key;
	bool all = true;
	u32 i;

	to->used = 0;
	for (i = 0; i < keys->nr && all; i++) {
		const struct agg_place *place = &made->by[i];

		if (place->tag == AGG_TASK)
			live_comm(l->run.dat.events.tep,
				  agg_read_number(&keys->list[i], place, record).bits);
		if (place->source == AGG_FROM_EVENT)
			agg_put_number(to, AGG_EVENT, made->events[LATENCY_START]->event->id);
		else
			all = agg_read(&keys->list[i], place, record, to);
	}
	return all;
}

static int take(void *to, const struct dat_stream *s, const struct run_event *event)
{
	static const struct agg_key time = { .text = SYNTHETIC_TIME, .element = -1 };
	struct latency *l = to;
	struct agg_record record = {
		.data = s->data, .bytes = s->bytes, .cpu = s->cpu, .time = s->ts,
	};
	struct agg_number took = agg_read_number(&time, &l->made->time, &record);

	/* What finds the buffer full has the time of another clock. */
	if ((s64)took.bits < 0)
		took.bits = 0;
	l->pairs++;
	if (!put_keys(l, &record))
		l->agg.cut++;
	else if (agg_add(&l->agg, &took))
		l->failed = cmd_no_memory();
	return l->failed;
}

static int remove_trigger(const struct latency *l, enum latency_end end)
{
	const struct latency_made *made = l->made;
	char *text;
	int status;

	if (asprintf(&text, "!%s", made->triggers[end]) < 0)
		return cmd_no_memory();
	status = hist_write(&l->live.session, made->events[end], text, made->conditions[end]);
	free(text);
	return status;
}

/* The file of one event that is both ends has the totals of both, those of the end last. */
static int end_triggers(const struct latency *l, struct histogram_totals totals[LATENCY_ENDS])
{
	bool one = l->made->is_one;
	int status = one ? CMD_OK : read_totals(l, LATENCY_START, &totals[LATENCY_START]);

	status = status ?: read_totals(l, LATENCY_END, &totals[LATENCY_END]) ?:
		 remove_trigger(l, LATENCY_END);
	if (!status && one)
		status = read_totals(l, LATENCY_START, &totals[LATENCY_START]);
	return status ?: remove_trigger(l, LATENCY_START);
}

/**
 * latency_read_made - take the pairs that the kernel finds, until the run ends
 * @l: the state; gets the statistics and counts.
 *
 * Context: any; one thread.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int latency_read_made(struct latency *l)
{
	struct histogram_totals totals[LATENCY_ENDS] = { };
	int status = live_read(&l->live, take, l) ?: end_triggers(l, totals);
	u64 starts = totals[LATENCY_START].hits;

	l->made->starts = max(starts - min(starts, l->made->early), l->pairs);
	l->run.lost += totals[LATENCY_START].dropped + totals[LATENCY_END].dropped;
	return status;
}

/**
 * latency_made_totals - tell how many there are of what the kernel counts
 * @l: the state, with all pairs taken.
 *
 * Context: any.
 */
void latency_made_totals(struct latency *l)
{
	const struct latency_made *made = l->made;

	/* What would be told of one event goes on until its other trigger is gone. */
	if (made->is_one)
		return;
	report_total(&l->report, "starts", "starts", made->starts, true);
	report_total(&l->report, "unpaired", "starts without a pair", made->starts - l->pairs,
		     false);
}

/**
 * latency_free_made - release what latency_make() made
 * @l: the state, with the run closed.
 *
 * Context: any.
 */
void latency_free_made(struct latency *l)
{
	struct latency_made *made = l->made;
	u32 i;

	if (!made)
		return;
	for (i = 0; i < LATENCY_ENDS; i++) {
		free(made->keys[i]);
		free(made->triggers[i]);
		free(made->conditions[i]);
	}
	for (i = 0; i < AGG_MAX_KEYS; i++)
		free(made->names[i]);
	free(made);
}
