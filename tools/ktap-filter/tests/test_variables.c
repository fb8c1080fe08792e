// SPDX-License-Identifier: GPL-2.0
/*
 * Variables: each value of the running task reaches the filter that asks for it, by its sign, and
 * a predicate on one that the task does not have is false.
 */
#include "env.h"
#include "test.h"

#include "ebpf.h"
#include "listing.h"
#include "ktf_build.h"
#include "vm/run.h"
#include "vm/verify.h"

static const struct ktf_schema *event = &env_events[KTF_EVENT_main];

static struct ktf_prog *build(const char *text)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(text, event, &diag);

	EXPECT(!IS_ERR(prog), "%s: %s at %u", text, ktf_err_text[diag.code], diag.pos);
	return IS_ERR(prog) ? NULL : prog;
}

static bool holds(const char *text)
{
	struct ktf_prog *prog = build(text);
	struct ktf_record rec = { };
	bool verdict;

	if (!prog)
		return false;
	verdict = ktf_run(prog, &rec, sizeof(rec));
	ktf_free(prog);
	return verdict;
}

#define HOLDS(text)	EXPECT(holds(text), "%s is false", text)
#define FAILS(text)	EXPECT(!holds(text), "%s is true", text)

TEST(variables_of_the_task)
{
	env.variables[KTF_VARIABLE_pid] = 4711;
	env.variables[KTF_VARIABLE_tgid] = 4710;
	env.cpu = 3;
	env.comm = "sh";
	HOLDS("$pid == 4711");
	HOLDS("$pid - $tgid == 1");
	HOLDS("$tgid in {1, 4710}");
	FAILS("$tgid in {1, 4711}");
	HOLDS("$pid != $tgid && $comm == \"sh\"");
	HOLDS("$cpu == 3 && $cpu * $pid == 14133");
	HOLDS("$pid");
	FAILS("!$tgid");
}

/* The type says which numbers a value can be, so the engine must get no other. */
TEST(variables_by_their_sign)
{
	env.variables[KTF_VARIABLE_pid] = -1ULL;
	HOLDS("$pid < 0 && $pid == -1");
	FAILS("$pid == 0xffffffff");
	FAILS("$pid > 0");
}

/* A predicate on what is not there is false, whatever its relation. */
TEST(variables_that_are_not_there)
{
	env.lacks = 1ULL << KTF_VARIABLE_pid;
	FAILS("$pid + 1 == u8");
	FAILS("$pid + 1 != u8");
	FAILS("$pid * $pid in {0-9}");
	HOLDS("!($pid + 1 == u8 || $pid + 1 != u8)");
}

TEST(variables_in_sets)
{
	static const u32 numbers[] = { 0, 1, 2, 5, 6, 7, 9, 10, 100, 4711, 0x7fffffff };
	u32 i, pid;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		pid = numbers[i];
		env.variables[KTF_VARIABLE_pid] = pid;
		EXPECT_EQ(holds("$pid in {1, 5-7, 9, 4711}"),
			  pid == 1 || (pid >= 5 && pid <= 7) || pid == 9 || pid == 4711);
		EXPECT_EQ(holds("$pid != 1 && $pid != 9 && $pid != 100 && $pid < 4711"),
			  pid != 1 && pid != 9 && pid != 100 && pid < 4711);
		EXPECT_EQ(holds("$pid & 3"), (pid & 3) != 0);
		EXPECT_EQ(holds("$pid - 7 in {-2-0, 3}"), (pid >= 5 && pid <= 7) || pid == 10);
	}
}

