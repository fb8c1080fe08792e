// SPDX-License-Identifier: GPL-2.0
/*
 * An interpreter of eBPF: the instructions that the engine emits, as the kernel documents
 * them. Any other instruction ends the test. Registers hold real addresses, so that the
 * address sanitizer sees each read. A call destroys the registers that a call may destroy.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ebpf.h"
#include "env.h"

#define CALLS	.run = EBPF_RUN, .has_short = EBPF_SHORT, .contains = EBPF_CONTAINS, \
		.glob = EBPF_GLOB, .texts = EBPF_TEXTS, .variable = EBPF_VARIABLE
#define JUNK	0xdeadbeefdeadbeefULL

struct ktf_ebpf_env ebpf_env(enum ktf_ebpf_kind kind, u32 len)
{
	static const struct ktf_ebpf_env envs[] = {
		[KTF_EBPF_JIT] = {
			.comm = offsetof(struct ebpf_task, comm),
			.cpu = offsetof(struct ebpf_task, cpu), CALLS
		},
		[KTF_EBPF_CALLS] = { .comm = EBPF_COMM, .cpu = EBPF_CPU, CALLS },
		[KTF_EBPF_WRAPPED] = {
			.comm = EBPF_COPY_COMM, .cpu = EBPF_CPU,
			.rec_map = EBPF_RECORD, .prog_map = EBPF_PROGRAM,
		},
	};
	struct ktf_ebpf_env env = envs[kind];

	env.kind = kind;
	env.len = kind == KTF_EBPF_WRAPPED ? len : U32_MAX;
	return env;
}

static __noreturn void stop(const char *what, u32 number)
{
	printf("# ebpf: %s %#x\n", what, number);
	abort();
}

static u64 load(u8 code, u64 at)
{
	const void *p = (const void *)(unsigned long)at;

	switch (BPF_SIZE(code)) {
	case BPF_DW:
		return get_unaligned((const u64 *)p);
	case BPF_W:
		return get_unaligned((const u32 *)p);
	case BPF_H:
		return get_unaligned((const u16 *)p);
	default:
		return *(const u8 *)p;
	}
}

/* The translation checks a divisor before. */
static u64 divide(u8 op, u64 a, u64 b)
{
	if (!b)
		stop("division by", b);
	return op == BPF_DIV ? a / b : a % b;
}

/* Machines differ in the result of a shift by the width or more. */
static u64 moved(u8 op, bool narrow, u64 a, u64 b)
{
	if (narrow && op == BPF_ARSH)
		stop("signed shift by", b);
	if (b >= (narrow ? 32 : 64))
		stop("shift by", b);
	if (op == BPF_ARSH)
		return (s64)a >> b;
	return op == BPF_LSH ? a << b : a >> b;
}

static u64 calculate(u8 op, bool narrow, u64 a, u64 b)
{
	switch (op) {
	case BPF_ADD:
		return a + b;
	case BPF_SUB:
		return a - b;
	case BPF_MUL:
		return a * b;
	case BPF_DIV:
	case BPF_MOD:
		return divide(op, a, b);
	case BPF_AND:
		return a & b;
	case BPF_OR:
		return a | b;
	case BPF_NEG:
		return -a;
	case BPF_XOR:
		return a ^ b;
	case BPF_MOV:
		return b;
	case BPF_LSH:
	case BPF_RSH:
	case BPF_ARSH:
		return moved(op, narrow, a, b);
	}
	stop("operation", op);
}

static u64 alu(u8 code, u64 a, u64 b)
{
	if (code == (BPF_ALU | BPF_END | BPF_TO_BE))
		return KTF_BIG_ENDIAN ? a << (64 - b) >> (64 - b) :
					__builtin_bswap64(a) >> (64 - b);
	if (BPF_CLASS(code) == BPF_ALU)
		return (u32)calculate(BPF_OP(code), true, (u32)a, (u32)b);
	return calculate(BPF_OP(code), false, a, b);
}

/* The second operand of an ALU instruction. For BPF_END, the number of bits to swap. */
static u64 operand(const struct bpf_insn *insn, const u64 *r)
{
	bool swap = BPF_CLASS(insn->code) == BPF_ALU && BPF_OP(insn->code) == BPF_END;

	if (BPF_SRC(insn->code) == BPF_X && !swap)
		return r[insn->src_reg];
	return (s64)insn->imm;
}

static bool holds(u8 code, u64 a, u64 b)
{
	bool narrow = BPF_CLASS(code) == BPF_JMP32;
	s64 sa = narrow ? (s32)a : (s64)a, sb = narrow ? (s32)b : (s64)b;

	if (narrow) {
		a = (u32)a;
		b = (u32)b;
	}
	switch (BPF_OP(code)) {
	case BPF_JA:
		return true;
	case BPF_JEQ:
		return a == b;
	case BPF_JNE:
		return a != b;
	case BPF_JGT:
		return a > b;
	case BPF_JGE:
		return a >= b;
	case BPF_JLT:
		return a < b;
	case BPF_JLE:
		return a <= b;
	case BPF_JSET:
		return a & b;
	case BPF_JSGT:
		return sa > sb;
	case BPF_JSGE:
		return sa >= sb;
	case BPF_JSLT:
		return sa < sb;
	case BPF_JSLE:
		return sa <= sb;
	}
	stop("jump", code);
	return false;
}

