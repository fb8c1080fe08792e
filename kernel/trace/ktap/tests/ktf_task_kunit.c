// SPDX-License-Identifier: GPL-2.0
/*
 * Tests of ktf_task.c: the values of variables are those that the kernel's own functions give.
 *
 * The test's task is a thread of the kernel, which takes on users, a nice value and no namespaces
 * for a moment.
 */
#include <kunit/test.h>
#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/ipc_namespace.h>
#include <linux/mnt_namespace.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/timekeeping.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>
#include <net/net_namespace.h>

#include "prog/env_task.h"
#include "prog/variables.h"
#include "vm/task.h"

/* The value of a variable that the task must have. */
static u64 value_of(struct kunit *test, u32 nr)
{
	u64 val = 0;

	KUNIT_EXPECT_TRUE_MSG(test, ktf_variable(nr, &val), "%s", ktf_variables[nr].name);
	return val;
}

#define EXPECT_VALUE(test, name, val)	\
	KUNIT_EXPECT_EQ(test, value_of(test, KTF_VARIABLE_##name), (u64)(val))

static void test_numbers(struct kunit *test)
{
	int nice = task_nice(current);

	EXPECT_VALUE(test, pid, task_pid_nr(current));
	EXPECT_VALUE(test, tgid, task_tgid_nr(current));
	EXPECT_VALUE(test, ppid, task_ppid_nr_ns(current, &init_pid_ns));
	EXPECT_VALUE(test, kthread, 1);
	set_user_nice(current, -7);
	EXPECT_VALUE(test, nice, -7);
	EXPECT_VALUE(test, prio, 120 - 7);
	set_user_nice(current, nice);
}

static void test_users(struct kunit *test)
{
	struct cred *cred = prepare_creds();
	const struct cred *old;

	KUNIT_ASSERT_NOT_NULL(test, cred);
	cred->uid = KUIDT_INIT(1001);
	cred->euid = KUIDT_INIT(0xfffffffe);
	cred->gid = KGIDT_INIT(1003);
	cred->egid = KGIDT_INIT(1004);
	old = override_creds(cred);
	EXPECT_VALUE(test, uid, 1001);
	EXPECT_VALUE(test, euid, 0xfffffffe);
	EXPECT_VALUE(test, gid, 1003);
	EXPECT_VALUE(test, egid, 1004);
	revert_creds(old);
	put_cred(cred);
	EXPECT_VALUE(test, uid, from_kuid(&init_user_ns, current_uid()));
	EXPECT_VALUE(test, userns, init_user_ns.ns.inum);
}

static void test_namespaces(struct kunit *test)
{
	const struct nsproxy *first = init_task.nsproxy;

	EXPECT_VALUE(test, pidns, init_pid_ns.ns.inum);
	EXPECT_VALUE(test, mntns, from_mnt_ns(first->mnt_ns)->inum);
	EXPECT_VALUE(test, utsns, init_uts_ns.ns.inum);
	if (first->net_ns)
		EXPECT_VALUE(test, netns, first->net_ns->ns.inum);
	if (first->ipc_ns)
		EXPECT_VALUE(test, ipcns, first->ipc_ns->ns.inum);
}

/* A task that exits has no namespaces, but its events have filters. */
static void test_no_namespaces(struct kunit *test)
{
	static const u32 gone[] = {
		KTF_VARIABLE_mntns, KTF_VARIABLE_netns, KTF_VARIABLE_utsns, KTF_VARIABLE_ipcns,
	};
	struct nsproxy *nsproxy = current->nsproxy;
	bool there[ARRAY_SIZE(gone)];
	u64 val;
	u32 i;

	current->nsproxy = NULL;
	for (i = 0; i < ARRAY_SIZE(gone); i++)
		there[i] = ktf_variable(gone[i], &val);
	current->nsproxy = nsproxy;
	for (i = 0; i < ARRAY_SIZE(gone); i++) {
		KUNIT_EXPECT_FALSE_MSG(test, there[i], "%s", ktf_variables[gone[i]].name);
		KUNIT_EXPECT_TRUE(test, ktf_variables[gone[i]].may_lack);
	}
}

static void test_now(struct kunit *test)
{
	u64 before = ktime_get_mono_fast_ns(), now = value_of(test, KTF_VARIABLE_now);

	KUNIT_EXPECT_LE(test, before, now);
	KUNIT_EXPECT_LE(test, now, ktime_get_mono_fast_ns());
}

static void test_cgroup(struct kunit *test)
{
#ifdef CONFIG_CGROUPS
	struct cgroup *root = cgroup_get_from_path("/");
	char digits[24];
	u32 level;
	u64 id;

	KUNIT_ASSERT_FALSE(test, IS_ERR(root));
	/* Threads of the kernel are in the first cgroup. */
	EXPECT_VALUE(test, cgroup, cgroup_id(root));
	KUNIT_EXPECT_EQ(test, 0, ktf_find_cgroup("/", &id, &level));
	KUNIT_EXPECT_EQ(test, id, cgroup_id(root));
	KUNIT_EXPECT_EQ(test, level, 0);
	KUNIT_EXPECT_TRUE(test, ktf_task_is_below(id, level));
	KUNIT_EXPECT_FALSE(test, ktf_task_is_below(id, level + 1));
	KUNIT_EXPECT_FALSE(test, ktf_task_is_below(id + 1, level));
	snprintf(digits, sizeof(digits), "%llu", id);
	KUNIT_EXPECT_EQ(test, 0, ktf_find_cgroup(digits, &id, &level));
	KUNIT_EXPECT_EQ(test, id, cgroup_id(root));
	cgroup_put(root);
	KUNIT_EXPECT_EQ(test, -EINVAL, ktf_find_cgroup("/nosuch", &id, &level));
	KUNIT_EXPECT_EQ(test, -EINVAL, ktf_find_cgroup("9999999999", &id, &level));
#else
	u64 val;

	KUNIT_EXPECT_FALSE(test, ktf_variable(KTF_VARIABLE_cgroup, &val));
#endif
}

/* All threads of the kernel but the first one of each CPU descend from kthreadd. */
static void test_ancestors(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, ktf_task_is_child(current->tgid));
	KUNIT_EXPECT_TRUE(test, ktf_task_is_child(2));
	KUNIT_EXPECT_FALSE(test, ktf_task_is_child(1));
	KUNIT_EXPECT_FALSE(test, ktf_task_is_child(S32_MAX));
}

/* A variable that is read as a word of the task is the same as where a function gets it. */
static void test_words(struct kunit *test)
{
	const struct ktf_task_word *words;
	u32 nr, i, number;

	words = ktf_task_words(&nr);
	KUNIT_EXPECT_EQ(test, nr, 5);
	for (i = 0; i < nr; i++) {
		number = get_unaligned((const u64 *)(current->comm + words[i].off));
		number = words[i].bit ? !!(number & words[i].bit) : number - words[i].plus;
		KUNIT_EXPECT_EQ_MSG(test, (s64)(s32)number,
				    (s64)value_of(test, words[i].variable), "%s",
				    words[i].member);
	}
}

/* Each value is a number that its type allows: filters are compiled for no other. */
static void test_types(struct kunit *test)
{
	u64 val, cut;
	u32 nr;

	for (nr = 0; nr < KTF_NR_VARIABLES; nr++) {
		if (!ktf_variable_is_task(nr))
			continue;
		if (!ktf_variable(nr, &val)) {
			KUNIT_EXPECT_TRUE_MSG(test, ktf_variables[nr].may_lack, "%s",
					      ktf_variables[nr].name);
			continue;
		}
		cut = ktf_cell_change(KTAP_FILTER_CELL_CUT, ktf_variables[nr].arg, val);
		KUNIT_EXPECT_EQ_MSG(test, cut, val, "%s", ktf_variables[nr].name);
	}
	KUNIT_EXPECT_FALSE(test, ktf_variable(KTF_NO_VARIABLE, &val));
}

static struct kunit_case cases[] = {
	KUNIT_CASE(test_numbers),
	KUNIT_CASE(test_users),
	KUNIT_CASE(test_namespaces),
	KUNIT_CASE(test_no_namespaces),
	KUNIT_CASE(test_now),
	KUNIT_CASE(test_cgroup),
	KUNIT_CASE(test_ancestors),
	KUNIT_CASE(test_words),
	KUNIT_CASE(test_types),
	{}
};

static struct kunit_suite suite = {
	.name		= "ktap_filter_task",
	.test_cases	= cases,
};

kunit_test_suite(suite);
