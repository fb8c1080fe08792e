// SPDX-License-Identifier: GPL-2.0
/*
 * Pairs of records: a start, and the next end of the same key.
 *
 * Records come in the order of time, whichever CPU wrote them. For each key the last start is
 * kept until its end comes. A second start replaces the first: an end cannot tell which start
 * it belongs to, and the last one is the only one that gives no time that is too long. What
 * has no partner is counted and told.
 *
 * A record may be both, as in the time from one sched_switch to the next. Then it ends a pair
 * before it starts another one.
 */
#include <stdlib.h>

#include "dat/dat.h"
#include "latency/latency.h"
#include "run/list.h"

static void make_record(const struct dat_stream *s, struct agg_record *record)
{
	*record = (struct agg_record) {
		.data = s->data, .bytes = s->bytes, .cpu = s->cpu,
		.time = s->ts + s->buffer->shift,
	};
}

/* Make the key that is equal at both ends. A number is the same with a sign or without. */
static bool make_key(const struct agg_keys *keys, const struct latency_event *event,
		     const struct agg_record *record, struct agg_bytes *to)
{
	u32 i;

	to->used = 0;
	for (i = 0; i < keys->nr; i++) {
		const struct agg_place *place = &event->match[i];

		if (place->tag != AGG_TEXT)
			agg_put_number(to, AGG_SIGNED,
				       agg_read_number(&keys->list[i], place, record).bits);
		else if (!agg_read(&keys->list[i], place, record, to))
			return false;
	}
	return true;
}

static struct latency_start *find_start(struct latency *l, enum latency_end end, u32 event,
					const struct agg_record *record, bool *cut)
{
	struct agg_bytes *key = &l->agg.key;

	*cut = !make_key(&l->match[end], &l->events[event], record, key);
	l->agg.cut += *cut;
	if (*cut)
		return NULL;
	return end == LATENCY_START ? agg_table_get(&l->starts, key->is, key->used) :
				      agg_table_find(&l->starts, key->is, key->used);
}

static bool keep_record(struct latency_start *start, const struct dat_stream *s)
{
	u8 *bigger;

	if (s->bytes > start->room) {
		bigger = realloc(start->data, s->bytes);
		if (!bigger)
			return false;
		start->data = bigger;
		start->room = s->bytes;
	}
	memcpy(start->data, s->data, s->bytes);
	start->bytes = s->bytes;
	return true;
}

static int take_start(struct latency *l, const struct dat_stream *s, u32 event)
{
	struct latency_start *start;
	struct agg_record record;
	bool cut;

	make_record(s, &record);
	start = find_start(l, LATENCY_START, event, &record, &cut);
	if (cut)
		return CMD_OK;
	if (!start || !keep_record(start, s))
		return cmd_no_memory();
	l->nr[LATENCY_START]++;
	l->restarted += start->open;
	start->open = true;
	start->event = event;
	start->cpu = s->cpu;
	start->ts = s->ts;
	start->buffer = s->buffer;
	return CMD_OK;
}

/* Put the keys of --by, each from the end of the pair that has it. */
static bool put_keys(struct latency *l, const struct latency_start *start,
		     const struct agg_record *end, u32 end_event)
{
	const struct agg_keys *keys = &l->report.spec.keys;
	const struct latency_event *a = &l->events[start->event], *b = &l->events[end_event];
	struct dat_stream s = latency_stream(start);
	struct agg_record first;
	bool of_end, all = true;
	u32 i;

	make_record(&s, &first);
	l->agg.key.used = 0;
	for (i = 0; i < keys->nr && all; i++) {
		of_end = !a->owns[i] && b->owns[i];
		all = agg_read(&keys->list[i], of_end ? &b->by[i] : &a->by[i],
			       of_end ? end : &first, &l->agg.key);
	}
	return all;
}

