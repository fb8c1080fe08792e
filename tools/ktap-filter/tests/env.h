/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's environment in the tests, and the functions that set it.
 */
#ifndef _KTF_TEST_ENV_H
#define _KTF_TEST_ENV_H

#include "ktf_cases.h"
#include "prog/schema.h"
#include "prog/variables.h"
#include "vm/related.h"

/* Address of the only function that the tests know. */
#define ENV_FUNCTION	0x400000ULL
#define ENV_SIZE	0x80

/* The id of the first cgroup; those below it have the next ones. */
#define ENV_CGROUP	100

/**
 * struct env - the tests' environment of the engine
 * @comm: name of the running task.
 * @cpu: number of the running CPU.
 * @variables: the values of variables, by their numbers.
 * @lacks: bits of the variables that the running task does not have.
 * @related: what the running task is related to, by enum ktf_related.
 * @clock: nanoseconds.
 * @nr_cpus: number of possible CPUs.
 * @nr_mask_bits: number of bits of a recorded cpumask that operations read.
 * @passes: the optimisations to run.
 * @stock_language: only the stock engine's language is understood.
 * @other_numbers: the names of errors have other numbers, as on another architecture.
 * @no_types: the kernel does not describe its types.
 * @has_words: it is known where the running task has its variables.
 * @user: the text at the one readable user address; NULL for none.
 * @faults: reading any address fails.
 * @fail_at: fail the @fail_at-th allocation from now on; 0 for none.
 * @allocated: number of allocations that have not been freed.
 * @prepared: ktf_scratch_prepare() has succeeded.
 * @scratch_level: number of scratch buffers in use.
 * @scratch_free: number of scratch buffers that exist.
 * @reads: number of texts read through a pointer.
 * @lookups: number of lookups of a function.
 */
struct env {
	const char	*comm;
	u32		cpu;
	u64		variables[KTF_NR_VARIABLES];
	u64		lacks;
	u64		related[KTF_NR_RELATED];
	u64		clock;
	u32		nr_cpus;
	u32		nr_mask_bits;
	u32		passes;
	bool		stock_language;
	bool		other_numbers;
	bool		no_types;
	bool		has_words;
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
extern __thread u32 env_thread;

void env_reset(void);

/* Set up the running task, and a record with its pointers, from a row of cases/records.h. */
void env_record(const struct ktf_case_record *row, struct ktf_record *rec);

/**
 * struct ktf_schema - an event of the cases
 * @fields: its own fields.
 * @nr: number of its own fields.
 * @fixed: bytes that every record of the event has.
 * @is_function: the event stands for ftrace:function.
 * @is_restricted: the filter belongs to a user without privilege.
 * @print_fmt: its print format, or NULL.
 */
struct ktf_schema {
	const struct ktf_field	*fields;
	u32			nr;
	u32			fixed;
	bool			is_function;
	bool			is_restricted;
	const char		*print_fmt;
};

extern const struct ktf_schema env_events[KTF_NR_EVENTS];

#endif /* _KTF_TEST_ENV_H */
