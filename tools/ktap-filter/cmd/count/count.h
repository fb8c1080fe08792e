/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap-filter count: the command line, and the statistics.
 */
#ifndef _KTF_CMD_COUNT_H
#define _KTF_CMD_COUNT_H

#include "aggregate/stacks.h"
#include "live/live.h"
#include "report/report.h"
#include "run/threads.h"

/**
 * struct count - the state of a count
 * @run: the file, the events and their filters.
 * @live: the run, if the records come from the running kernel.
 * @report: what is printed, and how.
 * @of: argument of --of, or NULL.
 * @every: argument of --every, or NULL.
 * @in_kernel: the kernel counts, and records nothing.
 * @by_stacks: a key is the stack, a record behind that of its event.
 * @stacks: the records of stacks, if @by_stacks.
 * @events: where each of @run->events has the keys and the value.
 * @aggs: an aggregator for each thread; the first one gets all.
 * @nr_aggs: number of threads.
 * @is_whole: the first aggregator has all that could be read.
 */
struct count {
	struct run		run;
	struct live		live;
	struct report		report;
	const char		*of;
	const char		*every;
	bool			in_kernel;
	bool			by_stacks;
	struct stack_format	stacks;
	struct agg_event	*events;
	struct agg		*aggs;
	u32			nr_aggs;
	bool			is_whole;
};

/* Where the records of a thread are counted. */
struct count_part {
	struct count	*count;
	struct agg	*agg;
};

/* places.c */
int count_find_places(struct count *count);

/* read.c */
int count_start(struct count *count, u32 nr);
int count_read(struct count *count);

/* live.c */
int count_live(struct count *count);

/* in_kernel.c */
int count_check_in_kernel(struct count *count);
int count_in_kernel(struct count *count);

/* stacks.c */
int count_find_stacks(struct count *count);
void count_stacks_start(struct agg_stacks *stacks, struct count_part *part);
int count_stacks_next(struct agg_stacks *stacks, const struct dat_stream *s,
		      const struct agg_record *record, u32 nr);
int count_stacks_end(struct agg_stacks *stacks);

/* every.c */
int count_every(struct count *count);

#endif /* _KTF_CMD_COUNT_H */
