// SPDX-License-Identifier: GPL-2.0
/*
 * From a file to sub-buffers.
 *
 * The sub-buffers of a CPU are read in blocks. In a file without compression, a block is
 * several sub-buffers, which lie in the file one behind the other; in a compressed file it
 * is a chunk. So a stream needs the memory of one block, however large the file is.
 *
 * To share the work among threads, a stream can be a part of a CPU's records, from one
 * sub-buffer or chunk to another: each sub-buffer has the time of its first record.
 */
#include <stdio.h>
#include <stdlib.h>
#include <trace-cmd.h>
#include <zstd.h>

#include "dat/stream.h"

#define BLOCK		0x20000U
/* trace-cmd puts about ten sub-buffers into a chunk. */
#define MAX_CHUNK	0x4000000U

static enum dat_more fail(struct dat_stream *s, int err, const char *what)
{
	s->err = err;
	snprintf(s->error, sizeof(s->error), "%s: CPU %u, at byte %llu: %s",
		 s->dat->path, s->cpu, s->off, what);
	return DAT_END;
}

static enum dat_more read_failed(struct dat_stream *s, int err)
{
	return fail(s, err, err == -ENODATA ? "the file is cut short" : strerror(-err));
}

static bool make_room(u8 **block, u32 *room, u32 bytes)
{
	if (*room >= bytes)
		return true;
	free(*block);
	*block = malloc(bytes);
	*room = *block ? bytes : 0;
	return *block;
}

static enum dat_more read_block(struct dat_stream *s)
{
	u32 bytes = max(round_down(BLOCK, s->buffer->page), s->buffer->page);
	int err;

	if (!make_room(&s->block, &s->room, bytes))
		return fail(s, -ENOMEM, strerror(ENOMEM));
	s->have = min_t(u64, bytes, s->end - s->off);
	err = dat_read(s->dat, s->off, s->block, s->have);
	if (err)
		return read_failed(s, err);
	s->off += s->have;
	__atomic_fetch_add(&s->dat->done, s->have, __ATOMIC_RELAXED);
	return DAT_PAGE;
}

/* The header of a chunk: the compressed size and the full size, in bytes. */
struct chunk {
	u32	packed;
	u32	bytes;
};

static int read_chunk_head(struct dat_stream *s, struct chunk *chunk)
{
	int err = s->end - s->off < sizeof(*chunk) ? -ENODATA : 0;

	if (!err)
		err = dat_read(s->dat, s->off, chunk, sizeof(*chunk));
	if (!err && (chunk->packed > s->end - s->off - sizeof(*chunk) ||
		     chunk->packed > MAX_CHUNK || chunk->bytes > MAX_CHUNK))
		err = -EINVAL;
	return err;
}

static enum dat_more unpack(struct dat_stream *s, const struct chunk *chunk)
{
	size_t got;

	if (!s->unpacker)
		s->unpacker = ZSTD_createDCtx();
	if (!s->unpacker)
		return fail(s, -ENOMEM, strerror(ENOMEM));
	got = ZSTD_decompressDCtx(s->unpacker, s->block, chunk->bytes, s->packed, chunk->packed);
	if (ZSTD_isError(got))
		return fail(s, -EINVAL, ZSTD_getErrorName(got));
	s->have = got;
	s->off += sizeof(*chunk) + chunk->packed;
	__atomic_fetch_add(&s->dat->done, sizeof(*chunk) + chunk->packed, __ATOMIC_RELAXED);
	return DAT_PAGE;
}

static enum dat_more read_chunk(struct dat_stream *s)
{
	struct chunk chunk;
	int err = read_chunk_head(s, &chunk);

	if (err == -EINVAL)
		return fail(s, err, "a compressed piece has a size that makes no sense");
	if (err)
		return read_failed(s, err);
	if (!make_room(&s->block, &s->room, chunk.bytes ?: 1) ||
	    !make_room(&s->packed, &s->packed_room, chunk.packed ?: 1))
		return fail(s, -ENOMEM, strerror(ENOMEM));
	err = dat_read(s->dat, s->off + sizeof(chunk), s->packed, chunk.packed);
	return err ? read_failed(s, err) : unpack(s, &chunk);
}

/* Start the next sub-buffer of the block. An incomplete one is an error. */
static enum dat_more enter_page(struct dat_stream *s)
{
	if (s->have - s->next < s->buffer->page)
		return fail(s, -ENODATA, "the last sub-buffer is cut short");
	if (dat_page_enter(s, s->block + s->next))
		return fail(s, -EINVAL, "a sub-buffer has a size that makes no sense");
	s->next += s->buffer->page;
	return DAT_PAGE;
}

