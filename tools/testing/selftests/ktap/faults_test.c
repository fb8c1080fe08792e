// SPDX-License-Identifier: GPL-2.0
/*
 * Filters while memory runs out.
 *
 * A filter is written to an event as many times as the write allocates memory; each time
 * another allocation fails (faults.h). Either the write succeeds, and the filter does what
 * it says, by machine code or interpreted. Or it fails with ENOMEM, and the event keeps the
 * filter that it had, or shows why it has none. If the filter is machine code when nothing
 * fails, it has to be interpreted in some of these runs.
 *
 * In the end nothing is lost: every allocation fails so often that the memory which one
 * failure loses is seen.
 */
#include <glob.h>

#include "../kselftest_harness.h"
#include "faults.h"

/* Number of passes over the rows while memory is measured. */
#define PASSES	200

#define NUMBERS								\
	"prev_pid == 3 || prev_pid == 70 || prev_pid == 1001 || prev_pid == 5003 || "	\
	"prev_pid == 20011 || prev_pid == 30013 || prev_pid == 40009 || prev_pid == 50021"

/**
 * struct row - a filter to write while allocations fail
 * @event: the event to write to.
 * @old: the filter before the write.
 * @text: the filter to write.
 * @good: a record that passes @text, but not @old.
 * @bad: a record that passes @old, but not @text.
 */
struct row {
	const char	*event;
	const char	*old;
	const char	*text;
	const char	*good;
	const char	*bad;
};

#define SWITCH	"sched/sched_switch", "prev_pid == 4"

static const struct row rows[] = {
	{ SWITCH, "prev_pid == 3", "prev_pid=3", "prev_pid=4" },
	{ SWITCH, NUMBERS, "prev_pid=40009", "prev_pid=4" },
	{ SWITCH, "prev_comm ~ \"a*b?[c-e]*x\" || next_comm ~ \"*a*e?\"", "prev_comm=\"azbzdzx\"",
	  "prev_pid=4" },
	/* These two have all kinds of predicates. Memory is measured with them. */
	{ SWITCH, "(" NUMBERS ") && next_pid > -4 && prev_prio < 100 && next_prio & 4 && "
	  "prev_comm == \"init\" && next_comm ~ \"*x*\" && cpu >= 0 && common_pid != 0 && "
	  "prev_comm != \"systemd\" && comm != \"nobody\" && !(next_pid & CPUS{0})",
	  "prev_pid=3 next_pid=-3 prev_prio=99 next_prio=6 prev_comm=\"init\" next_comm=\"axb\"",
	  "prev_pid=4" },
	{ "sched/sched_process_exec", "pid == 4",
	  "filename ~ \"/usr/*\" && filename != \"/bin/sh\" && filename ~ \"/u?r/*k[a-z]*\" && "
	  "old_pid == 0", "filename=\"/usr/bin/ktap\"", "pid=4" },
};

#define ALL_KINDS	3

/* Counts of the writes and their outcomes. */
struct count {
	unsigned int	writes;
	unsigned int	refused;
	unsigned int	jit;
	unsigned int	interpreter;
};

static void file_of(const char *event, const char *name, char *path, size_t room)
{
	snprintf(path, room, TRACING "/events/%s/%s", event, name);
}

/* Write while the @n-th allocation fails. *@hit gets whether there were as many allocations. */
static int put_failing(const char *path, const char *text, unsigned int n, bool *hit)
{
	int fd = open(path, O_WRONLY), fail = fail_nth(n);
	int err = 0, failed;

	if (fail < 0 || fd < 0)
		return -EBADF;
	if (write(fd, text, strlen(text)) < 0)
		err = -errno;
	failed = failed_nth(fail);
	*hit = failed > 0;
	close(fd);
	return failed < 0 ? -EBADF : err;
}

static bool passes(const struct row *row, const char *record)
{
	char inject[128], text[256];

	file_of(row->event, "inject", inject, sizeof(inject));
	snprintf(text, sizeof(text), "%s ", record);
	return records_of(inject, text) == 1;
}

