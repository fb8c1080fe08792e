// SPDX-License-Identifier: GPL-2.0
/*
 * From a verified program to eBPF, which the kernel's BPF JIT makes machine code of.
 *
 * The program has been verified, and each of its instructions becomes a few of
 * eBPF's that do the same and no more: so nothing needs to be proved again. That the
 * BPF verifier agrees is shown by a test, where it reads what is made here.
 *
 * What short code cannot do is left to the interpreter: searches, globs, strings
 * behind pointers, long texts, and any opcode that is not known here. Such an
 * instruction is copied with verdicts for targets, and a call of ktf_run_alone() has
 * it run on its own. So there is no second implementation of any of these, and a new
 * opcode works before it is fast.
 *
 * The code of a program, from its first instruction on:
 *
 *	what is needed in registers that survive calls, if there are calls
 *	instruction 0
 *	...
 *	reject: r0 = 0; exit
 *	accept: r0 = 1; exit
 *
 * Most events are rejected; a JIT puts its epilogue where the first exit is.
 */
#include "ktf_ebpf_emit.h"
#include "ktf_limits.h"
#include "ktf_run.h"

/**
 * ktf_emit - emit an instruction
 * @e: the translation.
 * @code: the opcode, and
 * @dst: its operands.
 * @src:
 * @off:
 * @imm:
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
 * @dst: where to.
 * @pseudo: what the constant stands for, BPF_PSEUDO_*; 0 for itself.
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
 * @dst: gets it; the bits above it are zero.
 * @src: where from, and
 * @off: how far behind that.
 * @size: its size, 1, 2, 4 or 8 bytes.
 *
 * Context: any.
 */
void ktf_emit_load(struct ktf_emit *e, u8 dst, u8 src, s32 off, u32 size)
{
	u8 width = size == 8 ? BPF_DW : size == 4 ? BPF_W : size == 2 ? BPF_H : BPF_B;

	ktf_emit(e, BPF_LDX | BPF_MEM | width, dst, src, off, 0);
}

/* Where an outcome of this instruction leads. */
static u32 label_of(const struct ktf_emit *e, bool outcome)
{
	u32 target = e->prog->insns[e->now].to[outcome];

	if (target == KTAP_FILTER_REJECT)
		return e->prog->nr;
	return target == KTAP_FILTER_ACCEPT ? e->prog->nr + 1 : target;
}

/* Where that is from the next instruction; not known yet while they are counted. */
static s32 distance(const struct ktf_emit *e, u32 label)
{
	return e->to ? e->start[label] - (e->nr + 1) : 0;
}

/**
 * ktf_emit_branch - on a condition, this instruction has an outcome
 * @e: the translation.
 * @code: the class, BPF_JMP or BPF_JMP32, and the comparison.
 * @dst: what is compared. R5 is lost.
 * @imm: with what.
 * @outcome: the outcome if it holds.
 *
 * Context: any.
 */
void ktf_emit_branch(struct ktf_emit *e, u8 code, u8 dst, u64 imm, bool outcome)
{
	if (BPF_CLASS(code) == BPF_JMP32 || imm == (s64)(s32)imm) {
		ktf_emit(e, code | BPF_K, dst, 0, distance(e, label_of(e, outcome)), (u32)imm);
		return;
	}
	ktf_emit_imm64(e, BPF_REG_5, 0, imm);
	ktf_emit(e, code | BPF_X, dst, BPF_REG_5, distance(e, label_of(e, outcome)), 0);
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
 * ktf_emit_go - this instruction has an outcome, though more of it follows
 * @e: the translation.
 * @outcome: the outcome.
 *
 * Context: any.
 */
void ktf_emit_go(struct ktf_emit *e, bool outcome)
{
	ktf_emit(e, BPF_JMP | BPF_JA, 0, 0, distance(e, label_of(e, outcome)), 0);
}

/**
 * ktf_emit_outcome - end an instruction with an outcome
 * @e: the translation.
 * @outcome: the outcome.
 *
 * Context: any.
 */
void ktf_emit_outcome(struct ktf_emit *e, bool outcome)
{
	if (label_of(e, outcome) != e->now + 1)
		ktf_emit_go(e, outcome);
}

/**
 * ktf_emit_test - end an instruction with a comparison of R0
 * @e: the translation.
 * @code: the class, BPF_JMP or BPF_JMP32, and the comparison.
 * @imm: with what.
 * @negated: the outcome is false if it holds.
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
 * ktf_emit_skip - jump over what comes next, on a condition
 * @e: the translation.
 * @code: the class and the comparison.
 * @dst: what is compared, and
 * @imm: with what.
 *
 * Context: any.
 * Return: what ktf_emit_land() wants, to be called where the jump goes.
 */
u32 ktf_emit_skip(struct ktf_emit *e, u8 code, u8 dst, s32 imm)
{
	ktf_emit(e, code | BPF_K, dst, 0, 0, imm);
	return e->nr;
}

/**
 * ktf_emit_land - a jump goes here
 * @e: the translation.
 * @from: what ktf_emit_skip() returned.
 *
 * Context: any.
 */
void ktf_emit_land(struct ktf_emit *e, u32 from)
{
	if (e->to)
		e->to[from - 1].off = e->nr - from;
}

static void emit_call(struct ktf_emit *e, s32 helper)
{
	ktf_emit(e, BPF_JMP | BPF_CALL, 0, 0, 0, helper);
}

static void emit_alone(struct ktf_emit *e, const struct ktf_insn *insn)
{
	struct ktf_alone *alone = NULL;

	if (!e->env->run)
		e->err = -EOPNOTSUPP;
	if (e->to) {
		alone = &e->alone[e->nr_alone];
		alone->prog = e->prog;
		alone->insn = *insn;
		alone->insn.onward = KTF_ONWARD_NEVER;
		alone->insn.to[0] = KTAP_FILTER_REJECT;
		alone->insn.to[1] = KTAP_FILTER_ACCEPT;
	}
	e->nr_alone++;
	ktf_emit_imm64(e, BPF_REG_1, 0, (unsigned long)alone);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_2, e->rec);
	emit_call(e, e->env->run);
	ktf_emit_test(e, BPF_JMP32 | BPF_JNE, 0, false);
}

