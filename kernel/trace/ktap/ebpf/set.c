// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of sets: the steps of the interpreter (vm/set.h), with the facts about the set
 * as constants in the code. A bitmap of up to 64 bits is a constant, too; a larger bitmap is
 * read from the program's constants. The search among bounds is unrolled.
 *
 * A text in an array has a number, too, which hash_of() of vm/text_set.c makes of its words. The
 * words are unrolled. Nearly all texts that are no members end there. Only a text whose number is
 * in its slot is looked up, by a call (ebpf/match.c).
 *
 * R0 is the number that may be a member. The BPF verifier must see that a slot of a hash is
 * within the table, so for the verifier the slot is masked, which does not change it.
 */
#include "ebpf/emit.h"
#include "vm/lowering.h"
#include "vm/match.h"
#include "vm/text_set.h"

/* The most words of a text that are unrolled. */
#define MOST_WORDS	8

/* @dst = the address of the program's constant at @off. */
static void emit_constant(struct ktf_emit *e, u8 dst, u32 off)
{
	if (e->env->kind == KTF_EBPF_WRAPPED)
		ktf_emit_imm64(e, dst, BPF_PSEUDO_MAP_VALUE,
			       (u64)off << 32 | (u32)e->env->prog_map);
	else
		ktf_emit_imm64(e, dst, 0, (unsigned long)ktf_const(e->prog, off));
}

/* R3 = a word whose lowest bit is bit R0 of a bitmap of up to 64 bits. */
static void emit_short_set(struct ktf_emit *e, const unsigned long *set, u32 bits)
{
	u64 word = 0;
	u32 i;

	for (i = 0; i < DIV_ROUND_UP(bits, BITS_PER_LONG); i++)
		word |= (u64)set[i] << (i * BITS_PER_LONG);
	ktf_emit_imm64(e, BPF_REG_3, 0, word);
	ktf_emit_alu_reg(e, BPF_RSH, BPF_REG_3, BPF_REG_0);
}

/*
 * Like array_index_nospec(): R0 is below @bits and does not change. If a processor only guesses
 * that R0 is below @bits, R0 becomes 0. R4 = (bits - 1 - R0) | R0 is negative if R0 is too
 * large. So the sign of -R4 is a mask of ones for a good R0 and of zeroes for a large one. It
 * is a mask of zeroes for R4 = 0 too, but then R0 is 0 anyway.
 */
static void emit_nospec(struct ktf_emit *e, u32 bits)
{
	ktf_emit_alu(e, BPF_MOV, BPF_REG_4, bits - 1);
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_4, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_OR, BPF_REG_4, BPF_REG_0);
	ktf_emit_alu(e, BPF_NEG, BPF_REG_4, 0);
	ktf_emit_alu(e, BPF_ARSH, BPF_REG_4, 63);
	ktf_emit_alu_reg(e, BPF_AND, BPF_REG_0, BPF_REG_4);
}

/* R3 as in emit_short_set(), for a larger bitmap. Not all machines mask the amount of a shift. */
static void emit_long_set(struct ktf_emit *e, u32 set, u32 bits)
{
	emit_nospec(e, bits);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_4, BPF_REG_0);
	ktf_emit_alu(e, BPF_RSH, BPF_REG_4, 3);
	ktf_emit_alu(e, BPF_AND, BPF_REG_4, -(s32)sizeof(long));
	emit_constant(e, BPF_REG_3, set);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_3, BPF_REG_4);
	ktf_emit_load(e, BPF_REG_3, BPF_REG_3, 0, sizeof(long));
	ktf_emit_alu(e, BPF_AND, BPF_REG_0, BITS_PER_LONG - 1);
	ktf_emit_alu_reg(e, BPF_RSH, BPF_REG_3, BPF_REG_0);
}

/**
 * ktf_emit_bitmap - test whether the number in R0 is a member of a bitmap
 * @e: the translation.
 * @insn: the instruction, with base, index, shift and set.
 * @bits: the width of R0, 8 to 64; higher bits are zero.
 * @at: the bit of the word in the record that is the lowest bit of R0, 0 to 63.
 *
 * Context: any.
 */
void ktf_emit_bitmap(struct ktf_emit *e, const struct ktf_insn *insn, u32 bits, u32 at)
{
	u64 base = insn->base >> at, mask = insn->index >> at;

	if (base)
		ktf_emit_op(e, bits, BPF_SUB, base);
	if (mask != ktf_ones(bits) || (base && bits < 32))
		ktf_emit_op(e, bits, BPF_AND, mask);
	if (insn->shift > at)
		ktf_emit_op(e, bits, BPF_RSH, insn->shift - at);
	ktf_emit_branch(e, BPF_JMP | BPF_JGE, BPF_REG_0, insn->bits, false);
	if (insn->bits <= 64)
		emit_short_set(e, ktf_const(e->prog, insn->set), insn->bits);
	else
		emit_long_set(e, insn->set, insn->bits);
	ktf_emit_branch(e, BPF_JMP32 | BPF_JSET, BPF_REG_3, 1, true);
	ktf_emit_outcome(e, false);
}

