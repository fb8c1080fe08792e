/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records of all CPUs in the order of time, while they are being made.
 */
#ifndef _KTF_LIB_LIVE_MERGE_H
#define _KTF_LIB_LIVE_MERGE_H

#include "dat/stream.h"

/* Limits, in bytes, for the sub-buffers that are held: all CPUs together; at least, one CPU. */
#define MERGE_ALL	0x4000000U
#define MERGE_ONE	0x40000U

/**
 * struct merge_cpu - a CPU's buffer
 * @s: its records; @s.data is the first that was not taken; NULL if there is none.
 * @fd: descriptor of its trace_pipe_raw, which does not wait; the caller's. -1 if there is none.
 * @pages: a ring of sub-buffers.
 * @passes: the pass in which each of them was read.
 * @head: number of sub-buffers that have been taken.
 * @tail: number of sub-buffers that have been read.
 * @is_dry: there was nothing left to read.
 */
struct merge_cpu {
	struct dat_stream	s;
	int			fd;
	u8			*pages;
	u64			*passes;
	u64			head;
	u64			tail;
	bool			is_dry;
};

/**
 * struct merge - the state of reading a buffer
 * @dat: has the layout of sub-buffers, in @dat->long_size.
 * @buffer: the buffer, with the size of a sub-buffer.
 * @cpus: the CPUs.
 * @nr: number of CPUs.
 * @slots: number of sub-buffers that a ring holds.
 * @pass: number of passes.
 * @damaged: number of sub-buffers that made no sense.
 */
struct merge {
	struct dat		*dat;
	struct dat_buffer	*buffer;
	struct merge_cpu	*cpus;
	u32			nr;
	u32			slots;
	u64			pass;
	u64			damaged;
};

/* Use a record, which is valid until the function returns: 0, or anything else to stop. */
typedef int merge_take_fn(void *to, const struct dat_stream *s);

/* Use a sub-buffer: @s is in front of its first record. Returns as merge_take_fn does. */
typedef int merge_page_fn(void *to, struct dat_stream *s, const u8 *page);

int merge_start(struct merge *m, struct dat *dat, struct dat_buffer *buffer, u32 nr);
int merge_pass(struct merge *m, merge_take_fn *take, void *to);
int merge_rest(struct merge *m, merge_take_fn *take, void *to);
int merge_pages(struct merge *m, merge_page_fn *take, void *to);
bool merge_is_dry(const struct merge *m);
u64 merge_lost(const struct merge *m);
void merge_end(struct merge *m);

#endif /* _KTF_LIB_LIVE_MERGE_H */
