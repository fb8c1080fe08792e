/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Running the instructions of the source TASK. See vm/task.c.
 */
#ifndef _KTF_VM_TASK_H
#define _KTF_VM_TASK_H

#include "vm/insn.h"

bool ktf_task_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn);

#endif /* _KTF_VM_TASK_H */
