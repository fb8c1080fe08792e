/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ranges of numbers. See prog/ranges.c.
 */
#ifndef _KTF_RANGES_H
#define _KTF_RANGES_H

#include "prog/value.h"

/**
 * struct ktf_range - the numbers from one to another
 * @lo: the least one.
 * @hi: the greatest one.
 */
struct ktf_range {
	struct ktf_big	lo;
	struct ktf_big	hi;
};

/**
 * struct ktf_ranges - a list of ranges
 * @at: the ranges.
 * @nr: how many there are.
 * @cap: how many there is room for.
 */
struct ktf_ranges {
	struct ktf_range	*at;
	u32			nr;
	u32			cap;
};

int ktf_ranges_add(struct ktf_ranges *ranges, struct ktf_big lo, struct ktf_big hi);
void ktf_ranges_join(struct ktf_ranges *ranges);
u32 ktf_ranges_put(const struct ktf_ranges *ranges, struct ktap_filter_cell *to);
void ktf_ranges_free(struct ktf_ranges *ranges);

#endif /* _KTF_RANGES_H */
