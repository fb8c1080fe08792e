// SPDX-License-Identifier: GPL-2.0
/*
 * Cgroups, version 2: finding one by its name, and whether the running task is in it or below it.
 *
 * A filter keeps the id of a cgroup and how many are above it. Each cgroup knows all that are above
 * it, so one look tells whether a task is below a given one. Nothing is held: a filter would else
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

/**
 * ktf_task_is_below - is the running task in a cgroup, or in one below it?
 * @id: the id of the cgroup.
 * @level: how many cgroups are above it.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: true if it is.
 */
bool ktf_task_is_below(u64 id, u32 level)
{
	struct cgroup *cgroup;
	bool is_below;

	preempt_disable_notrace();
	cgroup = cgroup_ancestor(rcu_dereference_raw(current->cgroups)->dfl_cgrp, level);
	is_below = cgroup && cgroup_id(cgroup) == id;
	preempt_enable_notrace();
	return is_below;
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

bool ktf_task_is_below(u64 id, u32 level)
{
	return false;
}

#endif /* CONFIG_CGROUPS */
