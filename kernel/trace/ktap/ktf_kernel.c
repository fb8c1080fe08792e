// SPDX-License-Identifier: GPL-2.0
/*
 * The environment of the engine in the kernel: the functions that prog/env.h declares.
 *
 * A string behind a pointer is copied to a scratch buffer before a filter looks at it. While a
 * filter in task context looks at its copy, an interrupt may come whose events have filters on
 * strings too, and then an NMI. So each CPU has a stack of buffers. A run takes the next buffer
 * and gives it back at its end. Contexts nest strictly, so the buffers come back in the reverse
 * order. Preemption is off in between, since the next task on this CPU would not nest. If one
 * more context comes on top of all of them, as an exception inside the copy, it finds no
 * buffer and treats the string as one that cannot be read.
 */
#include <linux/cache.h>
#include <linux/cleanup.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/slab.h>

#include "ktf_knob.h"
#include "ktf_names.h"
#include "prog/env.h"
#include "prog/limits.h"
#include "vm/match.h"

static_assert(KTF_COMM_BYTES == TASK_COMM_LEN);

/**
 * struct ktf_scratch - the buffers of a CPU
 * @taken: how many are taken.
 * @text: all of them, one behind the other.
 */
struct ktf_scratch {
	unsigned int	taken;
	char		*text;
};

static struct ktf_scratch __percpu *ktf_scratch;

/* As a parameter, only at boot: the buffers have this size. */
unsigned int ktf_ptr_bytes __ro_after_init = KTF_PTR_BYTES;

static int set_ptr_bytes(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, KTF_PTR_BYTES, KTF_MOST_PTR_BYTES);
}

static const struct kernel_param_ops ptr_bytes_ops = {
	.set = set_ptr_bytes, .get = param_get_uint,
};

module_param_cb(text_bytes, &ptr_bytes_ops, &ktf_ptr_bytes, 0444);

static u32 scratch_bytes(void)
{
	return KTF_SCRATCH_TEXTS * ktf_ptr_bytes;
}

static void free_scratch(struct ktf_scratch __percpu *scratch)
{
	int cpu;

	for_each_possible_cpu(cpu)
		kvfree(per_cpu_ptr(scratch, cpu)->text);
	free_percpu(scratch);
}

/* Allocate the buffers of each CPU. Returns NULL if there is no memory. */
static struct ktf_scratch __percpu *alloc_scratch(void)
{
	struct ktf_scratch __percpu *all = alloc_percpu(struct ktf_scratch);
	struct ktf_scratch *scratch;
	int cpu;

	if (!all)
		return NULL;
	for_each_possible_cpu(cpu) {
		scratch = per_cpu_ptr(all, cpu);
		scratch->text = kvzalloc_node(KTF_SCRATCH_LEVELS * scratch_bytes(), GFP_KERNEL,
					      cpu_to_node(cpu));
		if (!scratch->text) {
			free_scratch(all);
			return NULL;
		}
	}
	return all;
}

/**
 * ktf_scratch_prepare - allocate the scratch buffers, once
 *
 * Must be called before the first program that needs the buffers is published. They stay: to
 * know whether some filter still needs them would not be worth the effort.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_scratch_prepare(void)
{
	static DEFINE_MUTEX(lock);
	struct ktf_scratch __percpu *scratch;

	guard(mutex)(&lock);
	if (ktf_scratch)
		return 0;
	scratch = alloc_scratch();
	if (!scratch)
		return -ENOMEM;
	smp_store_release(&ktf_scratch, scratch);	/* filled first */
	return 0;
}

/**
 * ktf_scratch_free - free the scratch buffers
 *
 * Only a module that goes needs this.
 *
 * Context: may sleep. No filter that needs the buffers may be left.
 */
void ktf_scratch_free(void)
{
	if (ktf_scratch)
		free_scratch(ktf_scratch);
}

/**
 * ktf_scratch_get - take a scratch buffer for the current context
 *
 * Context: any, NMI included. On success preemption is off until ktf_scratch_put().
 * Return: a buffer for KTF_SCRATCH_TEXTS strings; NULL if none is left, and then ktf_scratch_put()
 * must not be called.
 */
char *ktf_scratch_get(void)
{
	struct ktf_scratch __percpu *all = READ_ONCE(ktf_scratch);
	struct ktf_scratch *scratch;

	if (unlikely(!all))
		return NULL;
	preempt_disable_notrace();
	scratch = this_cpu_ptr(all);
	if (likely(scratch->taken < KTF_SCRATCH_LEVELS)) {
		char *text = scratch->text + scratch->taken++ * scratch_bytes();

		barrier();	/* an interrupt from here on takes the next buffer */
		return text;
	}
	preempt_enable_notrace();
	return NULL;
}

/**
 * ktf_scratch_put - give back the buffer that ktf_scratch_get() returned
 *
 * Context: the context that called ktf_scratch_get().
 */
void ktf_scratch_put(void)
{
	barrier();
	this_cpu_ptr(ktf_scratch)->taken--;
	preempt_enable_notrace();
}

