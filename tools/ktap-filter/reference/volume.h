/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the generated filters (terms.py) calculate with: numbers of 128 bits, in which no result of
 * words of 64 bits overflows, but a product that is taken modulo 2^64. A number that is not there
 * is NONE, and so is what is calculated from it. All loads are of a little-endian machine.
 */
#ifndef _KTF_VOLUME_H
#define _KTF_VOLUME_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef __int128 num;

/* Less than all results: the least of them is -2^63 * 2^63. */
#define NONE	((num)((__uint128_t)1 << 127))

/* A filter: its text, and a function that says whether it keeps a record. */
struct volume_filter {
	const char	*text;
	bool		(*keeps)(const uint8_t *rec);
};

/* The bytes of a number in the record, or of the elements of an array. */
struct volume_number {
	unsigned int	off;
	unsigned int	bytes;
};

/* A result was outside of its interval. */
extern bool volume_outside;

static inline num load_u(const uint8_t *at, unsigned int bytes)
{
	uint64_t n = 0;

	memcpy(&n, at, bytes);
	return n;
}

static inline num cut_u(num a, unsigned int bytes)
{
	return a == NONE ? NONE : a & (((num)1 << 8 * bytes) - 1);
}

static inline num cut_s(num a, unsigned int bytes)
{
	num n = cut_u(a, bytes);

	return a == NONE ? NONE : n >> (8 * bytes - 1) ? n - ((num)1 << 8 * bytes) : n;
}

static inline num load_s(const uint8_t *at, unsigned int bytes)
{
	return cut_s(load_u(at, bytes), bytes);
}

static inline num load_be(const uint8_t *at, unsigned int bytes)
{
	num n = 0;

	while (bytes--)
		n = n << 8 | *at++;
	return n;
}

/* An element of an array of @nr elements of @bytes bytes. */
static inline num element(const uint8_t *rec, unsigned int off, unsigned int bytes, unsigned int nr,
			  bool is_signed, num i)
{
	if (i == NONE || i < 0 || i >= nr)
		return NONE;
	rec += off + bytes * (unsigned int)i;
	return is_signed ? load_s(rec, bytes) : load_u(rec, bytes);
}

static inline num length(const uint8_t *rec, unsigned int off, unsigned int bytes)
{
	return ((uint32_t)load_u(rec + off, 4) >> 16) / bytes;
}

/* An element of an array behind a loc word, whose number of elements the record has. */
static inline num located(const uint8_t *rec, unsigned int off, unsigned int bytes, unsigned int nr,
			  bool is_signed, num i)
{
	return element(rec, (unsigned int)load_u(rec + off, 2), bytes,
		       (unsigned int)length(rec, off, bytes), is_signed, i);
}

static inline num word_u(num a)
{
	return cut_u(a, 8);
}

static inline num word_s(num a)
{
	return cut_s(a, 8);
}

static inline num within(num a, num low, num high)
{
	if (a != NONE && (a < low || a > high))
		volume_outside = true;
	return a;
}

static inline bool is(num a)
{
	return a != NONE && a;
}

#define CALCULATION(name, result)					\
static inline num name(num a, num b)					\
{									\
	return a == NONE || b == NONE ? NONE : (result);		\
}

CALCULATION(add, a + b)
CALCULATION(sub, a - b)
CALCULATION(mul, (num)((__uint128_t)a * (__uint128_t)b))
CALCULATION(quotient, b ? a / b : NONE)
CALCULATION(rest, b ? a % b : NONE)
CALCULATION(both, a & b)
CALCULATION(either, a | b)
CALCULATION(differ, a ^ b)
CALCULATION(left, b < 0 || b > 63 ? 0 : (num)((__uint128_t)a << b))
CALCULATION(right, b < 0 || b > 63 ? -(num)(a < 0) : a >> b)

static inline num minus(num a)
{
	return a == NONE ? NONE : -a;
}

static inline num inverse(num a)
{
	return a == NONE ? NONE : ~a;
}

#endif /* _KTF_VOLUME_H */
