// SPDX-License-Identifier: GPL-2.0
/*
 * Records become statistics. Each thread has an aggregator of its own; they are merged at the
 * end, so the order of records does not matter.
 */
#include <stdlib.h>

#include "count/count.h"

struct part {
	struct count	*count;
	struct agg	*agg;
};

static void count_stream(struct run_worker *worker, struct dat_stream *s, void *arg)
{
	struct agg_record record = { .cpu = s->cpu };
	const struct part *part = arg;
	const struct count *count = part->count;

	while (dat_stream_next(s)) {
		if (!run_match(worker, s))
			continue;
		record.data = s->data;
		record.bytes = s->bytes;
		record.time = s->ts + s->buffer->shift;
		if (agg_take(part->agg, &count->events[run_event_nr(&count->run, s)], &record)) {
			worker->status = cmd_no_memory();
			break;
		}
	}
	run_worker_leave(worker, s);
}

static void count_part(struct run_worker *worker, u32 nr, void *arg)
{
	struct count *count = arg;
	struct part part = { .count = count, .agg = &count->aggs[nr] };

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