/**
 * ktf_read_kernel_text - copy a string from a kernel address that may be wrong
 * @dst: where to put the string.
 * @addr: address of the string.
 * @bytes: room at @dst, more than 8; a longer string is cut. The copy always ends in a NUL.
 *
 * strncpy_from_kernel_nofault() reads byte by byte; this function reads aligned words of 8
 * bytes. An aligned word is within one page, so it can be read if one byte of it can. This also
 * reads neighbours of the string, which does no harm. KASAN would complain about them where the
 * read is plain C, so it does not check this function. For example, a string at 0x1003 is read
 * in words from 0x1000, 0x1008 and so on. The first word is shifted by 3 bytes, and the 3
 * bytes of @dst behind the 5 that remain are filled with ones, so that they are no NUL; the
 * next word overwrites them. The last few bytes that @dst has room for are read one by one.
 *
 * Context: any, NMI included.
 * Return: bytes copied, NUL included; -EFAULT if the string cannot be read; -ERANGE if the
 * kernel must not read at @addr.
 */
long __no_sanitize_address ktf_read_kernel_text(char *dst, unsigned long addr, u32 bytes)
{
	u32 before = addr % sizeof(u64), n = 0;
	u64 word, nul, filler = ~(~0ULL >> 8 * before);	/* in place of the bytes @before */
	long ret;

	if (!copy_from_kernel_nofault_allowed((const void *)addr, bytes))
		return -ERANGE;
	pagefault_disable();
	for (;;) {
		__get_kernel_nofault(&word, (const u64 *)(addr + n - before), u64, fault);
		word = get_unaligned_le64(&word) >> 8 * before | filler;
		put_unaligned_le64(word, dst + n);
		nul = ktf_zero_bytes(word);
		if (nul)
			break;
		n += sizeof(u64) - before;
		if (n + sizeof(u64) >= bytes)
			break;
		before = 0;
		filler = 0;
	}
	pagefault_enable();
	if (nul)
		return n + (__ffs64(nul) >> 3) + 1;
	ret = strncpy_from_kernel_nofault(dst + n, (const void *)(addr + n), bytes - n);
	return ret < 0 ? ret : n + ret;

fault:
	pagefault_enable();
	return -EFAULT;
}

/**
 * ktf_read_user_text - copy a string from a user address that may be wrong
 * @dst: where to put the string.
 * @addr: address of the string in the running task's memory.
 * @bytes: room at @dst; a longer string is cut. The copy always ends in a NUL.
 *
 * Context: any, NMI included. A page that is not present is not brought in.
 * Return: bytes copied, NUL included; -EFAULT if the string cannot be read.
 */
long ktf_read_user_text(char *dst, unsigned long addr, u32 bytes)
{
	/* strncpy_from_user_nofault() does not count the NUL of an empty string. */
	return strncpy_from_user_nofault(dst, (const void __user *)addr, bytes) ?: 1;
}

/* The optimisations that new filters get, as a parameter to measure each: see Documentation. */
unsigned int ktf_opt_enabled = ~0U;

module_param_named(opt, ktf_opt_enabled, uint, 0644);

/**
 * ktf_opt_passes - get the optimisations that are switched on
 *
 * Context: any.
 * Return: bits of enum ktf_pass.
 */
u32 ktf_opt_passes(void)
{
	return READ_ONCE(ktf_opt_enabled);
}

/* The language of filters, to have the stock engine's errors where somebody needs them. */
enum { LANGUAGE_FULL, LANGUAGE_STOCK };

static const char * const languages[] = {
	[LANGUAGE_FULL] = "full", [LANGUAGE_STOCK] = "stock", NULL
};

static struct ktf_knob language = { .names = languages, .choice = LANGUAGE_FULL };

module_param_cb(lang, &ktf_knob_ops, &language, 0644);

/**
 * ktf_stock_language - is a filter to be refused if the stock engine refuses it?
 *
 * Context: any.
 * Return: true if only the stock engine's language is understood.
 */
bool ktf_stock_language(void)
{
	return ktf_choice(&language) == LANGUAGE_STOCK;
}

/**
 * ktf_nr_cpus - get one more than the highest number that a CPU may have
 *
 * Context: any.
 * Return: nr_cpu_ids.
 */
u32 ktf_nr_cpus(void)
{
	return nr_cpu_ids;
}

/**
 * ktf_nr_mask_bits - get the number of bits that comparisons of cpumasks look at
 *
 * Context: any.
 * Return: at least ktf_nr_cpus().
 */
u32 ktf_nr_mask_bits(void)
{
	return ktf_core_mask_bits();
}

/**
 * ktf_parse_cpulist - parse a list of CPUs, as in "0-3,8"
 * @text: the list, ending in a NUL.
 * @bits: gets the CPUs as bits; all zero before the call.
 * @nr_bits: room at @bits, bits.
 *
 * Context: any.
 * Return: 0; -EINVAL, -ERANGE or -EOVERFLOW as bitmap_parselist().
 */
int ktf_parse_cpulist(const char *text, unsigned long *bits, u32 nr_bits)
{
	return bitmap_parselist(text, bits, nr_bits);
}

/**
 * ktf_find_function - find a function of the kernel by name or address
 * @name: its name; the first of several functions with this name counts. Or NULL to look up
 *	@addr.
 * @addr: an address within the function; not used if there is a @name.
 * @start: gets the address of its first byte.
 * @size: gets its size, bytes, at least 1.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if there is no such function.
 */
int ktf_find_function(const char *name, u64 addr, u64 *start, u64 *size)
{
	unsigned long bytes, offset, ip = name ? kallsyms_lookup_name(name) : addr;

	if (!ip && name)
		return -EINVAL;
	if (!kallsyms_lookup_size_offset(ip, &bytes, &offset) || !bytes)
		return -EINVAL;
	*start = ip - offset;
	*size = bytes;
	return 0;
}
