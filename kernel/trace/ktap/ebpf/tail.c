// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of TAIL: compare the end of a text in 16 bytes, without a loop or a search.
 *
 * ktf_last_word() needs the number of the lowest bit that is set, to find the first NUL. eBPF
 * has no instruction for that. But the number is only needed for a shift, and a shift to the
 * left is a multiplication. Say that byte i is the first NUL. The search for a NUL leaves one
 * bit t in this byte. Reverse the order of the bytes of t:
 *
 *	t = 1 << (8 * i + 7)	reversed: 1 << (63 - 8 * i)
 *
 * The word times the reversed t has the i bytes before the NUL at the top, one bit too low, and
 * zeroes below them. A suffix has no NUL. So if the suffix is not at the top, either the text
 * does not end with the suffix, or the suffix begins in the word before. The last bytes of the
 * word before must then be shifted to the right by i bytes. This is a shift to the left if the
 * bytes of the word are reversed.
 *
 * A byte is a NUL if its bit of 0x80... is set neither in the word nor in ~(word - 0x01...). Few
 * texts have a byte with the top bit set. So the first word is tested for the second condition
 * alone, and for the first condition only if the second one holds.
 *
 * Words must have the text's first byte lowest. On big-endian machines the interpreter runs TAIL.
 */
#include "ebpf/emit.h"
#include "vm/lowering.h"
#include "vm/match.h"

/* The length of the suffix, bytes. */
static u32 bytes_of(const struct ktf_insn *insn)
{
	return 8 - __ffs64(insn->mask) / 8;
}

/**
 * ktf_is_inline_tail - can a test of a text's end be translated in place?
 * @prog: the program.
 * @insn: an instruction of the program with the test TAIL.
 *
 * Context: any.
 * Return: true if ktf_emit_tail() can translate it: if it asks for a suffix of 1 to 7 bytes, as
 * every TAIL that is compiled from a filter does, on a little-endian machine.
 */
bool ktf_is_inline_tail(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	u32 bytes;

	if (KTF_BIG_ENDIAN || !insn->mask || insn->range)
		return false;
	bytes = bytes_of(insn);
	return bytes < 8 && insn->mask == ktf_ones(8 * bytes) << (64 - 8 * bytes) &&
	       !(insn->lo & ~insn->mask) && !ktf_zero_bytes(insn->lo | ~insn->mask);
}

static void emit_reverse(struct ktf_emit *e, u8 dst)
{
	ktf_emit(e, BPF_ALU | BPF_END | BPF_TO_BE, dst, 0, 0, 64);
}

/* Shift the bytes of R0 before the NUL that R5 marks to the top. R4 = the reversed mark. */
static void emit_to_top(struct ktf_emit *e)
{
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_4, BPF_REG_5);
	ktf_emit_alu(e, BPF_NEG, BPF_REG_4, 0);
	ktf_emit_alu_reg(e, BPF_AND, BPF_REG_4, BPF_REG_5);
	emit_reverse(e, BPF_REG_4);
	ktf_emit_alu_reg(e, BPF_MUL, BPF_REG_0, BPF_REG_4);
}

/*
 * R0 = the @bytes bytes of R0 below bit @top. The bits from @top on are zero. Returns the
 * comparison of the width that the bytes need.
 */
static u8 emit_down(struct ktf_emit *e, u32 bytes, u32 top)
{
	ktf_emit_alu(e, BPF_RSH, BPF_REG_0, top - 8 * bytes);
	return (bytes > 4 ? BPF_JMP : BPF_JMP32) | BPF_JEQ;
}

/* R0 has a NUL, which R5 marks. The outcome is true if the suffix is right before it. */
static void emit_ends(struct ktf_emit *e, u32 bytes, u64 suffix)
{
	u8 equal;

	emit_to_top(e);
	equal = emit_down(e, bytes, 63);
	ktf_emit_branch(e, equal, BPF_REG_0, suffix, true);
}