/* The number of this CPU. */
static void emit_cpu(struct ktf_emit *e)
{
	if (e->env->kind != KTF_EBPF_JIT)
		emit_call(e, e->env->cpu);
	else if (e->env->cpu == KTF_EBPF_ONE_CPU)
		ktf_emit_alu(e, BPF_MOV, BPF_REG_0, 0);
	else
		ktf_emit_load(e, BPF_REG_0, e->comm, e->env->cpu, sizeof(u32));
}

/* What an instruction asks for before the first one is run. */
enum { NEEDS_INTERPRETER = 1, NEEDS_CPU = 2, NEEDS_COMM = 4 };

static u32 needs_of(const struct ktf_insn *insn)
{
	switch (insn->op) {
	case KTF_OP_WORD:
	case KTF_OP_MASK_WORD:
	case KTF_OP_WORD_SET:
	case KTF_OP_WORD_HASH:
	case KTF_OP_WORD_SEARCH:
		return 0;
	case KTF_OP_CPU:
	case KTF_OP_CPU_SET:
		return NEEDS_CPU;
	case KTF_OP_COMM_WORD:
		return NEEDS_COMM;
	case KTF_OP_COMM_EQ:
	case KTF_OP_COMM_PREFIX:
		return ktf_is_inline_text(insn) ? NEEDS_COMM : NEEDS_INTERPRETER;
	}
	return ktf_is_inline_text(insn) ? 0 : NEEDS_INTERPRETER;
}

static void emit_insn(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (needs_of(insn) & NEEDS_INTERPRETER) {
		emit_alone(e, insn);
		return;
	}
	switch (insn->op) {
	case KTF_OP_WORD:
		ktf_emit_word(e, insn, e->rec, insn->off);
		break;
	case KTF_OP_COMM_WORD:
		ktf_emit_word(e, insn, e->comm, e->comm_off + insn->off);
		break;
	case KTF_OP_MASK_WORD:
		ktf_emit_mask_word(e, insn);
		break;
	case KTF_OP_WORD_SET:
		ktf_emit_word_set(e, insn);
		break;
	case KTF_OP_WORD_HASH:
		ktf_emit_hash(e, insn);
		break;
	case KTF_OP_WORD_SEARCH:
		ktf_emit_search(e, insn);
		break;
	case KTF_OP_CPU:
		emit_cpu(e);
		ktf_emit_value(e, insn, 32);
		break;
	case KTF_OP_CPU_SET:
		emit_cpu(e);
		ktf_emit_bitmap(e, insn, 64, 0);
		break;
	default:
		ktf_emit_text(e, insn);
		break;
	}
}

static u32 needs(const struct ktf_prog *prog)
{
	u32 all = 0, i;

	for (i = 0; i < prog->nr; i++)
		all |= needs_of(&prog->insns[i]);
	return all;
}

/* The JIT's arguments stay where they are if nothing is called. */
static void begin_jit(struct ktf_emit *e, u32 need)
{
	e->rec = BPF_REG_1;
	e->comm = BPF_REG_2;
	e->comm_off = e->env->comm;
	if (!(need & NEEDS_INTERPRETER))
		return;
	e->rec = BPF_REG_6;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_6, BPF_REG_1);
	if (!(need & (NEEDS_COMM | NEEDS_CPU)))
		return;
	e->comm = BPF_REG_7;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_7, BPF_REG_2);
}

