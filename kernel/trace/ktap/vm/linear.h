/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values as sums of bits of the record. See vm/linear.c.
 */
#ifndef _KTF_LINEAR_H
#define _KTF_LINEAR_H

#include "prog/expression.h"
#include "prog/schema.h"
#include "vm/isa.h"

/**
 * struct ktf_term - some bits of a field, as a number
 * @source: enum ktf_source: WORD if it is in the record, else CPU or TASK.
 * @off: offset of the field, or of a part of it, in the record, bytes; of a TASK, the variable.
 * @size: its size, 1, 2, 4 or 8 bytes.
 * @low: how many bits of it are below the number.
 * @bits: how many bits the number has, 1 to 64.
 * @is_signed: the highest of them is its sign, which a mask has as well.
 * @swapped: the bytes of the number are in reverse order in the record.
 * @negative: the number is subtracted.
 * @mask: only these bits count, and the others are 0; 0 if all count.
 */
struct ktf_term {
	u8	source;
	u32	off;
	u8	size;
	u8	low;
	u8	bits;
	bool	is_signed;
	bool	swapped;
	bool	negative;
	u64	mask;
};

/**
 * struct ktf_linear - a sum of terms and a constant, modulo 2^64
 * @known: the value is such a sum.
 * @nr: how many terms there are, 0 to 2.
 * @constant: the constant.
 * @terms: the terms.
 */
struct ktf_linear {
	bool		known;
	u8		nr;
	u64		constant;
	struct ktf_term	terms[2];
};

void ktf_linear_values(const struct ktf_values *v, u32 at, u32 end,
		       const struct ktf_field *fields, struct ktf_linear *linear);
void ktf_linear_subtract(struct ktf_linear *a, const struct ktf_linear *b);

/* Is it the number of one field, or of some of its bits, and nothing else? */
static inline bool ktf_linear_is_term(const struct ktf_linear *a)
{
	return a->known && a->nr == 1 && !a->constant && !a->terms[0].negative;
}

/* The same, if all bits of the number count, as they stand in the record. */
static inline bool ktf_linear_is_plain(const struct ktf_linear *a)
{
	return ktf_linear_is_term(a) && !a->terms[0].mask && !a->terms[0].swapped;
}

#endif /* _KTF_LINEAR_H */
