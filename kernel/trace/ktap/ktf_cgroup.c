// SPDX-License-Identifier: GPL-2.0
/*
 * Cgroups, version 2: finding one by its name, and that of the running task.
 *
 * A filter keeps the id of a cgroup and how many are above it; prog/env_task.h asks whether a task
 * is below. Nothing is held: a filter would else
 * keep a cgroup that was removed for as long as the filter exists. An id is never used again, so
 * such a filter is false from then on.
 */
#include <linux/cgroup.h>
#include <linux/err.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>

#include "ktf_cgroup.h"
#include "prog/env.h"

#ifdef CONFIG_CGROUPS

/**
 * ktf_find_cgroup - find a cgroup
 * @name: its path, as the cgroup namespace of the caller has it, or its id in digits.
 * @id: gets its id.
 * @level: gets how many cgroups are above it.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if there is no such cgroup; -ENOMEM.
 */
int ktf_find_cgroup(const char *name, u64 *id, u32 *level)
{
	struct cgroup *cgroup;
	int err;

	if (*name == '/')
		cgroup = cgroup_get_from_path(name);
	else
		cgroup = ktf_parse_u64(name, id) ? ERR_PTR(-EINVAL) : cgroup_get_from_id(*id);
	if (IS_ERR(cgroup)) {
		err = PTR_ERR(cgroup);
		return err == -ENOMEM ? err : -EINVAL;
	}
	*id = cgroup_id(cgroup);
	*level = cgroup->level;
	cgroup_put(cgroup);
	return 0;
}

/**
 * ktf_cgroup_of_task - get the id of the running task's cgroup
 * @id: gets the id.
 *
 * Other tasks may move this one to another cgroup. What it leaves is freed by RCU, which is held
 * off while preemption is.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: true; false if the kernel has no cgroups.
 */
bool ktf_cgroup_of_task(u64 *id)
{
	preempt_disable_notrace();
	*id = cgroup_id(rcu_dereference_raw(current->cgroups)->dfl_cgrp);
	preempt_enable_notrace();
	return true;
}

#else /* !CONFIG_CGROUPS */

int ktf_find_cgroup(const char *name, u64 *id, u32 *level)
{
	return -EINVAL;
}

bool ktf_cgroup_of_task(u64 *id)
{
	return false;
}

#endif /* CONFIG_CGROUPS */
