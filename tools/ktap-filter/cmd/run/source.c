// SPDX-License-Identifier: GPL-2.0
/*
 * Sources of matching records.
 *
 * Most filters select few records. So all streams look ahead for matches at the same time,
 * and keep copies of them, before anything is sorted. A stream keeps a bounded number of
 * matches; it goes on when they have been taken.
 */
#include <stdlib.h>

#include "run/source.h"

/* Make room for one more record of @bytes. */
static bool make_room(struct run_source *source, u32 bytes)
{
	void *bigger;

	if (source->nr_kept == source->room_kept) {
		source->room_kept = 2 * source->room_kept ?: 64;
		bigger = realloc(source->kept,
				 array_size(source->room_kept, sizeof(*source->kept)));
		if (!bigger)
			return false;
		source->kept = bigger;
	}
	if (source->room - source->used < bytes) {
		source->room = 2 * source->room + bytes;
		bigger = realloc(source->records, source->room);
		if (!bigger)
			return false;
		source->records = bigger;
	}
	return true;
}

static bool keep(struct run_source *source)
{
	const struct dat_stream *s = &source->s;

	if (!make_room(source, s->bytes))
		return false;
	memcpy(source->records + source->used, s->data, s->bytes);
	source->kept[source->nr_kept++] = (struct run_kept) {
		.ts = s->ts, .missed = s->missed, .at = source->used, .bytes = s->bytes,
	};
	source->used += s->bytes;
	return true;
}

/* Advance the stream to its next match. Return false at its end. */
static bool find(struct run_source *source)
{
	env.cpu = source->s.cpu;
	while (dat_stream_next(&source->s))
		if (run_match(source->worker, &source->s))
			return true;
	source->ended = true;
	run_worker_leave(source->worker, &source->s);
	return false;
}

/**
 * run_source_ahead - find matches ahead of time and keep them
 * @source: the source.
 *
 * Context: any; several threads may call this, each with a source of its own worker.
 */
void run_source_ahead(struct run_source *source)
{
	while (!source->ended && source->used < source->bound) {
		if (!find(source) || keep(source))
			continue;
		source->worker->status = cmd_no_memory();
		source->ended = true;
		dat_stream_close(&source->s);
	}
}

static void take_kept(struct run_source *source)
{
	const struct run_kept *kept = &source->kept[source->next++];

	source->match.data = source->records + kept->at;
	source->match.bytes = kept->bytes;
	source->match.ts = kept->ts;
	source->match.missed = kept->missed;
}

/**
 * run_source_next - advance to the next match
 * @source: the source; @match gets the match.
 *
 * Context: any.
 */
void run_source_next(struct run_source *source)
{
	source->match = source->s;
	if (source->next < source->nr_kept)
		take_kept(source);
	else if (!source->ended && find(source))
		source->match = source->s;
	else
		source->match.data = NULL;
}

/**
 * run_source_close - release a source
 * @source: the source.
 *
 * Context: any.
 */
void run_source_close(struct run_source *source)
{
	if (!source->ended)
		dat_stream_close(&source->s);
	free(source->kept);
	free(source->records);
}
