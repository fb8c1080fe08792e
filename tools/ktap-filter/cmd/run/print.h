/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records as trace-cmd report prints them, and as JSON.
 */
#ifndef _KTF_RUN_PRINT_H
#define _KTF_RUN_PRINT_H

#include "run/run.h"

/**
 * struct run_printing - what printing needs
 * @run: the run.
 * @line: the line.
 * @name_width: length of the longest buffer's name.
 * @copy: a copy of the record, with zeroes behind it.
 * @room: size of @copy in bytes.
 * @used: size of the record in it.
 */
struct run_printing {
	struct run		*run;
	struct trace_seq	line;
	u32			name_width;
	u8			*copy;
	u32			room;
	u32			used;
};

/* run/print.c */
void run_printing_start(struct run_printing *p, struct run *run);
void run_printing_end(struct run_printing *p);
int run_print_begin(struct run_printing *p, const struct dat_stream *s,
		    const struct run_event *event, struct tep_record *record);
int run_print_end(struct run_printing *p);
int run_print_record(void *to, const struct dat_stream *s, const struct run_event *event);

/* run/json.c */
struct json_object *run_json_begin(const struct run *run, const struct dat_stream *s,
				   const struct run_event *event);
struct json_object *run_json_record(const struct run *run, const struct dat_stream *s,
				    const struct run_event *event);
int run_put_json(struct json_object *json);

#endif /* _KTF_RUN_PRINT_H */
