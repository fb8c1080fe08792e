/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs as machine code, by the kernel's BPF JIT. See ktf_jit.c.
 */
#ifndef _KTF_JIT_H
#define _KTF_JIT_H

#include "vm/disasm.h"
#include "vm/run.h"

struct bpf_insn;

/*
 * The entry of machine code. A JIT's code takes two arguments, and the second one is the
 * instructions, which only the BPF interpreter needs. Here the first argument is the running
 * task, and the record is passed in the place of the instructions. Returns the verdict: 1 for
 * accept, 0 for reject.
 */
typedef unsigned int (*ktf_native_t)(const void *task, const struct bpf_insn *rec);

/**
 * struct ktf_native - the machine code of a program
 * @prog: the program.
 * @bpf: the BPF program that owns the code.
 * @alone: the instructions that the code calls the interpreter for.
 */
struct ktf_native {
	const struct ktf_prog	*prog;
	struct bpf_prog		*bpf;
	struct ktf_alone	*alone;
};

#ifdef CONFIG_KTAP_FILTER_JIT
struct ktf_native *ktf_jit(const struct ktf_prog *prog, ktf_native_t *run);
void ktf_jit_free(struct ktf_native *native);
u32 ktf_jit_bytes(const struct ktf_native *native);
void ktf_jit_show(const struct ktf_native *native, const struct ktf_out *out);
#else
static inline struct ktf_native *ktf_jit(const struct ktf_prog *prog, ktf_native_t *run)
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
