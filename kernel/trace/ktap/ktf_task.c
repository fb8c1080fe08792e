// SPDX-License-Identifier: GPL-2.0
/*
 * The values of variables: what the kernel knows of the running task.
 *
 * Only the task that runs is asked for, so that no lock is needed: nobody else changes its numbers
 * while it looks, and an interrupt on top of it sees them as before a change or as after it.
 */
#include <linux/sched.h>

#include "prog/variables.h"

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
