// SPDX-License-Identifier: GPL-2.0
/*
 * The values of variables: what the kernel knows of the running task.
 *
 * Only the task that runs is asked for, so that no lock is needed: nobody else changes its numbers
 * while it looks, and an interrupt on top of it sees them as before a change or as after it.
 */
#include <linux/cred.h>
#include <linux/ipc_namespace.h>
#include <linux/mnt_namespace.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/trace_events.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>
#include <net/net_namespace.h>

#include "ktf_cgroup.h"
#include "ktf_names.h"
#include "prog/env_task.h"
#include "prog/variables.h"
#include "vm/task.h"

/* The variables that a record has. A kernel without a flag never sets it. */
static_assert(TRACE_FLAG_HARDIRQ == 1 << 3 && TRACE_FLAG_SOFTIRQ == 1 << 4 &&
	      TRACE_FLAG_NMI == 1 << 6);

/* A task has few ancestors. From here on they are not looked at. */
#define MOST_ANCESTORS	32

static pid_t parent_process(void)
{
	pid_t tgid;

	preempt_disable_notrace();
	tgid = rcu_dereference_raw(current->real_parent)->tgid;
	preempt_enable_notrace();
	return tgid;
}

/* A number of 32 bits that ends a word on a big-endian machine, and begins one on others. */
#define WORD(variable_name, task_member, ...)						\
	{										\
		.variable = KTF_VARIABLE_##variable_name, .member = #task_member,	\
		.off = (int)offsetof(struct task_struct, task_member) -			\
		       (int)offsetof(struct task_struct, comm) -			\
		       (KTF_BIG_ENDIAN ? 4 : 0),					\
		__VA_ARGS__								\
	}

static const struct ktf_task_word words[] = {
	WORD(pid, pid), WORD(tgid, tgid), WORD(prio, prio),
	WORD(nice, static_prio, .plus = DEFAULT_PRIO), WORD(kthread, flags, .bit = PF_KTHREAD),
};

static_assert(sizeof(struct task_struct) <= S16_MAX);

/**
 * ktf_task_words - get the variables that are words of the running task
 * @nr: gets how many there are.
 *
 * Context: any.
 * Return: the words.
 */
const struct ktf_task_word *ktf_task_words(u32 *nr)
{
	*nr = ARRAY_SIZE(words);
	return words;
}

/* Numbers of users and groups, as the first user namespace has them. */
static bool credential(u32 nr, u64 *val)
{
	switch (nr) {
	case KTF_VARIABLE_uid:
		*val = __kuid_val(current_uid());
		return true;
	case KTF_VARIABLE_euid:
		*val = __kuid_val(current_euid());
		return true;
	case KTF_VARIABLE_gid:
		*val = __kgid_val(current_gid());
		return true;
	case KTF_VARIABLE_egid:
		*val = __kgid_val(current_egid());
		return true;
	case KTF_VARIABLE_userns:
		*val = current_user_ns()->ns.inum;
		return true;
	}
	return false;
}

/*
 * A namespace of the task. A task that exits has none any more when it still has events. A kernel
 * without a kind of namespaces has none of it either, and the first mount namespace is made late.
 */
static const struct ns_common *namespace_of(u32 nr, const struct nsproxy *all)
{
	switch (nr) {
	case KTF_VARIABLE_mntns:
		return all->mnt_ns ? from_mnt_ns(all->mnt_ns) : NULL;
	case KTF_VARIABLE_netns:
		return all->net_ns ? &all->net_ns->ns : NULL;
	case KTF_VARIABLE_utsns:
		return all->uts_ns ? &all->uts_ns->ns : NULL;
	case KTF_VARIABLE_ipcns:
		return all->ipc_ns ? &all->ipc_ns->ns : NULL;
	default:
		return NULL;
	}
}

static bool namespace_number(u32 nr, u64 *val)
{
	const struct nsproxy *all = READ_ONCE(current->nsproxy);
	const struct ns_common *ns = all ? namespace_of(nr, all) : NULL;

	if (ns)
		*val = ns->inum;
	return ns;
}

/* The namespace in which the task has its last number: none, once the number is given back. */
static bool pid_namespace_number(u64 *val)
{
	const struct pid *pid;

	preempt_disable_notrace();
	pid = rcu_dereference_raw(current->thread_pid);
	if (pid)
		*val = pid->numbers[pid->level].ns->ns.inum;
	preempt_enable_notrace();
	return pid;
}

/**
 * ktf_variable - get the value of a variable
 * @nr: enum ktf_variable, one from the task.
 * @val: gets the value, extended by its sign to 64 bits.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: true; false if the task does not have it.
 */
bool ktf_variable(u32 nr, u64 *val)
{
	switch (nr) {
	case KTF_VARIABLE_pid:
		*val = (s64)current->pid;
		return true;
	case KTF_VARIABLE_tgid:
		*val = (s64)current->tgid;
		return true;
	case KTF_VARIABLE_ppid:
		*val = (s64)parent_process();
		return true;
	case KTF_VARIABLE_prio:
		*val = (s64)current->prio;
		return true;
	case KTF_VARIABLE_nice:
		*val = (s64)task_nice(current);
		return true;
	case KTF_VARIABLE_kthread:
		*val = !!(current->flags & PF_KTHREAD);
		return true;
	case KTF_VARIABLE_cgroup:
		return ktf_cgroup_of_task(val);
	case KTF_VARIABLE_pidns:
		return pid_namespace_number(val);
	case KTF_VARIABLE_now:
		*val = ktf_clock();
		return true;
	default:
		return credential(nr, val) || namespace_number(nr, val);
	}
}

/**
 * ktf_task_is_child - is the running task of a process, or a descendant of one of its tasks?
 * @tgid: the number of the process.
 *
 * A parent that ends is freed by RCU, and only after its children have another one. Preemption is
 * off instead of rcu_read_lock(), which would come back here from a filter on lock_acquire; it
 * holds RCU off as well.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: true if it is.
 */
bool ktf_task_is_child(pid_t tgid)
{
	const struct task_struct *task = current;
	u32 steps = MOST_ANCESTORS;
	bool found;

	preempt_disable_notrace();
	for (;;) {
		found = task->tgid == tgid;
		if (found || !task->pid || !steps--)
			break;
		task = rcu_dereference_raw(task->real_parent);
	}
	preempt_enable_notrace();
	return found;
}
