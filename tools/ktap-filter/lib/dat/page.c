// SPDX-License-Identifier: GPL-2.0
/*
 * Records become sub-buffers again: dat/stream.h describes a sub-buffer.
 *
 * A sub-buffer starts with the time of its first record. A later record has the time since
 * the record before it; if that needs more than 27 bits, the other bits are put in front of
 * the record. A record that is earlier than the one before, which no kernel writes, begins a
 * new sub-buffer.
 */
#include "dat/page.h"

#define WORD	4U
/* The longest record whose length fits in its first word. */
#define SHORT	(28 * WORD)
#define LONGEST_DELTA	((1ULL << DAT_TIME_BITS) - 1)

static u32 page_head(const struct dat_writer *w)
{
	return 8 + w->dat->long_size;
}

static void put_word(struct dat_writer *w, u32 word)
{
	memcpy(w->page + page_head(w) + w->fill, &word, WORD);
	w->fill += WORD;
}

static u32 first_word(u32 kind, u32 delta)
{
	return KTF_BIG_ENDIAN ? kind << DAT_TIME_BITS | delta : delta << 5 | kind;
}

/**
 * dat_page_flush - write the current sub-buffer, unless it is empty
 * @w: the writer.
 *
 * Context: any.
 * Return: 0 or an errno of writing.
 */
int dat_page_flush(struct dat_writer *w)
{
	u32 size = w->dat->buffers[w->buffer].page;
	u64 fill = w->fill;
	u32 fill32 = w->fill;
	int err;

	if (!w->fill)
		return 0;
	if (w->dat->long_size == 8)
		memcpy(w->page + 8, &fill, 8);
	else
		memcpy(w->page + 8, &fill32, 4);
	err = dat_put(w, w->page, size);
	memset(w->page, 0, size);
	w->fill = 0;
	return err;
}

/**
 * dat_page_add - add a record
 * @w: the writer.
 * @s: the stream, at the record.
 *
 * Context: any.
 * Return: 0 or an errno of writing.
 */
int dat_page_add(struct dat_writer *w, const struct dat_stream *s)
{
	u32 room = w->dat->buffers[w->buffer].page - page_head(w) - w->fill;
	bool is_short = s->bytes && s->bytes <= SHORT;
	u64 delta = s->ts - w->ts;
	int err = 0;

	/* Leave room for the largest header of a record. */
	if (s->ts < w->ts || s->bytes + 4 * WORD > room)
		err = dat_page_flush(w);
	if (!w->fill) {
		memcpy(w->page, &s->ts, 8);
		delta = 0;
	}
	if (delta > LONGEST_DELTA) {
		put_word(w, first_word(DAT_EXTEND, delta & LONGEST_DELTA));
		put_word(w, delta >> DAT_TIME_BITS);
		delta = 0;
	}
	put_word(w, first_word(is_short ? s->bytes / WORD : 0, delta));
	if (!is_short)
		put_word(w, s->bytes + WORD);
	memcpy(w->page + page_head(w) + w->fill, s->data, s->bytes);
	w->fill += s->bytes;
	w->ts = s->ts;
	return err;
}