/**
 * ktf_emit_word_set - test whether a number in the record is a member of a bitmap
 * @e: the translation.
 * @insn: the instruction, with off, base, index, shift and set.
 *
 * Context: any.
 */
void ktf_emit_word_set(struct ktf_emit *e, const struct ktf_insn *insn)
{
	u32 at, bits;

	/* The bits below the shift lend nothing: see set_ok() in vm/verify.c. */
	bits = ktf_emit_window(e, e->rec, insn->off, insn->shift, ktf_highest_bit(insn->index),
			       &at);
	ktf_emit_bitmap(e, insn, bits, at);
}

/* R0 = the masked word, shifted down by @shift. */
static void emit_number(struct ktf_emit *e, const struct ktf_insn *insn, u32 shift)
{
	u32 low = min(shift, 63U), at, bits;

	bits = ktf_emit_window(e, e->rec, insn->off, low, ktf_highest_bit(insn->index), &at);
	if (insn->index >> at != ktf_ones(bits))
		ktf_emit_op(e, bits, BPF_AND, insn->index >> at);
	if (shift > at)
		ktf_emit_op(e, bits, BPF_RSH, shift - at);
}

/* R4 = the displacement of the bucket that the product in R3 selects. @slots is an offset. */
static void emit_displacement(struct ktf_emit *e, const struct ktf_hash *hash, u32 slots)
{
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_4, BPF_REG_3);
	ktf_emit_alu(e, BPF_RSH, BPF_REG_4, 64 - hash->bucket_bits);
	ktf_emit_alu(e, BPF_LSH, BPF_REG_4, 1);
	emit_constant(e, BPF_REG_5, slots + (sizeof(u64) << hash->slot_bits));
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_5, BPF_REG_4);
	ktf_emit_load(e, BPF_REG_4, BPF_REG_5, 0, sizeof(u16));
}

/* R3 = the slot of the hash for the number in R0. */
static void emit_slot(struct ktf_emit *e, const struct ktf_hash *hash, u32 slots)
{
	ktf_emit_imm64(e, BPF_REG_3, 0, hash->mult);
	ktf_emit_alu_reg(e, BPF_MUL, BPF_REG_3, BPF_REG_0);
	if (hash->bucket_bits) {
		emit_displacement(e, hash, slots);
		ktf_emit_alu(e, BPF_LSH, BPF_REG_3, hash->bucket_bits);
	}
	ktf_emit_alu(e, BPF_RSH, BPF_REG_3, 64 - hash->slot_bits);
	if (hash->bucket_bits)
		ktf_emit_alu_reg(e, BPF_XOR, BPF_REG_3, BPF_REG_4);
	if (e->env->kind == KTF_EBPF_WRAPPED)
		ktf_emit_alu(e, BPF_AND, BPF_REG_3, (1U << hash->slot_bits) - 1);
}

/* R0 = 0 if the number in R0 is the one in its slot. */
static void emit_lookup(struct ktf_emit *e, const struct ktf_hash *hash, u32 slots)
{
	emit_slot(e, hash, slots);
	ktf_emit_alu(e, BPF_LSH, BPF_REG_3, 3);
	emit_constant(e, BPF_REG_5, slots);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_5, BPF_REG_3);
	ktf_emit_load(e, BPF_REG_4, BPF_REG_5, 0, sizeof(u64));
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_0, BPF_REG_4);
}

/**
 * ktf_emit_hash - test whether a number in the record is a member of a perfect hash
 * @e: the translation.
 * @insn: the instruction, with the test HASH.
 *
 * Context: any.
 */
void ktf_emit_hash(struct ktf_emit *e, const struct ktf_insn *insn)
{
	struct ktf_hash hash = { insn->mult, insn->bucket_bits, insn->slot_bits };

	emit_number(e, insn, insn->hash_shift);
	emit_lookup(e, &hash, insn->set);
	ktf_emit_test(e, BPF_JMP | BPF_JEQ, 0, false);
}

/* R0 = the number R0 of a text with its next word, which is in R1. */
static void emit_mix(struct ktf_emit *e)
{
	ktf_emit_alu_reg(e, BPF_XOR, BPF_REG_0, BPF_REG_1);
	ktf_emit_imm64(e, BPF_REG_5, 0, KTF_TEXT_MULT);
	ktf_emit_alu_reg(e, BPF_MUL, BPF_REG_0, BPF_REG_5);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_5, BPF_REG_0);
	ktf_emit_alu(e, BPF_RSH, BPF_REG_5, 32);
	ktf_emit_alu_reg(e, BPF_XOR, BPF_REG_0, BPF_REG_5);
}

