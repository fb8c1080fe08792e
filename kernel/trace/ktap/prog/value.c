// SPDX-License-Identifier: GPL-2.0
/*
 * The sign and the interval of a value, which are known before any record is.
 *
 * Each value is a 64-bit word. A word is read as a number with a sign (S) or as one without (U),
 * and a calculation is exact as long as its result fits. The type of a value says which numbers
 * it can be: an interval of integers, with bounds of 65 bits. From the intervals of the operands
 * follows the interval of the exact result, and from this the sign:
 *
 *	- it fits S: the result is S, and exact,
 *	- it fits U only: the result is U, and exact,
 *	- it fits neither: the result is modulo 2^64, U if an operand is U, and may be any word.
 *
 * A difference is always S. What has no carry has other rules: see each function. For example,
 * of two fields of 32 bits without a sign, a * b is at most (2^32 - 1)^2, which fits only U, and
 * a - b is S from -(2^32 - 1) to 2^32 - 1.
 *
 * A bound of 65 bits is a magnitude and a sign. A sum or a product of two of them may be further
 * from 0 than 64 bits say. Such a bound fits neither S nor U, so its magnitude is not needed.
 */
#include "prog/value.h"

#define S64_BOUND	BIT_ULL(63)

/**
 * ktf_big - the number that a word stands for
 * @word: the word.
 * @is_unsigned: the word is read without a sign.
 *
 * Context: any.
 * Return: the number.
 */
struct ktf_big ktf_big(u64 word, bool is_unsigned)
{
	if (!is_unsigned && word & S64_BOUND)
		return (struct ktf_big) { .mag = -word, .neg = true };
	return (struct ktf_big) { .mag = word };
}

/**
 * ktf_big_word - the word of a number
 * @a: a number that fits S or U.
 *
 * Context: any.
 * Return: the word.
 */
u64 ktf_big_word(struct ktf_big a)
{
	return a.neg ? -a.mag : a.mag;
}

static struct ktf_big negated(struct ktf_big a)
{
	a.neg = a.mag && !a.neg;
	return a;
}

/**
 * ktf_big_cmp - compare two numbers
 * @a: a number that is not beyond.
 * @b: another one.
 *
 * Context: any.
 * Return: less than, equal to or greater than 0 as @a is to @b.
 */
int ktf_big_cmp(struct ktf_big a, struct ktf_big b)
{
	if (a.neg != b.neg)
		return a.neg ? -1 : 1;
	if (a.mag == b.mag)
		return 0;
	return (a.mag < b.mag) == a.neg ? 1 : -1;
}

static struct ktf_big sum(struct ktf_big a, struct ktf_big b)
{
	struct ktf_big r = { .neg = a.neg };

	if (a.neg == b.neg) {
		r.beyond = check_add_overflow(a.mag, b.mag, &r.mag);
		return r;
	}
	if (a.mag < b.mag)
		swap(a, b);
	r.mag = a.mag - b.mag;
	r.neg = r.mag && a.neg;
	return r;
}

/**
 * ktf_big_beside - the number beside another one
 * @a: a number that fits 64 bits, with or without a sign.
 * @below: get the number below @a, not the one above it.
 *
 * Context: any.
 * Return: the number. Above 2^64 - 1 there is only the number that is beyond.
 */
struct ktf_big ktf_big_beside(struct ktf_big a, bool below)
{
	struct ktf_big one = { .mag = 1, .neg = below };

	return sum(a, one);
}

static struct ktf_big product(struct ktf_big a, struct ktf_big b)
{
	struct ktf_big r = { .neg = a.mag && b.mag && a.neg != b.neg };

	r.beyond = check_mul_overflow(a.mag, b.mag, &r.mag);
	return r;
}

static struct ktf_big least(struct ktf_big a, struct ktf_big b)
{
	if (a.beyond || b.beyond)
		return (a.beyond && a.neg) || (b.beyond && !b.neg) ? a : b;
	return ktf_big_cmp(a, b) < 0 ? a : b;
}

static struct ktf_big greatest(struct ktf_big a, struct ktf_big b)
{
	if (a.beyond || b.beyond)
		return (a.beyond && !a.neg) || (b.beyond && b.neg) ? a : b;
	return ktf_big_cmp(a, b) > 0 ? a : b;
}

static struct ktf_type all_words(bool is_unsigned)
{
	if (is_unsigned)
		return (struct ktf_type) { true, { 0 }, { .mag = ~0ULL } };
	return (struct ktf_type) { false, { .mag = S64_BOUND, .neg = true },
				   { .mag = S64_BOUND - 1 } };
}

