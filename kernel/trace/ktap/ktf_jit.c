// SPDX-License-Identifier: GPL-2.0
/*
 * Programs as machine code, by the kernel's BPF JIT.
 *
 * Nothing here can fail a filter: whatever is missing (memory, the JIT, which
 * net.core.bpf_jit_enable may have switched off, a jump that is near enough), the
 * interpreter runs the program as if nobody had tried. A BPF program that was not
 * made machine code is thrown away, since the BPF interpreter is the slower one.
 *
 * Whether it is worth while is a matter of the program. The code is called through a
 * pointer, which costs about as much as 8 uniform tests where retpolines are on; and
 * a BPF program takes a page and more. So by default, programs that gain less than
 * that (ebpf/gain.c) are left to the interpreter:
 *
 *	ktap_filter.jit=off	none
 *	ktap_filter.jit=auto	those that gain by it (the default)
 *	ktap_filter.jit=on	all
 *
 * Only for those who may load programs (bpf_capable()): filters are also written by users
 * without privilege, through perf, whose constants are not to become code of the kernel.
 * Theirs are interpreted, whatever the knob says.
 *
 * The code is private to the filter: it has no name, is in no list, and goes when the
 * filter goes. bpf_prog_free() hands it to a work, so that it may be called where RCU
 * calls back.
 */
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "ebpf/ebpf.h"
#include "ktf_jit.h"
#include "ktf_knob.h"
#include "vm/run.h"

/* What a program has to gain, in uniform tests. */
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
 * ktf_jit - make a program machine code, if that is wanted, can be, and is for its writer
 * @prog: a program that ktf_verify() accepted.
 * @run: gets the code.
 *
 * Context: may sleep.
 * Return: the machine code's owner, to be freed by ktf_jit_free() before the program is; or
 * NULL, and the interpreter is to run the program.
 */
struct ktf_native *ktf_jit(const struct ktf_prog *prog, ktf_native_t *run)
{
	struct ktf_ebpf ebpf = { };
	struct ktf_native *native;

	if (!ebpf_jit_enabled() || !is_wanted(prog) || !bpf_capable() || translate(prog, &ebpf))
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
 * @native: the code, or NULL; nobody runs it any more.
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
 * ktf_jit_bytes - what machine code takes
 * @native: the code, or NULL.
 *
 * Context: any.
 * Return: bytes, but for what the allocators round up.
 */
u32 ktf_jit_bytes(const struct ktf_native *native)
{
	return native ? native->bpf->pages * PAGE_SIZE + native->bpf->jited_len : 0;
}

/**
 * ktf_jit_show - say who runs a program
 * @native: its machine code, or NULL.
 * @out: where to.
 *
 * Context: whatever @out asks for.
 */
void ktf_jit_show(const struct ktf_native *native, const struct ktf_out *out)
{
	if (native)
		out->print(out, "    jit: %u bytes, from %u BPF instructions\n",
			   native->bpf->jited_len, native->bpf->len);
	else
		out->print(out, "    interpreter\n");
}