static void begin_calls(struct ktf_emit *e, u32 need)
{
	e->rec = BPF_REG_6;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_6, BPF_REG_1);
	if (!(need & NEEDS_COMM))
		return;
	e->comm = BPF_REG_7;
	emit_call(e, e->env->comm);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_7, BPF_REG_0);
}

/* The name is copied to the stack. */
static void begin_wrapped(struct ktf_emit *e, u32 need)
{
	e->rec = BPF_REG_6;
	ktf_emit_imm64(e, BPF_REG_6, BPF_PSEUDO_MAP_VALUE, (u32)e->env->rec_map);
	if (!(need & NEEDS_COMM))
		return;
	e->comm = BPF_REG_10;
	e->comm_off = -(s32)KTF_COMM_BYTES;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_1, BPF_REG_10);
	ktf_emit_alu(e, BPF_ADD, BPF_REG_1, -(s32)KTF_COMM_BYTES);
	ktf_emit_alu(e, BPF_MOV, BPF_REG_2, KTF_COMM_BYTES);
	emit_call(e, e->env->comm);
}

static void emit_verdict(struct ktf_emit *e, u32 label, bool verdict)
{
	e->start[label] = e->nr;
	ktf_emit_alu(e, BPF_MOV, BPF_REG_0, verdict);
	ktf_emit(e, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

/* All of the program, to be counted or written. */
static void emit_all(struct ktf_emit *e)
{
	static void (* const begin[])(struct ktf_emit *e, u32 need) = {
		[KTF_EBPF_JIT]		= begin_jit,
		[KTF_EBPF_CALLS]	= begin_calls,
		[KTF_EBPF_WRAPPED]	= begin_wrapped,
	};

	e->nr = 0;
	e->nr_alone = 0;
	begin[e->env->kind](e, needs(e->prog));
	for (e->now = 0; e->now < e->prog->nr; e->now++) {
		e->start[e->now] = e->nr;
		emit_insn(e, &e->prog->insns[e->now]);
	}
	emit_verdict(e, e->prog->nr, false);
	emit_verdict(e, e->prog->nr + 1, true);
}

static int translate(struct ktf_emit *e, struct ktf_ebpf *out)
{
	emit_all(e);
	if (e->err)
		return e->err;
	out->insns = ktf_alloc(array_size(e->nr, sizeof(*out->insns)));
	if (e->nr_alone)
		out->alone = ktf_alloc(array_size(e->nr_alone, sizeof(*out->alone)));
	if (!out->insns || (e->nr_alone && !out->alone))
		return -ENOMEM;
	e->to = out->insns;
	e->alone = out->alone;
	emit_all(e);
	out->nr = e->nr;
	out->nr_alone = e->nr_alone;
	return e->err;
}

/**
 * ktf_ebpf_translate - make eBPF of a program
 * @prog: a program that ktf_verify() accepted.
 * @env: what the translation finds around it.
 * @out: gets it, to be freed by ktf_ebpf_free(); empty on failure. It refers to @prog.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if a jump or an offset is farther than eBPF has; -EOPNOTSUPP if
 * the program needs a helper that @env does not have; -ENOMEM.
 */
int ktf_ebpf_translate(const struct ktf_prog *prog, const struct ktf_ebpf_env *env,
		       struct ktf_ebpf *out)
{
	struct ktf_emit e = { .prog = prog, .env = env };
	int err = -ENOMEM;

	*out = (struct ktf_ebpf) { };
	e.start = ktf_alloc(array_size(prog->nr + 2, sizeof(*e.start)));
	if (e.start)
		err = translate(&e, out);
	ktf_free(e.start);
	if (err)
		ktf_ebpf_free(out);
	return err;
}

/**
 * ktf_ebpf_free - free a translation
 * @ebpf: the translation; is empty afterwards.
 *
 * Context: may sleep.
 */
void ktf_ebpf_free(struct ktf_ebpf *ebpf)
{
	if (ebpf->insns)
		ktf_free(ebpf->insns);
	if (ebpf->alone)
		ktf_free(ebpf->alone);
	*ebpf = (struct ktf_ebpf) { };
}

/**
 * ktf_run_alone - run one instruction
 * @alone: the instruction, and where its constants are.
 * @rec: the record.
 * @len: its length, U32_MAX where it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the outcome.
 */
bool ktf_run_alone(const struct ktf_alone *alone, const void *rec, u32 len)
{
	return ktf_run_words(alone->prog, &alone->insn, rec, len, false);
}