TEST(variables_of_cgroups)
{
	env.related[KTF_RELATED_BELOW] = ENV_CGROUP + 2;
	HOLDS("$cgroup in cgroup(\"/a/b\")");
	HOLDS("$cgroup in cgroup(102)");
	FAILS("!($cgroup in cgroup(102))");
	FAILS("$cgroup in cgroup('/a') || $cgroup in cgroup('/')");
	HOLDS("u8 == 0 && !($cgroup in cgroup('/a')) && $cgroup in cgroup('/a/b')");
	env.variables[KTF_VARIABLE_cgroup] = 3;
	HOLDS("$cgroup in {cgroup(102)} && !!($cgroup in {cgroup('/'), cgroup(102) 5})");
	HOLDS("$cgroup in {cgroup('/'), 3} && $cgroup in {5, ENOENT-4 cgroup('/a')}");
	FAILS("$cgroup in {cgroup('/'), 5, cgroup(101)} || !($cgroup in {1, cgroup('/a/b')})");
}

TEST(variables_equal_to_a_cgroup)
{
	env.related[KTF_RELATED_BELOW] = 0;
	env.variables[KTF_VARIABLE_cgroup] = ENV_CGROUP + 2;
	HOLDS("$cgroup == cgroup(\"/a/b\") && cgroup(102) == $cgroup");
	HOLDS("$cgroup != cgroup('/a') && $cgroup != cgroup('/a/b/c') && $cgroup > cgroup('/a')");
	FAILS("$cgroup == cgroup('/a') || $cgroup != cgroup('/a/b') || $cgroup in cgroup('/a/b')");
	HOLDS("u32 - u32 + cgroup( '/' ) == 100 && u32 - u32 - cgroup(101) == -101");
	env.lacks = 1ULL << KTF_VARIABLE_cgroup;
	FAILS("$cgroup == cgroup('/a/b') || $cgroup != cgroup('/a/b')");
}

TEST(variables_of_ancestors)
{
	env.related[KTF_RELATED_CHILD] = 1234;
	HOLDS("$child_of(1234)");
	FAILS("!$child_of(1234)");
	FAILS("$child_of(1235)");
	HOLDS("u8 == 0 && ($child_of(1) || $child_of(1234))");
}

/* Some are numbers of 64 bits, some are short, and some a task may lack. */
TEST(variables_by_their_width)
{
	env.variables[KTF_VARIABLE_nice] = -20;
	env.variables[KTF_VARIABLE_uid] = 0xffffffff;
	env.variables[KTF_VARIABLE_now] = -2ULL;
	env.variables[KTF_VARIABLE_cgroup] = 1ULL << 40;
	env.variables[KTF_VARIABLE_netns] = 4026531840U;
	HOLDS("$nice == -20 && $nice < -19 && $nice + 1 == -19");
	HOLDS("$uid == 0xffffffff && $uid > 0x7fffffff && $uid != -1");
	HOLDS("$now > 0x7fffffffffffffff && $now == 0xfffffffffffffffe && $now != -2");
	HOLDS("$cgroup == 0x10000000000 && $cgroup & 0x10000000000");
	HOLDS("$netns == 4026531840 && $netns in {1, 4026531840-4026531845}");
	HOLDS("$uid in {0, 5, 0x80000000-0xffffffff}");
	FAILS("$uid in {0, 5, 0x80000000-0xfffffffe}");
	env.lacks = 1ULL << KTF_VARIABLE_cgroup | 1ULL << KTF_VARIABLE_netns;
	FAILS("$cgroup == 0x10000000000 || $cgroup != 5 || $cgroup in {0-5, 7}");
	FAILS("$netns || $netns == 0 || $netns < 5 || $netns > 4");
	HOLDS("!$netns && !($netns == 0)");
}

/* The verdict of a program, interpreted and translated. @words: count its words of the task. */
static bool holds_by_words(const char *text, u32 *words)
{
	struct ktf_ebpf_env with = ebpf_env(KTF_EBPF_CALLS, sizeof(struct ktf_record));
	struct ktf_record rec = { };
	struct ktf_prog *prog = build(text);
	struct ebpf_machine machine = { .prog = prog, .rec = &rec, .len = sizeof(rec) };
	struct ktf_ebpf ebpf;
	bool verdict = ktf_run(prog, &rec, sizeof(rec));
	u32 i;

	EXPECT(!ktf_ebpf_translate(prog, &with, &ebpf) &&
	       ebpf_run(&machine, &ebpf, KTF_EBPF_CALLS) == verdict, "%s: translated", text);
	for (i = 0; i < prog->nr; i++)
		*words += prog->insns[i].op == KTF_OP(COMM, ARC);
	ktf_ebpf_free(&ebpf);
	ktf_free(prog);
	return verdict;
}

