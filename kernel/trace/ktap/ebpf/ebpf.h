/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A runnable program as instructions of the kernel's BPF machine.
 */
#ifndef _KTF_EBPF_H
#define _KTF_EBPF_H

#include "vm/insn.h"
#include <linux/bpf.h>

/* What runs the translated program. It decides which arguments and helpers the program has. */
enum ktf_ebpf_kind {
	/*
	 * Machine code of a 64-bit JIT. R1 is the running task. R2 is the record, because
	 * filter_match_preds() gets the record as its second argument, too. Machine code is
	 * called as bpf_func(ctx, insns), where only the BPF interpreter needs insns. Every
	 * 64-bit JIT takes R1 and R2 from the first two arguments of a C function, because
	 * BPF programs call each other in this way.
	 */
	KTF_EBPF_JIT,
	/* The kernel's BPF interpreter. R1 is the record, and the only argument. */
	KTF_EBPF_CALLS,
	/*
	 * bpf(2), which has the BPF verifier check the translation. The value of one map is
	 * the record. The value of another map is the program with its constants.
	 */
	KTF_EBPF_WRAPPED,
};

/* Stands for the offset of the CPU's number in a task if there is only CPU 0. */
#define KTF_EBPF_ONE_CPU	(-1)

/**
 * struct ktf_ebpf_env - the environment of a translated program
 * @kind: what runs the program.
 * @len: the record's length, bytes; the program reads nothing behind it. U32_MAX if the length
 *	is not known and the offsets in the record can be trusted, as in the kernel.
 * @comm: JIT: offset of the task's name from R1. CALLS: number of a helper that returns the
 *	name. WRAPPED: number of bpf_get_current_comm().
 * @cpu: JIT: offset of the number of the task's CPU from R1, or KTF_EBPF_ONE_CPU. Otherwise:
 *	number of a helper that returns it.
 * @run: number of the helper ktf_call_alone(); 0 if there is none.
 * @has_short: number of the helper ktf_call_short(); 0 if there is none.
 * @contains: number of the helper ktf_call_contains(); 0 if there is none.
 * @glob: number of the helper ktf_call_glob(); 0 if there is none.
 * @texts: number of the helper ktf_call_texts(); 0 if there is none.
 * @variable: number of the helper ktf_call_variable(); 0 if there is none.
 * @rec_map: WRAPPED: the map whose value 0 is the record.
 * @prog_map: WRAPPED: the map whose value 0 is the program.
 */
struct ktf_ebpf_env {
	enum ktf_ebpf_kind	kind;
	u32			len;
	s32			comm;
	s32			cpu;
	s32			run;
	s32			has_short;
	s32			contains;
	s32			glob;
	s32			texts;
	s32			variable;
	s32			rec_map;
	s32			prog_map;
};

/**
 * struct ktf_alone - an instruction that the interpreter runs on its own
 * @prog: the program that has the constants of the instruction.
 * @insn: the instruction; both its targets are verdicts.
 */
struct ktf_alone {
	const struct ktf_prog	*prog;
	struct ktf_insn		insn;
};

/**
 * struct ktf_ebpf - a translated program
 * @insns: its instructions.
 * @nr: how many instructions it has.
 * @alone: instructions that the interpreter runs. They must be kept as long as @insns may run.
 * @nr_alone: how many these are.
 */
struct ktf_ebpf {
	struct bpf_insn		*insns;
	u32			nr;
	struct ktf_alone	*alone;
	u32			nr_alone;
};

int ktf_ebpf_translate(const struct ktf_prog *prog, const struct ktf_ebpf_env *env,
		       struct ktf_ebpf *out);
void ktf_ebpf_free(struct ktf_ebpf *ebpf);
u32 ktf_ebpf_gain(const struct ktf_prog *prog);
u64 ktf_call_short(u64 s, u64 pattern, u64 mask, u64 first, u64 unused);
u64 ktf_call_contains(u64 s, u64 n, u64 pat, u64 len, u64 head);
u64 ktf_call_glob(u64 s, u64 n, u64 glob, u64 unused4, u64 unused5);
u64 ktf_call_texts(u64 s, u64 n, u64 set, u64 unused4, u64 unused5);
u64 ktf_call_variable(u64 nr, u64 unused2, u64 unused3, u64 unused4, u64 unused5);
u64 ktf_call_alone(u64 alone, u64 rec, u64 unused3, u64 unused4, u64 unused5);

#endif /* _KTF_EBPF_H */
