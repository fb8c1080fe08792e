// SPDX-License-Identifier: GPL-2.0
/*
 * Both engines side by side, timed.
 *
 *	# cat /sys/kernel/debug/ktap_filter_oracle/bench
 *
 * One line a row: name, picoseconds an event with the stock engine, the same with
 * ours, the filter. Machines are noisy, and noise only ever adds: so each figure
 * is the minimum of many rounds that are too short to be interrupted often, and
 * rounds of the two engines take turns. What a round takes includes the call and
 * the loop around it, which are the same for both.
 */
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/ktime.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/unaligned.h>

#include "oracle.h"

#define ROUNDS	1500
#define CALLS	1000

static char task_name[] = "benchmark-task";

/* The record below: i32 5, u32 8, i16 3, u64 4, name and dyn as shown, mask {0}. */
static const struct {
	const char	*name;
	char		*filter;
	int		verdict;
} rows[] = {
	{ "integer, true",	"i32 == 5",						1 },
	{ "integer, false",	"i32 == 6",						0 },
	{ "integer >",		"i32 > 4",						1 },
	{ "integer &",		"u32 & 8",						1 },
	{ "common_pid",		"common_pid == 77",					0 },
	{ "4 by &&",		"i32 == 5 && u32 == 8 && i16 == 3 && u64 == 4",		1 },
	{ "8 by ||",		"u32 == 1 || u32 == 2 || u32 == 3 || u32 == 4 || u32 == 5 || "
				"u32 == 6 || u32 == 7 || u32 == 8",			1 },
	{ "comm ==",		"comm == \"benchmark-task\"",				1 },
	{ "comm ==, short",	"comm == \"bash\"",					0 },
	{ "comm prefix",	"comm ~ \"bench*\"",					1 },
	{ "comm prefix, long",	"comm ~ \"benchmark-*\"",				1 },
	{ "comm suffix",	"comm ~ \"*task\"",					1 },
	{ "comm contains",	"comm ~ \"*mark*\"",					1 },
	{ "comm glob",		"comm ~ \"b*m?rk-[a-z]*k\"",				1 },
	{ "char[] ==",		"name == \"kworker/0:1\"",				1 },
	{ "char[] !=",		"name != \"swapper/0\"",				1 },
	{ "char[] contains",	"name ~ \"*/0*\"",					1 },
	{ "__data_loc ==",	"dyn == \"/usr/lib/systemd\"",				1 },
	{ "__data_loc prefix",	"dyn ~ \"/usr/*\"",					1 },
	{ "__data_loc suffix",	"dyn ~ \"*systemd\"",					1 },
	{ "__rel_loc ==",	"rel == \"/usr/lib/systemd\"",				1 },
	{ "char * ==",		"ptr == \"/usr/lib/systemd\"",				1 },
	{ "cpu ==",		"cpu == 0",						1 },
	{ "CPUS{} on integer",	"u32 & CPUS{ }",					0 },
	{ "CPUS{} on cpu",	"cpu & CPUS{ }",					0 },
	{ "CPUS{} on cpumask",	"mask & CPUS{0}",					1 },
	{ "function",		"ip.function == schedule ",				0 },
	{ "16 mixed",		"(common_pid != 1 && common_pid != 2) && (comm == \"bash\" || "
				"comm == \"benchmark-task\" || name ~ \"x*\") && u32 >= 8 && "
				"u32 < 100 && (i32 == 1 || i32 == 2 || i32 == 3 || i32 == 4 || "
				"i32 == 5) && !(u64 & 1) && dyn != \"/bin/sh\" && i16 > 0 && u8 < 200",
											1 },
};

struct bench {
	struct event_filter	*stock, *ours;
	struct oracle_record	record;
};

static void put_located(struct oracle_record *record, u32 field, u32 base, u32 at,
			const char *text)
{
	u32 size = strlen(text) + 1;

	memcpy(record->bytes + at, text, size);
	put_unaligned(size << 16 | (at - base), (u32 *)(record->bytes + field));
}

