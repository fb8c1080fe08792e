// SPDX-License-Identifier: GPL-2.0
/*
 * Ranges of numbers: a set has one list of ranges, whatever the order of its members was.
 *
 * The ranges are sorted, and those that overlap or touch become one. So two texts for one set have
 * the same cells, and so have a set of numbers and one of names that stand for these numbers.
 */
#include "prog/limits.h"
#include "prog/portable.h"
#include "prog/ranges.h"

/**
 * ktf_ranges_add - add a range
 * @ranges: the list.
 * @lo: the range's least number.
 * @hi: its greatest number.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if there are more than a text or an image can have; -ENOMEM.
 */
int ktf_ranges_add(struct ktf_ranges *ranges, struct ktf_big lo, struct ktf_big hi)
{
	int err = ktf_grow((void **)&ranges->at, &ranges->cap, ranges->nr + 1,
			   sizeof(*ranges->at), KTAP_FILTER_MAX_IMAGE);

	if (!err)
		ranges->at[ranges->nr++] = (struct ktf_range) { lo, hi };
	return err;
}

static int by_least(const void *x, const void *y)
{
	return ktf_big_cmp(((const struct ktf_range *)x)->lo, ((const struct ktf_range *)y)->lo);
}

/* Do two ranges, of which the first starts first, overlap or touch? */
static bool joins(const struct ktf_range *a, const struct ktf_range *b)
{
	struct ktf_big next = ktf_big_beside(a->hi, false);

	return next.beyond || ktf_big_cmp(b->lo, next) <= 0;
}

/**
 * ktf_ranges_join - sort ranges, and make one of those that overlap or touch
 * @ranges: the list.
 *
 * Context: any.
 */
void ktf_ranges_join(struct ktf_ranges *ranges)
{
	struct ktf_range *at = ranges->at;
	u32 last = 0, i;

	if (!ranges->nr)
		return;
	sort(at, ranges->nr, sizeof(*at), by_least, NULL);
	for (i = 1; i < ranges->nr; i++) {
		if (!joins(&at[last], &at[i]))
			at[++last] = at[i];
		else if (ktf_big_cmp(at[i].hi, at[last].hi) > 0)
			at[last].hi = at[i].hi;
	}
	ranges->nr = last + 1;
}

static u32 put_number(struct ktap_filter_cell *to, struct ktf_big val)
{
	struct ktf_cell cells[2];
	u32 nr = ktf_cells_of_number(val, cells);

	ktf_cells_put(cells, nr, to);
	return nr;
}

/**
 * ktf_ranges_put - put ranges into cells, as a set has them in the pool
 * @ranges: the list.
 * @to: gets the cells, at most 4 for each range.
 *
 * Context: any.
 * Return: how many cells there are.
 */
u32 ktf_ranges_put(const struct ktf_ranges *ranges, struct ktap_filter_cell *to)
{
	u32 nr = 0, i;

	for (i = 0; i < ranges->nr; i++) {
		nr += put_number(to + nr, ranges->at[i].lo);
		nr += put_number(to + nr, ranges->at[i].hi);
	}
	return nr;
}

/**
 * ktf_ranges_free - free a list
 * @ranges: the list; empty afterwards.
 *
 * Context: any.
 */
void ktf_ranges_free(struct ktf_ranges *ranges)
{
	ktf_free(ranges->at);
	*ranges = (struct ktf_ranges) { };
}
