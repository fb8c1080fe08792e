/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A worker: evaluates filters on records, and counts.
 */
#ifndef _KTF_RUN_WORKER_H
#define _KTF_RUN_WORKER_H

#include "env.h"
#include "run/run.h"
#include "vm/run.h"

/* A few hundred tasks run at a time; the name of a task that is not cached is looked up. */
#define RUN_COMMS	1024

struct run_comm {
	u32	pid;
	bool	known;
	char	comm[KTF_COMM_BYTES];
};

/**
 * struct run_worker - the state of a thread that evaluates filters
 * @run: the run.
 * @counts: a count for each entry of @run->events.
 * @records: number of records seen.
 * @lost: number of records lost.
 * @comms: cached names of tasks.
 * @status: enum cmd_status.
 */
struct run_worker {
	struct run		*run;
	struct run_count	*counts;
	u64			records;
	u64			lost;
	struct run_comm		comms[RUN_COMMS];
	int			status;
};

struct run_worker *run_worker_new(struct run *run);
int run_worker_end(struct run_worker *w);
void run_worker_comm(struct run_worker *w, u32 pid, u32 cpu);
void run_worker_leave(struct run_worker *w, struct dat_stream *s);

static __always_inline bool run_passes(const struct run_event *event, const struct dat_stream *s)
{
	return !event->prog || ktf_run(event->prog, s->data, s->bytes);
}

/**
 * run_match - does the current record match?
 * @w: the worker.
 * @s: the stream of the record. The caller has set env.cpu.
 *
 * Context: any.
 * Return: true if the record matches. The record has been counted.
 */
static __always_inline bool run_match(struct run_worker *w, const struct dat_stream *s)
{
	const struct run_event *event;
	struct run_count *count;
	u32 nr;

	w->records++;
	/* Every record has the common fields. */
	if (unlikely(s->bytes < KTF_MIN_FIXED)) {
		w->counts[0].cut++;
		return false;
	}
	nr = run_event_nr(w->run, s);
	if (!nr)
		return false;
	event = &w->run->events[nr];
	count = &w->counts[nr];
	count->seen++;
	if (unlikely(s->bytes < event->fixed)) {
		count->cut++;
		return false;
	}
	if (event->asks_comm)
		run_worker_comm(w, get_unaligned((const u32 *)(s->data + 4)), s->cpu);
	env_set_pid(s->data);
	if (!run_passes(event, s) &&
	    (!event->other || !run_passes(&w->run->events[event->other], s)))
		return false;
	count->matched++;
	return true;
}

#endif /* _KTF_RUN_WORKER_H */
