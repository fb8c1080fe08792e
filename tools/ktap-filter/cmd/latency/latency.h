/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap-filter latency: the command line, and the pairs.
 */
#ifndef _KTF_CMD_LATENCY_H
#define _KTF_CMD_LATENCY_H

#include "live/live.h"
#include "report/report.h"
#include "run/print.h"
#include "run/worker.h"
#include "whole.h"

/* The ends of a pair, as indices: of filters, of keys. */
enum latency_end {
	LATENCY_START,
	LATENCY_END,
	LATENCY_ENDS
};

/**
 * struct latency_event - where an event has what is asked of it
 * @match: what is equal at both ends.
 * @by: the keys of --by.
 * @has: the event has this key.
 * @owns: it is a field of the event, and not what all events have.
 */
struct latency_event {
	struct agg_place	match[AGG_MAX_KEYS];
	struct agg_place	by[AGG_MAX_KEYS];
	bool			has[AGG_MAX_KEYS];
	bool			owns[AGG_MAX_KEYS];
};

/**
 * struct latency_start - the last start for a key
 * @open: no end has come.
 * @event: index of its event.
 * @cpu: the CPU that wrote it.
 * @ts: its recorded time.
 * @buffer: its buffer.
 * @data: its bytes.
 * @bytes: how many there are.
 * @room: size of @data.
 * @thread: the thread of its slices; 0 if none was written.
 */
struct latency_start {
	bool			open;
	u32			event;
	u32			cpu;
	u64			ts;
	const struct dat_buffer	*buffer;
	u8			*data;
	u32			bytes;
	u32			room;
	u64			thread;
};

/**
 * struct latency - the state of the command
 * @run: the file, the events of both ends and their filters.
 * @live: the run, if the records come from the running kernel.
 * @returns: the sentence of a function's return, if the user names the function alone.
 * @report: what is printed, and how.
 * @key: argument of --key, or NULL.
 * @over: argument of --over, or NULL.
 * @chrome: argument of --chrome, or NULL.
 * @least: print pairs that took so many nanoseconds.
 * @match: what is equal at both ends, for each end; none for the thread.
 * @events: for each of @run->events where it has that.
 * @worker: evaluates filters again, for events that are both ends.
 * @printing: prints records.
 * @starts: struct latency_start for each key.
 * @agg: the statistics.
 * @nr: number of starts, and of ends.
 * @pairs: number of pairs.
 * @printed: number of pairs that were printed.
 * @restarted: number of starts behind which came a start of the same key.
 * @no_start: number of ends without a start.
 * @slices: the file of --chrome.
 * @other_threads: number of threads of slices that are no threads of the kernel.
 * @in_kernel: the kernel finds the pairs.
 * @made: what it makes of them; NULL for none.
 * @failed: enum cmd_status: why not all pairs that could be read were taken.
 */
struct latency {
	struct run		run;
	struct live		live;
	char			*returns;
	struct report		report;
	const char		*key;
	const char		*over;
	const char		*chrome;
	u64			least;
	struct agg_keys		match[LATENCY_ENDS];
	struct latency_event	*events;
	struct run_worker	*worker;
	struct run_printing	printing;
	struct agg_table	starts;
	struct agg		agg;
	u64			nr[LATENCY_ENDS];
	u64			pairs;
	u64			printed;
	u64			restarted;
	u64			no_start;
	struct whole		slices;
	u64			other_threads;
	bool			in_kernel;
	struct latency_made	*made;
	int			failed;
};

/* Which end is the event for? Its filter is that of the sentence. */
static inline enum latency_end latency_end_of(const struct latency *l,
					      const struct run_event *event)
{
	return event->filter - l->run.filters;
}

/* The record of a start, as a stream would have it. */
static inline struct dat_stream latency_stream(const struct latency_start *start)
{
	return (struct dat_stream) {
		.buffer = start->buffer, .cpu = start->cpu, .ts = start->ts,
		.data = start->data, .bytes = start->bytes,
	};
}

/* key.c */
int latency_read_key(struct latency *l);

/* places.c */
int latency_find_places(struct latency *l);

/* pairs.c */
int latency_read(struct latency *l);
void latency_free_starts(struct latency *l);
u64 latency_count_open(const struct latency *l);

/* live.c */
int latency_add_return(struct latency *l);
int latency_open(struct latency *l);

/* in_kernel.c */
int latency_check_in_kernel(struct latency *l);
int latency_make(struct latency *l);
int latency_read_made(struct latency *l);
void latency_made_totals(struct latency *l);
void latency_free_made(struct latency *l);

/* over.c */
int latency_print_pair(struct latency *l, const struct latency_start *start,
		       const struct dat_stream *end, const struct run_event *event, u64 took);

/* chrome.c */
int latency_chrome_start(struct latency *l);
int latency_chrome_pair(struct latency *l, struct latency_start *start,
			const struct dat_stream *end, u32 end_event, u64 took);
int latency_chrome_end(struct latency *l, int status);

#endif /* _KTF_CMD_LATENCY_H */
