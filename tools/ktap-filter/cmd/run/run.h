/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap-filter run: filters, the file that they are run on, and the user's options.
 */
#ifndef _KTF_RUN_CMD_H
#define _KTF_RUN_CMD_H

#include "argument.h"
#include "dat/stream.h"

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
 * @asked_symbols: the file was asked for its symbols.
 * @event: what the next filter of the command line is for; NULL if it does not say.
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
	bool			asked_symbols;
	const char		*event;
	struct run_filter	*filters;
	u32			nr_filters;
	struct run_event	*events;
	u32			nr_events;
	u16			index[RUN_EVENT_IDS];
	u64			records;
	u64			lost;
};

static inline bool run_wants(const struct run *run, const struct dat_buffer *buffer)
{
	return !run->buffer || !strcmp(run->buffer, buffer->name);
}

/* Which event of the list the record at hand is of; 0 for none of them. */
static inline u32 run_event_nr(const struct run *run, const struct dat_stream *s)
{
	return run->index[get_unaligned((const u16 *)s->data)];
}

#endif /* _KTF_RUN_CMD_H */
