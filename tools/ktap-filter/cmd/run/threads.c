// SPDX-License-Identifier: GPL-2.0
/*
 * The records of each CPU are cut into parts, and threads take the parts: one thread for
 * each processor, if the file is large enough.
 */
#include <unistd.h>

#include "run/threads.h"

/* A thread pays off for this many bytes of records. */
#define WORTH		0x400000U

static u32 nr_threads(const struct dat *dat)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);

	if (dat->by_library)
		return 1;
	cpus = max_t(long, 1, min_t(long, cpus, RUN_MAX_THREADS));
	return max_t(u64, 1, min_t(u64, cpus, dat->total / WORTH));
}

/**
 * run_threads_start - create a worker for each part of the file
 * @threads: gets the workers; end them with run_threads_end(), also on failure.
 * @run: the run.
 *
 * Context: any.
 * Return: enum cmd_status. The error has been printed.
 */
int run_threads_start(struct run_threads *threads, struct run *run)
{
	u32 i;

	*threads = (struct run_threads) { .nr = nr_threads(&run->dat) };
	for (i = 0; i < threads->nr; i++) {
		threads->all[i].part = i;
		threads->all[i].worker = run_worker_new(run);
		if (!threads->all[i].worker)
			return cmd_no_memory();
	}
	return CMD_OK;
}

static void *do_part(void *arg)
{
	struct run_thread *thread = arg;

	thread->fn(thread->worker, thread->part, thread->arg);
	return NULL;
}

/**
 * run_threads_do - run a function on all parts at the same time
 * @threads: the workers.
 * @fn: the function, called once for each part.
 * @arg: the last argument of @fn.
 *
 * Context: any.
 */
void run_threads_do(struct run_threads *threads, run_part_fn *fn, void *arg)
{
	struct run_thread *thread, *end = threads->all + threads->nr;

	for (thread = threads->all; thread < end; thread++) {
		thread->fn = fn;
		thread->arg = arg;
		/* This thread does part 0, and every part that gets no thread. */
		thread->started = thread != threads->all &&
				  !pthread_create(&thread->thread, NULL, do_part, thread);
	}
	for (thread = threads->all; thread < end; thread++)
		if (!thread->started)
			do_part(thread);
	for (thread = threads->all; thread < end; thread++)
		if (thread->started)
			pthread_join(thread->thread, NULL);
}

static void read_stream(struct run_worker *worker, struct dat_stream *s, run_stream_fn *fn,
			void *arg)
{
	env.cpu = s->cpu;
	fn(worker, s, arg);
}

/**
 * run_whole_streams - pass whole streams to a function: each CPU's records are read by one thread
 * @worker: the worker.
 * @part: the part of the streams.
 * @parts: number of parts.
 * @fn: the function.
 * @arg: the last argument of @fn.
 *
 * Context: any.
 */
void run_whole_streams(struct run_worker *worker, u32 part, u32 parts, run_stream_fn *fn,
		       void *arg)
{
	struct dat *dat = &worker->run->dat;
	struct dat_stream s;
	u32 b, c, nr = 0;

	for (b = 0; b < dat->nr_buffers; b++) {
		const struct dat_buffer *buffer = &dat->buffers[b];

		for (c = 0; c < buffer->nr_cpus && run_wants(worker->run, buffer); c++) {
			if (nr++ % parts != part)
				continue;
			dat_stream_open(&s, dat, buffer, c, 0, 1);
			read_stream(worker, &s, fn, arg);
		}
	}
}

/**
 * run_part_streams - pass the streams of a part to a function, one after the other
 * @worker: the worker.
 * @part: the part.
 * @parts: number of parts.
 * @fn: the function.
 * @arg: the last argument of @fn.
 *
 * Context: any.
 */
void run_part_streams(struct run_worker *worker, u32 part, u32 parts, run_stream_fn *fn, void *arg)
{
	struct dat *dat = &worker->run->dat;
	struct dat_stream s;
	u32 b, c;

	for (b = 0; b < dat->nr_buffers; b++) {
		const struct dat_buffer *buffer = &dat->buffers[b];

		for (c = 0; c < buffer->nr_cpus && run_wants(worker->run, buffer); c++) {
			dat_stream_open(&s, dat, buffer, c, part, parts);
			read_stream(worker, &s, fn, arg);
		}
	}
}

/**
 * run_threads_end - add up the counts of the workers, and free the workers
 * @threads: the workers.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int run_threads_end(struct run_threads *threads)
{
	int status = CMD_OK, ended;
	u32 i;

	for (i = 0; i < threads->nr; i++) {
		ended = threads->all[i].worker ? run_worker_end(threads->all[i].worker) : CMD_OK;
		if (ended)
			status = ended;
	}
	return status;
}
