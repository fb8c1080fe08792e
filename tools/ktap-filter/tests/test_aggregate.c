// SPDX-License-Identifier: GPL-2.0
/*
 * Sums, percentiles, histograms and tables of keys, at their limits, and against what a simple
 * way of counting gives.
 */
#include <stdlib.h>

#include "aggregate/stats.h"
#include "aggregate/table.h"
#include "aggregate/value.h"
#include "test.h"

#define VALUES	2000
#define KEYS	5000

static struct agg_number plus(u64 bits)
{
	return (struct agg_number) { .bits = bits };
}

static struct agg_number with_sign(s64 n)
{
	return (struct agg_number) { .bits = n, .is_signed = true };
}

/* A number of any size, about as many of each. */
static struct agg_number random_number(bool is_signed)
{
	u64 bits = test_random() >> test_below(64);

	if (is_signed && test_below(2))
		bits = -bits;
	return (struct agg_number) { .bits = bits, .is_signed = is_signed };
}

TEST(aggregate_numbers)
{
	EXPECT(agg_number_cmp(with_sign(-1), plus(0)) < 0, "-1 is not less than 0");
	EXPECT(agg_number_cmp(plus(~0ULL), with_sign(-1)) > 0, "2^64 - 1 is not more than -1");
	EXPECT(agg_number_cmp(with_sign(-2), with_sign(-1)) < 0, "-2 is not less than -1");
	EXPECT(!agg_number_cmp(with_sign(5), plus(5)), "5 is not 5");
}

static void expect_sum(const struct agg_sum *sum, const char *want)
{
	char text[AGG_SUM_TEXT];
	const char *is = agg_sum_text(sum, text);

	EXPECT(!strcmp(is, want), "%s is not %s", is, want);
}

TEST(aggregate_sums)
{
	struct agg_sum sum = { }, most = { ~0ULL, ~0ULL >> 1 }, least = { 0, 1ULL << 63 };

	expect_sum(&sum, "0");
	agg_sum_add(&sum, with_sign(-1));
	expect_sum(&sum, "-1");
	agg_sum_add(&sum, plus(~0ULL));
	agg_sum_add(&sum, plus(~0ULL));
	expect_sum(&sum, "36893488147419103229");
	agg_sum_add(&sum, with_sign((s64)(1ULL << 63)));
	expect_sum(&sum, "27670116110564327421");
	expect_sum(&most, "170141183460469231731687303715884105727");
	expect_sum(&least, "-170141183460469231731687303715884105728");
	EXPECT(agg_sum_cmp(&least, &most) < 0, "the least sum is not the least");
	EXPECT(agg_sum_double(&least) == -0x1p127, "a sum is %f", agg_sum_double(&least));
}

static int by_value(const void *a, const void *b)
{
	return agg_number_cmp(*(const struct agg_number *)a, *(const struct agg_number *)b);
}

static double value_of(struct agg_number n)
{
	return n.is_signed ? (double)(s64)n.bits : (double)n.bits;
}

/* Is @got the value @exact, cut towards zero by less than 1/64? */
static bool is_cut(struct agg_number got, struct agg_number exact)
{
	double is = value_of(got), want = value_of(exact);

	if (want < 0)
		return is >= want && is <= want * (63.0 / 64);
	return is <= want && is >= want * (63.0 / 64);
}

static void expect_percentiles(bool is_signed)
{
	static const u32 percents[] = { 1, 50, 90, 99, 100 };
	struct agg_number values[VALUES], got;
	struct agg_counts fine = { };
	u32 i, rank;

	for (i = 0; i < VALUES; i++) {
		values[i] = random_number(is_signed);
		EXPECT(!agg_counts_add(&fine, agg_fine_index(values[i]), 1), "no memory");
	}
	qsort(values, VALUES, sizeof(*values), by_value);
	for (i = 0; i < ARRAY_SIZE(percents); i++) {
		rank = DIV_ROUND_UP(VALUES * percents[i], 100);
		got = agg_percentile(&fine, VALUES, percents[i]);
		EXPECT(is_cut(got, values[rank - 1]), "percentile %u is %llx for %llx",
		       percents[i], got.bits, values[rank - 1].bits);
	}
	EXPECT_EQ(fine.outside, 0);
	agg_counts_free(&fine);
}

TEST(aggregate_percentiles)
{
	expect_percentiles(false);
	expect_percentiles(true);
}

/* Is each value below 128 exact? */
TEST(aggregate_small_percentiles)
{
	struct agg_counts fine = { };
	u32 i;

	for (i = 0; i < 128; i++) {
		agg_counts_free(&fine);
		EXPECT(!agg_counts_add(&fine, agg_fine_index(plus(i)), 1), "no memory");
		EXPECT_EQ(agg_percentile(&fine, 1, 50).bits, i);
	}
	agg_counts_free(&fine);
}

/* The buckets follow one another, and have all values. */
static void expect_buckets(const struct agg_counts *counts, u64 width)
{
	struct agg_bucket b, last = { };
	u64 total = 0;
	u32 at = 0;

	while (width ? agg_linear_next(counts, width, &at, &b) : agg_octave_next(counts, &at, &b)) {
		EXPECT(agg_number_cmp(b.from, b.to) <= 0, "%llx..%llx", b.from.bits, b.to.bits);
		EXPECT(!total || agg_number_cmp(last.to, b.from) < 0, "%llx..%llx after %llx",
		       b.from.bits, b.to.bits, last.to.bits);
		total += b.count;
		last = b;
	}
	EXPECT_EQ(total + counts->outside, VALUES);
}

