// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of the test ARC.
 *
 * The interpreter has one test for integers of every size: it always loads 8 bytes, and its
 * constants hold a field in its place there (vm/lower_range.c). The translation knows the
 * constants, so it loads only the bytes that matter, and compares as a compiler would.
 *
 * The constants tell which bits matter. From the lowest bit up, bits do not matter as long as
 * lo has a 0, and range a 1 or mask a 0. Such bits take no part in a borrow, and cannot make
 * the masked difference exceed the range. Bits above the highest bit of mask do not matter
 * either. The translation takes the smallest load that has all bits that matter, and shifts
 * the constants to match.
 *
 * If mask is then all ones, "(x - lo) & mask <= range" says that x lies in an interval, which
 * may wrap. One comparison is enough if the interval, or its complement, begins or ends where
 * signed or unsigned numbers do. Otherwise lo is subtracted as before.
 */
#include "ebpf/emit.h"
#include "vm/lowering.h"

/* The test ARC on a number of @bits bits, 8 to 64. */
struct test {
	u64	lo;
	u64	mask;
	u64	range;
	u32	bits;
};

static u8 jump_class(u32 bits)
{
	return bits > 32 ? BPF_JMP : BPF_JMP32;
}

static u8 alu_class(u32 bits)
{
	return bits > 32 ? BPF_ALU64 : BPF_ALU;
}

/**
 * ktf_emit_op - emit R0 = R0 @op @imm
 * @e: the translation. R5 may be overwritten.
 * @bits: the width of R0, 8 to 64. Up to 32, the result has 32 bits and is extended by zeroes.
 * @op: an operation of eBPF, such as BPF_SUB.
 * @imm: the constant.
 *
 * Context: any.
 */
void ktf_emit_op(struct ktf_emit *e, u32 bits, u8 op, u64 imm)
{
	if (bits <= 32 || imm == (s64)(s32)imm) {
		ktf_emit(e, alu_class(bits) | op | BPF_K, BPF_REG_0, 0, 0, (u32)imm);
		return;
	}
	ktf_emit_imm64(e, BPF_REG_5, 0, imm);
	ktf_emit(e, alu_class(bits) | op | BPF_X, BPF_REG_0, BPF_REG_5, 0, 0);
}

/* The number of bits at the low end that do not matter. */
static u32 idle_bits(u64 lo, u64 mask, u64 range)
{
	u64 matters = lo | (mask & ~range);

	return matters ? __ffs64(matters) : 64;
}

/**
 * ktf_highest_bit - find the end of a word's bits that are set
 * @word: the word.
 *
 * Context: any.
 * Return: the number of the highest bit that is set, plus 1; 0 if no bit is set.
 */
u32 ktf_highest_bit(u64 word)
{
	u32 n = 0;

	for (; word; word >>= 1)
		n++;
	return n;
}

/*
 * The smallest load that has the bits from @low to before @high of the word. Returns its size in
 * bytes; @shift gets the bit at which it starts, a multiple of 8. A load may start at a multiple
 * of its size or end at @high. Any other load could start in the middle of a field.
 */
static u32 smallest_load(u32 low, u32 high, u32 *shift)
{
	u32 size, bits;

	for (size = 1; size < 8; size *= 2) {
		bits = 8 * size;
		*shift = round_down(low, bits);
		if (high <= *shift + bits)
			return size;
		*shift = high - bits;	/* wraps to more than low if it is negative */
		if (*shift <= low && IS_ALIGNED(high, 8))
			return size;
	}
	*shift = 0;
	return 8;
}

/**
 * ktf_emit_window - load the part of a word in memory that is needed into R0
 * @e: the translation.
 * @base: the register that holds the base address.
 * @off: the word's offset from that address, bytes.
 * @low: the lowest bit of the word that is needed, 0 to 63.
 * @high: the highest bit that is needed, plus 1.
 * @shift: gets the bit of the word that is the lowest bit of R0, a multiple of 8.
 *
 * Context: any.
 * Return: how many bits were loaded: 8, 16, 32 or 64. Higher bits of R0 are zero.
 */
u32 ktf_emit_window(struct ktf_emit *e, u8 base, s32 off, u32 low, u32 high, u32 *shift)
{
	u32 size = smallest_load(low, high, shift);

	if (KTF_BIG_ENDIAN)
		off += 8 - size - *shift / 8;
	else
		off += *shift / 8;
	ktf_emit_load(e, BPF_REG_0, base, off, size);
	return 8 * size;
}

/* If one comparison can tell whether R0 is in [@a, @b], emit it and return true. */
static bool emit_comparison(struct ktf_emit *e, u32 bits, u64 a, u64 b, bool negated)
{
	u64 most = ktf_ones(bits), sign = bits < 32 ? 0 : 1ULL << (bits - 1);
	u8 class = jump_class(bits);

	if (a == b)
		ktf_emit_test(e, class | BPF_JEQ, a, negated);
	else if (a == 0)
		ktf_emit_test(e, class | BPF_JLE, b, negated);
	else if (b == most)
		ktf_emit_test(e, class | BPF_JGE, a, negated);
	else if (sign && a == sign)
		ktf_emit_test(e, class | BPF_JSLE, b, negated);
	else if (sign && b == sign - 1)
		ktf_emit_test(e, class | BPF_JSGE, a, negated);
	else
		return false;
	return true;
}