/* R0 is the first word. If it has a NUL, end here; else R4 = 0x80..., R5 = 0x01... - 1. */
static void emit_first(struct ktf_emit *e, u32 bytes, u64 suffix)
{
	u32 plain, none;

	ktf_emit_imm64(e, BPF_REG_4, 0, KTF_LOW_BITS << 7);
	ktf_emit_imm64(e, BPF_REG_5, 0, KTF_LOW_BITS - 1);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_3, BPF_REG_5);
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_3, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_AND, BPF_REG_3, BPF_REG_4);
	plain = ktf_emit_skip_reg(e, BPF_JMP | BPF_JEQ, BPF_REG_3, BPF_REG_4);
	ktf_emit_alu_reg(e, BPF_OR, BPF_REG_3, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_AND, BPF_REG_3, BPF_REG_4);
	none = ktf_emit_skip_reg(e, BPF_JMP | BPF_JEQ, BPF_REG_3, BPF_REG_4);
	ktf_emit_alu_reg(e, BPF_XOR, BPF_REG_3, BPF_REG_4);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_5, BPF_REG_3);
	emit_ends(e, bytes, suffix);
	ktf_emit_go(e, false);
	ktf_emit_land(e, plain);
	ktf_emit_land(e, none);
}

/* R5 = ktf_zero_bytes(R0). R4 and R5 are as emit_first() left them. */
static void emit_second(struct ktf_emit *e)
{
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_5, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_OR, BPF_REG_5, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_AND, BPF_REG_5, BPF_REG_4);
	ktf_emit_alu_reg(e, BPF_XOR, BPF_REG_5, BPF_REG_4);
}

/* R0 = the last 8 bytes of a text that ends in the second word, at the NUL that R4 marks. */
static void emit_across(struct ktf_emit *e, u8 base, s32 off)
{
	ktf_emit_load(e, BPF_REG_0, base, off + 8, sizeof(u64));
	ktf_emit_alu_reg(e, BPF_MUL, BPF_REG_0, BPF_REG_4);
	ktf_emit_alu(e, BPF_LSH, BPF_REG_0, 1);
	emit_reverse(e, BPF_REG_4);
	ktf_emit_alu(e, BPF_RSH, BPF_REG_4, 7);
	ktf_emit_load(e, BPF_REG_3, base, off, sizeof(u64));
	emit_reverse(e, BPF_REG_3);
	ktf_emit_alu_reg(e, BPF_MUL, BPF_REG_3, BPF_REG_4);
	emit_reverse(e, BPF_REG_3);
	ktf_emit_alu_reg(e, BPF_OR, BPF_REG_0, BPF_REG_3);
}

/**
 * ktf_emit_tail - test whether a text in 16 bytes ends with a suffix
 * @e: the translation.
 * @insn: an instruction for which ktf_is_inline_tail() is true.
 *
 * Context: any.
 */
void ktf_emit_tail(struct ktf_emit *e, const struct ktf_insn *insn)
{
	bool comm = ktf_source(insn) == KTF_SOURCE_COMM;
	s32 off = comm ? e->comm_off : insn->off;
	u8 base = comm ? e->comm : e->rec;
	u32 bytes = bytes_of(insn), full;
	u64 suffix = insn->lo >> (64 - 8 * bytes);
	u8 equal;

	ktf_emit_load(e, BPF_REG_0, base, off, sizeof(u64));
	emit_first(e, bytes, suffix);
	ktf_emit_load(e, BPF_REG_0, base, off + 8, sizeof(u64));
	emit_second(e);
	full = ktf_emit_skip(e, BPF_JMP | BPF_JEQ, BPF_REG_5, 0);
	emit_ends(e, bytes, suffix);
	/* The suffix would fit the second word, and is not there. */
	ktf_emit_branch(e, BPF_JMP | BPF_JLE, BPF_REG_4, 1ULL << (63 - 8 * bytes), false);
	emit_across(e, base, off);
	ktf_emit_land(e, full);
	equal = emit_down(e, bytes, 64);
	ktf_emit_test(e, equal, suffix, false);
}
