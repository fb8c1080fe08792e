// SPDX-License-Identifier: GPL-2.0
/*
 * The keys with their statistics, sorted.
 *
 * What the user sorts by may be the same for two keys. Then the keys decide, so that the same
 * records always give the same lines, whichever thread read them.
 */
#include <stdlib.h>

#include "aggregate/aggregate.h"

struct sorting {
	const struct agg_order	*order;
	u32			nr_keys;
};

/* Compare the keys from @first to @last - 1. */
static int cmp_keys(const struct agg_line *a, const struct agg_line *b, u32 first, u32 last)
{
	int cmp = 0;

	for (; first < last && !cmp; first++)
		cmp = agg_value_cmp(&a->keys[first], &b->keys[first]);
	return cmp;
}

static int cmp_lines(const void *x, const void *y, void *arg)
{
	const struct agg_line *a = x, *b = y;
	const struct sorting *sorting = arg;
	const struct agg_order *order = sorting->order;
	int cmp = cmp_keys(a, b, 0, order->groups);

	if (!cmp && order->by_stat)
		cmp = agg_stat_cmp(order->by_stat, b->stats, a->stats);
	else if (!cmp && order->by_key < sorting->nr_keys)
		cmp = agg_value_cmp(&a->keys[order->by_key], &b->keys[order->by_key]);
	return cmp ?: cmp_keys(a, b, 0, sorting->nr_keys);
}

static void make_line(const struct agg *agg, const struct agg_entry *entry, struct agg_line *line)
{
	const u8 *at = agg_entry_key(&agg->table, entry);
	u32 i;

	for (i = 0; i < agg->spec->keys.nr; i++)
		at = agg_value_get(at, &line->keys[i]);
	line->stats = (const void *)entry->data;
}

/**
 * agg_lines - sort the keys
 * @agg: the aggregator.
 * @order: how.
 *
 * Context: any.
 * Return: as many lines as @agg->table has entries, which live as long as @agg; free them with
 * free(). NULL if memory is short.
 */
struct agg_line *agg_lines(const struct agg *agg, const struct agg_order *order)
{
	struct sorting sorting = { .order = order, .nr_keys = agg->spec->keys.nr };
	struct agg_line *lines;
	u32 i;

	lines = malloc(array_size(agg->table.nr ?: 1, sizeof(*lines)));
	if (!lines)
		return NULL;
	for (i = 0; i < agg->table.nr; i++)
		make_line(agg, agg->table.all[i], &lines[i]);
	qsort_r(lines, agg->table.nr, sizeof(*lines), cmp_lines, &sorting);
	return lines;
}
