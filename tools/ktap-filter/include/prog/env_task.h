/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the running task is related to: functions of the environment.
 */
#ifndef _KTF_ENV_TASK_H
#define _KTF_ENV_TASK_H

#include "prog/env.h"

bool ktf_task_is_child(u32 tgid);
bool ktf_task_is_below(u64 id, u32 level);

#endif /* _KTF_ENV_TASK_H */
