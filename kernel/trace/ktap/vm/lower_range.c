// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of integers: the test ARC.
 *
 * Every comparison of an integer, of any relation, width and sign, asks whether the value is
 * in a range. A "not" in this table swaps the two targets:
 *
 *	x == c	[c, c]			x <= c	[smallest, c]
 *	x != c	not [c, c]		x >= c	[c, greatest]
 *	x <  c	not [c, greatest]	x >  c	not [smallest, c]
 *
 * A value x is in [lo, lo + range] if (x - lo) <= range in the arithmetic of the field's
 * width, in which numbers go round. So the same test serves signed fields, whose range may
 * go through zero. The test is made on the 8 bytes that hold the field, so that it needs no
 * width, sign or shift when it runs:
 *
 *	((word - lo) & mask) <= range
 *
 *	word	| other fields |    x    | lower |	the 8 bytes as a number
 *	lo	|      0       |   lo    |   0   |
 *	mask	|      0       | 1 ... 1 | 1 .. 1|	cuts off the bits above x
 *	range	|      0       |  range  | 1 .. 1|	any lower bits pass
 *
 * The subtraction does not change the lower bits. It borrows only from the bits above x,
 * which the mask cuts off. "x & c" has lo = range = 0, c at the place of x as its mask, and
 * its targets swapped.
 *
 * Example, s32 at offset 12, x > -3, record of 24 bytes, little-endian: the word is at 8 and
 * x is its upper half. The range is not [-2^31, -3], so lo = 0x80000000 << 32, range =
 * 0x7ffffffd << 32 | 0xffffffff, mask is all ones, and the targets are swapped.
 */
#include "vm/lowering.h"

static struct ktf_interval range_of(u8 op, u64 c, u32 width, bool is_signed)
{
	u64 all = ktf_ones(width);
	u64 least = is_signed ? 1ULL << (width - 1) : 0;
	u64 most = is_signed ? ktf_ones(width - 1) : all;

	c &= all;
	switch (op) {
	case KTAP_FILTER_OP_LT:
	case KTAP_FILTER_OP_GE:
		return (struct ktf_interval) { c, (most - c) & all, op == KTAP_FILTER_OP_LT };
	case KTAP_FILTER_OP_GT:
	case KTAP_FILTER_OP_LE:
		return (struct ktf_interval) { least, (c - least) & all, op == KTAP_FILTER_OP_GT };
	default:
		return (struct ktf_interval) { c, 0, false };
	}
}

/**
 * ktf_place_word - choose the 8 bytes to load for a field
 * @off: the field's offset in the record, bytes.
 * @size: its size, 1 to 8 bytes.
 * @fixed: size of the record's fixed part, at least 8 bytes.
 * @shift: gets the number of bits below the field in the word.
 *
 * The first of these that holds the whole field and is in the fixed part: the aligned word,
 * the word that starts at the field, the last word.
 *
 * Context: any.
 * Return: the word's offset in the record, bytes.
 */
u32 ktf_place_word(u32 off, u32 size, u32 fixed, u32 *shift)
{
	u32 at = round_down(off, 8);

	if (off + size > at + 8)
		at = off;
	if (at + 8 > fixed)
		at = fixed - 8;
	*shift = 8 * (KTF_BIG_ENDIAN ? at + 8 - off - size : off - at);
	return at;
}

/**
 * ktf_range_test - set the operands of an instruction with the test ARC
 * @insn: the instruction; its targets are swapped if @r is for the values outside.
 * @r: the range.
 * @width: the field's width, 1 to 64 bits.
 * @shift: number of bits below the field in the word.
 *
 * Context: any.
 */
void ktf_range_test(struct ktf_insn *insn, struct ktf_interval r, u32 width, u32 shift)
{
	insn->lo = r.lo << shift;
	insn->mask = ktf_ones(width + shift);
	insn->range = r.span << shift | ktf_ones(shift);
	/* So "(x >> 3) & 1" is the same test as "x & 8". */
	if (width == 1 && !r.span) {
		insn->mask = 1ULL << shift;
		insn->range = 0;
	}
	if (r.out)
		ktf_swap_targets(insn);
}

/**
 * ktf_lower_number - lower the comparison of an integer, or of this CPU
 * @l: the programs.
 * @insn: gets the instruction.
 * @pred: the predicate.
 * @field: its field, 1, 2, 4 or 8 bytes wide, or this CPU.
 *
 * Context: any.
 */
void ktf_lower_number(struct ktf_lowering *l, struct ktf_insn *insn,
		      const struct ktf_pred *pred, const struct ktf_field *field)
{
	u32 size = field->kind == KTAP_FILTER_KIND_CPU ? 4 : field->size, shift = 0;

	insn->op = KTF_OP(WORD, ARC);
	if (field->kind == KTAP_FILTER_KIND_CPU)
		insn->op = KTF_OP(CPU, ARC);
	else
		insn->off = ktf_place_word(field->off, size, l->fixed, &shift);
	if (pred->op == KTAP_FILTER_OP_BITS) {
		insn->mask = (pred->imm & ktf_ones(8 * size)) << shift;
		ktf_swap_targets(insn);
		return;
	}
	ktf_range_test(insn, range_of(pred->op, pred->imm, 8 * size, field->is_signed),
		       8 * size, shift);
}

/**
 * ktf_lower_function - lower the predicate that an address is in a function
 * @l: the programs.
 * @insn: gets the instruction.
 * @start: address of the function's first byte.
 * @size: the function's size, bytes, at least 1.
 * @field: the field, as wide as an address.
 *
 * Context: any.
 */
void ktf_lower_function(struct ktf_lowering *l, struct ktf_insn *insn, u64 start, u64 size,
			const struct ktf_field *field)
{
	struct ktf_interval r = { start, size - 1, false };
	u32 shift;

	insn->op = KTF_OP(WORD, ARC);
	insn->off = ktf_place_word(field->off, field->size, l->fixed, &shift);
	ktf_range_test(insn, r, 8 * field->size, shift);
}
