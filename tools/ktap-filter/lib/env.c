// SPDX-License-Identifier: GPL-2.0
/*
 * The engine's environment in a user-space program; see prog/env.h.
 *
 * The kernel's engine asks for the running task and CPU. Here they come from the record, and
 * are set before a program runs on it; each thread has its own. A pointer in a record is an
 * address in another machine's memory. So texts behind pointers can never be read, which the
 * engine treats as a fault.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "prog/env_task.h"
#include "prog/variables.h"
#include "vm/task.h"

__thread struct env env = { .any_function = true };

unsigned int ktf_ptr_bytes = KTF_PTR_BYTES;

/**
 * env_set_comm - set the name of the task that wrote the record
 * @comm: the name; truncated as the kernel does.
 *
 * Context: any.
 */
void env_set_comm(const char *comm)
{
	size_t len = strnlen(comm, KTF_COMM_BYTES - 1);

	memcpy(env.comm, comm, len);
	memset(env.comm + len, 0, KTF_COMM_BYTES - len);
}

/* The engine's interface to its environment. ktf_kernel.c has the kernel's side. */

void ktf_warn(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: this must not happen: %s\n", file, line, what);
	abort();
}

void *ktf_alloc(size_t bytes)
{
	return bytes > PTRDIFF_MAX ? NULL : calloc(1, bytes ?: 1);
}

void ktf_free(const void *p)
{
	free((void *)p);
}

const char *ktf_comm(void)
{
	return env.comm;
}

u32 ktf_cpu(void)
{
	return env.cpu;
}

/* All but the number is not recorded. A filter that asks is refused; see recorded.c. */
bool ktf_variable(u32 nr, u64 *val)
{
	*val = env.pid;
	return nr == KTF_VARIABLE_pid;
}

const struct ktf_task_word *ktf_task_words(u32 *nr)
{
	*nr = 0;
	return NULL;
}

bool ktf_task_is_child(u32 tgid)
{
	return false;
}

bool ktf_task_is_below(u64 id, u32 level)
{
	return false;
}

/* Only state terms and their kind ask, and these are not in what runs on records. */
u64 ktf_clock(void)
{
	return 0;
}

/* Which cgroups there are, only the target machine knows. */
int ktf_find_cgroup(const char *name, u64 *id, u32 *level)
{
	*id = 0;
	*level = 0;
	env.unchecked |= ENV_UNCHECKED_CGROUPS;
	return 0;
}

u32 ktf_nr_cpus(void)
{
	if (env.nr_cpus)
		return env.nr_cpus;
	env.unchecked |= ENV_UNCHECKED_CPUS;
	return ENV_ANY_CPUS;
}

/* The kernel records masks in whole words. */
u32 ktf_nr_mask_bits(void)
{
	return ALIGN(ktf_nr_cpus(), 64U);
}

/* All passes run, as in a kernel with default settings. */
u32 ktf_opt_passes(void)
{
	return ~0U;
}

bool ktf_stock_language(void)
{
	return env.stock_language;
}

const char *ktf_errno_name(u32 nr)
{
	return strerrorname_np(nr);
}

int ktf_scratch_prepare(void)
{
	return 0;
}

char *ktf_scratch_get(void)
{
	return NULL;
}

void ktf_scratch_put(void)
{
}

long ktf_read_kernel_text(char *dst, unsigned long addr, u32 bytes)
{
	return -EFAULT;
}

long ktf_read_user_text(char *dst, unsigned long addr, u32 bytes)
{
	return -EFAULT;
}
