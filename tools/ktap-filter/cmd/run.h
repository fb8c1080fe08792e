/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap-filter run: filters meet the records of a file.
 */
#ifndef _KTF_RUN_CMD_H
#define _KTF_RUN_CMD_H

#include "argument.h"
#include "dat_stream.h"
#include "env.h"
#include "vm/run.h"

#define RUN_EVENT_IDS	0x10000

/**
 * struct run_filter - a filter of the command line
 * @event: the events that it is for; NULL for all that have its fields.
 * @arg: the argument that it comes from.
 * @is: the filter.
 */
struct run_filter {
	const char		*event;
	const char		*arg;
	struct cmd_argument	is;
};

/**
 * struct run_count - what became of an event's records
 * @seen: how many there are.
 * @matched: how many the filter selects.
 * @cut: how many are too short to have the event's fields.
 */
struct run_count {
	u64	seen;
	u64	matched;
	u64	cut;
};

/**
 * struct run_event - an event that has a filter
 * @schema: the event.
 * @filter: where the filter came from.
 * @prog: the filter.
 * @asks_comm: it looks at the name of the task.
 * @count: its records.
 */
struct run_event {
	struct ktf_schema		schema;
	const struct run_filter		*filter;
	struct ktf_prog			*prog;
	bool				asks_comm;
	struct run_count		count;
};

/**
 * struct run - all of it
 * @dat: the file.
 * @input: its name.
 * @buffer: the only buffer that is wanted; NULL for all.
 * @output: where to write a file of the events that match; NULL for nowhere.
 * @kallsyms: a list of symbols; NULL for those of the file.
 * @list: print the events that match.
 * @json: print for scripts.
 * @verbose: name the events that do not have the fields.
 * @names: print what can be named in the file, and nothing else.
 * @help: say how it is used, and nothing else.
 * @asked_symbols: the file was asked for its symbols.
 * @filters: the filters.
 * @nr_filters: how many.
 * @events: the events that have one; the first stands for those that have none.
 * @nr_events: how many.
 * @index: the event in that list, for each number of an event.
 * @records: records of all events.
 * @lost: records that the kernel lost, as far as it counted them.
 */
struct run {
	struct dat		dat;
	const char		*input;
	const char		*buffer;
	const char		*output;
	const char		*kallsyms;
	bool			list;
	bool			json;
	bool			verbose;
	bool			names;
	bool			help;
	bool			asked_symbols;
	struct run_filter	*filters;
	u32			nr_filters;
	struct run_event	*events;
	u32			nr_events;
	u16			index[RUN_EVENT_IDS];
	u64			records;
	u64			lost;
};

/* A few hundred tasks run at a time; one that is not here is looked up. */
#define RUN_COMMS	1024

struct run_comm {
	u32	pid;
	bool	known;
	char	comm[KTF_COMM_BYTES];
};

/**
 * struct run_worker - who holds filters against records
 * @run: the filters.
 * @counts: one for each event of the list.
 * @records: records that it has seen.
 * @lost: records that were lost.
 * @comms: names of tasks.
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

/* run_filters.c */
int run_read_filters(struct run *run);
int run_fit_filters(struct run *run);
void run_free_filters(struct run *run);

/* run_worker.c */
struct run_worker *run_worker_new(struct run *run);
int run_worker_end(struct run_worker *w);
void run_worker_comm(struct run_worker *w, u32 pid, u32 cpu);
void run_worker_leave(struct run_worker *w, struct dat_stream *s);

/* What is done with a record that matches: enum cmd_status. */
typedef int run_take_fn(void *to, const struct dat_stream *s, const struct run_event *event);

/* run_count.c and run_list.c */
int run_count(struct run *run);
int run_list(struct run *run, run_take_fn *take, void *to);

/* run_names.c, run_print.c, run_json.c and run_write.c */
int run_names(const struct run *run);
int run_print(struct run *run);
int run_write(struct run *run);
int run_print_json(struct run *run);

/* run_progress.c */
void run_progress_start(struct run *run);
void run_progress_stop(void);

static inline bool run_wants(const struct run *run, const struct dat_buffer *buffer)
{
	return !run->buffer || !strcmp(run->buffer, buffer->name);
}

/* Which event of the list the record at hand is of; 0 for none of them. */
static inline u32 run_event_nr(const struct run *run, const struct dat_stream *s)
{
	return run->index[get_unaligned((const u16 *)s->data)];
}

/**
 * run_match - does the record at hand match?
 * @w: the worker.
 * @s: the stream whose record it is. The CPU has been set.
 *
 * Context: any.
 * Return: whether it does. It has been counted.
 */
static __always_inline bool run_match(struct run_worker *w, const struct dat_stream *s)
{
	const struct run_event *event;
	struct run_count *count;
	u32 nr;

	w->records++;
	/* The part that all records have. */
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
	if (unlikely(s->bytes < event->prog->fixed)) {
		count->cut++;
		return false;
	}
	if (event->asks_comm)
		run_worker_comm(w, get_unaligned((const u32 *)(s->data + 4)), s->cpu);
	if (!ktf_run(event->prog, s->data, s->bytes))
		return false;
	count->matched++;
	return true;
}

#endif /* _KTF_RUN_CMD_H */
