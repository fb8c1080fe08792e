// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of PAIR: two numbers of the record are compared.
 *
 * The interpreter loads the 8 bytes that end with a number's highest bit, and shifts them to the
 * right. The translation loads the smallest part of them that has the number, and needs no shift
 * if that is just the number, without a sign. The second number is loaded first, as a load ends
 * in R0, and is kept in R3.
 */
#include "ebpf/emit.h"
#include "vm/cells.h"

/* R0 = one of the numbers. */
static void emit_half(struct ktf_emit *e, const struct ktf_insn *insn, u32 half)
{
	u32 down = insn->shr[half] | insn->sar[half], shift, loaded;
	bool is_signed = insn->sar[half];

	loaded = ktf_emit_window(e, e->rec, half ? insn->off2 : insn->off, down, 64, &shift);
	if (!down || (loaded == 64 - down && !is_signed))
		return;
	if (shift)
		ktf_emit_alu(e, BPF_LSH, BPF_REG_0, shift);
	ktf_emit_alu(e, is_signed ? BPF_ARSH : BPF_RSH, BPF_REG_0, down);
}

/**
 * ktf_emit_relation - emit the test HOLDS of R0 and R3
 * @e: the translation.
 * @relation: enum ktf_relation.
 *
 * Context: any.
 */
void ktf_emit_relation(struct ktf_emit *e, u8 relation)
{
	switch (relation) {
	case KTF_RELATION_EQ_MIXED:
		ktf_emit_branch(e, BPF_JMP | BPF_JSLT, BPF_REG_0, 0, false);
		fallthrough;
	case KTF_RELATION_EQ:
		ktf_emit_test_reg(e, BPF_JMP | BPF_JEQ, BPF_REG_3);
		break;
	case KTF_RELATION_LT_S:
		ktf_emit_test_reg(e, BPF_JMP | BPF_JSLT, BPF_REG_3);
		break;
	case KTF_RELATION_LT_SU:
		ktf_emit_branch(e, BPF_JMP | BPF_JSLT, BPF_REG_0, 0, true);
		ktf_emit_test_reg(e, BPF_JMP | BPF_JLT, BPF_REG_3);
		break;
	case KTF_RELATION_LT_US:
		ktf_emit_branch(e, BPF_JMP | BPF_JSLT, BPF_REG_3, 0, false);
		fallthrough;
	default:
		ktf_emit_test_reg(e, BPF_JMP | BPF_JLT, BPF_REG_3);
	}
}

/**
 * ktf_emit_pair - emit a PAIR
 * @e: the translation.
 * @insn: the instruction.
 *
 * Context: any.
 */
void ktf_emit_pair(struct ktf_emit *e, const struct ktf_insn *insn)
{
	emit_half(e, insn, 1);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_3, BPF_REG_0);
	emit_half(e, insn, 0);
	if (ktf_test(insn) != KTF_TEST_SPAN) {
		ktf_emit_relation(e, insn->relation);
		return;
	}
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_0, BPF_REG_3);
	ktf_emit_span(e, insn);
}
