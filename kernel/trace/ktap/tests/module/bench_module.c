// SPDX-License-Identifier: GPL-2.0
/*
 * The benchmark on a stock kernel, with the module ktap_filter loaded.
 *
 *	# cat /sys/kernel/debug/ktf_bench/sites
 *	# cat /sys/kernel/debug/ktf_bench/data
 *
 * Both measure all rows of the kernel's own engine and of ours. A filter of ours is run by the
 * function that calls of the kernel are redirected to, or reached by data: by the kernel's own
 * function. The calls of this module are never redirected, so each engine is called by name.
 *
 * This module needs functions of ktap_filter and cannot be unloaded.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "../oracle/bench.h"

DEFINE_STATIC_CALL_NULL(hook_create, ktf_proto_create_event_filter);
DEFINE_STATIC_CALL_NULL(hook_free, ktf_proto_free_event_filter);
DEFINE_STATIC_CALL_NULL(hook_match, ktf_proto_filter_match_preds);

static u64 stock_loop(struct event_filter *filter, void *rec, u32 calls, int *verdict)
BENCH_LOOP(ktf_call(filter_match_preds)(filter, rec))

static u64 sites_loop(struct event_filter *filter, void *rec, u32 calls, int *verdict)
BENCH_LOOP(static_call(hook_match)(filter, rec))

static int stock_create(struct trace_array *tr, struct trace_event_call *call, char *text,
			bool set_str, struct event_filter **filterp)
{
	return ktf_call(create_event_filter)(tr, call, text, set_str, filterp);
}

static void stock_free(struct event_filter *filter)
{
	ktf_call(free_event_filter)(filter);
}

static int our_create(struct trace_array *tr, struct trace_event_call *call, char *text,
		      bool set_str, struct event_filter **filterp)
{
	return static_call(hook_create)(tr, call, text, set_str, filterp);
}

static void our_free(struct event_filter *filter)
{
	static_call(hook_free)(filter);
}

static const struct bench_engine stock = {
	.loop	= stock_loop,
	.create	= stock_create,
	.free	= stock_free,
};

static const struct bench_engine by_sites = {
	.loop	= sites_loop,
	.create	= our_create,
	.free	= our_free,
};

static const struct bench_engine by_data = {
	.loop	= stock_loop,
	.create	= our_create,
	.free	= our_free,
};

static int bench_show(struct seq_file *m, void *unused)
{
	return bench_run(m, &stock, m->private, bench_rows, bench_nr_rows);
}
DEFINE_SHOW_ATTRIBUTE(bench);

/* The functions of ktap_filter that stand in for the kernel's: see module/hooks.c. */
static int __init find_hooks(void)
{
	void *create = ktf_names_find("ktap_filter:hook_create");
	void *free = ktf_names_find("ktap_filter:hook_free");
	void *match = ktf_names_find("ktap_filter:hook_match");

	if (!create || !free || !match)
		return -ENOENT;
	static_call_update(hook_create, (typeof(ktf_proto_create_event_filter) *)create);
	static_call_update(hook_free, (typeof(ktf_proto_free_event_filter) *)free);
	static_call_update(hook_match, (typeof(ktf_proto_filter_match_preds) *)match);
	return 0;
}

static int __init ktf_bench_init(void)
{
	int err = ktf_names_bind() ?: find_hooks() ?: bench_bytes_init();
	struct dentry *dir;

	if (err)
		return err;
	dir = debugfs_create_dir(KBUILD_MODNAME, NULL);
	debugfs_create_file("sites", 0400, dir, (void *)&by_sites, &bench_fops);
	debugfs_create_file("data", 0400, dir, (void *)&by_data, &bench_fops);
	return 0;
}

module_init(ktf_bench_init);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("The benchmark of ktap filter on a stock kernel");