TEST(aggregate_histograms)
{
	static const u64 widths[] = { 1, 3, 1ULL << 40, ~0ULL >> 1 };
	struct agg_counts fine = { }, linear;
	u32 i, j;

	for (i = 0; i < VALUES; i++)
		EXPECT(!agg_counts_add(&fine, agg_fine_index(random_number(i % 2)), 1),
		       "no memory");
	expect_buckets(&fine, 0);
	agg_counts_free(&fine);
	for (i = 0; i < ARRAY_SIZE(widths); i++) {
		memset(&linear, 0, sizeof(linear));
		for (j = 0; j < VALUES; j++)
			EXPECT(!agg_linear_add(&linear, random_number(j % 2), widths[i]),
			       "no memory");
		expect_buckets(&linear, widths[i]);
		agg_counts_free(&linear);
	}
}

static bool is_in(struct agg_number n, const struct agg_bucket *b)
{
	return agg_number_cmp(b->from, n) <= 0 && agg_number_cmp(n, b->to) <= 0;
}

TEST(aggregate_buckets)
{
	struct agg_counts fine, linear;
	struct agg_number n;
	struct agg_bucket b;
	u32 i, at;

	for (i = 0; i < VALUES; i++) {
		memset(&fine, 0, sizeof(fine));
		memset(&linear, 0, sizeof(linear));
		n = random_number(i % 2);
		EXPECT(!agg_counts_add(&fine, agg_fine_index(n), 1), "no memory");
		at = 0;
		EXPECT(agg_octave_next(&fine, &at, &b) && is_in(n, &b),
		       "%llx is not in its octave", n.bits);
		EXPECT(!agg_linear_add(&linear, n, 1 + test_below(1000)), "no memory");
		agg_counts_free(&fine);
		agg_counts_free(&linear);
	}
}

/* Only so many rows, however far the values lie apart. */
TEST(aggregate_rows)
{
	struct agg_counts c = { };
	u32 i;

	for (i = 0; i < 2 * AGG_MAX_ROWS; i++)
		EXPECT(!agg_counts_add(&c, (s64)i * AGG_ROW, 1), "no memory");
	EXPECT_EQ(c.nr, AGG_MAX_ROWS);
	EXPECT_EQ(c.outside, AGG_MAX_ROWS);
	agg_counts_free(&c);
}

static void expect_same(const struct agg_stats *a, const struct agg_stats *b)
{
	char x[AGG_STAT_TEXT], y[AGG_STAT_TEXT];
	u32 i;

	for (i = 0; i < AGG_NR_STATS; i++) {
		const char *is = agg_stat_text(&agg_stat_table[i], a, x);

		EXPECT(!strcmp(is, agg_stat_text(&agg_stat_table[i], b, y)), "%s: %s",
		       agg_stat_table[i].name, is);
		EXPECT(!agg_stat_cmp(&agg_stat_table[i], a, b), "%s", agg_stat_table[i].name);
	}
}

/* Parts that are merged give what all values at once give. */
TEST(aggregate_merge)
{
	struct agg_stats all = { }, parts[3] = { };
	struct agg_number n;
	u32 i;

	for (i = 0; i < VALUES; i++) {
		n = random_number(true);
		EXPECT(!agg_stats_add(&all, n, 0), "no memory");
		EXPECT(!agg_stats_add(&parts[i % 3], n, 0), "no memory");
	}
	EXPECT(!agg_stats_merge(&parts[2], &parts[0]) && !agg_stats_merge(&parts[2], &parts[1]),
	       "no memory");
	expect_same(&all, &parts[2]);
	agg_stats_free(&all);
	for (i = 0; i < ARRAY_SIZE(parts); i++)
		agg_stats_free(&parts[i]);
}

TEST(aggregate_table)
{
	struct agg_table t;
	u32 round, i, *n;

	agg_table_init(&t, sizeof(*n));
	EXPECT(!agg_table_find(&t, "x", 1), "an empty table has a key");
	for (round = 0; round < 3; round++) {
		for (i = 0; i < KEYS; i++) {
			/* Keys of many lengths, of which some begin as others do. */
			n = agg_table_get(&t, &i, i % 5);
			EXPECT(n, "no memory");
			++*n;
			n = agg_table_get(&t, (u32[3]) { i, 0, i }, sizeof(u32[3]));
			EXPECT(n, "no memory");
			++*n;
		}
	}
	n = agg_table_find(&t, (u32[3]) { 7, 0, 7 }, sizeof(u32[3]));
	EXPECT(n && *n == 3, "a key has %u", n ? *n : 0);
	EXPECT(!agg_table_find(&t, (u32[3]) { 7, 0, 8 }, sizeof(u32[3])), "a key too many");
	n = agg_table_find(&t, "", 0);
	EXPECT(n && *n == 3 * KEYS / 5, "the empty key has %u", n ? *n : 0);
	agg_table_free(&t);
}

TEST(aggregate_values)
{
	static struct agg_bytes bytes;
	struct agg_value text, number;

	bytes.used = 0;
	agg_put_text(&bytes, "abc", 3);
	agg_put_number(&bytes, AGG_SIGNED, -5);
	agg_value_get(agg_value_get(bytes.is, &text), &number);
	EXPECT(text.tag == AGG_TEXT && text.len == 3 && !memcmp(text.text, "abc", 3), "a text");
	EXPECT(number.tag == AGG_SIGNED && (s64)number.n.bits == -5, "a number");
	EXPECT(agg_value_cmp(&number, &text) < 0, "a number comes first");
}
