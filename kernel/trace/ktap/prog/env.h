/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The environment of the engine in the kernel.
 *
 * The engine is ktf_build.c and the folders lang/, prog/ and vm/. These files include this
 * header, each other and the uapi headers, and nothing else. User space builds the same files
 * with another header of this name (tools/ktap-filter/include/prog/env.h). So the engine needs
 * no conditional compilation, and the event path needs no table of callbacks: the linker binds
 * the functions that the engine calls.
 */
#ifndef _KTF_ENV_H
#define _KTF_ENV_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/glob.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/nospec.h>
#include <linux/objtool.h>
#include <linux/overflow.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/sort.h>
#include <linux/stdarg.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/types.h>

#include <asm/byteorder.h>

#include "ktf_unaligned.h"

/* Older kernels have no name for a variable that is not filled with zeroes. */
#ifndef __uninitialized
#define __uninitialized
#endif

#define KTF_BIG_ENDIAN	IS_ENABLED(CONFIG_CPU_BIG_ENDIAN)

static inline void *ktf_alloc(size_t bytes)
{
	return kvzalloc(bytes, GFP_KERNEL);
}

static inline void ktf_free(const void *p)
{
	kvfree(p);
}

/*
 * Parse all of @text, which ends in a NUL and may be in any base that C knows. Return 0,
 * -EINVAL or -ERANGE.
 */
static inline int ktf_parse_u64(const char *text, u64 *val)
{
	return kstrtoull(text, 0, val);
}

static inline int ktf_parse_s64(const char *text, s64 *val)
{
	return kstrtoll(text, 0, val);
}

/* The name of the running task: KTF_COMM_BYTES bytes. */
static inline const char *ktf_comm(void)
{
	return current->comm;
}

static inline u32 ktf_cpu(void)
{
	return raw_smp_processor_id();
}

/* Nanoseconds of a clock that never stands still for long; in NMI, too. */
static inline u64 ktf_clock(void)
{
	return ktime_get_mono_fast_ns();
}

/* Memory of this CPU, changed by operations that nothing on this CPU interrupts. */
static __always_inline u64 ktf_cpu_count(u64 __percpu *count)
{
	return this_cpu_inc_return(*count);
}

static __always_inline u64 ktf_cpu_read(u64 __percpu *from)
{
	return this_cpu_read(*from);
}

static __always_inline u64 ktf_cpu_exchange(u64 __percpu *to, u64 val)
{
	return this_cpu_xchg(*to, val);
}

/* A counter of statistics. Reading it adds up what all CPUs have. */
static __always_inline void ktf_cpu_add_one(unsigned long __percpu *count)
{
	this_cpu_inc(*count);
}

static inline u64 ktf_cpus_sum(const unsigned long __percpu *count)
{
	u64 sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(*per_cpu_ptr(count, cpu));
	return sum;
}

/* One more than the highest number of a CPU; the number of bits of a cpumask that count. */
u32 ktf_nr_cpus(void);
u32 ktf_nr_mask_bits(void);

/* Bytes of a string behind a pointer that a filter sees (prog/limits.h). Set before any runs. */
extern unsigned int ktf_ptr_bytes;

/* The value that ktf_opt_passes() returns. Tests set it. */
extern unsigned int ktf_opt_enabled;

/* For building a filter: these may sleep. See ktf_kernel.c. */
int ktf_parse_cpulist(const char *text, unsigned long *bits, u32 nr_bits);
int ktf_find_function(const char *name, u64 addr, u64 *start, u64 *size);
const char *ktf_errno_name(u32 nr);
const char *ktf_syscall(u32 i, u32 *nr);
bool ktf_enumerator(const char *name, u32 len, u32 *at, u64 *val, bool *is_unsigned);
int ktf_find_cgroup(const char *name, u64 *id, u32 *level);
int ktf_scratch_prepare(void);
void ktf_scratch_free(void);
u32 ktf_opt_passes(void);
bool ktf_stock_language(void);

/* For running a filter: any context, NMI included. See ktf_kernel.c. */
char *ktf_scratch_get(void);
void ktf_scratch_put(void);
long ktf_read_kernel_text(char *dst, unsigned long addr, u32 bytes);
long ktf_read_user_text(char *dst, unsigned long addr, u32 bytes);
/* See ktf_task.c. */
bool ktf_variable(u32 nr, u64 *val);

#endif /* _KTF_ENV_H */
