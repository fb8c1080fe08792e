// SPDX-License-Identifier: GPL-2.0
/*
 * Counts by an index, most of which are zero: a sparse array.
 *
 * Values of one key mostly lie close to each other. So counts are kept in rows of 64, only
 * those rows exist that have a count, and the row that was used last is tried first. The
 * values come from a file that may be hostile, so the number of rows has a limit.
 */
#include <stdlib.h>

#include "aggregate/counts.h"

/* Index of the first row with a number of @nr or more. */
static u32 find_row(const struct agg_counts *c, s64 nr)
{
	u32 low = 0, high = c->nr, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (c->rows[mid]->nr < nr)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool make_room(struct agg_counts *c)
{
	struct agg_row **bigger;

	if (c->nr < c->room)
		return true;
	bigger = realloc(c->rows, array_size(2 * c->room ?: 4, sizeof(*bigger)));
	if (!bigger)
		return false;
	c->rows = bigger;
	c->room = 2 * c->room ?: 4;
	return true;
}

static int insert_row(struct agg_counts *c, u32 at, s64 nr)
{
	struct agg_row *row;

	if (!make_room(c))
		return -ENOMEM;
	row = calloc(1, sizeof(*row));
	if (!row)
		return -ENOMEM;
	row->nr = nr;
	memmove(c->rows + at + 1, c->rows + at, (c->nr - at) * sizeof(*c->rows));
	c->rows[at] = row;
	c->nr++;
	return 0;
}

/**
 * agg_counts_add - count
 * @c: the counts.
 * @index: the index, any number.
 * @times: what to add to its count.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int agg_counts_add(struct agg_counts *c, s64 index, u64 times)
{
	s64 nr = index >> 6;
	u32 at = c->last;
	int err = 0;

	if (at >= c->nr || c->rows[at]->nr != nr) {
		at = find_row(c, nr);
		if (at == c->nr || c->rows[at]->nr != nr) {
			if (c->nr == AGG_MAX_ROWS) {
				c->outside += times;
				return 0;
			}
			err = insert_row(c, at, nr);
		}
		c->last = at;
	}
	if (!err)
		c->rows[at]->counts[index & (AGG_ROW - 1)] += times;
	return err;
}

/**
 * agg_counts_next - find the next count that is not zero, in the order of the indices
 * @c: the counts.
 * @at: where to go on; 0 at first.
 * @index: gets the index.
 * @count: gets its count.
 *
 * Context: any.
 * Return: false if there is no other.
 */
bool agg_counts_next(const struct agg_counts *c, u32 *at, s64 *index, u64 *count)
{
	for (; *at < c->nr * AGG_ROW; ++*at) {
		const struct agg_row *row = c->rows[*at / AGG_ROW];

		*count = row->counts[*at % AGG_ROW];
		if (!*count)
			continue;
		*index = (s64)((u64)row->nr * AGG_ROW) + *at % AGG_ROW;
		++*at;
		return true;
	}
	return false;
}

/**
 * agg_counts_merge - add other counts
 * @c: the counts.
 * @other: the others.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int agg_counts_merge(struct agg_counts *c, const struct agg_counts *other)
{
	u32 at = 0;
	s64 index;
	u64 count;
	int err = 0;

	while (!err && agg_counts_next(other, &at, &index, &count))
		err = agg_counts_add(c, index, count);
	c->outside += other->outside;
	return err;
}

/**
 * agg_counts_free - free the counts, but not the struct itself
 * @c: the counts.
 *
 * Context: any.
 */
void agg_counts_free(struct agg_counts *c)
{
	u32 i;

	for (i = 0; i < c->nr; i++)
		free(c->rows[i]);
	free(c->rows);
	memset(c, 0, sizeof(*c));
}
