// SPDX-License-Identifier: GPL-2.0
/*
 * Two engines side by side, and C beside them, timed.
 *
 * show() describes a line of output. Noise only adds to a time. So a figure is nearly the
 * minimum of many rounds, each too short to be interrupted often, and the engines take
 * turns. It is not the minimum, since the clock of a virtual machine stands still at times.
 * The time of an empty loop is subtracted; the call is not. Under QEMU's -icount a few
 * rounds give the same figures each time.
 */
#define pr_fmt(fmt) "ktap_filter bench: " fmt

#include <linux/irqflags.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "bench.h"

#define MAX_ROUNDS	400
#define ROUNDS		(IS_ENABLED(CONFIG_UML) ? MAX_ROUNDS : 3)
#define ROUND_TAKEN	(ROUNDS / 20)
#define CALLS		(IS_ENABLED(CONFIG_UML) ? 4000 : 256)
#define BUILDS		(IS_ENABLED(CONFIG_UML) ? 20 : 4)
#define ROUND_NS	20000

static DEFINE_MUTEX(bench_lock);

enum { EMPTY, STOCK, OURS, IN_C, KINDS };

struct bench {
	struct trace_event_call	*call;
	const struct bench_engine *engine[KINDS];
	struct event_filter	*filter[KINDS];
	bench_loop		*loop[KINDS];
	int			verdict[KINDS];
	u64			took[KINDS];
	u64			build[KINDS];
	long			bytes[KINDS];
	u32			calls[KINDS];
	u64			round[KINDS][MAX_ROUNDS];
	struct oracle_record	record;
};

static u64 empty_loop(struct event_filter *filter, void *rec, u32 calls, int *verdict)
BENCH_LOOP(got)

static u64 run_loop(struct bench *b, u32 kind, u32 calls)
{
	unsigned long flags;
	u64 took;

	local_irq_save(flags);
	took = b->loop[kind](b->filter[kind], b->record.bytes, calls, &b->verdict[kind]);
	local_irq_restore(flags);
	return took;
}

/* Choose the calls of a round: a short time, but much longer than reading the clock. */
static u32 calls_of_a_round(struct bench *b, u32 kind)
{
	u64 took = run_loop(b, kind, CALLS / 8) + 1;

	if (!IS_ENABLED(CONFIG_UML))
		return CALLS;
	return clamp_t(u64, div64_u64((u64)ROUND_NS * (CALLS / 8), took), 5, CALLS);
}

static int by_time(const void *a, const void *b)
{
	u64 one = *(const u64 *)a, other = *(const u64 *)b;

	return one < other ? -1 : one > other;
}

static void measure_calls(struct bench *b)
{
	u32 kind, i;

	for (kind = 0; kind < KINDS; kind++)
		b->calls[kind] = b->loop[kind] ? calls_of_a_round(b, kind) : 1;
	for (i = 0; i < ROUNDS; i++) {
		for (kind = 0; kind < KINDS; kind++) {
			if (b->loop[kind])
				b->round[kind][i] = run_loop(b, kind, b->calls[kind]);
		}
	}
	for (kind = 0; kind < KINDS; kind++) {
		sort(b->round[kind], ROUNDS, sizeof(u64), by_time, NULL);
		b->took[kind] = b->round[kind][ROUND_TAKEN];
	}
	cond_resched();
}

static int build_once(struct bench *b, u32 kind, char *text)
{
	u64 begin;
	int err;

	if (!b->engine[kind])
		return 0;
	bench_bytes_begin();
	begin = bench_clock();
	err = b->engine[kind]->create(NULL, b->call, text, true, &b->filter[kind]);
	b->build[kind] = min(b->build[kind], bench_clock() - begin);
	b->bytes[kind] = bench_bytes_end();
	return err;
}

static void drop(struct bench *b)
{
	u32 kind;

	for (kind = 0; kind < KINDS; kind++) {
		if (b->engine[kind])
			b->engine[kind]->free(b->filter[kind]);
		b->filter[kind] = NULL;
	}
}