static int count_pair(struct latency *l, const struct latency_start *start, u64 took, u32 event,
		      const struct agg_record *end)
{
	struct agg_number value = { .bits = took };

	if (!put_keys(l, start, end, event)) {
		l->agg.cut++;
		return CMD_OK;
	}
	return agg_add(&l->agg, &value) ? cmd_no_memory() : CMD_OK;
}

static int take_pair(struct latency *l, struct latency_start *start, const struct dat_stream *s,
		     u32 event, const struct agg_record *end)
{
	u64 took = end->time - (start->ts + start->buffer->shift);
	int status = CMD_OK;

	l->pairs++;
	if (took < l->least)
		return CMD_OK;
	if (l->chrome)
		status = latency_chrome_pair(l, start, s, event, took);
	if (status)
		return status;
	return l->over ? latency_print_pair(l, start, s, &l->run.events[event], took) :
			 count_pair(l, start, took, event, end);
}

static int take_end(struct latency *l, const struct dat_stream *s, u32 event)
{
	struct latency_start *start;
	struct agg_record record;
	bool cut;

	make_record(s, &record);
	start = find_start(l, LATENCY_END, event, &record, &cut);
	if (cut)
		return CMD_OK;
	l->nr[LATENCY_END]++;
	if (!start || !start->open) {
		l->no_start++;
		return CMD_OK;
	}
	start->open = false;
	return take_pair(l, start, s, event, &record);
}

/* An event that is both ends has two filters, and it is not known which one has matched. */
static bool passes(struct latency *l, const struct dat_stream *s, const struct run_event *event)
{
	env.cpu = s->cpu;
	if (event->asks_comm)
		run_worker_comm(l->worker, get_unaligned((const u32 *)(s->data + 4)), s->cpu);
	env_set_pid(s->data);
	return run_passes(event, s);
}

static int take_record(struct latency *l, const struct dat_stream *s,
		       const struct run_event *first)
{
	u32 nr = first - l->run.events, other = first->other;
	bool both = other && passes(l, s, &l->run.events[other]);

	if (!other)
		return latency_end_of(l, first) == LATENCY_START ? take_start(l, s, nr) :
								   take_end(l, s, nr);
	/* The start was fitted first. */
	return (both ? take_end(l, s, other) : CMD_OK) ?:
	       (passes(l, s, first) ? take_start(l, s, nr) : CMD_OK);
}

static int take(void *to, const struct dat_stream *s, const struct run_event *event)
{
	struct latency *l = to;

	l->failed = take_record(l, s, event);
	return l->failed;
}

/**
 * latency_read - find all pairs
 * @l: the state; gets the statistics and counts.
 *
 * Context: any.
 * Return: CMD_OK; CMD_SYSTEM, also if the file is damaged: then the pairs are of what could be
 * read. The error has been printed.
 */
int latency_read(struct latency *l)
{
	int status;

	l->worker = run_worker_new(&l->run);
	if (!l->worker)
		return cmd_no_memory();
	agg_table_init(&l->starts, sizeof(struct latency_start));
	status = l->made ? latency_read_made(l) :
		 l->run.input ? run_list(&l->run, take, l) : live_read(&l->live, take, l);
	run_worker_end(l->worker);
	return status;
}

/**
 * latency_count_open - count the starts that have no end
 * @l: the state.
 *
 * Context: any.
 * Return: how many there are.
 */
u64 latency_count_open(const struct latency *l)
{
	u64 nr = 0;
	u32 i;

	for (i = 0; i < l->starts.nr; i++)
		nr += ((struct latency_start *)l->starts.all[i]->data)->open;
	return nr;
}

/**
 * latency_free_starts - release the starts
 * @l: the state.
 *
 * Context: any.
 */
void latency_free_starts(struct latency *l)
{
	u32 i;

	for (i = 0; i < l->starts.nr; i++)
		free(((struct latency_start *)l->starts.all[i]->data)->data);
	agg_table_free(&l->starts);
}
