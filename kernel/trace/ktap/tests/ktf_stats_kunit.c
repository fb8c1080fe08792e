// SPDX-License-Identifier: GPL-2.0
/*
 * Statistics in the kernel: no visit is lost when several threads count at once, on all CPUs.
 *
 * What is counted on one CPU is tested in user space (tools/ktap-filter/tests/test_stats.c), and
 * what a user sees of it in tools/testing/selftests/ktap/test.d/stats.tc.
 */
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/kthread.h>

#include "ktf_build.h"
#include "ktf_stats.h"
#include "ktf_trace.h"
#include "vm/run.h"

#define THREADS	4
#define VISITS	5000

/* More than the fixed part of a record of sched_switch. */
struct record {
	struct trace_entry	ent;
	char			rest[248];
};

/**
 * struct visitor - a thread that runs a program over and over
 * @stats: the program with its statistics.
 * @rec: the record.
 * @kept: number of visits that kept the record.
 * @done: completed when the thread has finished.
 */
struct visitor {
	const struct ktf_stats	*stats;
	struct record		rec;
	u32			kept;
	struct completion	done;
};

/* A program of an event, with statistics. */
static struct ktf_stats *build(struct kunit *test, const char *text, struct ktf_prog **prog)
{
	struct trace_event_file *file = trace_get_event_file(NULL, "sched", "sched_switch");
	struct ktf_portable portable = { };
	struct ktf_stats *stats = NULL;
	struct ktf_diag diag = { };
	struct ktf_schema schema;

	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	mutex_lock(&event_mutex);
	ktf_schema_init(&schema, file->event_call);
	*prog = ERR_PTR(ktf_compile(text, &schema, &portable, &diag));
	portable.is_counted = true;
	if (!*prog)
		*prog = ktf_load(&portable, &schema, &diag);
	if (!IS_ERR(*prog))
		stats = ktf_stats_attach(*prog, &portable);
	ktf_portable_free(&portable);
	mutex_unlock(&event_mutex);
	trace_put_event_file(file);
	KUNIT_ASSERT_NOT_NULL_MSG(test, stats, "%s", text);
	return stats;
}

static int visitor_thread(void *data)
{
	struct visitor *v = data;
	u32 i;

	/* Each other record has another pid. */
	for (i = 0; i < VISITS; i++) {
		v->rec.ent.pid = i % 2;
		v->kept += ktf_run_from(&v->stats->entry, &v->rec, U32_MAX);
	}
	complete(&v->done);
	return 0;
}

static u32 visit_at_once(struct kunit *test, const struct ktf_stats *stats)
{
	struct visitor *v = kunit_kcalloc(test, THREADS, sizeof(*v), GFP_KERNEL);
	u32 started, kept = 0, i;

	KUNIT_ASSERT_NOT_NULL(test, v);
	for (started = 0; started < THREADS; started++) {
		v[started].stats = stats;
		init_completion(&v[started].done);
		if (IS_ERR(kthread_run(visitor_thread, &v[started], "ktf_visitor")))
			break;
	}
	for (i = 0; i < started; i++) {
		wait_for_completion(&v[i].done);
		kept += v[i].kept;
	}
	KUNIT_EXPECT_EQ(test, started, THREADS);
	return kept;
}

static void test_no_visit_is_lost(struct kunit *test)
{
	struct ktf_prog *prog;
	struct ktf_stats *stats = build(test, "common_pid == 1 && (next_pid == 5 || prev_pid == 0)",
					&prog);
	u32 kept = visit_at_once(test, stats);

	KUNIT_EXPECT_EQ(test, kept, THREADS * VISITS / 2);
	KUNIT_EXPECT_EQ(test, ktf_stats_asked(stats), THREADS * VISITS);
	KUNIT_EXPECT_EQ(test, ktf_stats_kept(stats), kept);
	KUNIT_EXPECT_EQ(test, ktf_stats_true(stats, 0), kept);
	KUNIT_EXPECT_EQ(test, ktf_stats_visited(stats, 1), kept);
	KUNIT_EXPECT_EQ(test, ktf_stats_true(stats, 1), 0);
	KUNIT_EXPECT_EQ(test, ktf_stats_visited(stats, 2), kept);
	KUNIT_EXPECT_EQ(test, ktf_stats_true(stats, 2), kept);
	KUNIT_EXPECT_GE(test, ktf_stats_bytes(stats), 3L * 16 * num_possible_cpus());
	ktf_stats_free(stats);
	ktf_free(prog);
}

/* The most instructions that are counted fit in one allocation for each CPU. */
static void test_longest(struct kunit *test)
{
	size_t room = KTF_MAX_COUNTED * 24;
	char *text = kunit_kzalloc(test, room, GFP_KERNEL);
	struct ktf_stats *stats;
	struct ktf_prog *prog;
	u32 len = 0, i;

	KUNIT_ASSERT_NOT_NULL(test, text);
	for (i = 0; i < KTF_MAX_COUNTED; i++)
		len += scnprintf(text + len, room - len, "%snext_pid == %u", i ? "||" : "", i + 1);
	stats = build(test, text, &prog);
	KUNIT_EXPECT_EQ(test, stats->nr, KTF_MAX_COUNTED);
	KUNIT_EXPECT_EQ(test, visit_at_once(test, stats), 0);
	KUNIT_EXPECT_EQ(test, ktf_stats_visited(stats, KTF_MAX_COUNTED - 1), THREADS * VISITS);
	ktf_stats_free(stats);
	ktf_free(prog);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(test_no_visit_is_lost),
	KUNIT_CASE(test_longest),
	{}
};

static struct kunit_suite suite = {
	.name		= "ktap_filter_stats",
	.test_cases	= cases,
};

kunit_test_suite(suite);
