/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs as machine code: the kernel side.
 */
#ifndef _KTF_JIT_H
#define _KTF_JIT_H

#include "ktf_disasm.h"
#include "ktf_run.h"

struct bpf_insn;

/**
 * struct ktf_native - a program's machine code
 * @run: the code: a record and the running task, who passes for what a BPF program's
 *	second argument otherwise is. Returns the verdict.
 * @bpf: whose code it is.
 * @alone: what it has the interpreter run.
 */
struct ktf_native {
	unsigned int		(*run)(const void *rec, const struct bpf_insn *task);
	struct bpf_prog		*bpf;
	struct ktf_alone	*alone;
};

#ifdef CONFIG_KTAP_FILTER_JIT
void ktf_jit(struct ktf_prog *prog);
void ktf_jit_free(const struct ktf_prog *prog);
u32 ktf_jit_bytes(const struct ktf_prog *prog);
void ktf_jit_show(const struct ktf_prog *prog, const struct ktf_out *out);

/**
 * ktf_run_fast - evaluate a program on a record, by machine code if there is some
 * @prog: a program that ktf_verify() accepted.
 * @rec: the record.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict, true to keep the event.
 */
static __always_inline bool ktf_run_fast(const struct ktf_prog *prog, const void *rec)
{
	const struct ktf_native *native = prog->native;

	if (native)
		return native->run(rec, (const struct bpf_insn *)current);
	return ktf_run(prog, rec, U32_MAX);
}
#else
static inline void ktf_jit(struct ktf_prog *prog) { }
static inline void ktf_jit_free(const struct ktf_prog *prog) { }
static inline void ktf_jit_show(const struct ktf_prog *prog, const struct ktf_out *out) { }

static inline u32 ktf_jit_bytes(const struct ktf_prog *prog)
{
	return 0;
}

static __always_inline bool ktf_run_fast(const struct ktf_prog *prog, const void *rec)
{
	return ktf_run(prog, rec, U32_MAX);
}
#endif

#endif /* _KTF_JIT_H */
