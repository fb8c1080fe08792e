/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calculating with words, as the cells of value expressions do.
 *
 * The compiler folds constants by these functions, and the interpreter's handlers are these
 * functions with a constant @op, so a cell has one meaning. Nothing traps: a division by 0 has no
 * result, the least number divided by -1 is itself, and a shift by more than 63 bits, or by a
 * negative count, moves all bits out.
 */
#ifndef _KTF_CALCULATE_H
#define _KTF_CALCULATE_H

#include "prog/cells.h"

static __always_inline u64 ktf_quotient(bool is_signed, u64 a, u64 b)
{
	if (!is_signed)
		return div64_u64(a, b);
	return b == ~0ULL ? -a : (u64)div64_s64(a, b);	/* S64_MIN / -1 would trap */
}

/**
 * ktf_cell_calculate - calculate with two words
 * @op: the cell: ADD to SHR of enum ktap_filter_cell_op.
 * @is_signed: of DIV, MOD and SHR: the words are read with a sign.
 * @a: the first word.
 * @b: the second word.
 * @word: gets the result.
 *
 * Context: any.
 * Return: true; false if the result is not there, as @b is 0 in DIV or MOD.
 */
static __always_inline bool ktf_cell_calculate(u8 op, bool is_signed, u64 a, u64 b,
					       u64 *word)
{
	switch (op) {
	case KTAP_FILTER_CELL_ADD:
		*word = a + b;
		return true;
	case KTAP_FILTER_CELL_SUB:
		*word = a - b;
		return true;
	case KTAP_FILTER_CELL_MUL:
		*word = a * b;
		return true;
	case KTAP_FILTER_CELL_DIV:
		*word = b ? ktf_quotient(is_signed, a, b) : 0;
		return b;
	case KTAP_FILTER_CELL_MOD:
		*word = b ? a - ktf_quotient(is_signed, a, b) * b : 0;
		return b;
	case KTAP_FILTER_CELL_AND:
		*word = a & b;
		return true;
	case KTAP_FILTER_CELL_OR:
		*word = a | b;
		return true;
	case KTAP_FILTER_CELL_XOR:
		*word = a ^ b;
		return true;
	case KTAP_FILTER_CELL_SHL:
		*word = b < 64 ? a << b : 0;
		return true;
	default:
		if (is_signed)
			*word = (s64)a >> min(b, 63ULL);
		else
			*word = b < 64 ? a >> b : 0;
		return true;
	}
}

/* The low bytes of a word as a number with a sign, or without one. */
static __always_inline u64 ktf_cut(u64 word, u32 bytes, bool is_signed)
{
	u32 unused = 64 - 8 * bytes;

	word <<= unused;
	return is_signed ? (u64)((s64)word >> unused) : word >> unused;
}

/**
 * ktf_cell_change - change a word
 * @op: the cell: NEG, INV, CUT or SWAP of enum ktap_filter_cell_op.
 * @arg: the cell's bytes, 1, 2, 4 or 8, and sign.
 * @a: the word.
 *
 * Context: any.
 * Return: the result.
 */
static __always_inline u64 ktf_cell_change(u8 op, u8 arg, u64 a)
{
	u32 bytes = arg & KTF_CELL_BYTES;

	switch (op) {
	case KTAP_FILTER_CELL_NEG:
		return -a;
	case KTAP_FILTER_CELL_INV:
		return ~a;
	case KTAP_FILTER_CELL_CUT:
		return ktf_cut(a, bytes, arg & KTF_CELL_SIGNED);
	default:
		return be64_to_cpu((__force __be64)a) >> (KTF_BIG_ENDIAN ? 0 : 64 - 8 * bytes);
	}
}

#endif /* _KTF_CALCULATE_H */
