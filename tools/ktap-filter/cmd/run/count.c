// SPDX-License-Identifier: GPL-2.0
/*
 * Matching records are counted, which needs no order.
 */
#include "run/output.h"
#include "run/threads.h"

struct counting {
	struct run	*run;
	u32		parts;
};

static void count_stream(struct run_worker *worker, struct dat_stream *s)
{
	env.cpu = s->cpu;
	while (dat_stream_next(s))
		run_match(worker, s);
	run_worker_leave(worker, s);
}

static void count_part(struct run_worker *worker, u32 part, void *arg)
{
	const struct counting *counting = arg;
	struct run *run = counting->run;
	struct dat_stream s;
	u32 b, c;

	for (b = 0; b < run->dat.nr_buffers; b++) {
		const struct dat_buffer *buffer = &run->dat.buffers[b];

		for (c = 0; c < buffer->nr_cpus && run_wants(run, buffer); c++) {
			dat_stream_open(&s, &run->dat, buffer, c, part, counting->parts);
			count_stream(worker, &s);
		}
	}
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
	struct counting counting = { .run = run, .parts = threads.nr };

	if (!status)
		run_threads_do(&threads, count_part, &counting);
	ended = run_threads_end(&threads);
	return status ?: ended;
}