/* Keep another filter alive meanwhile, or some filters would pay for the BPF JIT's first pages. */
static int build(struct bench *b, char *text)
{
	struct event_filter *other = NULL;
	int err;
	u32 i;

	b->build[STOCK] = b->engine[STOCK] ? U64_MAX : 0;
	b->build[OURS] = U64_MAX;
	err = b->engine[OURS]->create(NULL, b->call, text, true, &other);
	for (i = 0; i < BUILDS && !err; i++) {
		drop(b);
		err = build_once(b, STOCK, text) ?: build_once(b, OURS, text);
	}
	b->engine[OURS]->free(other);
	return err;
}

/* Our verdict may differ from the stock engine's only on a suffix: see the differences. */
static bool agrees(const struct bench *b, const char *text)
{
	return (!b->loop[IN_C] || b->verdict[OURS] == b->verdict[IN_C]) &&
	       (!b->loop[STOCK] || b->verdict[OURS] == b->verdict[STOCK] ||
		strstr(text, "~ \"*"));
}

/* Thousandths of a nanosecond or of an instruction, for each iteration of the loop. */
static u64 around(const struct bench *b, u32 kind)
{
	return div_u64(b->took[kind] * 1000, b->calls[kind]);
}

static u64 figure(const struct bench *b, u32 kind)
{
	return b->loop[kind] ? max(around(b, kind), around(b, EMPTY) + 1) - around(b, EMPTY) : 0;
}

/*
 * Print: name; time of an evaluation by stock, ours and C (0 for none); bytes of the
 * installed filter by stock and ours; time to make it by stock and ours; text.
 */
static void show(struct seq_file *m, const struct bench *b, const char *name, const char *text)
{
	seq_printf(m, "%s\t%llu\t%llu\t%llu\t%ld\t%ld\t%llu\t%llu\t%s\n", name,
		   figure(b, STOCK), figure(b, OURS), figure(b, IN_C), b->bytes[STOCK],
		   b->bytes[OURS], b->build[STOCK], b->build[OURS], text);
}

static int measure(struct bench *b, const char *name, char *text, bench_loop *c,
		   struct seq_file *m)
{
	int err;

	b->loop[IN_C] = c;
	err = text ? build(b, text) : -ENOMEM;
	if (!err) {
		measure_calls(b);
		err = agrees(b, text) ? 0 : -EINVAL;
	}
	if (!err)
		show(m, b, name, text);
	else
		pr_err("%s: error %d\n", name, err);
	drop(b);
	return err;
}

static int measure_rows(struct bench *b, const struct bench_row *rows, u32 nr, struct seq_file *m)
{
	int err = 0;
	char *text;
	u32 i;

	for (i = 0; i < nr && !err; i++) {
		text = bench_make_text(&rows[i]);
		err = measure(b, rows[i].name, text, rows[i].c, m);
		kfree(text);
	}
	return err;
}

/* As set_task_comm() does, which is not there for a module. */
static void rename_task(const char *name)
{
	task_lock(current);
	strscpy_pad(current->comm, name, sizeof(current->comm));
	task_unlock(current);
}

/**
 * bench_run - measure two engines, and print a line for each filter
 * @m: where to print.
 * @stock: the engine whose verdicts are right; NULL if it refuses the filters.
 * @ours: the other one.
 * @rows: the filters.
 * @nr: number of filters.
 *
 * Only one run at a time, for there is one counter of bytes.
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM; -EINVAL if the verdicts differ; the error of an engine that refuses a
 * filter. An error is printed to the log.
 */
int bench_run(struct seq_file *m, const struct bench_engine *stock,
	      const struct bench_engine *ours, const struct bench_row *rows, u32 nr)
{
	struct bench *b = kzalloc(sizeof(*b), GFP_KERNEL);
	char name[TASK_COMM_LEN];
	int err;

	if (!b)
		return -ENOMEM;
	b->engine[STOCK] = stock;
	b->engine[OURS] = ours;
	b->loop[EMPTY] = empty_loop;
	b->loop[STOCK] = stock ? stock->loop : NULL;
	b->loop[OURS] = ours->loop;
	bench_make_record(&b->record);
	scoped_guard(mutex, &event_mutex)
		b->call = oracle_rich_event();
	get_task_comm(name, current);
	rename_task("benchmark-task");
	scoped_guard(mutex, &bench_lock)
		err = measure_rows(b, rows, nr, m);
	rename_task(name);
	kfree(b);
	return err;
}
