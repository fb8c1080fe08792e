/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's environment in the library and the command, and the functions that set it.
 */
#ifndef _KTF_LIB_ENV_H
#define _KTF_LIB_ENV_H

#include <stdio.h>

#include "prog/env.h"
#include "prog/limits.h"

/* Number of CPUs that a filter may name while the target machine is not known. */
#define ENV_ANY_CPUS	8192U

/* Parts of a filter that cannot be checked without the target machine. */
enum {
	ENV_UNCHECKED_FUNCTIONS	= 1,
	ENV_UNCHECKED_CPUS	= 2,
	ENV_UNCHECKED_CGROUPS	= 4,
};

/**
 * struct env - the environment of programs, one for each thread
 * @comm: name of the task that wrote the record, padded with zeroes.
 * @pid: number of that task, as the record has it.
 * @cpu: the CPU that wrote the record.
 * @nr_cpus: number of possible CPUs; 0 to allow as many as any machine has.
 * @any_function: accept every valid name of a function. The kernel checks it when it loads
 *	the filter.
 * @running: the target is the running kernel, so its symbols can be read.
 * @on_stock: the target has the stock engine, which takes less than ktap filter.
 * @stock_language: compile only what the stock engine takes.
 * @unchecked: ENV_UNCHECKED_ bits of what was accepted without a check; the caller clears them.
 */
struct env {
	char	comm[KTF_COMM_BYTES];
	s32	pid;
	u32	cpu;
	u32	nr_cpus;
	bool	any_function;
	bool	running;
	bool	on_stock;
	bool	stock_language;
	u32	unchecked;
};

extern __thread struct env env;

/**
 * env_set_pid - set the number of the task that wrote the record
 * @record: the record, of at least KTF_MIN_FIXED bytes.
 *
 * Context: any.
 */
static inline void env_set_pid(const void *record)
{
	env.pid = get_unaligned((const s32 *)(record + 4));
}

void env_set_comm(const char *comm);
int env_read_symbols(FILE *from, u32 *line);
void env_free_symbols(void);
const char *env_symbol_at(u64 addr);
u64 env_symbol_start(u64 addr);
void env_use_machine(const char *tracing);

#endif /* _KTF_LIB_ENV_H */
