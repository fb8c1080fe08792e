/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Numbers of records, which may have a sign, and their sums.
 */
#ifndef _KTF_LIB_AGGREGATE_NUMBER_H
#define _KTF_LIB_AGGREGATE_NUMBER_H

#include "prog/env.h"

/**
 * struct agg_number - a number of 64 bits
 * @bits: the bits.
 * @is_signed: the bits are a signed number.
 */
struct agg_number {
	u64	bits;
	bool	is_signed;
};

/**
 * struct agg_sum - a signed sum of 128 bits
 * @low: the lower bits.
 * @high: the upper bits, with the sign.
 */
struct agg_sum {
	u64	low;
	u64	high;
};

/* Size of a buffer for each number, and for each sum. */
#define AGG_NUMBER_TEXT	24
#define AGG_SUM_TEXT	48

static inline bool agg_is_negative(struct agg_number n)
{
	return n.is_signed && (s64)n.bits < 0;
}

int agg_number_cmp(struct agg_number a, struct agg_number b);
const char *agg_number_text(struct agg_number n, char text[AGG_NUMBER_TEXT]);

void agg_sum_add(struct agg_sum *sum, struct agg_number n);
void agg_sum_merge(struct agg_sum *sum, const struct agg_sum *other);
int agg_sum_cmp(const struct agg_sum *a, const struct agg_sum *b);
double agg_sum_double(const struct agg_sum *sum);
const char *agg_sum_text(const struct agg_sum *sum, char text[AGG_SUM_TEXT]);

#endif /* _KTF_LIB_AGGREGATE_NUMBER_H */
