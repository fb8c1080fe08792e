/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the running task is related to. As of prog/env.h, a program in user space has another file
 * of this name.
 */
#ifndef _KTF_ENV_TASK_H
#define _KTF_ENV_TASK_H

#include <linux/cgroup.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

bool ktf_task_is_child(pid_t tgid);

/*
 * Is the running task in the cgroup with the id, which has @level others above it, or in one below
 * it? Each cgroup knows all that are above it, so one look tells, and that takes no call.
 */
static __always_inline bool ktf_task_is_below(u64 id, u32 level)
{
#ifdef CONFIG_CGROUPS
	struct cgroup *cgroup;
	bool is_below;

	preempt_disable_notrace();
	cgroup = cgroup_ancestor(rcu_dereference_raw(current->cgroups)->dfl_cgrp, level);
	is_below = cgroup && cgroup_id(cgroup) == id;
	preempt_enable_notrace();
	return is_below;
#else
	return false;
#endif
}

#endif /* _KTF_ENV_TASK_H */