static bool within(struct ktf_big lo, struct ktf_big hi, const struct ktf_type *type)
{
	return !lo.beyond && !hi.beyond && ktf_big_cmp(lo, type->lo) >= 0 &&
	       ktf_big_cmp(hi, type->hi) <= 0;
}

/* The type of a result whose exact interval is known. */
static struct ktf_type type_of_exact(struct ktf_big lo, struct ktf_big hi, bool any_unsigned)
{
	struct ktf_type s = all_words(false), u = all_words(true);

	if (within(lo, hi, &s))
		return (struct ktf_type) { false, lo, hi };
	if (within(lo, hi, &u))
		return (struct ktf_type) { true, lo, hi };
	return any_unsigned ? u : s;
}

/* The same of a result that has the sign of an operand, whatever its interval. */
static struct ktf_type type_of_sign(struct ktf_big lo, struct ktf_big hi, bool is_unsigned)
{
	struct ktf_type all = all_words(is_unsigned);

	return within(lo, hi, &all) ? (struct ktf_type) { is_unsigned, lo, hi } : all;
}

/**
 * ktf_type_of_bytes - the type of a number in the record
 * @bytes: its size, 1, 2, 4 or 8 bytes.
 * @is_signed: the number has a sign.
 *
 * Context: any.
 * Return: the type. What is shorter than 8 bytes fits S.
 */
struct ktf_type ktf_type_of_bytes(u32 bytes, bool is_signed)
{
	u64 half = 1ULL << (8 * bytes - 1);

	if (is_signed)
		return (struct ktf_type) { false, { .mag = half, .neg = true },
					   { .mag = half - 1 } };
	return (struct ktf_type) { bytes == 8, { 0 }, { .mag = half - 1 + half } };
}

/**
 * ktf_type_of_number - the type of a constant
 * @word: its word.
 * @is_unsigned: the word is read without a sign. A number that fits S is S all the same.
 *
 * Context: any.
 * Return: the type, an interval of one number.
 */
struct ktf_type ktf_type_of_number(u64 word, bool is_unsigned)
{
	struct ktf_big val = ktf_big(word, is_unsigned);

	return type_of_exact(val, val, is_unsigned);
}

/**
 * ktf_type_of_range - the type of a value that is known to be in a range
 * @lo: its least number.
 * @hi: its greatest number.
 *
 * Context: any.
 * Return: the type.
 */
struct ktf_type ktf_type_of_range(u64 lo, u64 hi)
{
	return type_of_exact(ktf_big(lo, true), ktf_big(hi, true), true);
}

/**
 * ktf_type_of_field - the type of a field's value
 * @kind: enum ktap_filter_kind: OTHER, OPAQUE or CPU.
 * @size: the field's size, 1, 2, 4 or 8 bytes; not used for CPU.
 * @is_signed: the field is signed.
 *
 * Context: any.
 * Return: the type.
 */
struct ktf_type ktf_type_of_field(u8 kind, u32 size, bool is_signed)
{
	if (kind == KTAP_FILTER_KIND_CPU)
		return ktf_type_of_bytes(sizeof(u32), false);
	return ktf_type_of_bytes(size, is_signed);
}

/* The interval of the four combinations of bounds. */
static struct ktf_type type_of_product(const struct ktf_type *a, const struct ktf_type *b)
{
	struct ktf_big ll = product(a->lo, b->lo), lh = product(a->lo, b->hi);
	struct ktf_big hl = product(a->hi, b->lo), hh = product(a->hi, b->hi);

	return type_of_exact(least(least(ll, lh), least(hl, hh)),
			     greatest(greatest(ll, lh), greatest(hl, hh)),
			     a->is_unsigned || b->is_unsigned);
}

static struct ktf_type type_of_sum(const struct ktf_type *a, const struct ktf_type *b)
{
	return type_of_exact(sum(a->lo, b->lo), sum(a->hi, b->hi),
			     a->is_unsigned || b->is_unsigned);
}

static struct ktf_type type_of_difference(const struct ktf_type *a, const struct ktf_type *b)
{
	return type_of_sign(sum(a->lo, negated(b->hi)), sum(a->hi, negated(b->lo)), false);
}

/* The least and the greatest magnitude of a divisor that is not 0. */
static void magnitudes(const struct ktf_type *b, u64 *min_mag, u64 *max_mag)
{
	*max_mag = max(b->lo.mag, b->hi.mag);
	if (b->lo.neg && !b->hi.neg)
		*min_mag = 1;
	else
		*min_mag = max(min(b->lo.mag, b->hi.mag), 1ULL);
}