/* R1 = the word at @base + @off up to its NUL, R2 = 0 if it has none. R3 = 0x01..., R4 = 0x80... */
static void emit_word_to_nul(struct ktf_emit *e, u8 base, s32 off)
{
	ktf_emit_load(e, BPF_REG_1, base, off, sizeof(u64));
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_2, BPF_REG_1);
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_2, BPF_REG_3);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_5, BPF_REG_1);
	ktf_emit_alu(e, BPF_XOR, BPF_REG_5, -1);
	ktf_emit_alu_reg(e, BPF_AND, BPF_REG_2, BPF_REG_5);
	ktf_emit_alu_reg(e, BPF_AND, BPF_REG_2, BPF_REG_4);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_5, BPF_REG_2);
	ktf_emit_alu(e, BPF_SUB, BPF_REG_5, 1);
	ktf_emit_alu_reg(e, BPF_AND, BPF_REG_1, BPF_REG_5);
}

/* R0 = the number of the text in @nr words, 1 to MOST_WORDS. */
static void emit_text_number(struct ktf_emit *e, u8 base, s32 off, u32 nr)
{
	u32 ends[MOST_WORDS], i;

	ktf_emit_imm64(e, BPF_REG_3, 0, KTF_LOW_BITS);
	ktf_emit_imm64(e, BPF_REG_4, 0, KTF_LOW_BITS << 7);
	ktf_emit_alu(e, BPF_MOV, BPF_REG_0, 0);
	for (i = 0; i < nr; i++) {
		emit_word_to_nul(e, base, off + 8 * i);
		emit_mix(e);
		ends[i] = ktf_emit_skip(e, BPF_JMP | BPF_JNE, BPF_REG_2, 0);
	}
	/* The text has all bytes, and a last word of zeroes. */
	ktf_emit_alu(e, BPF_MOV, BPF_REG_1, 0);
	emit_mix(e);
	for (i = 0; i < nr; i++)
		ktf_emit_land(e, ends[i]);
}

/**
 * ktf_emit_text_slot - let a text go on only if its number is in a set of texts
 * @e: the translation. R0 to R5 are overwritten.
 * @insn: the instruction, a HASH of a text.
 * @base: the register that holds the base address.
 * @off: the text's offset from that address, bytes.
 * @n: how many bytes the text may have.
 *
 * If the number is not there, the outcome is false. Words must have the text's first byte lowest,
 * and there must be a few of them, or all texts go on.
 *
 * Context: any.
 */
void ktf_emit_text_slot(struct ktf_emit *e, const struct ktf_insn *insn, u8 base, s32 off, u32 n)
{
	const struct ktf_text_set *set = ktf_const(e->prog, insn->pat);

	n = min(n, (set->longest | 7) + 1);
	if (KTF_BIG_ENDIAN || !n || n % 8 || n > 8 * MOST_WORDS)
		return;
	emit_text_number(e, base, off, n / 8);
	emit_lookup(e, &set->hash, insn->pat + offsetof(struct ktf_text_set, slots));
	ktf_emit_branch(e, BPF_JMP | BPF_JNE, BPF_REG_0, 0, false);
}

/* If the bound at R3 + @off is above R0, skip the code that the caller emits next. */
static u32 emit_above(struct ktf_emit *e, s32 off)
{
	ktf_emit_load(e, BPF_REG_4, BPF_REG_3, off, sizeof(u64));
	ktf_emit(e, BPF_JMP | BPF_JGT | BPF_X, BPF_REG_4, BPF_REG_0, 0, 0);
	return e->nr;
}

/**
 * ktf_emit_search - test whether R0 is at or above an odd number of bounds
 * @e: the translation. R3 to R5 are overwritten.
 * @bounds: offset of the bounds in the program, 64 bits each, in their order.
 * @nr: number of bounds, at least 1.
 *
 * Context: any.
 */
void ktf_emit_search(struct ktf_emit *e, u32 bounds, u32 nr)
{
	u32 half, above;

	emit_constant(e, BPF_REG_3, bounds);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_5, BPF_REG_3);
	for (; nr > 1; nr -= half) {
		half = nr / 2;
		above = emit_above(e, half * sizeof(u64));
		ktf_emit_alu(e, BPF_ADD, BPF_REG_3, half * sizeof(u64));
		ktf_emit_land(e, above);
	}
	above = emit_above(e, 0);
	ktf_emit_alu(e, BPF_ADD, BPF_REG_3, sizeof(u64));
	ktf_emit_land(e, above);
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_3, BPF_REG_5);
	ktf_emit_branch(e, BPF_JMP | BPF_JSET, BPF_REG_3, sizeof(u64), true);
	ktf_emit_outcome(e, false);
}

/**
 * ktf_emit_bounds - test whether a number in the record is at or above an odd number of bounds
 * @e: the translation.
 * @insn: the instruction, with the test BOUNDS.
 *
 * Context: any.
 */
void ktf_emit_bounds(struct ktf_emit *e, const struct ktf_insn *insn)
{
	/* The number stays in its place in the word, as the bounds do. */
	ktf_emit_load(e, BPF_REG_0, e->rec, insn->off, sizeof(u64));
	if (insn->index != ~0ULL)
		ktf_emit_op(e, 64, BPF_AND, insn->index);
	ktf_emit_search(e, insn->set, insn->bits);
}
