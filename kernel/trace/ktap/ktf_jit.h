/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs as machine code: the kernel side.
 */
#ifndef _KTF_JIT_H
#define _KTF_JIT_H

#include "vm/disasm.h"
#include "vm/run.h"

struct bpf_insn;

/*
 * Machine code: gets the running task, and a record, which passes for what a BPF program's
 * second argument otherwise is. Returns the verdict.
 */
typedef unsigned int (*ktf_native_t)(const void *task, const struct bpf_insn *rec);

/**
 * struct ktf_native - a program's machine code
 * @prog: the program.
 * @bpf: whose code it is.
 * @alone: what it has the interpreter run.
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
