/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_RUN_THREADS_H
#define _KTF_RUN_THREADS_H

#include <pthread.h>

#include "run/worker.h"

#define RUN_MAX_THREADS	16

typedef void run_part_fn(struct run_worker *worker, u32 part, void *arg);

struct run_thread {
	pthread_t		thread;
	bool			started;
	struct run_worker	*worker;
	u32			part;
	run_part_fn		*fn;
	void			*arg;
};

/**
 * struct run_threads - one thread for each part of the file
 * @nr: number of parts.
 * @all: the threads and their workers.
 */
struct run_threads {
	u32			nr;
	struct run_thread	all[RUN_MAX_THREADS];
};

/* Use the records of a stream, and leave it with run_worker_leave(). */
typedef void run_stream_fn(struct run_worker *worker, struct dat_stream *s, void *arg);

int run_threads_start(struct run_threads *threads, struct run *run);
void run_threads_do(struct run_threads *threads, run_part_fn *fn, void *arg);
void run_whole_streams(struct run_worker *worker, u32 part, u32 parts, run_stream_fn *fn,
		       void *arg);
void run_part_streams(struct run_worker *worker, u32 part, u32 parts, run_stream_fn *fn, void *arg);
int run_threads_end(struct run_threads *threads);

#endif /* _KTF_RUN_THREADS_H */
