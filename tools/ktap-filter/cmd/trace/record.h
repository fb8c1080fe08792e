/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The records of a trace as a trace.dat.
 */
#ifndef _KTF_CMD_TRACE_RECORD_H
#define _KTF_CMD_TRACE_RECORD_H

#include "dat/writer.h"
#include "live/reader.h"

/**
 * struct trace_record - the state of writing a file
 * @reader: the reader of the session that the records are of.
 * @dat: what the file has: that of its run.
 * @buffer: the only buffer.
 * @writer: the file.
 * @cpus: the sub-buffers of each CPU, which go to the file at the end.
 */
struct trace_record {
	struct reader		*reader;
	struct dat		*dat;
	struct dat_buffer	buffer;
	struct dat_writer	writer;
	struct dat_writer	*cpus;
};

int trace_record_open(struct trace_record *r, struct reader *reader, const char *path);
int trace_record_page(struct trace_record *r, struct dat_stream *s, const u8 *page);
int trace_record_take(struct trace_record *r, const struct dat_stream *s);
int trace_record_end(struct trace_record *r);
void trace_record_close(struct trace_record *r);

#endif /* _KTF_CMD_TRACE_RECORD_H */
