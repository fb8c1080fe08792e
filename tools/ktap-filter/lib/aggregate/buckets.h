/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Buckets of values: of a fixed width, or of a width that grows with the value.
 */
#ifndef _KTF_LIB_AGGREGATE_BUCKETS_H
#define _KTF_LIB_AGGREGATE_BUCKETS_H

#include "aggregate/counts.h"
#include "aggregate/number.h"

/**
 * struct agg_bucket - a range of values, and how many there are
 * @from: the smallest value.
 * @to: the largest value.
 * @count: how many there are.
 */
struct agg_bucket {
	struct agg_number	from;
	struct agg_number	to;
	u64			count;
};

s64 agg_fine_index(struct agg_number n);
struct agg_number agg_percentile(const struct agg_counts *fine, u64 total, u32 percent);
bool agg_octave_next(const struct agg_counts *fine, u32 *at, struct agg_bucket *bucket);

int agg_linear_add(struct agg_counts *linear, struct agg_number n, u64 width);
bool agg_linear_next(const struct agg_counts *linear, u64 width, u32 *at,
		     struct agg_bucket *bucket);

#endif /* _KTF_LIB_AGGREGATE_BUCKETS_H */