static struct ktf_big divided(struct ktf_big a, u64 mag, bool neg)
{
	a.mag = div64_u64(a.mag, mag);
	a.neg = a.mag && a.neg != neg;
	return a;
}

/* A quotient is furthest from 0 for the least divisor, and nearest for the greatest one. */
static struct ktf_type type_of_quotient(const struct ktf_type *a, const struct ktf_type *b)
{
	struct ktf_big lo = { .mag = ~0ULL }, hi = { .mag = ~0ULL, .neg = true };
	u64 mags[2];
	u32 i, neg;

	magnitudes(b, &mags[0], &mags[1]);
	if (!mags[1])
		return type_of_sign((struct ktf_big) { 0 }, (struct ktf_big) { 0 }, a->is_unsigned);
	for (i = 0; i < 4; i++) {
		neg = i & 1;
		if (neg ? !b->lo.neg : b->hi.neg || !b->hi.mag)
			continue;
		lo = least(lo, least(divided(a->lo, mags[i / 2], neg),
				     divided(a->hi, mags[i / 2], neg)));
		hi = greatest(hi, greatest(divided(a->lo, mags[i / 2], neg),
					   divided(a->hi, mags[i / 2], neg)));
	}
	return type_of_sign(lo, hi, a->is_unsigned);
}

/* A rest has the sign of a. It is nearer to 0 than the divisor, and not further than a. */
static struct ktf_type type_of_rest(const struct ktf_type *a, const struct ktf_type *b)
{
	struct ktf_big lo = a->lo, hi = a->hi;
	u64 min_mag, max_mag;

	magnitudes(b, &min_mag, &max_mag);
	if (max(lo.mag, hi.mag) < min_mag)
		return *a;
	max_mag = max(max_mag, 1ULL) - 1;
	lo.mag = lo.neg ? min(lo.mag, max_mag) : 0;
	lo.neg = lo.mag;
	hi.mag = hi.neg ? 0 : min(hi.mag, max_mag);
	hi.neg = false;
	return type_of_sign(lo, hi, a->is_unsigned);
}

/* All ones up to the highest bit of a number. */
static u64 ones_for(u64 val)
{
	return val ? ~0ULL >> (64 - fls64(val)) : 0;
}

/* The bits that a number needs beside its sign: n and ~n need the same. */
static u64 ones_of(const struct ktf_type *a)
{
	u64 lo = ktf_big_word(a->lo), hi = ktf_big_word(a->hi);

	return ones_for(a->lo.neg ? ~lo : lo) | ones_for(a->hi.neg ? ~hi : hi);
}

static struct ktf_type type_of_and(const struct ktf_type *a, const struct ktf_type *b)
{
	struct ktf_big hi;

	if (a->lo.neg && b->lo.neg)
		return type_of_sign((struct ktf_big) { .mag = S64_BOUND, .neg = true },
				    greatest(a->hi, b->hi), false);
	if (a->lo.neg)
		hi = b->hi;
	else
		hi = b->lo.neg ? a->hi : least(a->hi, b->hi);
	return type_of_exact((struct ktf_big) { 0 }, hi, true);
}

/* Both need no more bits than the longer one. A bit of the result is none that both lack. */
static struct ktf_type type_of_or(const struct ktf_type *a, const struct ktf_type *b)
{
	struct ktf_big lo = { 0 }, hi = { .mag = ones_of(a) | ones_of(b) };

	if (a->is_unsigned || b->is_unsigned) {
		if (a->lo.neg || b->lo.neg)
			return all_words(true);
		return type_of_sign(lo, hi, true);
	}
	if (a->lo.neg || b->lo.neg)
		lo = (struct ktf_big) { .mag = hi.mag + 1, .neg = true };
	return type_of_sign(lo, hi, false);
}

/* Shifting left by n multiplies by 2^n, and by a number that is no count gives 0. */
static struct ktf_type type_of_shl(const struct ktf_type *a, const struct ktf_type *b)
{
	struct ktf_type counts = ktf_type_of_range(0, 63), powers, shifted;
	bool all_counts = within(b->lo, b->hi, &counts);
	u64 first = b->lo.neg ? 0 : b->lo.mag, last = b->hi.neg ? 0 : min(b->hi.mag, 63ULL);

	if (first > 63 || b->hi.neg)
		return ktf_type_of_number(0, false);
	powers = ktf_type_of_range(1ULL << first, 1ULL << last);
	powers.is_unsigned = false;	/* a count has no part in the sign */
	shifted = type_of_product(a, &powers);
	if (!all_counts) {
		shifted.lo = least(shifted.lo, (struct ktf_big) { 0 });
		shifted.hi = greatest(shifted.hi, (struct ktf_big) { 0 });
	}
	return shifted;
}

