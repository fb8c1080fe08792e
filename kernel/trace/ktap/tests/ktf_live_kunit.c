// SPDX-License-Identifier: GPL-2.0
/*
 * Writers of filters while a handler runs.
 *
 * The test is the handler: it stays in a read section of tracepoint_srcu. So no filter that
 * writers replace in the meantime can be freed. A writer must not wait for that, unless more
 * than KTF_MAX_RETIRED bytes are to be freed.
 */
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/slab.h>
#include <linux/tracepoint.h>

#include "ktf_live.h"
#include "prog/limits.h"

/*
 * KASAN and lockdep make the kernel slow. A test may wait twice, and KUnit gives it five
 * minutes.
 */
#define SLOW		(IS_ENABLED(CONFIG_KASAN) || IS_ENABLED(CONFIG_PROVE_LOCKING))
#define PATIENCE	((SLOW ? 140 : 30) * HZ)
#define ROUNDS		(SLOW ? 200 : 1000)

/**
 * struct writer - a thread that writes filters over and over
 * @file: the event to write to.
 * @text: the filter's text.
 * @rounds: number of rounds: set the filter, replace it, clear it.
 * @written: number of finished rounds.
 * @most: the largest number of bytes seen waiting to be freed.
 * @err: the error of a write.
 * @done: completed when the thread has finished.
 */
struct writer {
	struct trace_event_file	*file;
	const char		*text;
	u32			rounds;
	u32			written;
	long			most;
	int			err;
	struct completion	done;
};

static int write_filter(struct writer *w, const char *text)
{
	char *copy = kstrdup(text, GFP_KERNEL);
	int err = -ENOMEM;

	if (!copy)
		return err;
	scoped_guard(mutex, &event_mutex) {
		err = apply_event_filter(w->file, copy);
		w->most = max(w->most, ktf_filters_retired());
	}
	kfree(copy);
	return err;
}

static int writer_thread(void *data)
{
	struct writer *w = data;

	while (w->written < READ_ONCE(w->rounds) && !w->err) {
		w->err = write_filter(w, w->text);
		if (!w->err)
			w->err = write_filter(w, w->text);
		if (!w->err)
			w->err = write_filter(w, "0");
		WRITE_ONCE(w->written, w->written + 1);
	}
	complete(&w->done);
	return 0;
}

static struct writer *start_writer(struct kunit *test, const char *text, u32 rounds)
{
	struct writer *w = kunit_kzalloc(test, sizeof(*w), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, w);
	w->file = trace_get_event_file(NULL, "sched", "sched_switch");
	KUNIT_ASSERT_FALSE(test, IS_ERR(w->file));
	w->text = text;
	w->rounds = rounds;
	init_completion(&w->done);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(writer_thread, w, "ktf_writer")));
	return w;
}

static void finish(struct kunit *test, struct writer *w)
{
	u32 rounds = w->rounds;

	if (!wait_for_completion_timeout(&w->done, PATIENCE)) {
		/* The thread must end before its event file is released. */
		WRITE_ONCE(w->rounds, 0);
		wait_for_completion(&w->done);
	}
	KUNIT_EXPECT_EQ(test, w->err, 0);
	KUNIT_EXPECT_EQ(test, w->written, rounds);
	trace_put_event_file(w->file);
	srcu_barrier(&tracepoint_srcu);
	rcu_barrier();
	KUNIT_EXPECT_EQ(test, ktf_filters_retired(), 0);
}

/* Set, replace and clear many filters while a reader holds up the grace period. */
static void test_writers_do_not_wait(struct kunit *test)
{
	int idx = srcu_read_lock(&tracepoint_srcu);
	struct writer *w = start_writer(test, "next_pid == 5 && prev_comm ~ \"*a*\"", ROUNDS);
	bool done = wait_for_completion_timeout(&w->done, PATIENCE);
	long waiting = ktf_filters_retired();

	srcu_read_unlock(&tracepoint_srcu, idx);
	KUNIT_EXPECT_TRUE(test, done);
	KUNIT_EXPECT_GT(test, waiting, 2L * ROUNDS * (long)sizeof(struct event_filter));
	KUNIT_EXPECT_LE(test, waiting, KTF_MAX_RETIRED);
	if (done)
		complete(&w->done);
	finish(test, w);
}

/* A filter of almost a page. */
static char *long_text(struct kunit *test)
{
	char *text = kunit_kzalloc(test, PAGE_SIZE, GFP_KERNEL);
	u32 len = 0, i;

	KUNIT_ASSERT_NOT_NULL(test, text);
	for (i = 0; len < PAGE_SIZE - 100; i++)
		len += scnprintf(text + len, PAGE_SIZE - len, "%sprev_comm ~ \"*%u?x*\"",
				 i ? "||" : "", i);
	return text;
}

static void test_memory_is_bounded(struct kunit *test)
{
	int idx = srcu_read_lock(&tracepoint_srcu);
	struct writer *w = start_writer(test, long_text(test), 1000);
	unsigned long end = jiffies + PATIENCE;
	u32 written;
	bool stopped;

	while (ktf_filters_retired() <= KTF_MAX_RETIRED && time_before(jiffies, end))
		msleep(20);
	msleep(20);
	written = READ_ONCE(w->written);
	msleep(200);
	stopped = READ_ONCE(w->written) == written && written < w->rounds;
	/* It goes on when it may, and a slow kernel need not write all. */
	if (stopped)
		WRITE_ONCE(w->rounds, written + 2);
	srcu_read_unlock(&tracepoint_srcu, idx);

	KUNIT_EXPECT_TRUE(test, stopped);
	finish(test, w);
	/* Beyond the limit, a write waits until earlier filters are freed. */
	KUNIT_EXPECT_LE(test, w->most, KTF_MAX_RETIRED);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(test_writers_do_not_wait),
	KUNIT_CASE(test_memory_is_bounded),
	{}
};

static struct kunit_suite suite = {
	.name		= "ktap_filter_live",
	.test_cases	= cases,
};

kunit_test_suite(suite);
