// SPDX-License-Identifier: GPL-2.0
/*
 * Variables: each value of the running task reaches the filter that asks for it, by its sign, and
 * a predicate on one that the task does not have is false.
 */
#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/run.h"

static const struct ktf_schema *event = &env_events[KTF_EVENT_main];

static bool holds(const char *text)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(text, event, &diag);
	struct ktf_record rec = { };
	bool verdict;

	EXPECT(!IS_ERR(prog), "%s: %s at %u", text, ktf_err_text[diag.code], diag.pos);
	if (IS_ERR(prog))
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

/* The time goes on while a record is made. So it says nothing early, and all others do. */
TEST(variables_that_are_known_early)
{
	u32 nr;

	for (nr = 1; nr < KTF_NR_VARIABLES; nr++)
		EXPECT(ktf_variables[nr].is_early == (nr != KTF_VARIABLE_now), "%s",
		       ktf_variables[nr].name);
}
