// SPDX-License-Identifier: GPL-2.0
/*
 * Matching records in the order of time: a merge of sorted sources.
 *
 * The records of one CPU are in order. Each CPU, or a part of its records, is a source that
 * holds its next match. The earliest of these is printed, again and again. Records that do
 * not match are never sorted.
 */
#include <stdlib.h>

#include "dat/dat.h"
#include "run/list.h"
#include "run/source.h"
#include "run/threads.h"

/* Limits, in bytes, for the records kept ahead: all sources together; at least, one source. */
#define KEEP_ALL	0x4000000U
#define KEEP_ONE	0x10000U

struct listing {
	struct run		*run;
	struct run_source	*sources;
	u32			nr;
	u32			parts;
};

static bool earlier(const struct dat_stream *a, const struct dat_stream *b)
{
	return a->ts + a->buffer->shift < b->ts + b->buffer->shift;
}

static struct run_source *earliest(const struct listing *l)
{
	struct run_source *first = NULL, *source;

	for (source = l->sources; source < l->sources + l->nr; source++)
		if (source->match.data && (!first || earlier(&source->match, &first->match)))
			first = source;
	return first;
}

static void open_source(struct listing *l, const struct dat_buffer *buffer, u32 cpu, u32 part)
{
	struct run_source *source = &l->sources[l->nr++];

	dat_stream_open(&source->s, &l->run->dat, buffer, cpu, part, l->parts);
}

static int open_sources(struct listing *l)
{
	struct dat *dat = &l->run->dat;
	u32 b, c, p, nr = 0;

	for (b = 0; b < dat->nr_buffers; b++)
		nr += dat->buffers[b].nr_cpus;
	l->sources = calloc(array_size(nr ?: 1, l->parts), sizeof(*l->sources));
	if (!l->sources)
		return cmd_no_memory();
	for (b = 0; b < dat->nr_buffers; b++)
		for (c = 0; c < dat->buffers[b].nr_cpus; c++)
			for (p = 0; p < l->parts && run_wants(l->run, &dat->buffers[b]); p++)
				open_source(l, &dat->buffers[b], c, p);
	return CMD_OK;
}

/* Look ahead in part @part of each CPU. */
static void look_ahead(struct run_worker *worker, u32 part, void *arg)
{
	struct listing *l = arg;
	u32 i;

	for (i = part; i < l->nr; i += l->parts) {
		l->sources[i].worker = worker;
		l->sources[i].bound = max(KEEP_ALL / l->nr, KEEP_ONE);
		run_source_ahead(&l->sources[i]);
	}
}

static int list(struct listing *l, run_take_fn *take, void *to)
{
	struct run_source *source;
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < l->nr; i++)
		run_source_next(&l->sources[i]);
	while (!status && (source = earliest(l))) {
		status = take(to, &source->match,
			      &l->run->events[run_event_nr(l->run, &source->match)]);
		run_source_next(source);
	}
	return status;
}

/**
 * run_list - pass the records that match to a function, in the order of time
 * @run: the run.
 * @take: the function; a result other than CMD_OK ends the list.
 * @to: the first argument of @take.
 *
 * Context: any.
 * Return: enum cmd_status. The error has been printed.
 */
int run_list(struct run *run, run_take_fn *take, void *to)
{
	struct listing l = { .run = run };
	struct run_threads threads;
	int status, ended;
	u32 i;

	dat_find_shifts(&run->dat);
	status = run_threads_start(&threads, run);
	l.parts = threads.nr;
	if (!status)
		status = open_sources(&l);
	if (!status) {
		run_threads_do(&threads, look_ahead, &l);
		status = list(&l, take, to);
	}
	for (i = 0; i < l.nr; i++)
		run_source_close(&l.sources[i]);
	free(l.sources);
	ended = run_threads_end(&threads);
	return status ?: ended;
}
