/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The type of a value: its sign and its interval. See prog/value.c.
 */
#ifndef _KTF_VALUE_H
#define _KTF_VALUE_H

#include "prog/calculate.h"

/**
 * struct ktf_big - an integer that may need 65 bits
 * @mag: its magnitude.
 * @neg: it is negative; never with a magnitude of 0.
 * @beyond: it is too far from 0 for @mag, which says nothing then.
 */
struct ktf_big {
	u64	mag;
	bool	neg;
	bool	beyond;
};

/**
 * struct ktf_type - what is known of a value when the filter is installed
 * @is_unsigned: the 64-bit word is read without a sign.
 * @lo: the value is not less; fits the word.
 * @hi: the value is not greater; fits the word.
 */
struct ktf_type {
	bool		is_unsigned;
	struct ktf_big	lo;
	struct ktf_big	hi;
};

struct ktf_big ktf_big(u64 word, bool is_unsigned);
u64 ktf_big_word(struct ktf_big a);
int ktf_big_cmp(struct ktf_big a, struct ktf_big b);
struct ktf_big ktf_big_beside(struct ktf_big a, bool below);

struct ktf_type ktf_type_of_bytes(u32 bytes, bool is_signed);
struct ktf_type ktf_type_of_number(u64 word, bool is_unsigned);
struct ktf_type ktf_type_of_range(u64 lo, u64 hi);
struct ktf_type ktf_type_of_field(u8 kind, u32 size, bool is_signed);
int ktf_type_of_two(u8 op, const struct ktf_type *a, const struct ktf_type *b,
		    struct ktf_type *type);
void ktf_type_of_one(u8 op, u8 arg, const struct ktf_type *a, struct ktf_type *type);

bool ktf_type_of_gap(const struct ktf_type *a, const struct ktf_type *b, bool equality,
		     struct ktf_type *type);

/*
 * Is a calculation with two values one of words with a sign? It matters to DIV, MOD and SHR, and
 * only if a value may be negative.
 */
static inline bool ktf_type_calculates_signed(u8 op, const struct ktf_type *a,
					      const struct ktf_type *b)
{
	return a->lo.neg || (b->lo.neg && op != KTAP_FILTER_CELL_SHR);
}

/* May a number of this type be negative? */
static inline bool ktf_type_may_be_negative(const struct ktf_type *type)
{
	return type->lo.neg;
}

/* prog/cells.c */
u32 ktf_cells_of_number(struct ktf_big val, struct ktf_cell cells[2]);
struct ktf_big ktf_cell_number(const struct ktf_cell *cell);

#endif /* _KTF_VALUE_H */
