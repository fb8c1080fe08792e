// SPDX-License-Identifier: GPL-2.0
/*
 * State terms in the kernel: their memory, and visits from several threads at once.
 *
 * The filters here belong to the test alone, so that it knows every visit. What a term does on one
 * CPU is tested in user space (tools/ktap-filter/tests/test_state.c).
 */
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/preempt.h>

#include "ktf_live.h"
#include "ktf_state.h"

#define THREADS	4
#define VISITS	5000
#define FIRST	1000

/* More than the fixed part of a record of sched_switch. */
struct record {
	struct trace_entry	ent;
	char			rest[248];
};

/**
 * struct visitor - a thread that runs a filter over and over
 * @filter: the filter.
 * @rec: the record.
 * @passed: number of visits that passed.
 * @done: completed when the thread has finished.
 */
struct visitor {
	struct event_filter	*filter;
	struct record		*rec;
	u32			passed;
	struct completion	done;
};

static struct event_filter *build(struct kunit *test, const char *text)
{
	struct trace_event_file *file = trace_get_event_file(NULL, "sched", "sched_switch");
	struct event_filter *filter = NULL;
	char *copy = kunit_kstrdup(test, text, GFP_KERNEL);
	int err;

	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_ASSERT_NOT_NULL(test, copy);
	mutex_lock(&event_mutex);
	err = create_event_filter(file->tr, file->event_call, copy, false, &filter);
	mutex_unlock(&event_mutex);
	trace_put_event_file(file);
	KUNIT_ASSERT_EQ_MSG(test, err, 0, "%s", text);
	return filter;
}

static struct record *new_record(struct kunit *test)
{
	struct record *rec = kunit_kzalloc(test, sizeof(*rec), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, rec);
	return rec;
}

static int visitor_thread(void *data)
{
	struct visitor *v = data;
	u32 i;

	for (i = 0; i < VISITS; i++)
		v->passed += filter_match_preds(v->filter, v->rec);
	complete(&v->done);
	return 0;
}

/* Run a filter in several threads at once. Returns how many of all visits passed. */
static u32 visit_at_once(struct kunit *test, const char *text)
{
	struct visitor *v = kunit_kcalloc(test, THREADS, sizeof(*v), GFP_KERNEL);
	struct event_filter *filter = build(test, text);
	struct record *rec = new_record(test);
	u32 started = 0, passed = 0, i;

	KUNIT_ASSERT_NOT_NULL(test, v);
	for (i = 0; i < THREADS; i++) {
		v[i].filter = filter;
		v[i].rec = rec;
		init_completion(&v[i].done);
		if (IS_ERR(kthread_run(visitor_thread, &v[i], "ktf_visitor")))
			break;
		started++;
	}
	for (i = 0; i < started; i++) {
		wait_for_completion(&v[i].done);
		passed += v[i].passed;
	}
	free_event_filter(filter);
	KUNIT_EXPECT_EQ(test, started, THREADS);
	return passed;
}

static void test_first(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, visit_at_once(test, "$first(1000)"), FIRST);
	/* A filter that is written again starts anew. */
	KUNIT_EXPECT_EQ(test, visit_at_once(test, "$first(1000)"), FIRST);
	KUNIT_EXPECT_EQ(test, visit_at_once(test, "next_pid == 1 && $first(1000)"), 0);
}

static void test_rate(struct kunit *test)
{
	u32 passed;

	if (!IS_ENABLED(CONFIG_64BIT))
		kunit_skip(test, "not on a machine of 32 bits");
	passed = visit_at_once(test, "$ratelimit(1000/4000s)");
	KUNIT_EXPECT_LE(test, passed, 1000);
	KUNIT_EXPECT_GT(test, passed, 0);
}

static void test_sample(struct kunit *test)
{
	u32 passed = visit_at_once(test, "$sample(1/10)");

	KUNIT_EXPECT_EQ(test, visit_at_once(test, "$sample(1/1)"), THREADS * VISITS);
	KUNIT_EXPECT_GT(test, passed, THREADS * VISITS / 20);
	KUNIT_EXPECT_LT(test, passed, THREADS * VISITS / 5);
}

static void test_changed(struct kunit *test)
{
	struct event_filter *filter = build(test, "$changed(common_pid)");
	struct record *rec = new_record(test);
	u32 passed[5];

	migrate_disable();
	passed[0] = filter_match_preds(filter, rec);
	passed[1] = filter_match_preds(filter, rec);
	rec->ent.pid = 5;
	passed[2] = filter_match_preds(filter, rec);
	passed[3] = filter_match_preds(filter, rec);
	rec->ent.pid = 0;
	passed[4] = filter_match_preds(filter, rec);
	migrate_enable();
	free_event_filter(filter);
	KUNIT_EXPECT_EQ(test, passed[0], 1);
	KUNIT_EXPECT_EQ(test, passed[1], 0);
	KUNIT_EXPECT_EQ(test, passed[2], 1);
	KUNIT_EXPECT_EQ(test, passed[3], 0);
	KUNIT_EXPECT_EQ(test, passed[4], 1);
}

/* Each term has memory of its own, which counts as the filter's. KASAN sees a wrong free. */
static void test_memory(struct kunit *test)
{
	static const char text[] = "$first(1) || $first(1) || $changed(next_pid) || $sample(1/9)";
	const struct ktf_prog *prog;
	struct event_filter *filter;
	u32 i;

	for (i = 0; i < 100; i++) {
		filter = build(test, text);
		prog = ktf_filter_prog(filter);
		KUNIT_ASSERT_NOT_NULL(test, prog);
		KUNIT_EXPECT_EQ(test, prog->nr, 4);
		KUNIT_EXPECT_NE(test, prog->insns[0].range, prog->insns[1].range);
		KUNIT_EXPECT_EQ(test, ktf_state_bytes(prog),
				(2 + 2L * num_possible_cpus()) * KTF_STATE_BYTES);
		free_event_filter(filter);
	}
}

static struct kunit_case cases[] = {
	KUNIT_CASE(test_first),
	KUNIT_CASE(test_rate),
	KUNIT_CASE(test_sample),
	KUNIT_CASE(test_changed),
	KUNIT_CASE(test_memory),
	{}
};

static struct kunit_suite suite = {
	.name		= "ktap_filter_state",
	.test_cases	= cases,
};

kunit_test_suite(suite);
