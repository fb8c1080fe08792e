// SPDX-License-Identifier: GPL-2.0
/*
 * Our programs as eBPF, run by the kernel's BPF machine.
 *
 * They are translated for the BPF interpreter, which runs them on User-Mode Linux, where
 * there is no BPF JIT. On other machines the JIT compiles them. That code differs from the
 * code of KTAP_FILTER_JIT only in how it gets the task's name and the CPU.
 */
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>

#include "ebpf/ebpf.h"
#include "oracle.h"

static u64 comm_helper(u64 unused1, u64 unused2, u64 unused3, u64 unused4, u64 unused5)
{
	return (unsigned long)current->comm;
}

static u64 cpu_helper(u64 unused1, u64 unused2, u64 unused3, u64 unused4, u64 unused5)
{
	return raw_smp_processor_id();
}

/**
 * oracle_translate - translate a program to eBPF and load it
 * @prog: the program.
 * @t: gets the translation; free it with oracle_translated_free().
 *
 * Context: may sleep.
 * Return: 0; else the errno of ktf_ebpf_translate() or of the BPF core.
 */
int oracle_translate(const struct ktf_prog *prog, struct oracle_translated *t)
{
	const struct ktf_ebpf_env env = {
		.kind	= KTF_EBPF_CALLS,
		.len	= U32_MAX,
		.comm	= BPF_CALL_IMM(comm_helper),
		.cpu	= BPF_CALL_IMM(cpu_helper),
		.run	= BPF_CALL_IMM(ktf_call_alone),
		.has_short	= BPF_CALL_IMM(ktf_call_short),
		.contains = BPF_CALL_IMM(ktf_call_contains),
		.glob	= BPF_CALL_IMM(ktf_call_glob),
		.texts	= BPF_CALL_IMM(ktf_call_texts),
		.variable = BPF_CALL_IMM(ktf_call_variable),
	};
	int err;

	t->bpf = NULL;
	err = ktf_ebpf_translate(prog, &env, &t->ebpf);
	if (err)
		return err;
	t->bpf = bpf_prog_alloc(bpf_prog_size(t->ebpf.nr), 0);
	if (!t->bpf) {
		ktf_ebpf_free(&t->ebpf);
		return -ENOMEM;
	}
	memcpy(t->bpf->insnsi, t->ebpf.insns, array_size(t->ebpf.nr, sizeof(*t->ebpf.insns)));
	t->bpf->len = t->ebpf.nr;
	t->bpf = bpf_prog_select_runtime(t->bpf, &err);
	if (err)
		oracle_translated_free(t);
	return err;
}

/**
 * oracle_translated_match - run a translation
 * @t: the translation.
 * @rec: the record.
 *
 * Context: preemption is off.
 * Return: the verdict.
 */
int oracle_translated_match(const struct oracle_translated *t, const void *rec)
{
	return t->bpf->bpf_func(rec, t->bpf->insnsi);
}

/**
 * oracle_translated_free - free a translation
 * @t: the translation, which may be empty; it is empty afterwards.
 *
 * Context: may sleep.
 */
void oracle_translated_free(struct oracle_translated *t)
{
	if (!t->bpf)
		return;
	bpf_prog_free(t->bpf);
	t->bpf = NULL;
	ktf_ebpf_free(&t->ebpf);
}
