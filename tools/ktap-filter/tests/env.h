/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's environment in the tests, and the functions that set it.
 */
#ifndef _KTF_TEST_ENV_H
#define _KTF_TEST_ENV_H

#include "ktf_cases.h"
#include "prog/schema.h"

/* Where the tests' only function is. */
#define ENV_FUNCTION	0x400000ULL
#define ENV_SIZE	0x80

/**
 * struct env - the environment
 * @comm: name of the running task.
 * @cpu: the running CPU.
 * @nr_cpus: CPUs that there are.
 * @nr_mask_bits: bits of a recorded cpumask that operations look at.
 * @passes: optimisations that are switched on.
 * @user: the text at the one user address that can be read; NULL for none.
 * @faults: no address can be read at all.
 * @fail_at: which allocation from now on fails, 1 for the next; 0 for none.
 * @allocated: allocations that were not freed.
 * @prepared: somebody saw to it that there are scratch buffers.
 * @scratch_level: scratch buffers that are taken.
 * @scratch_free: scratch buffers that there are.
 * @reads: how often a text behind a pointer was asked for.
 * @lookups: how often somebody asked for a function.
 */
struct env {
	const char	*comm;
	u32		cpu;
	u32		nr_cpus;
	u32		nr_mask_bits;
	u32		passes;
	const char	*user;
	bool		faults;
	unsigned long	fail_at;
	long		allocated;
	bool		prepared;
	u32		scratch_level;
	u32		scratch_free;
	u32		reads;
	u32		lookups;
};

extern struct env env;

void env_reset(void);

/* The running task and the pointers of a record, as a row of cases/records.h says. */
void env_record(const struct ktf_case_record *row, struct ktf_record *rec);

/**
 * struct ktf_schema - one of the events of the cases
 * @fields: its own fields.
 * @nr: how many.
 * @fixed: bytes that every record of it has.
 * @is_function: it stands for ftrace:function.
 */
struct ktf_schema {
	const struct ktf_field	*fields;
	u32			nr;
	u32			fixed;
	bool			is_function;
	bool			is_restricted;
};

extern const struct ktf_schema env_events[KTF_NR_EVENTS];

#endif /* _KTF_TEST_ENV_H */
