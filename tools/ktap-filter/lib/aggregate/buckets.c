// SPDX-License-Identifier: GPL-2.0
/*
 * Percentiles and histograms.
 *
 * To tell percentiles exactly, all values would have to be kept. Here values are counted in
 * buckets: an octave, from a power of two to the next, has 64 buckets of the same width. So a
 * bucket's width is at most 1/64 of its smallest value, and that value, which is told, is
 * less than 1.6 % off. Values below 128 have a bucket of their own each.
 *
 *	index	bucket
 *	0..127	the value itself
 *	128	128..129
 *	192	256..259
 *	-1	0 of a negative number, which there is not; -2 is -1, -3 is -2 ...
 *
 * The indices have the order of the values. Those of a row of 64 are an octave, so a histogram
 * by powers of two takes no counts of its own.
 */
#include "aggregate/buckets.h"

/* Value bits that an index keeps behind the first one. */
#define PARTS_BITS	6
#define PARTS		BIT(PARTS_BITS)

static u64 magnitude(struct agg_number n)
{
	return agg_is_negative(n) ? -n.bits : n.bits;
}

/**
 * agg_fine_index - find the bucket of a value
 * @n: the value.
 *
 * Context: any.
 * Return: the index of the bucket.
 */
s64 agg_fine_index(struct agg_number n)
{
	u64 size = magnitude(n);
	int shift = max(fls64(size) - 1 - PARTS_BITS, 0);
	s64 index = (s64)shift * PARTS + (s64)(size >> shift);

	return agg_is_negative(n) ? -1 - index : index;
}

/* The value in a bucket that is nearest to zero. */
static struct agg_number nearest(s64 index)
{
	u64 is = index < 0 ? -1 - index : index;
	u64 shift = is < 2 * PARTS ? 0 : is / PARTS - 1;
	u64 size = (is - shift * PARTS) << shift;

	return (struct agg_number) { .bits = index < 0 ? -size : size, .is_signed = index < 0 };
}

/**
 * agg_percentile - find the smallest value that enough values do not exceed
 * @fine: the values, counted by agg_fine_index().
 * @total: number of values, 1 or more.
 * @percent: that many of them are this value or less, 1 to 100.
 *
 * Context: any.
 * Return: the value, cut towards zero by less than 1/64.
 */
struct agg_number agg_percentile(const struct agg_counts *fine, u64 total, u32 percent)
{
	/* Divide first: the product may not fit. */
	u64 rank = total / 100 * percent + DIV_ROUND_UP(total % 100 * percent, 100), count;
	s64 index = 0;
	u32 at = 0;

	while (agg_counts_next(fine, &at, &index, &count) && count < rank)
		rank -= count;
	return nearest(index);
}

/* The power of two that the value's magnitude reaches, as 1 to 64; 0 for a value of 0. */
static int octave_of(s64 index)
{
	int octave = fls64(magnitude(nearest(index)));

	return index < 0 ? -octave : octave;
}

static struct agg_bucket octave_range(int octave)
{
	int size = abs(octave);
	u64 low = size ? 1ULL << (size - 1) : 0, high = size ? low - 1 + low : 0;

	if (octave >= 0)
		return (struct agg_bucket) { .from.bits = low, .to.bits = high };
	return (struct agg_bucket) {
		.from = { .bits = -high, .is_signed = true },
		.to = { .bits = -low, .is_signed = true },
	};
}

/**
 * agg_octave_next - find the next power of two that has values, from the smallest value on
 * @fine: the values, counted by agg_fine_index().
 * @at: where to go on; 0 at first.
 * @bucket: gets the values from a power of two to the next one. A negative one has the most
 *	negative value first.
 *
 * Context: any.
 * Return: false if there is no other.
 */
bool agg_octave_next(const struct agg_counts *fine, u32 *at, struct agg_bucket *bucket)
{
	u32 next = *at;
	u64 count;
	s64 index;
	int octave;

	if (!agg_counts_next(fine, &next, &index, &count))
		return false;
	octave = octave_of(index);
	*bucket = octave_range(octave);
	do {
		bucket->count += count;
		*at = next;
	} while (agg_counts_next(fine, &next, &index, &count) && octave_of(index) == octave);
	return true;
}

/* Divide so that the rest is not negative. */
static s64 floor_div(struct agg_number n, u64 width)
{
	if (!agg_is_negative(n))
		return n.bits / width;
	return -1 - (s64)((magnitude(n) - 1) / width);
}

/**
 * agg_linear_add - count a value in a bucket of a fixed width
 * @linear: the counts.
 * @n: the value.
 * @width: the width, 1 or more.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int agg_linear_add(struct agg_counts *linear, struct agg_number n, u64 width)
{
	s64 index = floor_div(n, width);

	/* A value without a sign, too large for an index. */
	if (!agg_is_negative(n) && index < 0) {
		linear->outside++;
		return 0;
	}
	return agg_counts_add(linear, index, 1);
}

/* The smallest value of a bucket, if there is such a number. */
static struct agg_number linear_start(s64 index, u64 width)
{
	s64 start;

	if (index >= 0)
		return (struct agg_number) { .bits = index * width };
	if (width >> 63 || check_mul_overflow(index, (s64)width, &start))
		start = 1ULL << 63;
	return (struct agg_number) { .bits = start, .is_signed = true };
}

static struct agg_number linear_end(s64 index, u64 width)
{
	struct agg_number end = linear_start(index < 0 ? index + 1 : index, width);

	if (index < 0)
		return (struct agg_number) { .bits = end.bits - 1, .is_signed = true };
	end.bits += min(width - 1, ~0ULL - end.bits);
	return end;
}

/**
 * agg_linear_next - find the next bucket that has values, from the smallest value on
 * @linear: the counts of agg_linear_add().
 * @width: the width that it was given.
 * @at: where to go on; 0 at first.
 * @bucket: gets the bucket.
 *
 * Context: any.
 * Return: false if there is no other.
 */
bool agg_linear_next(const struct agg_counts *linear, u64 width, u32 *at,
		     struct agg_bucket *bucket)
{
	s64 index;

	if (!agg_counts_next(linear, at, &index, &bucket->count))
		return false;
	bucket->from = linear_start(index, width);
	bucket->to = linear_end(index, width);
	return true;
}
