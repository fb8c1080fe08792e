/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text of a file "hist": a histogram that the kernel keeps.
 */
#ifndef _KTF_LIB_LIVE_HISTOGRAM_H
#define _KTF_LIB_LIVE_HISTOGRAM_H

#include "prog/env.h"

/* As many keys as the kernel takes. */
#define HISTOGRAM_KEYS	3

/* How the kernel writes a key. */
enum histogram_kind {
	HISTOGRAM_NUMBER,
	HISTOGRAM_LOG2,		/* "~ 2^N" */
	HISTOGRAM_RANGE,	/* "~ FROM-TO" */
	HISTOGRAM_TASK,		/* the name of a task, and its number */
	HISTOGRAM_TEXT,
};

/**
 * struct histogram_key - a key of a histogram
 * @name: its name, as the kernel writes it.
 * @kind: enum histogram_kind.
 */
struct histogram_key {
	const char	*name;
	u8		kind;
};

/**
 * struct histogram - what is known of a histogram before it is read
 * @nr: number of keys, from 1 on.
 * @keys: the keys, in the order in which the kernel writes them.
 * @value: the name of the field that is summed up; NULL for none.
 */
struct histogram {
	u32			nr;
	struct histogram_key	keys[HISTOGRAM_KEYS];
	const char		*value;
};

/**
 * struct histogram_cell - the value of a key
 * @n: the number: the exponent, the start of the range, the number of the task; 0 for a text.
 * @text: the text, or the name of the task, without a NUL.
 * @len: its length in bytes, without the blanks at its end.
 */
struct histogram_cell {
	u64		n;
	const char	*text;
	u32		len;
};

/**
 * struct histogram_entry - a line of a histogram
 * @keys: the values of the keys.
 * @count: number of events.
 * @sum: the sum of the value, of 64 bits; 0 without one.
 */
struct histogram_entry {
	struct histogram_cell	keys[HISTOGRAM_KEYS];
	u64			count;
	u64			sum;
};

/**
 * struct histogram_totals - what the kernel tells of the whole of a histogram
 * @hits: number of events that were counted.
 * @entries: number of lines.
 * @dropped: number of events that there was no room for.
 */
struct histogram_totals {
	u64	hits;
	u64	entries;
	u64	dropped;
};

/* Takes a line; any result but 0 ends the reading. */
typedef int histogram_take_fn(void *to, const struct histogram_entry *entry);

int histogram_totals_read(const char *text, size_t bytes, struct histogram_totals *totals);
int histogram_read(const struct histogram *h, const char *text, size_t bytes,
		   struct histogram_totals *totals, histogram_take_fn *take, void *to);

#endif /* _KTF_LIB_LIVE_HISTOGRAM_H */
