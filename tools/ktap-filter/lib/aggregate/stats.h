/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is known of the values of a key.
 */
#ifndef _KTF_LIB_AGGREGATE_STATS_H
#define _KTF_LIB_AGGREGATE_STATS_H

#include "aggregate/buckets.h"

/**
 * struct agg_stats - what is known of the values of a key
 * @count: number of records.
 * @sum: the sum of their values.
 * @min: the smallest value.
 * @max: the largest value.
 * @fine: the values by their fine buckets.
 * @linear: the values by buckets of a fixed width, if a histogram asks for them.
 */
struct agg_stats {
	u64			count;
	struct agg_sum		sum;
	struct agg_number	min;
	struct agg_number	max;
	struct agg_counts	fine;
	struct agg_counts	linear;
};

/* Size of a buffer for each statistic. */
#define AGG_STAT_TEXT	64

/**
 * struct agg_stat - a statistic
 * @name: its name.
 * @of_values: it needs values; without, only the number of records is known.
 * @of_each: it needs each of the values, not only their sum.
 * @percent: of a percentile: how many values do not exceed it.
 * @text: writes it; returns the start of the text, which may be anywhere in the buffer.
 * @cmp: compares two keys by it.
 */
struct agg_stat {
	const char	*name;
	bool		of_values;
	bool		of_each;
	u32		percent;
	const char	*(*text)(const struct agg_stats *stats, u32 percent,
				 char text[AGG_STAT_TEXT]);
	int		(*cmp)(const struct agg_stats *a, const struct agg_stats *b, u32 percent);
};

#define AGG_NR_STATS	8
extern const struct agg_stat agg_stat_table[AGG_NR_STATS];

const struct agg_stat *agg_stat_find(const char *name, size_t len);

static inline const char *agg_stat_text(const struct agg_stat *stat, const struct agg_stats *stats,
					char text[AGG_STAT_TEXT])
{
	return stat->text(stats, stat->percent, text);
}

static inline int agg_stat_cmp(const struct agg_stat *stat, const struct agg_stats *a,
			       const struct agg_stats *b)
{
	return stat->cmp(a, b, stat->percent);
}

int agg_stats_add(struct agg_stats *stats, struct agg_number n, u64 width);
int agg_stats_merge(struct agg_stats *stats, const struct agg_stats *other);
void agg_stats_free(struct agg_stats *stats);

#endif /* _KTF_LIB_AGGREGATE_STATS_H */