/* After a refusal: the old filter is in force; or none is, and the file shows the refused one. */
static bool is_left(const struct row *row, const char *filter)
{
	if (shows(filter, row->old))
		return !passes(row, row->good) && passes(row, row->bad);
	return shows_refused(filter, row->text) &&
	       passes(row, row->good) && passes(row, row->bad);
}

static bool is_in_force(const struct row *row, const char *filter, struct count *count)
{
	const char *filters;

	if (!shows(filter, row->text) || !passes(row, row->good) || passes(row, row->bad))
		return false;
	filters = get(TRACING "/ktap_filters");
	count->jit += !!strstr(filters, "\n    jit: ");
	count->interpreter += !!strstr(filters, "\n    interpreter\n");
	return true;
}

static void judge(struct __test_metadata *_metadata, const struct row *row, unsigned int n,
		  int err, struct count *count)
{
	char filter[128];
	bool good;

	file_of(row->event, "filter", filter, sizeof(filter));
	good = err ? is_left(row, filter) : is_in_force(row, filter, count);
	ASSERT_TRUE(good)
		TH_LOG("%s: allocation %u: %s: %s", row->text, n, strerror(-err), get(filter));
	count->writes++;
	count->refused += !!err;
}

/* Let each allocation fail in turn. Check the outcome of each write, unless @count is NULL. */
static void try_row(struct __test_metadata *_metadata, const struct row *row, struct count *count)
{
	unsigned int n = 0;
	char filter[128];
	bool hit = true;
	int err;

	file_of(row->event, "filter", filter, sizeof(filter));
	while (hit) {
		ASSERT_LT(++n, MANY);
		if (count)
			ASSERT_EQ(put(filter, row->old), 0);
		err = put_failing(filter, row->text, n, &hit);
		ASSERT_TRUE(!err || (hit && err == -ENOMEM))
			TH_LOG("%s: allocation %u: %s", row->text, n, strerror(-err));
		if (count)
			judge(_metadata, row, n, err, count);
	}
	ASSERT_EQ(put(filter, "0"), 0);
}

/*
 * Count kmalloc's objects in use, after delayed frees. The count includes free objects in
 * the per-CPU slabs, which are fewer than PASSES.
 */
static long objects(void)
{
	char line[512], name[64];
	long sum = 0, active;
	glob_t caches;
	FILE *info;

	sleep(2);
	if (glob("/sys/kernel/slab/kmalloc-*/shrink", 0, NULL, &caches))
		return -1;
	for (size_t i = 0; i < caches.gl_pathc; i++)
		put(caches.gl_pathv[i], "1");
	globfree(&caches);
	info = fopen("/proc/slabinfo", "r");
	if (!info)
		return -1;
	while (fgets(line, sizeof(line), info))
		if (sscanf(line, "%63s %ld", name, &active) == 2 && !strncmp(name, "kmalloc", 7))
			sum += active;
	fclose(info);
	return sum;
}

TEST(faults)
{
	bool jit = !access(KNOB, W_OK);
	struct count count = { };
	long before, after;
	char old[16] = "";

	if (!prepare())
		SKIP(return, "no CONFIG_FAILSLAB and CONFIG_FAIL_PAGE_ALLOC");
	if (jit)
		ASSERT_EQ(jit_on(old), 0);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		try_row(_metadata, &rows[i], &count);
	before = objects();
	for (int n = 0; n < PASSES; n++)
		for (size_t i = ALL_KINDS; i < ARRAY_SIZE(rows); i++)
			try_row(_metadata, &rows[i], NULL);
	after = objects();
	if (jit)
		put(KNOB, old);
	TH_LOG("%u writes: %u refused, %u as machine code, %u interpreted; %ld objects more",
	       count.writes, count.refused, count.jit, count.interpreter, after - before);
	EXPECT_GT(count.refused, 0);
	EXPECT_GT(count.interpreter, 0);
	if (jit)
		EXPECT_GT(count.jit, 0);
	EXPECT_GT(before, 0);
	EXPECT_LT(after - before, PASSES);
}

TEST_HARNESS_MAIN
