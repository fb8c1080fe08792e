/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sources of matching records.
 */
#ifndef _KTF_RUN_SOURCE_H
#define _KTF_RUN_SOURCE_H

#include "run/worker.h"

/* A kept match. Its record has @bytes bytes from offset @at of the source's @records. */
struct run_kept {
	u64	ts;
	s64	missed;
	size_t	at;
	u32	bytes;
};

/**
 * struct run_source - the matches of a stream
 * @s: the stream: the records of a CPU, or a part of them.
 * @worker: the worker that looks for the matches.
 * @kept: the matches that were found ahead of time.
 * @nr_kept: number of kept matches.
 * @room_kept: number of matches that @kept has room for.
 * @next: index of the first kept match not yet taken.
 * @records: the records of the kept matches.
 * @used: bytes in use of @records.
 * @room: size of @records in bytes.
 * @bound: keep no more once @used reaches this, in bytes.
 * @ended: the stream has no more records.
 * @match: the current match, as a copy of the stream; @data is NULL if there is none.
 */
struct run_source {
	struct dat_stream	s;
	struct run_worker	*worker;
	struct run_kept		*kept;
	size_t			nr_kept;
	size_t			room_kept;
	size_t			next;
	u8			*records;
	size_t			used;
	size_t			room;
	size_t			bound;
	bool			ended;
	struct dat_stream	match;
};

void run_source_ahead(struct run_source *source);
void run_source_next(struct run_source *source);
void run_source_close(struct run_source *source);

#endif /* _KTF_RUN_SOURCE_H */
