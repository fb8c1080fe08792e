// SPDX-License-Identifier: GPL-2.0
/*
 * Emitting instructions of eBPF: loads, constants and jumps.
 *
 * An instruction of ours ends with a test. Each of its two outcomes leads to an instruction or
 * to a verdict. An outcome that leads to the next instruction takes no jump. If this is the
 * outcome true, the opposite comparison is emitted, which jumps if the test fails.
 */
#include "ebpf/emit.h"

/**
 * ktf_emit - emit an instruction
 * @e: the translation.
 * @code: the opcode, BPF_*.
 * @dst: the destination register.
 * @src: the source register.
 * @off: the offset: in bytes, or of a jump in instructions. If it does not fit 16 bits, the
 *	translation fails with -E2BIG.
 * @imm: the constant.
 *
 * Context: any.
 */
void ktf_emit(struct ktf_emit *e, u8 code, u8 dst, u8 src, s32 off, s32 imm)
{
	if (off != (s16)off)
		e->err = -E2BIG;
	if (e->to)
		e->to[e->nr] = (struct bpf_insn) {
			.code = code, .dst_reg = dst, .src_reg = src, .off = off, .imm = imm,
		};
	e->nr++;
}

/**
 * ktf_emit_imm64 - load 64 bits, which takes two instructions
 * @e: the translation.
 * @dst: the register that gets the constant.
 * @pseudo: BPF_PSEUDO_* if the constant names a value of a map; 0 if it is a number.
 * @imm: the constant.
 *
 * Context: any.
 */
void ktf_emit_imm64(struct ktf_emit *e, u8 dst, u8 pseudo, u64 imm)
{
	ktf_emit(e, BPF_LD | BPF_DW | BPF_IMM, dst, pseudo, 0, (u32)imm);
	ktf_emit(e, 0, 0, 0, 0, imm >> 32);
}

/**
 * ktf_emit_load - load a number from memory
 * @e: the translation.
 * @dst: the register that gets the number, extended by zeroes.
 * @src: the register that holds the base address.
 * @off: the number's offset from that address, bytes; must fit 16 bits.
 * @size: the number's size, 1, 2, 4 or 8 bytes.
 *
 * Context: any.
 */
void ktf_emit_load(struct ktf_emit *e, u8 dst, u8 src, s32 off, u32 size)
{
	u8 width = size == 8 ? BPF_DW : size == 4 ? BPF_W : size == 2 ? BPF_H : BPF_B;

	ktf_emit(e, BPF_LDX | BPF_MEM | width, dst, src, off, 0);
}

/**
 * ktf_emit_call - call a helper
 * @e: the translation; fails with -EOPNOTSUPP if there is no such helper.
 * @helper: the helper's number; 0 if there is none.
 *
 * Context: any.
 */
void ktf_emit_call(struct ktf_emit *e, s32 helper)
{
	if (!helper)
		e->err = -EOPNOTSUPP;
	ktf_emit(e, BPF_JMP | BPF_CALL, 0, 0, 0, helper);
}

/* The index in start[] of the target of an outcome of the current instruction. */
static u32 label_of(const struct ktf_emit *e, bool outcome)
{
	u32 target = e->prog->insns[e->now].to[outcome];

	if (target == KTAP_FILTER_REJECT)
		return e->prog->nr;
	return target == KTAP_FILTER_ACCEPT ? e->prog->nr + 1 : target;
}

/*
 * The offset of a jump that is emitted now and takes an outcome to its target. The pass that
 * counts does not know the offset yet, but learns that the target is reached.
 */
static s32 distance(struct ktf_emit *e, bool outcome)
{
	u32 label = label_of(e, outcome);

	e->reached[label] = true;
	return e->to ? e->start[label] - (e->nr + 1) : 0;
}

/**
 * ktf_emit_branch - end the current instruction with an outcome if a comparison holds
 * @e: the translation.
 * @code: the class, BPF_JMP or BPF_JMP32, and the comparison.
 * @dst: the register that is compared. R5 may be overwritten.
 * @imm: the constant that @dst is compared with.
 * @outcome: the outcome if the comparison holds.
 *
 * Context: any.
 */
void ktf_emit_branch(struct ktf_emit *e, u8 code, u8 dst, u64 imm, bool outcome)
{
	if (BPF_CLASS(code) == BPF_JMP32 || imm == (s64)(s32)imm) {
		ktf_emit(e, code | BPF_K, dst, 0, distance(e, outcome), (u32)imm);
		return;
	}
	ktf_emit_imm64(e, BPF_REG_5, 0, imm);
	ktf_emit(e, code | BPF_X, dst, BPF_REG_5, distance(e, outcome), 0);
}

