// SPDX-License-Identifier: GPL-2.0
/*
 * Statistics of values: a table, with a row for each.
 *
 * All are made of what can be added up, so that each thread has its own and they are merged
 * at the end: counts and sums add, of the smallest values the smallest counts. Percentiles
 * come from the counts of buckets; see buckets.c.
 */
#include <stdio.h>

#include "aggregate/stats.h"

static int cmp_counts(const struct agg_stats *a, const struct agg_stats *b, u32 percent)
{
	return (a->count > b->count) - (a->count < b->count);
}

static const char *count_text(const struct agg_stats *stats, u32 percent,
			      char text[AGG_STAT_TEXT])
{
	return agg_number_text((struct agg_number) { .bits = stats->count }, text);
}

static int cmp_sums(const struct agg_stats *a, const struct agg_stats *b, u32 percent)
{
	return agg_sum_cmp(&a->sum, &b->sum);
}

static const char *sum_text(const struct agg_stats *stats, u32 percent,
			    char text[AGG_STAT_TEXT])
{
	return agg_sum_text(&stats->sum, text);
}

static double average(const struct agg_stats *stats)
{
	return agg_sum_double(&stats->sum) / stats->count;
}

static int cmp_averages(const struct agg_stats *a, const struct agg_stats *b, u32 percent)
{
	return (average(a) > average(b)) - (average(a) < average(b));
}

static const char *average_text(const struct agg_stats *stats, u32 percent,
				char text[AGG_STAT_TEXT])
{
	snprintf(text, AGG_STAT_TEXT, "%.2f", average(stats));
	return text;
}

static int cmp_min(const struct agg_stats *a, const struct agg_stats *b, u32 percent)
{
	return agg_number_cmp(a->min, b->min);
}

static const char *min_text(const struct agg_stats *stats, u32 percent,
			    char text[AGG_STAT_TEXT])
{
	return agg_number_text(stats->min, text);
}

static int cmp_max(const struct agg_stats *a, const struct agg_stats *b, u32 percent)
{
	return agg_number_cmp(a->max, b->max);
}

static const char *max_text(const struct agg_stats *stats, u32 percent,
			    char text[AGG_STAT_TEXT])
{
	return agg_number_text(stats->max, text);
}

/* A bucket may begin below the smallest value. */
static struct agg_number percentile(const struct agg_stats *stats, u32 percent)
{
	struct agg_number n = agg_percentile(&stats->fine, stats->count, percent);

	if (agg_number_cmp(n, stats->min) < 0)
		return stats->min;
	return agg_number_cmp(n, stats->max) > 0 ? stats->max : n;
}

static int cmp_percentiles(const struct agg_stats *a, const struct agg_stats *b, u32 percent)
{
	return agg_number_cmp(percentile(a, percent), percentile(b, percent));
}

static const char *percentile_text(const struct agg_stats *stats, u32 percent,
				   char text[AGG_STAT_TEXT])
{
	return agg_number_text(percentile(stats, percent), text);
}

const struct agg_stat agg_stat_table[AGG_NR_STATS] = {
	{ "count",	false,	false,	0,	count_text,		cmp_counts },
	{ "sum",	true,	false,	0,	sum_text,		cmp_sums },
	{ "avg",	true,	false,	0,	average_text,		cmp_averages },
	{ "min",	true,	true,	0,	min_text,		cmp_min },
	{ "max",	true,	true,	0,	max_text,		cmp_max },
	{ "p50",	true,	true,	50,	percentile_text,	cmp_percentiles },
	{ "p90",	true,	true,	90,	percentile_text,	cmp_percentiles },
	{ "p99",	true,	true,	99,	percentile_text,	cmp_percentiles },
};

/**
 * agg_stat_find - find a statistic by its name
 * @name: the name, without a NUL.
 * @len: its length in bytes.
 *
 * Context: any.
 * Return: the statistic or NULL.
 */
const struct agg_stat *agg_stat_find(const char *name, size_t len)
{
	u32 i;

	for (i = 0; i < AGG_NR_STATS; i++)
		if (strlen(agg_stat_table[i].name) == len &&
		    !memcmp(agg_stat_table[i].name, name, len))
			return &agg_stat_table[i];
	return NULL;
}

static void take_bounds(struct agg_stats *stats, struct agg_number min, struct agg_number max)
{
	if (!stats->count || agg_number_cmp(min, stats->min) < 0)
		stats->min = min;
	if (!stats->count || agg_number_cmp(max, stats->max) > 0)
		stats->max = max;
}

/**
 * agg_stats_add - add a record's value
 * @stats: the statistics.
 * @n: the value.
 * @width: width of the buckets of the histogram; 0 for none.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int agg_stats_add(struct agg_stats *stats, struct agg_number n, u64 width)
{
	take_bounds(stats, n, n);
	stats->count++;
	agg_sum_add(&stats->sum, n);
	return agg_counts_add(&stats->fine, agg_fine_index(n), 1) ?:
	       (width ? agg_linear_add(&stats->linear, n, width) : 0);
}

/**
 * agg_stats_merge - add the statistics of other records
 * @stats: the statistics.
 * @other: the others, of one record or more.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int agg_stats_merge(struct agg_stats *stats, const struct agg_stats *other)
{
	take_bounds(stats, other->min, other->max);
	stats->count += other->count;
	agg_sum_merge(&stats->sum, &other->sum);
	return agg_counts_merge(&stats->fine, &other->fine) ?:
	       agg_counts_merge(&stats->linear, &other->linear);
}

/**
 * agg_stats_free - free statistics, but not the struct itself
 * @stats: the statistics.
 *
 * Context: any.
 */
void agg_stats_free(struct agg_stats *stats)
{
	agg_counts_free(&stats->fine);
	agg_counts_free(&stats->linear);
}
