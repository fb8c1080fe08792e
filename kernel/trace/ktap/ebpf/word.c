// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of the test ARC.
 *
 * The interpreter makes one test of every integer by always taking 8 bytes, with
 * constants that hold a field in place (vm/lower_range.c). Machine code that knows
 * the constants does better: it loads just the bytes that count, and compares as a
 * compiler would.
 *
 * Which bytes count is in the constants. From the lowest bit up, a bit does not
 * matter as long as lo has a 0 there, and range a 1 or mask a 0: nothing is borrowed
 * from it, and whatever it is, it cannot make a masked difference exceed the range.
 * Above mask's highest bit nothing matters. The smallest load that has the bits in
 * between is taken, and the constants are shifted to it.
 *
 * If mask is then all ones, "(x - lo) & mask <= range" says that x lies in an
 * interval which may go round. If it begins or ends at an end of the numbers, signed
 * or not, one comparison does; else what is outside of it may; else lo is subtracted
 * as before.
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
 * ktf_emit_op - R0 = R0 @op @imm
 * @e: the translation. R5 is lost.
 * @bits: the width; R0 is extended by zeroes.
 * @op: BPF_SUB and the like.
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

/* Bits at the low end that do not matter. */
static u32 idle_bits(u64 lo, u64 mask, u64 range)
{
	u64 matters = lo | (mask & ~range);

	return matters ? __ffs64(matters) : 64;
}

/**
 * ktf_highest_bit - where a word's ones end
 * @word: the word.
 *
 * Context: any.
 * Return: the number of the highest one, plus 1; 0 if there is none.
 */
u32 ktf_highest_bit(u64 word)
{
	u32 n = 0;

	for (; word; word >>= 1)
		n++;
	return n;
}

/*
 * The smallest load that has bits @low to @high of the word: its size, and where in the
 * word it starts, a multiple of 8. One that starts at a multiple of its size or ends
 * with the highest bit is good; any other would begin within a number.
 */
static u32 smallest_load(u32 low, u32 high, u32 *shift)
{
	u32 size, bits;

	for (size = 1; size < 8; size *= 2) {
		bits = 8 * size;
		*shift = round_down(low, bits);
		if (high <= *shift + bits)
			return size;
		*shift = high - bits;	/* more than low if it is negative */
		if (*shift <= low && IS_ALIGNED(high, 8))
			return size;
	}
	*shift = 0;
	return 8;
}

/**
 * ktf_emit_window - load as little as can be of a word in memory
 * @e: the translation.
 * @base: the register that points to
 * @off: bytes before the word.
 * @low: the lowest bit that is needed, and
 * @high: one more than the highest.
 * @shift: gets which bit of the word is the lowest one of R0.
 *
 * Context: any.
 * Return: how many bits R0 has.
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

/* Does one comparison tell whether R0 is in [@a, @b]? Then emit it. */
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

/* Is R0 in an interval that may go round? */
static void emit_interval(struct ktf_emit *e, u32 bits, u64 lo, u64 range)
{
	u64 ones = ktf_ones(bits), end = (lo + range) & ones;
	u64 behind = (end + 1) & ones, before = (lo - 1) & ones;
	bool outside = lo > end && bits < 32;

	if (emit_comparison(e, bits, lo, end, false) ||
	    emit_comparison(e, bits, behind, before, true))
		return;
	/* A narrow number does not go round as the machine's do; then, outside does not. */
	ktf_emit_op(e, bits, BPF_SUB, outside ? behind : lo);
	ktf_emit_test(e, jump_class(bits) | BPF_JLE, outside ? before - behind : range, outside);
}

static bool is_low_ones(u64 mask)
{
	return !(mask & (mask + 1));
}

/* The test of R0, whose bits above t->bits are zero. */
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
 * ktf_emit_value - the test ARC of R0
 * @e: the translation.
 * @insn: the instruction, with lo, mask and range.
 * @bits: bits of R0 that may be set, 32 or 64.
 *
 * Context: any.
 */
void ktf_emit_value(struct ktf_emit *e, const struct ktf_insn *insn, u32 bits)
{
	struct test t = { insn->lo, insn->mask, insn->range, bits };

	/* A difference of 32 bits would have its upper half in the mask. */
	if (t.mask > ktf_ones(bits))
		t.bits = 64;
	t.lo &= ktf_ones(t.bits);
	emit_arc(e, &t);
}

/**
 * ktf_emit_word - the test ARC of a word in memory
 * @e: the translation.
 * @insn: the instruction, with lo, mask and range.
 * @base: the register that points to
 * @off: bytes before the word.
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
 * ktf_emit_mask_word - the test ARC of the first word of a cpumask
 * @e: the translation.
 * @insn: the instruction.
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
