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
struct ktf_native *ktf_jit(const struct ktf_prog *prog);
void ktf_jit_free(struct ktf_native *native);
u32 ktf_jit_bytes(const struct ktf_native *native);
void ktf_jit_show(const struct ktf_native *native, const struct ktf_out *out);
#else
static inline struct ktf_native *ktf_jit(const struct ktf_prog *prog)
{
	return NULL;
}

static inline void ktf_jit_free(struct ktf_native *native) { }
static inline void ktf_jit_show(const struct ktf_native *native, const struct ktf_out *out) { }

static inline u32 ktf_jit_bytes(const struct ktf_native *native)
{
	return 0;
}
#endif

#endif /* _KTF_JIT_H */
