/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The records that one CPU wrote, one after the other.
 *
 * A sub-buffer has the time of its first record, the number of bytes behind, and records. A
 * record starts with a word that has its size and how much later than the one before it is,
 * five bits and 27:
 *
 *	size	0	a second word is the size, its own four bytes included
 *		1-28	as many words of four bytes
 *		29	nothing: a discarded record, or the rest is empty
 *		30	no record: a second word has more bits of the time
 *		31	no record: a second word has more bits, and it is the time itself
 *
 * A file may be damaged, so each size is compared with the rest of the sub-buffer.
 */
#ifndef _KTF_LIB_DAT_STREAM_H
#define _KTF_LIB_DAT_STREAM_H

#include "dat/file.h"

struct tep_record;

/**
 * struct dat_stream - the state of reading one CPU's records
 * @dat: the file.
 * @buffer: the buffer.
 * @cpu: the CPU.
 * @off: offset in the file of what is read next.
 * @end: offset in the file where the stream ends.
 * @block: the sub-buffers that have been read.
 * @room: size of @block in bytes.
 * @have: bytes in use of @block.
 * @next: offset in @block of the next sub-buffer.
 * @packed: the compressed sub-buffers that have been read.
 * @packed_room: size of @packed in bytes.
 * @unpacker: zstd's context for decompression.
 * @held: the record that libtracecmd returned last.
 * @at: what comes next in the current sub-buffer.
 * @page_end: end of the current sub-buffer's records.
 * @ts: the recorded time of the current record.
 * @data: the current record.
 * @bytes: size of the current record.
 * @missed: number of records lost before it; -1 if the number is unknown.
 * @lost: number of records lost so far, as far as the numbers are known.
 * @err: the errno that ended the stream; 0 at its regular end.
 * @error: the message of @err.
 */
struct dat_stream {
	struct dat		*dat;
	const struct dat_buffer	*buffer;
	u32			cpu;
	u64			off;
	u64			end;
	u8			*block;
	u32			room;
	u32			have;
	u32			next;
	u8			*packed;
	u32			packed_room;
	struct ZSTD_DCtx_s	*unpacker;
	struct tep_record	*held;
	const u8		*at;
	const u8		*page_end;
	u64			ts;
	const u8		*data;
	u32			bytes;
	s64			missed;
	u64			lost;
	int			err;
	char			error[256];
};

/* The result of dat_stream_more(). */
enum dat_more {
	DAT_END,
	DAT_PAGE,	/* a sub-buffer */
	DAT_RECORD,	/* a record */
};

void dat_stream_open(struct dat_stream *s, struct dat *dat,
		     const struct dat_buffer *buffer, u32 nr, u32 part, u32 parts);
void dat_stream_close(struct dat_stream *s);
enum dat_more dat_stream_more(struct dat_stream *s);

/* dat/enter.c */
int dat_page_enter(struct dat_stream *s, const u8 *page);

#define DAT_TIME_BITS	27
#define DAT_PADDING	29
#define DAT_EXTEND	30
#define DAT_STAMP	31

/* An absolute time lacks the top bits. They are the same as in the time before. */
#define DAT_STAMP_TOP	(0x1fULL << 59)

static __always_inline u32 dat_kind(u32 word)
{
	return KTF_BIG_ENDIAN ? word >> DAT_TIME_BITS : word & 31;
}

static __always_inline u32 dat_delta(u32 word)
{
	return KTF_BIG_ENDIAN ? word & ((1U << DAT_TIME_BITS) - 1) : word >> 5;
}

/* Skip an entry that is no record. The caller has checked that its second word exists. */
static inline bool dat_skip(struct dat_stream *s, u32 kind, u32 delta, u32 second)
{
	u64 far = (u64)second << DAT_TIME_BITS | delta;

	switch (kind) {
	case DAT_PADDING:
		if (!delta || second > s->page_end - s->at - 4)
			return false;
		s->ts += delta;
		s->at += 4 + second;
		return true;
	case DAT_EXTEND:
		s->ts += far;
		break;
	default:
		s->ts = far | (s->ts & DAT_STAMP_TOP);
		break;
	}
	s->at += 8;
	return true;
}

/**
 * dat_page_next - advance to the next record of the current sub-buffer
 * @s: the stream; gets the record in @data, @bytes and @ts.
 *
 * Context: any.
 * Return: false if there is none.
 */
static __always_inline bool dat_page_next(struct dat_stream *s)
{
	u32 word, kind, second, bytes, head;

	while (likely(s->page_end - s->at >= 8)) {
		word = get_unaligned((const u32 *)s->at);
		second = get_unaligned((const u32 *)(s->at + 4));
		kind = dat_kind(word);
		if (unlikely(kind >= DAT_PADDING)) {
			if (!dat_skip(s, kind, dat_delta(word), second))
				s->at = s->page_end;
			continue;
		}
		head = kind ? 4 : 8;
		bytes = kind ? 4 * kind : ALIGN(second, 4U) - 4;
		if (unlikely(bytes > s->page_end - s->at - head)) {
			s->at = s->page_end;
			continue;
		}
		s->ts += dat_delta(word);
		s->data = s->at + head;
		s->bytes = bytes;
		s->at += head + bytes;
		return true;
	}
	return false;
}

/**
 * dat_stream_next - advance to the next record
 * @s: the stream; gets the record in @data, @bytes, @ts and @missed.
 *
 * Context: any.
 * Return: false at the end, or on an error in @err.
 */
static __always_inline bool dat_stream_next(struct dat_stream *s)
{
	enum dat_more more;

	s->missed = 0;
	while (unlikely(!dat_page_next(s))) {
		more = dat_stream_more(s);
		if (more != DAT_PAGE)
			return more == DAT_RECORD;
	}
	return true;
}

#endif /* _KTF_LIB_DAT_STREAM_H */
