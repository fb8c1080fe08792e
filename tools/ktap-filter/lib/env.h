/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's environment in the library and the command, and the functions that set it.
 */
#ifndef _KTF_LIB_ENV_H
#define _KTF_LIB_ENV_H

#include <stdio.h>

#include "prog/env.h"
#include "prog/limits.h"

/* CPUs that a filter may name while nobody knows the machine that it is for. */
#define ENV_ANY_CPUS	8192U

/* What a filter asked for and nobody knows here. */
enum {
	ENV_UNCHECKED_FUNCTIONS	= 1,
	ENV_UNCHECKED_CPUS	= 2,
};

/**
 * struct env - the surroundings of a program, each thread's own
 * @comm: the name of the task that made the record, zeroes behind it.
 * @cpu: the CPU that made it.
 * @nr_cpus: CPUs that there can be; 0 for as many as any machine has.
 * @any_function: take every name that a function can have for one of the target's:
 *	whether it is will be seen where the filter is loaded.
 * @running: the target is the running kernel, which can be asked for its functions.
 * @unchecked: ENV_UNCHECKED_ of what was taken for granted, for somebody to clear.
 */
struct env {
	char	comm[KTF_COMM_BYTES];
	u32	cpu;
	u32	nr_cpus;
	bool	any_function;
	bool	running;
	u32	unchecked;
};

extern __thread struct env env;

void env_set_comm(const char *comm);
int env_read_symbols(FILE *from, u32 *line);
void env_free_symbols(void);
void env_use_machine(const char *tracing);

#endif /* _KTF_LIB_ENV_H */
