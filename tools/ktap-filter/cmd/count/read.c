// SPDX-License-Identifier: GPL-2.0
/*
 * Records become statistics. Each thread has an aggregator of its own; they are merged at the
 * end, so the order of records does not matter.
 */
#include <stdlib.h>

#include "count/count.h"

static int take(const struct count_part *part, struct agg_stacks *stacks,
		const struct dat_stream *s, u32 nr)
{
	struct agg_record record = {
		.data = s->data, .bytes = s->bytes, .cpu = s->cpu, .time = s->ts + s->buffer->shift,
	};

	if (part->count->by_stacks)
		return count_stacks_next(stacks, s, &record, nr);
	return agg_take(part->agg, &part->count->events[nr], &record);
}

static void count_stream(struct run_worker *worker, struct dat_stream *s, void *arg)
{
	struct count_part *part = arg;
	const struct count *count = part->count;
	struct agg_stacks stacks;
	int err = 0;
	u32 nr;

	count_stacks_start(&stacks, part);
	while (!err && dat_stream_next(s)) {
		nr = run_match(worker, s) ? run_event_nr(&count->run, s) : 0;
		if (nr || count->by_stacks)
			err = take(part, &stacks, s, nr);
	}
	err = err ?: count_stacks_end(&stacks);
	if (err)
		worker->status = cmd_no_memory();
	run_worker_leave(worker, s);
}

static void count_part(struct run_worker *worker, u32 nr, void *arg)
{
	struct count *count = arg;
	struct count_part part = { .count = count, .agg = &count->aggs[nr] };

	/* A stack may be in another part of the records than its event. */
	if (count->by_stacks)
		run_whole_streams(worker, nr, count->nr_aggs, count_stream, &part);
	else
		run_part_streams(worker, nr, count->nr_aggs, count_stream, &part);
}

/**
 * count_start - make the aggregators
 * @count: the count; count_read() or count_live() fills the first one.
 * @nr: how many.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int count_start(struct count *count, u32 nr)
{
	u32 i;

	count->aggs = calloc(nr, sizeof(*count->aggs));
	if (!count->aggs)
		return cmd_no_memory();
	count->nr_aggs = nr;
	for (i = 0; i < nr; i++)
		agg_init(&count->aggs[i], &count->report.spec);
	return CMD_OK;
}

static int merge(struct count *count)
{
	int err = 0;
	u32 i;

	for (i = 1; i < count->nr_aggs && !err; i++) {
		err = agg_merge(&count->aggs[0], &count->aggs[i]);
		agg_free(&count->aggs[i]);
	}
	count->is_whole = !err && !agg_find_names(&count->aggs[0], count->run.dat.events.tep);
	return count->is_whole ? CMD_OK : cmd_no_memory();
}

/**
 * count_read - read all records
 * @count: the count; its first aggregator gets the statistics.
 *
 * Context: any.
 * Return: CMD_OK; CMD_SYSTEM, also if the file is damaged: then the statistics are of what could
 * be read. The error has been printed.
 */
int count_read(struct count *count)
{
	struct run_threads threads;
	int status = run_threads_start(&threads, &count->run), ended, merged = CMD_OK;

	if (!status)
		status = count_start(count, threads.nr);
	if (!status) {
		run_threads_do(&threads, count_part, count);
		merged = merge(count);
	}
	ended = run_threads_end(&threads);
	return status ?: merged ?: ended;
}