static u8 opposite(u8 code)
{
	static const u8 of[16] = {
		[BPF_JEQ >> 4]	= BPF_JNE,	[BPF_JNE >> 4]	= BPF_JEQ,
		[BPF_JGT >> 4]	= BPF_JLE,	[BPF_JLE >> 4]	= BPF_JGT,
		[BPF_JGE >> 4]	= BPF_JLT,	[BPF_JLT >> 4]	= BPF_JGE,
		[BPF_JSGT >> 4]	= BPF_JSLE,	[BPF_JSLE >> 4]	= BPF_JSGT,
		[BPF_JSGE >> 4]	= BPF_JSLT,	[BPF_JSLT >> 4]	= BPF_JSGE,
	};

	return of[code >> 4];	/* 0 for JSET, which has none */
}

/**
 * ktf_emit_go - jump to the target of an outcome; more code of the instruction follows
 * @e: the translation.
 * @outcome: the outcome.
 *
 * Context: any.
 */
void ktf_emit_go(struct ktf_emit *e, bool outcome)
{
	ktf_emit(e, BPF_JMP | BPF_JA, 0, 0, distance(e, outcome), 0);
}

/**
 * ktf_emit_outcome - end an instruction with an outcome; no more code of it follows
 * @e: the translation.
 * @outcome: the outcome.
 *
 * Context: any.
 */
void ktf_emit_outcome(struct ktf_emit *e, bool outcome)
{
	if (label_of(e, outcome) == e->now + 1)
		e->reached[e->now + 1] = true;
	else
		ktf_emit_go(e, outcome);
}

/**
 * ktf_emit_test - end an instruction with a comparison of R0
 * @e: the translation.
 * @code: the class, BPF_JMP or BPF_JMP32, and the comparison.
 * @imm: the constant that R0 is compared with.
 * @negated: the outcome is false if the comparison holds, instead of true.
 *
 * Context: any.
 */
void ktf_emit_test(struct ktf_emit *e, u8 code, u64 imm, bool negated)
{
	bool holds = !negated;

	if (label_of(e, holds) == e->now + 1 && opposite(code)) {
		code = BPF_CLASS(code) | opposite(code);
		holds = !holds;
	}
	ktf_emit_branch(e, code, BPF_REG_0, imm, holds);
	ktf_emit_outcome(e, !holds);
}

/**
 * ktf_emit_test_reg - end an instruction with a comparison of R0 and another register
 * @e: the translation.
 * @code: the class, BPF_JMP or BPF_JMP32, and the comparison, which has an opposite.
 * @src: the register that R0 is compared with.
 *
 * Context: any.
 */
void ktf_emit_test_reg(struct ktf_emit *e, u8 code, u8 src)
{
	bool holds = true;

	if (label_of(e, true) == e->now + 1) {
		code = BPF_CLASS(code) | opposite(code);
		holds = false;
	}
	ktf_emit(e, code | BPF_X, BPF_REG_0, src, distance(e, holds), 0);
	ktf_emit_outcome(e, !holds);
}

/**
 * ktf_emit_skip - jump over the code that follows if a comparison holds
 * @e: the translation.
 * @code: the class, BPF_JMP or BPF_JMP32, and the comparison.
 * @dst: the register that is compared.
 * @imm: the constant that @dst is compared with.
 *
 * Context: any.
 * Return: the jump, to be passed to ktf_emit_land() where it is to land.
 */
u32 ktf_emit_skip(struct ktf_emit *e, u8 code, u8 dst, s32 imm)
{
	ktf_emit(e, code | BPF_K, dst, 0, 0, imm);
	return e->nr;
}

/**
 * ktf_emit_skip_reg - jump over the code that follows if a comparison of registers holds
 * @e: the translation.
 * @code: the class, BPF_JMP or BPF_JMP32, and the comparison.
 * @dst: the register that is compared.
 * @src: the register that @dst is compared with.
 *
 * Context: any.
 * Return: the jump, to be passed to ktf_emit_land() where it is to land.
 */
u32 ktf_emit_skip_reg(struct ktf_emit *e, u8 code, u8 dst, u8 src)
{
	ktf_emit(e, code | BPF_X, dst, src, 0, 0);
	return e->nr;
}

/**
 * ktf_emit_land - let a jump land here
 * @e: the translation.
 * @from: the jump, as ktf_emit_skip() or ktf_emit_skip_reg() returned it.
 *
 * Context: any.
 */
void ktf_emit_land(struct ktf_emit *e, u32 from)
{
	if (e->to)
		e->to[from - 1].off = e->nr - from;
}
