/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Translation to eBPF: the interface between its files. ebpf.c translates programs, and emit.c
 * emits instructions of eBPF. word.c translates tests of numbers, set.c sets, pair.c and cells.c
 * value expressions, text.c comparisons of texts, tail.c suffixes of texts in 16 bytes, and
 * match.c searches, globs and sets of texts.
 *
 * A program is translated twice. The first pass counts, which tells where the translation of
 * each instruction starts. The second pass writes. All targets lie ahead, so all jumps go
 * forward.
 *
 * R0 holds the value that is tested, R3 to R5 hold temporary values. None of them is kept
 * from one instruction to the next.
 */
#ifndef _KTF_EBPF_EMIT_H
#define _KTF_EBPF_EMIT_H

#include "ebpf/ebpf.h"

/**
 * struct ktf_emit - the state of a translation
 * @prog: the program.
 * @env: the environment of the translation.
 * @to: array for the instructions of eBPF; NULL in the pass that counts.
 * @alone: array for the instructions that the interpreter runs.
 * @nr: instructions of eBPF so far.
 * @nr_alone: instructions for the interpreter so far.
 * @now: number of the current instruction of @prog.
 * @start: where the code of each instruction starts, then of the verdicts reject and accept.
 * @reached: for each element of @start: an outcome leads there.
 * @rec: the register that points to the record.
 * @comm: the base register for the address of the task's name.
 * @comm_off: offset of the task's name from @comm.
 * @err: -E2BIG if a jump or an offset does not fit; -EOPNOTSUPP if a helper is missing.
 */
struct ktf_emit {
	const struct ktf_prog		*prog;
	const struct ktf_ebpf_env	*env;
	struct bpf_insn			*to;
	struct ktf_alone		*alone;
	u32				nr;
	u32				nr_alone;
	u32				now;
	u32				*start;
	bool				*reached;
	u8				rec;
	u8				comm;
	s16				comm_off;
	int				err;
};

/* Is the record's length known? Then offsets and sizes in the record are checked against it. */
static inline bool ktf_is_bounded(const struct ktf_emit *e)
{
	return e->env->len != U32_MAX;
}

/* ebpf/emit.c */
void ktf_emit(struct ktf_emit *e, u8 code, u8 dst, u8 src, s32 off, s32 imm);
void ktf_emit_imm64(struct ktf_emit *e, u8 dst, u8 pseudo, u64 imm);
void ktf_emit_load(struct ktf_emit *e, u8 dst, u8 src, s32 off, u32 size);
void ktf_emit_branch(struct ktf_emit *e, u8 code, u8 dst, u64 imm, bool outcome);
void ktf_emit_test(struct ktf_emit *e, u8 code, u64 imm, bool negated);
void ktf_emit_test_reg(struct ktf_emit *e, u8 code, u8 src);
void ktf_emit_go(struct ktf_emit *e, bool outcome);
void ktf_emit_outcome(struct ktf_emit *e, bool outcome);
u32 ktf_emit_skip(struct ktf_emit *e, u8 code, u8 dst, s32 imm);
u32 ktf_emit_skip_reg(struct ktf_emit *e, u8 code, u8 dst, u8 src);
void ktf_emit_land(struct ktf_emit *e, u32 from);
void ktf_emit_call(struct ktf_emit *e, s32 helper);

/* All callers have constants that fit an instruction. */
static inline void ktf_emit_alu(struct ktf_emit *e, u8 op, u8 dst, s32 imm)
{
	ktf_emit(e, BPF_ALU64 | op | BPF_K, dst, 0, 0, imm);
}

static inline void ktf_emit_alu_reg(struct ktf_emit *e, u8 op, u8 dst, u8 src)
{
	ktf_emit(e, BPF_ALU64 | op | BPF_X, dst, src, 0, 0);
}

/* ebpf/word.c */
u32 ktf_highest_bit(u64 word);
void ktf_emit_op(struct ktf_emit *e, u32 bits, u8 op, u64 imm);
u32 ktf_emit_window(struct ktf_emit *e, u8 base, s32 off, u32 low, u32 high, u32 *shift);
void ktf_emit_word(struct ktf_emit *e, const struct ktf_insn *insn, u8 base, s32 off);
void ktf_emit_value(struct ktf_emit *e, const struct ktf_insn *insn, u32 bits);
void ktf_emit_mask_word(struct ktf_emit *e, const struct ktf_insn *insn);
void ktf_emit_span(struct ktf_emit *e, const struct ktf_insn *insn);

/* ebpf/pair.c */
void ktf_emit_pair(struct ktf_emit *e, const struct ktf_insn *insn);
void ktf_emit_relation(struct ktf_emit *e, u8 relation);

/* ebpf/cells.c */
void ktf_emit_cells(struct ktf_emit *e, const struct ktf_insn *insn);
bool ktf_are_inline_cells(const struct ktf_prog *prog, const struct ktf_insn *insn);

/* ebpf/set.c */
void ktf_emit_bitmap(struct ktf_emit *e, const struct ktf_insn *insn, u32 bits, u32 at);
void ktf_emit_word_set(struct ktf_emit *e, const struct ktf_insn *insn);
void ktf_emit_hash(struct ktf_emit *e, const struct ktf_insn *insn);
void ktf_emit_search(struct ktf_emit *e, u32 bounds, u32 nr);
void ktf_emit_bounds(struct ktf_emit *e, const struct ktf_insn *insn);
void ktf_emit_text_slot(struct ktf_emit *e, const struct ktf_insn *insn, u8 base, s32 off,
			u32 n);

/* ebpf/text.c */
bool ktf_is_inline_text(const struct ktf_prog *prog, const struct ktf_insn *insn);
void ktf_emit_locate(struct ktf_emit *e, const struct ktf_insn *insn);
void ktf_emit_text(struct ktf_emit *e, const struct ktf_insn *insn);

/* ebpf/match.c */
bool ktf_is_called_match(const struct ktf_prog *prog, const struct ktf_insn *insn);
void ktf_emit_match(struct ktf_emit *e, const struct ktf_insn *insn);

/* ebpf/tail.c */
bool ktf_is_inline_tail(const struct ktf_prog *prog, const struct ktf_insn *insn);
void ktf_emit_tail(struct ktf_emit *e, const struct ktf_insn *insn);

/* ebpf/ebpf.c */
bool ktf_is_emitted(const struct ktf_prog *prog, const struct ktf_insn *insn);

#endif /* _KTF_EBPF_EMIT_H */