/* A number's word, shifted right by its sign. */
static struct ktf_big shifted_right(struct ktf_big a, bool is_unsigned, u64 count)
{
	u64 word;

	ktf_cell_calculate(KTAP_FILTER_CELL_SHR, !is_unsigned, ktf_big_word(a), count, &word);
	return ktf_big(word, is_unsigned);
}

/* The least count leaves most, and a number that is no count leaves 0 or -1. */
static struct ktf_type type_of_shr(const struct ktf_type *a, const struct ktf_type *b)
{
	u64 first = b->lo.neg ? 0 : b->lo.mag;
	u64 last = b->lo.neg ? ~0ULL : b->hi.mag;

	if (b->hi.neg)
		first = ~0ULL;
	return type_of_sign(least(shifted_right(a->lo, a->is_unsigned, first),
				  shifted_right(a->lo, a->is_unsigned, last)),
			    greatest(shifted_right(a->hi, a->is_unsigned, first),
				     shifted_right(a->hi, a->is_unsigned, last)),
			    a->is_unsigned);
}

/**
 * ktf_type_of_two - the type of a calculation with two values
 * @op: the cell: ADD to SHR of enum ktap_filter_cell_op.
 * @a: type of the first value.
 * @b: type of the second value.
 * @type: gets the type of the result.
 *
 * Context: any.
 * Return: 0; -EDOM for a quotient or a rest of which one value is U and the other one may be
 * negative.
 */
int ktf_type_of_two(u8 op, const struct ktf_type *a, const struct ktf_type *b,
		    struct ktf_type *type)
{
	switch (op) {
	case KTAP_FILTER_CELL_ADD:
		*type = type_of_sum(a, b);
		return 0;
	case KTAP_FILTER_CELL_SUB:
		*type = type_of_difference(a, b);
		return 0;
	case KTAP_FILTER_CELL_MUL:
		*type = type_of_product(a, b);
		return 0;
	case KTAP_FILTER_CELL_DIV:
	case KTAP_FILTER_CELL_MOD:
		if ((a->is_unsigned && b->lo.neg) || (b->is_unsigned && a->lo.neg))
			return -EDOM;
		*type = op == KTAP_FILTER_CELL_DIV ? type_of_quotient(a, b) : type_of_rest(a, b);
		return 0;
	case KTAP_FILTER_CELL_AND:
		*type = type_of_and(a, b);
		return 0;
	case KTAP_FILTER_CELL_SHL:
		*type = type_of_shl(a, b);
		return 0;
	case KTAP_FILTER_CELL_SHR:
		*type = type_of_shr(a, b);
		return 0;
	default:
		*type = type_of_or(a, b);
		return 0;
	}
}

/**
 * ktf_type_of_one - the type of a value that is changed
 * @op: the cell: NEG, INV, CUT or SWAP of enum ktap_filter_cell_op.
 * @arg: the cell's bytes and sign.
 * @a: type of the value.
 * @type: gets the type of the result.
 *
 * Context: any.
 */
void ktf_type_of_one(u8 op, u8 arg, const struct ktf_type *a, struct ktf_type *type)
{
	switch (op) {
	case KTAP_FILTER_CELL_NEG:
		*type = type_of_exact(negated(a->hi), negated(a->lo), a->is_unsigned);
		break;
	case KTAP_FILTER_CELL_INV:
		*type = type_of_sign(ktf_big(~ktf_big_word(a->hi), a->is_unsigned),
				     ktf_big(~ktf_big_word(a->lo), a->is_unsigned),
				     a->is_unsigned);
		break;
	default:
		*type = ktf_type_of_bytes(arg & KTF_CELL_BYTES, arg & KTF_CELL_SIGNED);
	}
}

/**
 * ktf_type_of_gap - the type of the difference of two values that are compared
 * @a: type of the first value.
 * @b: type of the second value.
 * @equality: it only matters whether the difference is 0.
 * @type: gets the type.
 *
 * Context: any.
 * Return: true if the word of the difference says how the values compare. If both have one
 * sign, or none of them may be negative, their words differ by 0 only if they are equal.
 */
bool ktf_type_of_gap(const struct ktf_type *a, const struct ktf_type *b, bool equality,
		     struct ktf_type *type)
{
	struct ktf_big lo = sum(a->lo, negated(b->hi)), hi = sum(a->hi, negated(b->lo));
	struct ktf_type all = all_words(false);

	*type = type_of_sign(lo, hi, false);
	return within(lo, hi, &all) ||
	       (equality && (a->is_unsigned == b->is_unsigned || !(a->lo.neg || b->lo.neg)));
}
