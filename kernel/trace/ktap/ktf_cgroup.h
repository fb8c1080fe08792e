/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The cgroup of the running task. See ktf_cgroup.c.
 */
#ifndef _KTF_TASK_CGROUP_H
#define _KTF_TASK_CGROUP_H

#include <linux/types.h>

bool ktf_cgroup_of_task(u64 *id);

#endif /* _KTF_TASK_CGROUP_H */
