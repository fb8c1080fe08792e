/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap-filter run: filters, the file that they are run on, and the user's options.
 */
#ifndef _KTF_RUN_CMD_H
#define _KTF_RUN_CMD_H

#include "argument.h"
#include "dat/stream.h"
#include "sentence.h"

#define RUN_EVENT_IDS	0x10000

/**
 * struct run_filter - a filter of the command line
 * @event: the events to filter, as the user names them; NULL for all that have the fields.
 * @arg: the argument that has the filter; NULL if every record matches.
 * @sentence: the sentence that the filter is from; NULL if it is an argument of its own.
 * @is: the filter.
 */
struct run_filter {
	const char		*event;
	const char		*arg;
	struct cmd_sentence	*sentence;
	struct cmd_argument	is;
};

/**
 * struct run_count - the counts of an event's records
 * @seen: all records.
 * @matched: records that match the filter.
 * @cut: records too short for the event's fields.
 */
struct run_count {
	u64	seen;
	u64	matched;
	u64	cut;
};

/**
 * struct run_event - an event with a filter
 * @schema: the event.
 * @filter: the filter of the command line.
 * @prog: its runnable program; NULL if every record matches.
 * @fixed: bytes that a record must have.
 * @other: index of the same event with another filter; 0 for none.
 * @asks_comm: the filter reads the task's name, or that of @other does.
 * @count: counts of the event's records.
 */
struct run_event {
	struct ktf_schema		schema;
	const struct run_filter		*filter;
	struct ktf_prog			*prog;
	u32				fixed;
	u16				other;
	bool				asks_comm;
	struct run_count		count;
};

/**
 * struct run - the state of a run
 * @dat: the open file.
 * @input: the file's name.
 * @buffer: the buffer to read; NULL for all buffers.
 * @output: the file to write the matching events to; NULL for none.
 * @kallsyms: a list of symbols; NULL to use the symbols of the file.
 * @list: print the matching events.
 * @json: print JSON, for scripts.
 * @verbose: name the events that lack the fields.
 * @names: only print the names of the file's events and buffers.
 * @pairs: an event may have two filters, and matches if one of them does.
 * @asked_symbols: the symbols of the file have been read.
 * @event: the event for the next filter of the command line; NULL if none is named.
 * @filters: the filters.
 * @nr_filters: number of filters.
 * @events: the events with a filter; entry 0 stands for all events without one.
 * @nr_events: number of entries of @events.
 * @index: index into @events for each event id.
 * @records: number of records of all events.
 * @lost: number of records that the kernel lost, as far as it counted them.
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
	bool			pairs;
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

/* run/open.c */
void run_init(struct run *run);
int run_open(struct run *run);
int run_read_symbols(struct run *run);
void run_close(struct run *run);

static inline bool run_wants(const struct run *run, const struct dat_buffer *buffer)
{
	return !run->buffer || !strcmp(run->buffer, buffer->name);
}

/* Index into @events for the current record of the stream; 0 for an event without a filter. */
static inline u32 run_event_nr(const struct run *run, const struct dat_stream *s)
{
	return run->index[get_unaligned((const u16 *)s->data)];
}

/* Has the event the fields that its sentence names? A probe has them, in the form of arguments. */
static inline int run_check_fields(const struct run_event *event)
{
	const struct cmd_sentence *s = event->filter->sentence;

	return s ? cmd_sentence_check(s, &event->schema) : CMD_OK;
}

#endif /* _KTF_RUN_CMD_H */