static void put_number(struct oracle_record *record, struct trace_event_call *call,
		       char *name, u64 n)
{
	struct ftrace_event_field *field = trace_find_event_field(call, name);

	memcpy(record->bytes + field->offset, &n, field->size);
}

static u32 offset(struct trace_event_call *call, char *name)
{
	return trace_find_event_field(call, name)->offset;
}

static void make_record(struct oracle_record *record, struct trace_event_call *call)
{
	put_number(record, call, "common_pid", 42);
	put_number(record, call, "i32", 5);
	put_number(record, call, "u32", 8);
	put_number(record, call, "i16", 3);
	put_number(record, call, "u64", 4);
	strscpy(record->bytes + offset(call, "name"), "kworker/0:1", 16);
	put_located(record, offset(call, "dyn"), 0, 400, "/usr/lib/systemd");
	put_located(record, offset(call, "rel"), offset(call, "rel") + 4, 450, "/usr/lib/systemd");
	put_located(record, offset(call, "mask"), 0, 504, "\1\0\0\0\0\0\0");
	strscpy(record->strings[0], "/usr/lib/systemd");
	put_number(record, call, "ptr", (unsigned long)record->strings[0]);
}

static u64 round(int (*match)(struct event_filter *, void *), struct event_filter *filter,
		 void *rec)
{
	u64 begin = ktime_get_ns();
	u32 i;

	for (i = 0; i < CALLS; i++)
		match(filter, rec);
	return ktime_get_ns() - begin;
}

static int measure(struct bench *b, struct trace_event_call *call, u32 nr, struct seq_file *m)
{
	u64 stock = U64_MAX, ours = U64_MAX;
	void *rec = b->record.bytes;
	int err = 0;
	u32 i;

	if (stock_create_event_filter(NULL, call, rows[nr].filter, false, &b->stock) ||
	    create_event_filter(NULL, call, rows[nr].filter, false, &b->ours) ||
	    stock_filter_match_preds(b->stock, rec) != rows[nr].verdict ||
	    filter_match_preds(b->ours, rec) != rows[nr].verdict) {
		/* Only a suffix may differ: see the table of differences. */
		if (!b->ours || filter_match_preds(b->ours, rec) != rows[nr].verdict ||
		    !strstr(rows[nr].name, "suffix"))
			err = -EINVAL;
	}
	for (i = 0; i < ROUNDS && !err; i++) {
		stock = min(stock, round(stock_filter_match_preds, b->stock, rec));
		ours = min(ours, round(filter_match_preds, b->ours, rec));
	}
	seq_printf(m, "%s\t%llu\t%llu\t%s\n", rows[nr].name,
		   err ? 0 : div_u64(stock * 1000, CALLS), err ? 0 : div_u64(ours * 1000, CALLS),
		   rows[nr].filter);
	stock_free_event_filter(b->stock);
	free_event_filter(b->ours);
	b->stock = NULL;
	b->ours = NULL;
	cond_resched();
	return err;
}

static int bench_show(struct seq_file *m, void *unused)
{
	struct bench *b = kzalloc(sizeof(*b), GFP_KERNEL);
	struct trace_event_call *call;
	char name[TASK_COMM_LEN];
	int err = 0;
	u32 i;

	if (!b)
		return -ENOMEM;
	scoped_guard(mutex, &event_mutex)
		call = oracle_rich_event();
	get_task_comm(name, current);
	set_task_comm(current, task_name);
	make_record(&b->record, call);
	for (i = 0; i < ARRAY_SIZE(rows) && !err; i++)
		err = measure(b, call, i, m);
	set_task_comm(current, name);
	kfree(b);
	return err;
}
DEFINE_SHOW_ATTRIBUTE(bench);

static __init int ktap_filter_bench_init(void)
{
	debugfs_create_file("bench", 0400, debugfs_lookup("ktap_filter_oracle", NULL), NULL,
			    &bench_fops);
	return 0;
}
late_initcall_sync(ktap_filter_bench_init);
