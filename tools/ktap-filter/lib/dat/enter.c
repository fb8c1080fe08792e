// SPDX-License-Identifier: GPL-2.0
/*
 * The start of a sub-buffer: the time of its first record, the number of bytes behind, and
 * what was lost before it. It is the same in a file and in a buffer that is being read.
 */
#include "dat/stream.h"

/* Bits of a sub-buffer's commit word: the number of bytes of its records. */
#define COMMIT		0x07ffffffU
#define MISSED		0x80000000U	/* records were lost before the first one */
#define MISSED_STORED	0x40000000U	/* the number of lost records follows the last record */

/* Count the records that were lost before the first record of this sub-buffer. */
static void count_missed(struct dat_stream *s, u32 commit, u32 room)
{
	u32 size = s->dat->long_size;
	const u8 *at = s->page_end;

	s->missed = 0;
	if (!(commit & MISSED))
		return;
	s->missed = -1;
	if (!(commit & MISSED_STORED) || room < size)
		return;
	s->missed = size == 8 ? get_unaligned((const s64 *)at) : get_unaligned((const s32 *)at);
	s->lost += max(s->missed, 0LL);
}

/**
 * dat_page_enter - start to read the records of a sub-buffer
 * @s: the stream; gets the place of the records, and what was lost before them.
 * @page: the sub-buffer, of as many bytes as those of the stream's buffer have.
 *
 * Context: any.
 * Return: 0; -EINVAL if it says that it has more bytes than there is room for.
 */
int dat_page_enter(struct dat_stream *s, const u8 *page)
{
	u32 head = 8 + s->dat->long_size;
	u32 commit = get_unaligned((const u32 *)(page + 8)), bytes = commit & COMMIT;

	if (bytes > s->buffer->page - head)
		return -EINVAL;
	s->ts = get_unaligned((const u64 *)page);
	s->at = page + head;
	s->page_end = s->at + bytes;
	count_missed(s, commit, s->buffer->page - head - bytes);
	return 0;
}