/* Test whether R0 is in the interval from @lo to @lo + @range, which may wrap. */
static void emit_interval(struct ktf_emit *e, u32 bits, u64 lo, u64 range)
{
	u64 ones = ktf_ones(bits), end = (lo + range) & ones;
	u64 behind = (end + 1) & ones, before = (lo - 1) & ones;
	bool outside = lo > end && bits < 32;

	if (emit_comparison(e, bits, lo, end, false) ||
	    emit_comparison(e, bits, behind, before, true))
		return;
	/* A register does not wrap below 32 bits. If the interval wraps, test its complement. */
	ktf_emit_op(e, bits, BPF_SUB, outside ? behind : lo);
	ktf_emit_test(e, jump_class(bits) | BPF_JLE, outside ? before - behind : range, outside);
}

static bool is_low_ones(u64 mask)
{
	return !(mask & (mask + 1));
}

/* Test R0, whose bits above t->bits are zero. */
static void emit_arc(struct ktf_emit *e, const struct test *t)
{
	u8 class = jump_class(t->bits);

	if (t->range >= t->mask) {
		ktf_emit_outcome(e, true);
	} else if (t->mask == ktf_ones(t->bits)) {
		emit_interval(e, t->bits, t->lo, t->range);
	} else if (!t->lo && !t->range) {
		ktf_emit_test(e, class | BPF_JSET, t->mask, true);
	} else if (!t->range && is_low_ones(t->mask)) {
		ktf_emit_op(e, t->bits, BPF_AND, t->mask);
		ktf_emit_test(e, class | BPF_JEQ, t->lo & t->mask, false);
	} else {
		if (t->lo)
			ktf_emit_op(e, t->bits, BPF_SUB, t->lo);
		ktf_emit_op(e, t->bits, BPF_AND, t->mask);
		ktf_emit_test(e, class | BPF_JLE, t->range, false);
	}
}

/**
 * ktf_emit_value - emit the test ARC of R0
 * @e: the translation.
 * @insn: the instruction, with lo, mask and range.
 * @bits: the width of R0, 32 or 64; higher bits are zero.
 *
 * Context: any.
 */
void ktf_emit_value(struct ktf_emit *e, const struct ktf_insn *insn, u32 bits)
{
	struct test t = { insn->lo, insn->mask, insn->range, bits };

	/* The mask has bits of the upper half of the difference, so take 64 bits. */
	if (t.mask > ktf_ones(bits))
		t.bits = 64;
	t.lo &= ktf_ones(t.bits);
	emit_arc(e, &t);
}

/**
 * ktf_emit_word - emit the test ARC of a word in memory
 * @e: the translation.
 * @insn: the instruction, with lo, mask and range.
 * @base: the register that holds the base address.
 * @off: the word's offset from that address, bytes.
 *
 * Context: any.
 */
void ktf_emit_word(struct ktf_emit *e, const struct ktf_insn *insn, u8 base, s32 off)
{
	u32 low = idle_bits(insn->lo, insn->mask, insn->range), shift;
	struct test t;

	if (insn->range >= insn->mask) {
		ktf_emit_outcome(e, true);
		return;
	}
	t.bits = ktf_emit_window(e, base, off, low, ktf_highest_bit(insn->mask), &shift);
	t.mask = insn->mask >> shift;
	t.range = insn->range >> shift;
	t.lo = insn->lo >> shift & ktf_ones(t.bits);
	emit_arc(e, &t);
}

/**
 * ktf_emit_mask_word - emit the test ARC of the first word of a cpumask
 * @e: the translation.
 * @insn: the instruction, with off of the loc word, lo, mask and range.
 *
 * Context: any.
 */
void ktf_emit_mask_word(struct ktf_emit *e, const struct ktf_insn *insn)
{
	u32 small, outside = 0, behind;

	ktf_emit_load(e, BPF_REG_0, e->rec, insn->off, sizeof(u32));
	small = ktf_emit_skip(e, BPF_JMP | BPF_JLT, BPF_REG_0, KTF_LOC_OF_8);
	ktf_emit_alu(e, BPF_AND, BPF_REG_0, 0xffff);
	if (ktf_is_bounded(e))
		outside = ktf_emit_skip(e, BPF_JMP | BPF_JGT, BPF_REG_0, e->env->len - 8);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_0, e->rec);
	ktf_emit_load(e, BPF_REG_0, BPF_REG_0, 0, sizeof(u64));
	behind = ktf_emit_skip(e, BPF_JMP | BPF_JA, 0, 0);
	ktf_emit_land(e, small);
	if (outside)
		ktf_emit_land(e, outside);
	ktf_emit_alu(e, BPF_MOV, BPF_REG_0, 0);
	ktf_emit_land(e, behind);
	ktf_emit_value(e, insn, 64);
}

/**
 * ktf_emit_span - emit the test SPAN of R0
 * @e: the translation.
 * @insn: the instruction, with lo and range.
 *
 * Context: any.
 */
void ktf_emit_span(struct ktf_emit *e, const struct ktf_insn *insn)
{
	struct test t = { insn->lo, ~0ULL, insn->range, 64 };

	emit_arc(e, &t);
}
