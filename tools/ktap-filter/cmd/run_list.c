// SPDX-License-Identifier: GPL-2.0
/*
 * What matches, in the order of time.
 *
 * Each CPU's records are in order. Each stream is moved on to its next record that
 * matches, and the earliest of these is taken, again and again: records that do not
 * match are never put in any order.
 */
#include <stdlib.h>

#include "run.h"

struct listing {
	struct run		*run;
	struct run_worker	*worker;
	struct dat_stream	*streams;
	u32			nr;
};

/* Move on to the next match. A stream that has none is left, and has no data. */
static void advance(struct listing *l, struct dat_stream *s)
{
	env.cpu = s->cpu;
	do {
		if (!dat_stream_next(s)) {
			run_worker_leave(l->worker, s);
			s->data = NULL;
			return;
		}
	} while (!run_match(l->worker, s));
}

static bool earlier(const struct dat_stream *a, const struct dat_stream *b)
{
	return a->ts + a->buffer->shift < b->ts + b->buffer->shift;
}

static struct dat_stream *earliest(const struct listing *l)
{
	struct dat_stream *first = NULL, *s;

	for (s = l->streams; s < l->streams + l->nr; s++)
		if (s->data && (!first || earlier(s, first)))
			first = s;
	return first;
}

static int open_streams(struct listing *l)
{
	struct dat *dat = &l->run->dat;
	u32 b, c, nr = 0;

	for (b = 0; b < dat->nr_buffers; b++)
		nr += dat->buffers[b].nr_cpus;
	l->streams = calloc(nr ?: 1, sizeof(*l->streams));
	if (!l->streams)
		return cmd_no_memory();
	for (b = 0; b < dat->nr_buffers; b++) {
		const struct dat_buffer *buffer = &dat->buffers[b];

		for (c = 0; c < buffer->nr_cpus && run_wants(l->run, buffer); c++) {
			dat_stream_open(&l->streams[l->nr], dat, buffer, c, 0, 1);
			advance(l, &l->streams[l->nr++]);
		}
	}
	return CMD_OK;
}

static int list(struct listing *l, run_take_fn *take, void *to)
{
	struct dat_stream *s;
	int status = open_streams(l);

	while (!status && (s = earliest(l))) {
		status = take(to, s, &l->run->events[run_event_nr(l->run, s)]);
		advance(l, s);
	}
	for (s = l->streams; s < l->streams + l->nr; s++)
		if (s->data)
			dat_stream_close(s);
	return status;
}

/**
 * run_list - take the records that match, in the order of time
 * @run: the filters.
 * @take: is called with each of them, and may end it by an enum cmd_status.
 * @to: what it is called with.
 *
 * Context: any.
 * Return: enum cmd_status. What is wrong has been told.
 */
int run_list(struct run *run, run_take_fn *take, void *to)
{
	struct listing l = { .run = run, .worker = run_worker_new(run) };
	int status, ended;

	if (!l.worker)
		return cmd_no_memory();
	dat_find_shifts(&run->dat);
	status = list(&l, take, to);
	ended = run_worker_end(l.worker);
	free(l.streams);
	return status ?: ended;
}
