// SPDX-License-Identifier: GPL-2.0
/*
 * The names of system calls of this machine, as the headers of its C library have them.
 *
 * An image carries the name of a system call, so the numbers matter only where the filter runs on
 * records here. A name that the headers lack is refused when a text is compiled.
 */
#include <asm/unistd.h>

#include "prog/env.h"

#define SYSCALL(name)	{ #name, __NR_##name },
static const struct {
	const char	*name;
	u32		nr;
} syscalls[] = {
#include "syscalls.h"
};

/* See ktf_symbolic.c. */
const char *ktf_syscall(u32 i, u32 *nr)
{
	if (i >= ARRAY_SIZE(syscalls))
		return NULL;
	*nr = syscalls[i].nr;
	return syscalls[i].name;
}
