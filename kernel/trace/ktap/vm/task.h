/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Variables of the running task: instructions of the source TASK (vm/task.c), and those that are
 * a word of the task (vm/opt_task.c).
 */
#ifndef _KTF_VM_TASK_H
#define _KTF_VM_TASK_H

#include "vm/insn.h"

/**
 * struct ktf_task_word - where the running task has a variable
 * @variable: enum ktf_variable.
 * @off: bytes from the task's name to a word whose low 32 bits are the number.
 * @plus: how much more the number is than the variable.
 * @bit: the variable is 1 if this bit of the number is set, else 0. If 0: the variable is a number.
 * @member: the number's name in struct task_struct.
 */
struct ktf_task_word {
	u8		variable;
	s16		off;
	u32		plus;
	u32		bit;
	const char	*member;
};

const struct ktf_task_word *ktf_task_words(u32 *nr);
const struct ktf_task_word *ktf_task_word_at(u16 off);
void ktf_opt_task(struct ktf_prog *prog);

bool ktf_task_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn);

#endif /* _KTF_VM_TASK_H */
