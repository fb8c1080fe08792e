// SPDX-License-Identifier: GPL-2.0
/*
 * Filters as eBPF, translated and written by hand, timed by the kernel's BPF test-run. Any
 * kernel that lets us use bpf(2) has it.
 *
 * A line of output has: how the program was run; picoseconds for a run of the program by
 * hand and of the translated one; and their filter. The first line is an empty program: the
 * cost of the test-run itself. A classifier is run many times a call. Where a classifier may
 * not ask for the task's name, a raw tracepoint is run instead, once a call.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

#include "env.h"
#include "written.h"

#include "ktf_build.h"

#define ROUNDS	20

/* How a program is run: by a program type, so many times per measurement. */
struct way {
	const char	*name;
	u32		type;
	u32		times;
};

static const struct way ways[] = {
	{ "repeated", BPF_PROG_TYPE_SCHED_CLS, 50000 },
	{ "called", BPF_PROG_TYPE_RAW_TRACEPOINT, 5000 },
};

struct row {
	const char	*name;
	const char	*filter;
	void		(*write)(struct bpf_written *to);
};

static char set_filter[4096];

static const struct row rows[] = {
	{ "integer", "s32 == 3", written_integer },
	{ "4 by &&", "s32 == 3 && u8 < 1 && u16 != 9 && s64 < 100", written_four },
	{ "64 apart", set_filter, written_set },
	{ "comm ==", "comm == '" WRITTEN_NAME "'", written_comm },
	{ "__data_loc ==", "dyn == '" WRITTEN_PATH "'", written_path },
};

static char verifier_log[1 << 16];

static u64 now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static __noreturn void fail(const char *name, const char *what, int err)
{
	printf("%s: %s: %s %s\n", name, what, err ? strerror(-err) : "", verifier_log);
	exit(1);
}

static void write_set_filter(void)
{
	char *to = set_filter;

	for (u32 i = 0; i < WRITTEN_NUMBERS; i++)
		to += sprintf(to, "%su64 == %llu", i ? " || " : "",
			      (unsigned long long)WRITTEN_NUMBER(i));
}

/* Set up the task's name and the record that every filter accepts, or that all reject. */
static int set(const struct bpf_loaded *loaded, bool accepted)
{
	u32 nr = accepted ? KTF_RECORD_path : KTF_RECORD_zero;
	struct ktf_record rec;

	env_record(&ktf_case_records[nr], &rec);
	if (accepted)
		rec.main.u64 = WRITTEN_NUMBER(WRITTEN_NUMBERS - 1);
	prctl(PR_SET_NAME, accepted ? WRITTEN_NAME : "other");
	return bpf_set_record(loaded, &rec);
}

static void expect(const char *name, const struct bpf_loaded *loaded, u32 verdict)
{
	u32 got = 2;
	int err = set(loaded, verdict) ?: bpf_test_run(loaded, 1, &got);

	if (err || got != verdict)
		fail(name, "wrong verdict", err);
}

/* Take the minimum of the rounds: noise can only add time. */
static u64 measure(const char *name, const struct bpf_loaded *loaded, u32 times)
{
	u64 least = ~0ULL;

	for (u32 i = 0; i < ROUNDS; i++) {
		u64 begin = now();
		u32 verdict;
		int err = bpf_test_run(loaded, times, &verdict);

		if (err)
			fail(name, "test-run", err);
		least = min(least, now() - begin);
	}
	return least * 1000 / times;
}

static u64 measure_written(const struct row *row, const struct way *way)
{
	struct bpf_written written = { };
	struct bpf_loaded loaded;
	int err;
	u64 took;

	row->write(&written);
	err = bpf_load_written(&written, way->type, sizeof(struct ktf_record), &loaded,
			       verifier_log, sizeof(verifier_log));
	if (err)
		fail(row->name, "written", err);
	if (row->filter)
		expect(row->name, &loaded, false);
	expect(row->name, &loaded, true);
	took = measure(row->name, &loaded, way->times);
	bpf_unload(&loaded);
	return took;
}

static u64 measure_translated(const struct row *row, const struct way *way)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(row->filter, &env_events[KTF_EVENT_main], &diag);
	struct bpf_loaded loaded;
	int err;
	u64 took;

	if (IS_ERR(prog))
		fail(row->name, "no filter", PTR_ERR(prog));
	err = bpf_load(prog, way->type, sizeof(struct ktf_record), &loaded, verifier_log,
		       sizeof(verifier_log));
	if (err)
		fail(row->name, "translated", err);
	expect(row->name, &loaded, false);
	expect(row->name, &loaded, true);
	took = measure(row->name, &loaded, way->times);
	bpf_unload(&loaded);
	ktf_free(prog);
	return took;
}

/* Test-run as a classifier, unless that type lacks a helper that the program calls. */
static const struct way *way_of(const struct row *row)
{
	struct bpf_written written = { };
	struct bpf_loaded loaded;

	row->write(&written);
	if (bpf_load_written(&written, ways[0].type, sizeof(struct ktf_record), &loaded, NULL, 0))
		return &ways[1];
	bpf_unload(&loaded);
	return &ways[0];
}

int main(void)
{
	static const struct row nothing = { "an empty program", NULL, written_nothing };

	if (!bpf_is_allowed()) {
		printf("bpf(2): %s\n", strerror(errno));
		return 1;
	}
	env_reset();
	write_set_filter();
	for (u32 i = 0; i < ARRAY_SIZE(ways); i++)
		printf("%s\t%llu\t\t%s\n", ways[i].name,
		       (unsigned long long)measure_written(&nothing, &ways[i]), nothing.name);
	for (u32 i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct way *way = way_of(&rows[i]);

		printf("%s\t%llu\t%llu\t%s\n", way->name,
		       (unsigned long long)measure_written(&rows[i], way),
		       (unsigned long long)measure_translated(&rows[i], way), rows[i].name);
	}
	return 0;
}
