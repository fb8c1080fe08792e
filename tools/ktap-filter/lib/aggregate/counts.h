/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts by an index, most of which are zero.
 */
#ifndef _KTF_LIB_AGGREGATE_COUNTS_H
#define _KTF_LIB_AGGREGATE_COUNTS_H

#include "prog/env.h"

#define AGG_ROW		64
/* No more rows than that: half a megabyte. Buckets of percentiles have 118. */
#define AGG_MAX_ROWS	1024U

/**
 * struct agg_row - the counts of 64 indices one behind the other
 * @nr: the first index is 64 times this.
 * @counts: the counts.
 */
struct agg_row {
	s64	nr;
	u64	counts[AGG_ROW];
};

/**
 * struct agg_counts - counts by an index
 * @rows: the rows that have a count, in the order of their numbers.
 * @nr: number of rows.
 * @room: number of rows that @rows has room for.
 * @last: index of the row that was used last.
 * @outside: what was counted while there were too many rows.
 */
struct agg_counts {
	struct agg_row	**rows;
	u32		nr;
	u32		room;
	u32		last;
	u64		outside;
};

int agg_counts_add(struct agg_counts *c, s64 index, u64 times);
int agg_counts_merge(struct agg_counts *c, const struct agg_counts *other);
bool agg_counts_next(const struct agg_counts *c, u32 *at, s64 *index, u64 *count);
void agg_counts_free(struct agg_counts *c);

#endif /* _KTF_LIB_AGGREGATE_COUNTS_H */
