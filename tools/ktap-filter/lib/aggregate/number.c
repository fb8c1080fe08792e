// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers of records, and their sums.
 *
 * A number has 64 bits, and its field says whether they have a sign. One table may have
 * numbers of both sorts, because two events may have a field of the same name. They are
 * compared by their values: -1 is less than any number without a sign.
 *
 * A sum has 128 bits, in two words. There is no overflow: that would take 2^63 records.
 * Not all machines have a type of that size, so the carry is made here.
 */
#include <stdio.h>

#include "aggregate/number.h"

/**
 * agg_number_cmp - compare two numbers
 * @a: a number.
 * @b: another one.
 *
 * Context: any.
 * Return: less than, equal to or greater than 0, as @a is to @b.
 */
int agg_number_cmp(struct agg_number a, struct agg_number b)
{
	bool minus = agg_is_negative(a);

	if (minus != agg_is_negative(b))
		return minus ? -1 : 1;
	/* Of the same sign, numbers in two's complement are in the order of their bits. */
	return (a.bits > b.bits) - (a.bits < b.bits);
}

/**
 * agg_number_text - write a number in decimal
 * @n: the number.
 * @text: gets the text.
 *
 * Context: any.
 * Return: @text.
 */
const char *agg_number_text(struct agg_number n, char text[AGG_NUMBER_TEXT])
{
	snprintf(text, AGG_NUMBER_TEXT, n.is_signed ? "%lld" : "%llu", n.bits);
	return text;
}

/**
 * agg_sum_merge - add a sum to a sum
 * @sum: gets the sum of both.
 * @other: the other one.
 *
 * Context: any.
 */
void agg_sum_merge(struct agg_sum *sum, const struct agg_sum *other)
{
	sum->low += other->low;
	sum->high += other->high + (sum->low < other->low);
}

/**
 * agg_sum_add - add a number to a sum
 * @sum: the sum.
 * @n: the number.
 *
 * Context: any.
 */
void agg_sum_add(struct agg_sum *sum, struct agg_number n)
{
	struct agg_sum wide = { .low = n.bits, .high = agg_is_negative(n) ? ~0ULL : 0 };

	agg_sum_merge(sum, &wide);
}

/**
 * agg_sum_cmp - compare two sums
 * @a: a sum.
 * @b: another one.
 *
 * Context: any.
 * Return: less than, equal to or greater than 0, as @a is to @b.
 */
int agg_sum_cmp(const struct agg_sum *a, const struct agg_sum *b)
{
	if (a->high != b->high)
		return (s64)a->high < (s64)b->high ? -1 : 1;
	return (a->low > b->low) - (a->low < b->low);
}

static bool take_sign(struct agg_sum *sum)
{
	if ((s64)sum->high >= 0)
		return false;
	sum->low = -sum->low;
	sum->high = ~sum->high + !sum->low;
	return true;
}

/**
 * agg_sum_double - get a sum as a floating-point number
 * @sum: the sum.
 *
 * Context: any.
 * Return: the number that is nearest, or close to it.
 */
double agg_sum_double(const struct agg_sum *sum)
{
	struct agg_sum is = *sum;
	bool minus = take_sign(&is);
	double val = (double)is.high * 0x1p64 + (double)is.low;

	return minus ? -val : val;
}

/* Divide by ten, a quarter after the other. Return the remainder. */
static u32 divide(u32 quarters[4])
{
	u64 rest = 0;
	int i;

	for (i = 3; i >= 0; i--) {
		rest = rest << 32 | quarters[i];
		quarters[i] = rest / 10;
		rest %= 10;
	}
	return rest;
}

/**
 * agg_sum_text - write a sum in decimal
 * @sum: the sum.
 * @text: gets the text, at any place in it.
 *
 * Context: any.
 * Return: the start of the text.
 */
const char *agg_sum_text(const struct agg_sum *sum, char text[AGG_SUM_TEXT])
{
	struct agg_sum is = *sum;
	bool minus = take_sign(&is);
	u32 quarters[4] = { is.low, is.low >> 32, is.high, is.high >> 32 };
	char *at = text + AGG_SUM_TEXT - 1;

	*at = 0;
	do {
		*--at = '0' + divide(quarters);
	} while (quarters[0] | quarters[1] | quarters[2] | quarters[3]);
	if (minus)
		*--at = '-';
	return at;
}
