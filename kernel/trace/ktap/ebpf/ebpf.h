/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A runnable program as instructions of the kernel's BPF machine.
 */
#ifndef _KTF_EBPF_H
#define _KTF_EBPF_H

#include "vm/insn.h"
#include <linux/bpf.h>

/* How the translated program will be run, which says what it finds and may do. */
enum ktf_ebpf_kind {
	/*
	 * By a 64-bit JIT. R1 is the running task. R2 is the record, since
	 * filter_match_preds() gets the record as its second argument, too. The code of
	 * a JIT is called as bpf_func(ctx, insns), where insns is for the BPF
	 * interpreter. With each 64-bit JIT, R1 and R2 are the first two arguments of
	 * a C function or are loaded from them, since BPF programs call each other
	 * so.
	 */
	KTF_EBPF_JIT,
	/* By the kernel's BPF interpreter: R1 is the record, and all there is. */
	KTF_EBPF_CALLS,
	/*
	 * By bpf(2), through the BPF verifier: the record is the value of one map, the
	 * program with its constants that of another.
	 */
	KTF_EBPF_WRAPPED,
};

/* The offset of the CPU's number in a task where there is only CPU 0. */
#define KTF_EBPF_ONE_CPU	(-1)

/**
 * struct ktf_ebpf_env - what a translated program finds around it
 * @kind: how it will be run.
 * @len: the record's length, bytes: nothing is read beyond. U32_MAX where nobody knows the
 *	length and the record's own offsets are good, as in the kernel.
 * @comm: JIT: offset of the task's name in R1. CALLS: the number of a helper that returns
 *	the name. WRAPPED: the number of bpf_get_current_comm().
 * @cpu: JIT: offset of the number of the task's CPU in R1. Else the helper's number.
 * @run: the number of ktf_call_alone() as a helper; 0 if there is none.
 * @has_short: the number of ktf_call_short() as a helper; 0 if there is none.
 * @contains: the number of ktf_call_contains() as a helper; 0 if there is none.
 * @glob: the number of ktf_call_glob() as a helper; 0 if there is none.
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
	s32			rec_map;
	s32			prog_map;
};

/**
 * struct ktf_alone - an instruction that the interpreter runs on its own
 * @prog: where its constants are.
 * @insn: the instruction; both its targets are verdicts.
 */
struct ktf_alone {
	const struct ktf_prog	*prog;
	struct ktf_insn		insn;
};

/**
 * struct ktf_ebpf - a translated program
 * @insns: its instructions.
 * @nr: how many.
 * @alone: what it hands to the interpreter: to be kept as long as it is run.
 * @nr_alone: how many.
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
u64 ktf_call_alone(u64 alone, u64 rec, u64 unused3, u64 unused4, u64 unused5);

#endif /* _KTF_EBPF_H */
