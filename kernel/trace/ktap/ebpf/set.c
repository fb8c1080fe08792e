// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of sets: the same steps as the interpreter's (vm/set.h), with
 * all that is known of the set in the code. A bitmap of up to 64 bits is a constant;
 * what is larger stays where it is. A search is unrolled.
 *
 * A member's number is in R0. The BPF verifier wants to see that a slot is in the
 * table; for that it gets a mask which changes nothing.
 */
#include "ebpf/emit.h"
#include "vm/lowering.h"

/* @dst = the address of the program's constant at @off. */
static void emit_constant(struct ktf_emit *e, u8 dst, u32 off)
{
	if (e->env->kind == KTF_EBPF_WRAPPED)
		ktf_emit_imm64(e, dst, BPF_PSEUDO_MAP_VALUE,
			       (u64)off << 32 | (u32)e->env->prog_map);
	else
		ktf_emit_imm64(e, dst, 0, (unsigned long)ktf_const(e->prog, off));
}

/* R3 = a word whose lowest bit is bit R0 of a set that an instruction can hold. */
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
 * R0 stays what it is, which is below @bits; or becomes 0 where a processor only guesses
 * that it is, as array_index_nospec() has it. R4 = (bits - 1 - R0) | R0 is negative for
 * any other R0. So the sign of -R4 as a mask is all ones, but for the others, and where R4
 * is 0 since R0 is.
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

/* The same for any set. Not all machines cut the shift's amount. */
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
 * ktf_emit_bitmap - is the number in R0 in a bitmap?
 * @e: the translation.
 * @insn: the instruction, with base, index, shift and set.
 * @bits: bits that R0 may have.
 * @at: which bit of the word in the record is R0's lowest.
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
 * ktf_emit_word_set - is a number in the record in a bitmap?
 * @e: the translation.
 * @insn: the instruction.
 *
 * Context: any.
 */
void ktf_emit_word_set(struct ktf_emit *e, const struct ktf_insn *insn)
{
	u32 at, bits;

	/* Nothing is borrowed from below the shift: see set_ok() in vm/verify.c. */
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

/* R4 = the displacement of the bucket that R3, the product, says. */
static void emit_displacement(struct ktf_emit *e, const struct ktf_insn *insn)
{
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_4, BPF_REG_3);
	ktf_emit_alu(e, BPF_RSH, BPF_REG_4, 64 - insn->bucket_bits);
	ktf_emit_alu(e, BPF_LSH, BPF_REG_4, 1);
	emit_constant(e, BPF_REG_5, insn->set + (sizeof(u64) << insn->slot_bits));
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_5, BPF_REG_4);
	ktf_emit_load(e, BPF_REG_4, BPF_REG_5, 0, sizeof(u16));
}

/* R3 = the slot that R0 would be in. */
static void emit_slot(struct ktf_emit *e, const struct ktf_insn *insn)
{
	ktf_emit_imm64(e, BPF_REG_3, 0, insn->mult);
	ktf_emit_alu_reg(e, BPF_MUL, BPF_REG_3, BPF_REG_0);
	if (insn->bucket_bits) {
		emit_displacement(e, insn);
		ktf_emit_alu(e, BPF_LSH, BPF_REG_3, insn->bucket_bits);
	}
	ktf_emit_alu(e, BPF_RSH, BPF_REG_3, 64 - insn->slot_bits);
	if (insn->bucket_bits)
		ktf_emit_alu_reg(e, BPF_XOR, BPF_REG_3, BPF_REG_4);
	if (e->env->kind == KTF_EBPF_WRAPPED)
		ktf_emit_alu(e, BPF_AND, BPF_REG_3, (1U << insn->slot_bits) - 1);
}

/**
 * ktf_emit_hash - is a number in the record in a perfect hash?
 * @e: the translation.
 * @insn: the instruction.
 *
 * Context: any.
 */
void ktf_emit_hash(struct ktf_emit *e, const struct ktf_insn *insn)
{
	emit_number(e, insn, insn->hash_shift);
	emit_slot(e, insn);
	ktf_emit_alu(e, BPF_LSH, BPF_REG_3, 3);
	emit_constant(e, BPF_REG_5, insn->set);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_5, BPF_REG_3);
	ktf_emit_load(e, BPF_REG_4, BPF_REG_5, 0, sizeof(u64));
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_0, BPF_REG_4);
	ktf_emit_test(e, BPF_JMP | BPF_JEQ, 0, false);
}

/* If the bound at R3 + @off is above R0, skip what the caller emits next. */
static u32 emit_above(struct ktf_emit *e, s32 off)
{
	ktf_emit_load(e, BPF_REG_4, BPF_REG_3, off, sizeof(u64));
	ktf_emit(e, BPF_JMP | BPF_JGT | BPF_X, BPF_REG_4, BPF_REG_0, 0, 0);
	return e->nr;
}

/**
 * ktf_emit_bounds - is a number in the record at or above an odd number of bounds?
 * @e: the translation.
 * @insn: the instruction.
 *
 * Context: any.
 */
void ktf_emit_bounds(struct ktf_emit *e, const struct ktf_insn *insn)
{
	u32 nr = insn->bits, half, above;

	/* Not shifted down: so are the bounds. */
	ktf_emit_load(e, BPF_REG_0, e->rec, insn->off, sizeof(u64));
	if (insn->index != ~0ULL)
		ktf_emit_op(e, 64, BPF_AND, insn->index);
	emit_constant(e, BPF_REG_3, insn->set);
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
