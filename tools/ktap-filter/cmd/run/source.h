/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sources of matching records.
 */
#ifndef _KTF_RUN_SOURCE_H
#define _KTF_RUN_SOURCE_H

#include "run/worker.h"

/* A match that was kept: its record is @bytes from @at on. */
struct run_kept {
	u64	ts;
	s64	missed;
	size_t	at;
	u32	bytes;
};

/**
 * struct run_source - the matches of a stream
 * @s: the stream: a CPU's records, or a part of them.
 * @worker: who looks for them.
 * @kept: those that were found ahead of time.
 * @nr_kept: how many.
 * @room_kept: room for how many.
 * @next: the first of them that was not taken.
 * @records: their records.
 * @used: bytes of them.
 * @room: room for bytes.
 * @bound: bytes that may be kept.
 * @ended: the stream has no more.
 * @match: the match at hand, as a stream has it; without data if there is none.
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
