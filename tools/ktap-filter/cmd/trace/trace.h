/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap-filter trace: the command line, and where records go.
 */
#ifndef _KTF_CMD_TRACE_H
#define _KTF_CMD_TRACE_H

#include "live/reader.h"
#include "run/print.h"
#include "trace/record.h"

/* A sentence, and the program that it is about, or NULL. */
struct trace_said {
	const char	*text;
	const char	*program;
};

/**
 * struct trace - the state of a trace
 * @session: what is in the kernel.
 * @said: the sentences.
 * @nr_said: number of sentences.
 * @workload: what is watched.
 * @reader: the records.
 * @run: the events.
 * @printing: what printing them needs.
 * @record: the file that they are written to.
 * @output: argument of --output, or NULL.
 * @count: argument of --count, or NULL.
 * @buffer: argument of --buffer, or NULL.
 * @fields: argument of --fields, or NULL.
 * @stop_if: argument of --stop-if, or NULL.
 * @json: print JSON.
 * @stack: record the stack of the kernel with each event.
 * @keep: leave the instance and its events in the kernel.
 * @overwrite: a full buffer loses its oldest records, not the newest.
 * @max: the number of events to stop after; 0 for any.
 * @kb: the size of a CPU's buffer in units of 1024 bytes; 0 for the kernel's default.
 * @events: number of events so far, without the stacks.
 * @stack_cpu: CPU of the last event.
 */
struct trace {
	struct session		session;
	struct trace_said	said[SESSION_SENTENCES];
	u32			nr_said;
	struct workload		workload;
	struct reader		reader;
	struct run		run;
	struct run_printing	printing;
	struct trace_record	record;
	const char		*output;
	const char		*count;
	const char		*buffer;
	const char		*fields;
	const char		*stop_if;
	bool			json;
	bool			stack;
	bool			keep;
	bool			overwrite;
	u64			max;
	u64			kb;
	u64			events;
	u32			stack_cpu;
};

/* fields.c */
int trace_check_fields(const struct trace *t);
bool trace_wants_field(const struct trace *t, const char *name);
void trace_print_fields(struct trace *t, const struct run_event *event);

/* stack.c */
int trace_print_stack(struct trace *t, const struct dat_stream *s, const struct run_event *event);

/* stop.c */
int trace_stop_if(const struct trace *t);

/* print.c */
int trace_print(struct trace *t, const struct dat_stream *s, const struct run_event *event);

#endif /* _KTF_CMD_TRACE_H */