/* Is the jump taken? */
static bool goes(const struct ebpf_machine *machine, u8 code, u64 a, u64 b)
{
	bool taken = holds(code, a, b);

	return machine->guesses_wrong && BPF_OP(code) != BPF_JA ? !taken : taken;
}

static void call(const struct ebpf_machine *machine, s32 helper, u64 *r)
{
	u64 ret = 0;
	int i;

	switch (helper) {
	case EBPF_RUN:
		ret = ktf_call_alone(r[1], r[2], r[3], r[4], r[5]);
		break;
	case EBPF_SHORT:
		ret = ktf_call_short(r[1], r[2], r[3], r[4], r[5]);
		break;
	case EBPF_CONTAINS:
		ret = ktf_call_contains(r[1], r[2], r[3], r[4], r[5]);
		break;
	case EBPF_GLOB:
		ret = ktf_call_glob(r[1], r[2], r[3], r[4], r[5]);
		break;
	case EBPF_TEXTS:
		ret = ktf_call_texts(r[1], r[2], r[3], r[4], r[5]);
		break;
	case EBPF_VARIABLE:
		ret = ktf_call_variable(r[1], r[2], r[3], r[4], r[5]);
		break;
	case EBPF_COMM:
		ret = (unsigned long)ktf_comm();
		break;
	case EBPF_CPU:
		ret = ktf_cpu();
		break;
	case EBPF_COPY_COMM:
		memcpy((void *)(unsigned long)r[1], ktf_comm(), r[2]);
		break;
	default:
		stop("helper", helper);
	}
	for (i = 1; i <= 5; i++)
		r[i] = JUNK;
	r[0] = ret;
}

static u64 wide(const struct ebpf_machine *machine, const struct bpf_insn *insn)
{
	u64 val = (u32)insn[0].imm | (u64)(u32)insn[1].imm << 32;

	if (!insn->src_reg)
		return val;
	if (insn->src_reg != BPF_PSEUDO_MAP_VALUE)
		stop("constant of kind", insn->src_reg);
	if (insn->imm == EBPF_RECORD)
		return (unsigned long)machine->rec + (u32)insn[1].imm;
	return (unsigned long)machine->prog + (u32)insn[1].imm;
}

/* The stack: the name of the task, and values of expressions. */
#define STACK_BYTES	(KTF_COMM_BYTES + 8 * KTF_MAX_VALUES)

static void store(u8 code, u64 at, u64 val)
{
	if (code != (BPF_STX | BPF_MEM | BPF_DW))
		stop("store", code);
	memcpy((void *)(unsigned long)at, &val, sizeof(val));
}

/* Set the registers as at the start of a program. The stack ends at @stack + STACK_BYTES. */
static void start(const struct ebpf_machine *machine, enum ktf_ebpf_kind kind,
		  const struct ebpf_task *task, u64 *r, char *stack)
{
	int i;

	for (i = 0; i < 10; i++)
		r[i] = JUNK;
	r[10] = (unsigned long)stack + STACK_BYTES;
	if (kind == KTF_EBPF_CALLS)
		r[1] = (unsigned long)machine->rec;
	if (kind != KTF_EBPF_JIT)
		return;
	r[1] = (unsigned long)task;
	r[2] = (unsigned long)machine->rec;
}

/* Run a program. Jumps only go forwards, so it ends. */
u64 ebpf_run(const struct ebpf_machine *machine, const struct ktf_ebpf *ebpf,
	     enum ktf_ebpf_kind kind)
{
	struct ebpf_task task = { .cpu = ktf_cpu() };
	const struct bpf_insn *insn = ebpf->insns;
	char stack[STACK_BYTES];
	u64 r[11], b;

	memcpy(task.comm, ktf_comm(), sizeof(task.comm));
	start(machine, kind, &task, r, stack);
	for (;; insn++) {
		if (insn - ebpf->insns >= ebpf->nr)
			stop("ran to", ebpf->nr);
		b = operand(insn, r);
		switch (BPF_CLASS(insn->code)) {
		case BPF_ALU:
		case BPF_ALU64:
			r[insn->dst_reg] = alu(insn->code, r[insn->dst_reg], b);
			break;
		case BPF_STX:
			store(insn->code, r[insn->dst_reg] + insn->off, r[insn->src_reg]);
			break;
		case BPF_LDX:
			r[insn->dst_reg] = load(insn->code, r[insn->src_reg] + insn->off);
			break;
		case BPF_LD:
			r[insn->dst_reg] = wide(machine, insn);
			insn++;
			break;
		default:
			if (insn->code == (BPF_JMP | BPF_EXIT))
				return r[0];
			if (insn->code == (BPF_JMP | BPF_CALL))
				call(machine, insn->imm, r);
			else if (insn->off < 0)
				stop("back by", -insn->off);
			else if (goes(machine, insn->code, r[insn->dst_reg], b))
				insn += insn->off;
		}
	}
}
