// SPDX-License-Identifier: GPL-2.0
/*
 * Programs as machine code, by the kernel's BPF JIT.
 *
 * A runnable program is translated to BPF instructions (ebpf/), and the JIT makes machine code
 * of them. This never makes a filter fail. Memory may be missing, net.core.bpf_jit_enable may
 * have switched the JIT off, or a jump may be too long: then the interpreter of vm/run.c runs
 * the program as if nothing had been tried. A BPF program without machine code is freed,
 * since the BPF interpreter is slower than ours.
 *
 * Whether machine code is worth its price depends on the program. The code is called through a
 * pointer, which costs as much as 8 to 10 ARCs where retpolines are on, and a BPF
 * program takes a page or more. So by default, a program that gains less than such a call
 * costs (ebpf/gain.c) is left to the interpreter:
 *
 *	ktap_filter.jit=off	no program becomes machine code
 *	ktap_filter.jit=auto	a program that gains by it does (the default)
 *	ktap_filter.jit=on	every program does
 *
 * A filter becomes machine code only if its writer may load BPF programs (bpf_capable()). Users
 * without privilege write filters through perf, and their constants must not become code of the
 * kernel. Their filters are interpreted, whatever the parameter says.
 *
 * The code is private to the filter: it has no name, is in no list, and is freed with the
 * filter. bpf_prog_free() defers the work to a workqueue, so an RCU callback may call it.
 */
#include <linux/capability.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "ebpf/ebpf.h"
#include "ktf_jit.h"
#include "ktf_knob.h"
#include "ktf_names.h"
#include "vm/run.h"

/* The least gain that is worth an indirect call, in ARCs. */
#define WORTH_A_CALL	8

enum { JIT_OFF, JIT_AUTO, JIT_ON };

static const char * const jit_names[] = { "off", "auto", "on", NULL };
static struct ktf_knob knob = { .names = jit_names, .choice = JIT_AUTO };

module_param_cb(jit, &ktf_knob_ops, &knob, 0644);
MODULE_PARM_DESC(jit, "make event filters machine code: off, auto or on");

static struct bpf_prog *compile(const struct ktf_ebpf *ebpf)
{
	struct bpf_prog *bpf;
	int err = 0;

	bpf = bpf_prog_alloc(bpf_prog_size(ebpf->nr), __GFP_NOWARN);
	if (!bpf)
		return NULL;
	memcpy(bpf->insnsi, ebpf->insns, array_size(ebpf->nr, sizeof(*ebpf->insns)));
	bpf->len = ebpf->nr;
	bpf = bpf_prog_select_runtime(bpf, &err);
	if (!err && bpf->jited)
		return bpf;
	bpf_prog_free(bpf);
	return NULL;
}

static int translate(const struct ktf_prog *prog, struct ktf_ebpf *ebpf)
{
	const struct ktf_ebpf_env env = {
		.kind	= KTF_EBPF_JIT,
		.len	= U32_MAX,
		.comm	= offsetof(struct task_struct, comm),
#ifdef CONFIG_SMP
		.cpu	= offsetof(struct task_struct, thread_info.cpu),
#else
		.cpu	= KTF_EBPF_ONE_CPU,
#endif
		.run	= BPF_CALL_IMM(ktf_call_alone),
		.has_short	= BPF_CALL_IMM(ktf_call_short),
		.contains = BPF_CALL_IMM(ktf_call_contains),
		.glob	= BPF_CALL_IMM(ktf_call_glob),
		.texts	= BPF_CALL_IMM(ktf_call_texts),
		.variable = BPF_CALL_IMM(ktf_call_variable),
	};

	return ktf_ebpf_translate(prog, &env, ebpf);
}

static bool is_wanted(const struct ktf_prog *prog)
{
	switch (ktf_choice(&knob)) {
	case JIT_ON:
		return true;
	case JIT_AUTO:
		return ktf_ebpf_gain(prog) >= WORTH_A_CALL;
	default:
		return false;
	}
}

/**
 * ktf_jit - make machine code of a program, if this is wanted, possible and allowed
 * @prog: a program that ktf_verify() accepted.
 * @run: gets the entry of the code; unchanged if there is none.
 *
 * Context: may sleep.
 * Return: the machine code, to be freed by ktf_jit_free() before @prog is; or NULL if the
 * interpreter must run the program.
 */
struct ktf_native *ktf_jit(const struct ktf_prog *prog, ktf_native_t *run)
{
	struct ktf_ebpf ebpf = { };
	struct ktf_native *native;

	if (!ktf_core_jits() || !is_wanted(prog) || !bpf_capable() || translate(prog, &ebpf))
		return NULL;
	native = kzalloc(sizeof(*native), GFP_KERNEL);
	if (native)
		native->bpf = compile(&ebpf);
	if (native && native->bpf) {
		*run = native->bpf->bpf_func;
		native->prog = prog;
		native->alone = ebpf.alone;
		ebpf.alone = NULL;
	} else {
		kfree(native);
		native = NULL;
	}
	ktf_ebpf_free(&ebpf);
	return native;
}

/**
 * ktf_jit_free - free machine code
 * @native: the code, which no handler runs any more; or NULL.
 *
 * Context: any but NMI.
 */
void ktf_jit_free(struct ktf_native *native)
{
	if (!native)
		return;
	bpf_prog_free(native->bpf);
	ktf_free(native->alone);
	kfree(native);
}

/**
 * ktf_jit_bytes - get the memory that machine code takes
 * @native: the code, or NULL.
 *
 * Context: any.
 * Return: bytes, without what the allocators add by rounding up; 0 for NULL.
 */
u32 ktf_jit_bytes(const struct ktf_native *native)
{
	return native ? native->bpf->pages * PAGE_SIZE + native->bpf->jited_len : 0;
}

/**
 * ktf_jit_show - print whether machine code or the interpreter runs a program
 * @native: the program's machine code, or NULL.
 * @out: where to print.
 *
 * Context: as for @out->print().
 */
void ktf_jit_show(const struct ktf_native *native, const struct ktf_out *out)
{
	if (native)
		out->print(out, "    jit: %u bytes, from %u BPF instructions\n",
			   native->bpf->jited_len, native->bpf->len);
	else
		out->print(out, "    interpreter\n");
}
