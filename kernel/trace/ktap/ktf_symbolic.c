// SPDX-License-Identifier: GPL-2.0
/*
 * Names of numbers that this kernel knows, for filters that have a name in the place of a number.
 *
 * They are looked up when a filter is installed. Nothing here runs for an event.
 */
#ifdef CONFIG_FTRACE_SYSCALLS
#include <asm/syscall.h>
#include <asm/unistd.h>
#endif

#include "ktf_core.h"
#include "ktf_names.h"
#include "prog/env.h"

/**
 * ktf_errno_name - get the name of an error
 * @nr: its number, 1 to 4095.
 *
 * Context: any.
 * Return: the name, as "ENOENT"; NULL if no error has the number, or if the kernel has no names of
 * errors (CONFIG_SYMBOLIC_ERRNAME).
 */
const char *ktf_errno_name(u32 nr)
{
	return errname(nr);
}

/**
 * ktf_syscall - get the name of a system call
 * @i: which one, from 0 on.
 * @nr: gets its number.
 *
 * The names are those of the events of system calls. A task of another ABI has other numbers.
 *
 * Context: any.
 * Return: the name without "sys_"; "" if there is no such system call; NULL behind the last one.
 */
const char *ktf_syscall(u32 i, u32 *nr)
{
#ifdef CONFIG_FTRACE_SYSCALLS
	const char *name;

	if (i >= NR_syscalls)
		return NULL;
	*nr = i;
	name = get_syscall_name(i);
	if (!name)
		return "";
	return strncmp(name, "sys_", 4) ? name : name + 4;
#else
	return NULL;
#endif
}
