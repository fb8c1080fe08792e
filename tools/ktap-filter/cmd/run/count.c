// SPDX-License-Identifier: GPL-2.0
/*
 * Matching records are counted, which needs no order.
 */
#include "run/output.h"
#include "run/threads.h"

static void count_stream(struct run_worker *worker, struct dat_stream *s, void *arg)
{
	while (dat_stream_next(s))
		run_match(worker, s);
	run_worker_leave(worker, s);
}

static void count_part(struct run_worker *worker, u32 part, void *arg)
{
	const struct run_threads *threads = arg;

	run_part_streams(worker, part, threads->nr, count_stream, NULL);
}

/**
 * run_count - count the records that match
 * @run: the run; gets the counts.
 *
 * Context: any.
 * Return: enum cmd_status. The error has been printed.
 */
int run_count(struct run *run)
{
	struct run_threads threads;
	int status = run_threads_start(&threads, run), ended;

	if (!status)
		run_threads_do(&threads, count_part, &threads);
	ended = run_threads_end(&threads);
	return status ?: ended;
}
