// SPDX-License-Identifier: GPL-2.0
/*
 * Redirecting functions at their entry, by kprobes: machines without inline static calls.
 *
 * A kprobe's handler may change the address at which the task goes on. Here it goes on in our
 * function, which has the same arguments and returns to the same caller. That takes an exception,
 * so it is not for functions that run on events: these reach us by data (legal.c), and no event
 * is rejected before it has a record.
 *
 * Our functions call the stock engine's, whose entry has the kprobe too. The handler lets a
 * task pass if it has the stock engine compile a text, after the hooks are closed, and if what is
 * to be freed is not ours.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kprobes.h>
#include <linux/perf_event.h>
#include <linux/printk.h>
#include <linux/ptrace.h>

#include "hooks.h"
#include "legal.h"
#include "sites.h"
#include "stock.h"

#define MAX_PROBES	16

static struct kprobe probes[MAX_PROBES];

static bool frees_ours(u32 nr, struct pt_regs *regs)
{
	void *arg = (void *)regs_get_kernel_argument(regs, 0);
	const struct event_filter *filter = arg;

	if (nr == KTF_HOOK_PERF_FREE)
		filter = ((struct perf_event *)arg)->filter;
	return filter && ktf_legal(filter);
}

static bool redirects(u32 nr, struct pt_regs *regs)
{
	if (nr == KTF_HOOK_FREE || nr == KTF_HOOK_PERF_FREE)
		return frees_ours(nr, regs);
	return !ktf_hooks_closed() && !ktf_stock_is_building();
}

static int at_entry(struct kprobe *probe, struct pt_regs *regs)
{
	u32 nr = probe - probes;

	if (!redirects(nr, regs))
		return 0;
	instruction_pointer_set(regs, (unsigned long)ktf_hooks[nr].new);
	return 1;
}

/* A kprobe that has this handler is never replaced by a jump, which would ignore at_entry(). */
static void after_entry(struct kprobe *probe, struct pt_regs *regs, unsigned long flags)
{
}

/**
 * ktf_sites_find - find the functions in ktf_hooks
 *
 * Context: any; after ktf_hooks_init().
 * Return: 0.
 */
int __init ktf_sites_find(void)
{
	u32 i;

	for (i = 0; i < ktf_nr_hooks; i++)
		ktf_hooks[i].sites = !ktf_hooks[i].hot;
	return 0;
}

static int patch(u32 nr)
{
	struct kprobe *probe = &probes[nr];
	int err;

	probe->symbol_name = ktf_hooks[nr].name;
	probe->pre_handler = at_entry;
	probe->post_handler = after_entry;
	err = register_kprobe(probe);
	if (!err)
		return 0;
	pr_err("no kprobe on %s: error %d\n", ktf_hooks[nr].name, err);
	probe->symbol_name = NULL;
	return err;
}

/**
 * ktf_sites_patch - have our functions run in place of the kernel's
 * @first: the first of ktf_hooks.
 * @end: the one behind the last.
 * @hot: not used; functions that run on events stay the kernel's.
 *
 * Context: may sleep.
 * Return: 0; errors of register_kprobe(), and then ktf_sites_restore() undoes what was done.
 */
int ktf_sites_patch(u32 first, u32 end, bool hot)
{
	int err = 0;
	u32 i;

	for (i = first; !err && i < end; i++)
		if (!ktf_hooks[i].hot)
			err = patch(i);
	return err;
}

/**
 * ktf_sites_restore - have the kernel's own functions run again
 *
 * Context: may sleep.
 */
void ktf_sites_restore(void)
{
	u32 i;

	for (i = ktf_nr_hooks; i--; )
		if (probes[i].symbol_name)
			unregister_kprobe(&probes[i]);
}