/* Some are at fixed places of the task. They are the same there as where a function gets them. */
TEST(variables_as_words)
{
	static const char * const texts[] = {
		"$pid == 5", "$pid < 3", "$pid & 5", "($pid & 6) == 2", "$pid in {2-4}",
		"$pid - 7 < -3",
		"$prio < 100", "$prio >= 120", "$prio in {90-110}", "$prio != 120",
		"$nice == -20", "$nice > 0", "$nice < 0", "$nice & 3", "($nice & 0xf0) == 0xf0",
		"($nice & 0x70) == 0x10", "$nice in {-5-5}", "-$nice > 3", "$nice + 20 < 7",
		"$kthread", "!$kthread", "$kthread == 0", "$kthread != 1", "$kthread < 2",
		"$kthread in {1-3}", "$pid == 5 && $prio < 130 || $nice == 7 && !$kthread",
	};
	u32 i, n, words = 0, none = 0, differ = 0;

	for (n = 0; n < 200; n++) {
		env.variables[KTF_VARIABLE_pid] = test_below(9);
		env.variables[KTF_VARIABLE_prio] = (s64)test_below(141) - 1;
		env.variables[KTF_VARIABLE_nice] = (s64)test_below(40) - 20;
		env.variables[KTF_VARIABLE_kthread] = test_below(2);
		for (i = 0; i < ARRAY_SIZE(texts); i++) {
			bool is;

			env.has_words = false;
			is = holds_by_words(texts[i], &none);
			env.has_words = true;
			EXPECT(holds_by_words(texts[i], &words) == is, "%s is not %u", texts[i],
			       is);
			differ += is;
		}
	}
	EXPECT(words > 20 * n && !none && differ > n, "%u words, %u", words, none);
}

TEST(variables_as_words_are_listed)
{
	static const char *const rows[][2] = {
		{ "$pid == 5", "COMM_ARC       current->pid - 0x5 & 0xffffffff <= 0x0" },
		{ "$nice > 0", "COMM_ARC       current->static_prio - 0x79 & 0xff <= 0x7e" },
		{ "!$kthread", "COMM_ARC       current->flags - 0x0 & 0x200000 <= 0x0" },
		{ "$pid in {1, 5, 7, 9}", "TASK_BOUNDS" }, { "$tgid == 5", "TASK_ARC" },
	};
	char text[LISTING_BYTES];
	struct ktf_prog *prog;
	u32 i;

	env.has_words = true;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		prog = build(rows[i][0]);
		listing_of(prog, text);
		EXPECT(strstr(text, rows[i][1]), "%s: %s", rows[i][0], text);
		ktf_free(prog);
	}
}

/* A word is one that is there. */
TEST(variables_as_words_are_verified)
{
	struct ktf_prog *prog;
	u32 off, taken = 0;

	env.has_words = true;
	prog = build("$pid == 5");
	for (off = 0; off < 0x10000; off++) {
		u32 pos;

		prog->insns[0].off = off;
		taken += !ktf_verify(prog, &pos);
	}
	EXPECT_EQ(taken, 9 + 4);	/* words of the name, and variables */
	ktf_free(prog);
}

/* The time goes on while a record is made. So it says nothing early, and all others do. */
TEST(variables_that_are_known_early)
{
	u32 nr;

	for (nr = 1; nr < KTF_NR_VARIABLES; nr++)
		EXPECT(ktf_variables[nr].is_early == (nr != KTF_VARIABLE_now), "%s",
		       ktf_variables[nr].name);
}
