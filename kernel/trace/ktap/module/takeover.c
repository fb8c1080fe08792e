// SPDX-License-Identifier: GPL-2.0
/*
 * Taking over the event filter of a running kernel, and giving it back.
 *
 * Loading:	find the names (names.c), check what the kernel is like (layout.c), find the
 *		calls of the stock engine (sites_x86.c), redirect them (hooks.c), and give the
 *		filters in force programs of ours (exchange.c). What does not fit is printed, and
 *		then nothing has changed.
 * Unloading:	give the filters programs of the stock engine, restore the calls, and wait for
 *		whoever may still be in our functions.
 *
 * Filters of perf have no text that could be compiled, so those that are in force when the module
 * is loaded stay with the stock engine. The filter of an event probe has none either, but the
 * probe has it. A probe that is off has no filter.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>
#include <linux/string_helpers.h>
#include <linux/tracepoint.h>
#include <linux/utsname.h>

#include "early.h"
#include "errors.h"
#include "exchange.h"
#include "hooks.h"
#include "legal.h"
#include "prog/env.h"
#include "sites.h"

#define DESCRIPTION_BYTES	256

static bool by_sites = true;
module_param_named(sites, by_sites, bool, 0444);
MODULE_PARM_DESC(sites, "redirect the calls that run filters; 0: filters reach us by data alone");

static struct dentry *list_file, *features_file;

/* The text of an event probe's filter, if the trigger belongs to an event probe; else NULL. */
#ifdef CONFIG_PROBE_EVENTS
static const char *probe_text(void *trigger)
{
	void *data;

	if (ktf_member(void *, trigger, trigger_cmd) != ktf_names.event_trigger_cmd)
		return NULL;
	data = ktf_member(void *, trigger, trigger_data);
	return ktf_member(char *, ktf_member(void *, data, data_probe), probe_filter);
}
#else
static const char *probe_text(void *trigger)
{
	return NULL;
}
#endif

static void adopt_trigger(void *trigger, struct trace_event_call *call, struct list_head *old)
{
	struct event_filter *filter = ktf_member(struct event_filter *, trigger, trigger_filter);

	if (filter)
		ktf_adopt(filter, probe_text(trigger) ?: filter->filter_string, call, false, old);
}

static void adopt_event(struct trace_event_file *file, struct list_head *old)
{
	struct event_filter *filter = ktf_installed_filter(file);
	struct list_head *list;

	if (filter)
		ktf_adopt(filter, filter->filter_string, file->event_call, true, old);
	list_for_each(list, &file->triggers)
		adopt_trigger((void *)list - ktf_layout.trigger_list, file->event_call, old);
	ktf_early_arm(file);
}

static void adopt_instance(struct trace_array *tr, struct list_head *old)
{
	struct trace_event_file *file;

	list_for_each_entry(file, ktf_core_events(tr), list)
		adopt_event(file, old);
}

static void adopt_all(void)
{
	struct trace_array *tr;
	LIST_HEAD(old);

	guard(mutex)(&event_mutex);
	scoped_guard(mutex, &trace_types_lock)
		for (tr = ktf_core_first_instance(); tr; tr = ktf_core_next_instance(tr))
			adopt_instance(tr, &old);
	ktf_free_old(&old);
}

/* No event asks us any more. */
static void disarm_all(void)
{
	struct trace_array *tr;

	guard(mutex)(&trace_types_lock);
	for (tr = ktf_core_first_instance(); tr; tr = ktf_core_next_instance(tr))
		ktf_early_arm_instance(tr);
}

static void give_back_all(void)
{
	LIST_HEAD(old);

	guard(mutex)(&event_mutex);
	ktf_hooks_close();
	ktf_hooks_wait_for_creators();
	/* Filters that were replaced by ours, and wait for their readers. */
	srcu_barrier(&tracepoint_srcu);
	rcu_barrier();
	ktf_give_back(&old);
	disarm_all();
	ktf_free_old(&old);
}

/* After this, no task is in our functions, or will return to them. */
static void leave(void)
{
	ktf_sites_restore();
	synchronize_rcu_tasks();	/* tasks that have not been counted yet */
	while (ktf_hooks_in_use())
		usleep_range(1000, 2000);
	ktf_errors_keep();
	srcu_barrier(&tracepoint_srcu);
	rcu_barrier();
	tracepoint_synchronize_unregister();
	synchronize_rcu_tasks();	/* tasks that are not counted any more */
}

/*
 * What the log says at load, and ktap_filters at its beginning. Where functions are redirected at
 * their entry, no call was looked for.
 */
static void describe(char *text, size_t bytes)
{
	const struct ktf_hook *match = &ktf_hooks[KTF_HOOK_MATCH];
	u32 calls = match->sites + match->probed;
	int n;

	n = scnprintf(text, bytes, "%s: filters run by %s", utsname()->release,
		      match->taken ? "call sites" : "data");
	if (calls)
		n += scnprintf(text + n, bytes - n, " (%u of %u calls)", match->taken, calls);
	scnprintf(text + n, bytes - n, "; early reject: %s; machine code: %s",
		  str_yes_no(ktf_hooks[KTF_HOOK_IGNORE_PID].taken),
		  str_yes_no(IS_ENABLED(CONFIG_KTAP_FILTER_JIT)));
}

/**
 * ktf_core_show_head - print how the module works, and what is to be known of single filters
 * @m: where to print.
 *
 * Context: may sleep.
 */
void ktf_core_show_head(struct seq_file *m)
{
	char text[DESCRIPTION_BYTES];

	describe(text, sizeof(text));
	seq_printf(m, "# module, on %s\n", text);
	ktf_legal_show(m);
}

static void tell(void)
{
	char text[DESCRIPTION_BYTES];

	describe(text, sizeof(text));
	pr_info("%s\n", text);
}

/* Tasks that write the filter of a subsystem wait meanwhile: see hooks.c. */
static int __init redirect(void)
{
	int err = ktf_sites_patch(KTF_HOOK_SUBSYSTEM, KTF_HOOK_SUBSYSTEM + 1, by_sites);

	if (!err) {
		ktf_hooks_wait_for_writers();
		err = ktf_sites_patch(KTF_HOOK_SUBSYSTEM + 1, ktf_nr_hooks, by_sites);
	}
	ktf_hooks_admit_writers();
	return err;
}

static int __init ktap_filter_init(void)
{
	int err = ktf_names_bind();

	if (!err)
		err = ktf_layout_check();
	if (err)
		return err;
	ktf_hooks_init();
	err = ktf_sites_find();
	if (!err)
		err = redirect();
	if (err) {
		give_back_all();
		leave();
		return err;
	}
	adopt_all();
	list_file = ktf_show_create();
	features_file = ktf_features_create();
	tell();
	return 0;
}

static void remove_file(struct dentry *file)
{
	if (file)
		ktf_call(tracefs_remove)(file);
}

static void __exit ktap_filter_exit(void)
{
	remove_file(features_file);
	remove_file(list_file);
	give_back_all();
	leave();
	ktf_scratch_free();
}

module_init(ktap_filter_init);
module_exit(ktap_filter_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Bytecode engine for event filters, in place of the kernel's own");
