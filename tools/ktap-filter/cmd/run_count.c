// SPDX-License-Identifier: GPL-2.0
/*
 * Counting, which needs no order: each thread takes a part of what each CPU wrote.
 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "run.h"

#define MAX_THREADS	16
/* What is worth a thread, bytes. */
#define WORTH		(4U << 20)

struct part {
	pthread_t		thread;
	bool			started;
	struct run		*run;
	struct run_worker	*worker;
	u32			nr;
	u32			of;
};

static void count_stream(struct run_worker *w, struct dat_stream *s)
{
	env.cpu = s->cpu;
	while (dat_stream_next(s))
		run_match(w, s);
	run_worker_leave(w, s);
}

static void *count_part(void *arg)
{
	struct part *part = arg;
	struct dat *dat = &part->run->dat;
	struct dat_stream s;
	u32 b, c;

	for (b = 0; b < dat->nr_buffers; b++) {
		const struct dat_buffer *buffer = &dat->buffers[b];

		for (c = 0; c < buffer->nr_cpus && run_wants(part->run, buffer); c++) {
			dat_stream_open(&s, dat, buffer, c, part->nr, part->of);
			count_stream(part->worker, &s);
		}
	}
	return NULL;
}

static u32 nr_threads(const struct dat *dat)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);

	if (dat->by_library)
		return 1;
	cpus = max_t(long, 1, min_t(long, cpus, MAX_THREADS));
	return max_t(u64, 1, min_t(u64, cpus, dat->total / WORTH));
}

/**
 * run_count - count the records that match
 * @run: the filters.
 *
 * Context: any.
 * Return: enum cmd_status. What is wrong has been told.
 */
int run_count(struct run *run)
{
	struct part parts[MAX_THREADS] = { };
	u32 nr = nr_threads(&run->dat), i;
	int status = CMD_OK, ended;

	for (i = 0; i < nr; i++) {
		struct part *part = &parts[i];

		part->run = run;
		part->worker = run_worker_new(run);
		part->nr = i;
		part->of = nr;
		/* The first part is done here, and so is what no thread is to be had for. */
		if (i && part->worker)
			part->started = !pthread_create(&part->thread, NULL, count_part, part);
	}
	for (i = 0; i < nr; i++)
		if (!parts[i].started && parts[i].worker)
			count_part(&parts[i]);
	for (i = 0; i < nr; i++) {
		if (parts[i].started)
			pthread_join(parts[i].thread, NULL);
		ended = run_worker_end(parts[i].worker);
		if (ended)
			status = ended;
	}
	return status;
}
