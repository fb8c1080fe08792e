// SPDX-License-Identifier: GPL-2.0
/*
 * The values of variables: what the kernel knows of the running task.
 *
 * Only the task that runs is asked for, so that no lock is needed: nobody else changes its numbers
 * while it looks, and an interrupt on top of it sees them as before a change or as after it.
 */
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

#include "prog/variables.h"
#include "vm/related.h"

/* A task has few ancestors. From here on they are not looked at. */
#define MOST_ANCESTORS	32

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
	}
	return false;
}

/*
 * Is the task of this process, or a descendant? A parent that ends is freed by RCU, and only after
 * its children have another one. Preemption is off instead of rcu_read_lock(), which would come
 * back here from a filter on lock_acquire; it holds RCU off as well.
 */
static bool is_child_of(pid_t tgid)
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

/**
 * ktf_is_related - is the task related to something?
 * @what: enum ktf_related.
 * @to: of CHILD: the number of a process.
 * @level: not used by CHILD.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: true if it is.
 */
bool ktf_is_related(u32 what, u64 to, u64 level)
{
	switch (what) {
	case KTF_RELATED_CHILD:
		return is_child_of(to);
	}
	return false;
}