/* libtracecmd does not check that a record ends inside its sub-buffer. */
static bool held_fits(const struct dat_stream *s)
{
	u32 page = s->buffer->page;

	return s->held->size >= 0 && s->held->size <= page - 4 - s->held->offset % page;
}

static enum dat_more by_library(struct dat_stream *s)
{
	tracecmd_free_record(s->held);
	s->held = tracecmd_read_data(s->buffer->input, s->cpu);
	if (!s->held)
		return DAT_END;
	if (!held_fits(s))
		return fail(s, -EINVAL, "a record has a size that makes no sense");
	s->data = s->held->data;
	s->bytes = s->held->size;
	s->ts = s->held->ts;
	s->missed = s->held->missed_events;
	s->lost += max(s->missed, 0LL);
	return DAT_RECORD;
}

/**
 * dat_stream_more - read the next sub-buffer, or with libtracecmd the next record
 * @s: the stream.
 *
 * Context: any.
 * Return: enum dat_more.
 */
enum dat_more dat_stream_more(struct dat_stream *s)
{
	enum dat_more more;

	if (s->err)
		return DAT_END;
	if (s->dat->by_library)
		return by_library(s);
	while (s->next == s->have) {
		s->next = 0;
		s->have = 0;
		if (s->off >= s->end)
			return DAT_END;
		more = s->buffer->packed ? read_chunk(s) : read_block(s);
		if (more == DAT_END)
			return more;
	}
	return enter_page(s);
}

/* Limit the stream to the chunks @first to @last - 1 of those that start at @off. */
static void select_chunks(struct dat_stream *s, u32 first, u32 last)
{
	u64 begin = s->off, end = s->end;
	struct chunk chunk;
	u32 i;

	for (i = 0; i < last && s->off < end; i++) {
		if (i == first)
			begin = s->off;
		/* The thread that reads this chunk reports the error. */
		if (read_chunk_head(s, &chunk))
			break;
		s->off += sizeof(chunk) + chunk.packed;
	}
	if (i == last)
		s->end = s->off;
	s->off = i < first || first == last ? s->end : begin;
}

static void select_part(struct dat_stream *s, u32 part, u32 parts)
{
	u64 pages = DIV_ROUND_UP(s->end - s->off, s->buffer->page);
	u64 first = pages * part / parts, last = pages * (part + 1) / parts;
	u32 chunks;
	int err;

	if (!s->buffer->packed) {
		s->end = min_t(u64, s->end, s->off + last * s->buffer->page);
		s->off += first * s->buffer->page;
		return;
	}
	err = s->end - s->off < sizeof(chunks) ? -ENODATA :
	      dat_read(s->dat, s->off, &chunks, sizeof(chunks));
	if (err) {
		read_failed(s, err);
		return;
	}
	s->off += sizeof(chunks);
	/* The size in the file does not include the number of chunks. */
	s->end += sizeof(chunks);
	select_chunks(s, (u64)chunks * part / parts, (u64)chunks * (part + 1) / parts);
}

/**
 * dat_stream_open - start to read the records of a CPU
 * @s: gets the stream; close it with dat_stream_close().
 * @dat: the file.
 * @buffer: the buffer.
 * @nr: index of the CPU in the buffer's list.
 * @part: the part to read, 0 to @parts - 1.
 * @parts: number of parts.
 *
 * Context: any. Several threads may read at once. With libtracecmd only one thread may read,
 * and @parts must be 1.
 */
void dat_stream_open(struct dat_stream *s, struct dat *dat,
		     const struct dat_buffer *buffer, u32 nr, u32 part, u32 parts)
{
	const struct dat_cpu *cpu = &buffer->cpus[nr];

	memset(s, 0, sizeof(*s));
	s->dat = dat;
	s->buffer = buffer;
	s->cpu = cpu->nr;
	s->off = cpu->off;
	s->end = cpu->off + cpu->bytes;
	if (!dat->by_library)
		select_part(s, part, parts);
}

/**
 * dat_stream_close - close a stream
 * @s: the stream.
 *
 * Context: any.
 */
void dat_stream_close(struct dat_stream *s)
{
	tracecmd_free_record(s->held);
	ZSTD_freeDCtx(s->unpacker);
	free(s->block);
	free(s->packed);
	s->held = NULL;
	s->unpacker = NULL;
	s->block = NULL;
	s->packed = NULL;
}
