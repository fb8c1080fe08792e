// SPDX-License-Identifier: GPL-2.0
/*
 * The engine's environment in the kernel: what prog/env.h declares.
 *
 * Scratch buffers for pointer strings. A filter that runs in task context may be
 * interrupted while it looks at its copy of a string, and the interrupt's events
 * may have filters on strings too, and so may those of an NMI on top of it. So
 * each CPU has a stack of buffers: whoever comes takes the next and gives it back
 * when done, and since contexts nest strictly, that order is kept. Preemption is
 * off in between, as the next task on this CPU would not nest. One context on top
 * of all of them (an exception inside the copy, say) finds no buffer left and
 * treats the string as one that cannot be read.
 */
#include <linux/cleanup.h>
#include <linux/kallsyms.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/uaccess.h>

#include "ktf_cpumask.h"
#include "prog/env.h"
#include "prog/limits.h"
#include "vm/match.h"

static_assert(KTF_COMM_BYTES == TASK_COMM_LEN);

struct ktf_scratch {
	unsigned int	taken;
	char		text[KTF_SCRATCH_LEVELS][KTF_SCRATCH_BYTES];
};

static struct ktf_scratch __percpu *ktf_scratch;

/**
 * ktf_scratch_prepare - have the scratch buffers
 *
 * Called before the first program that needs them is published. They are kept
 * from then on: whether a filter still runs is not worth knowing.
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
	scratch = alloc_percpu(struct ktf_scratch);
	if (!scratch)
		return -ENOMEM;
	smp_store_release(&ktf_scratch, scratch);	/* zeroed first */
	return 0;
}

/**
 * ktf_scratch_get - take this context's buffer
 *
 * Context: any, NMI included; preemption is off until ktf_scratch_put().
 * Return: KTF_SCRATCH_BYTES of buffer, or NULL if there is none: nothing is taken.
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
		char *text = scratch->text[scratch->taken++];

		barrier();	/* an interrupt from here on takes the next */
		return text;
	}
	preempt_enable_notrace();
	return NULL;
}

/**
 * ktf_scratch_put - give back the buffer that ktf_scratch_get() returned
 *
 * Context: that of the ktf_scratch_get().
 */
void ktf_scratch_put(void)
{
	barrier();
	this_cpu_ptr(ktf_scratch)->taken--;
	preempt_enable_notrace();
}

/**
 * ktf_read_kernel_text - copy a string from a kernel address that may be wrong
 * @dst: where to.
 * @addr: the string.
 * @bytes: room at @dst, more than 8; a longer string is cut, and always ends in a NUL.
 *
 * strncpy_from_kernel_nofault() goes byte by byte. But an aligned word is all in one page, so
 * it can be read if any byte of it can: that the string's neighbours are read as well harms
 * nothing, and KASAN, which would mind where the read is plain C, is not asked. The last
 * few bytes that there is room for are copied one by one.
 *
 * Context: any, NMI included.
 * Return: bytes copied, NUL included, or -EFAULT, or -ERANGE.
 */
long __no_sanitize_address ktf_read_kernel_text(char *dst, unsigned long addr, u32 bytes)
{
	u32 before = addr % sizeof(u64), n = 0;
	u64 word, nul, filler = ~(~0ULL >> 8 * before);	/* instead of what is @before */
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
 * @dst: where to.
 * @addr: the string, in the running task's memory.
 * @bytes: room at @dst; a longer string is cut, and always ends in a NUL.
 *
 * Context: any, NMI included; a page that is not there is not brought in.
 * Return: bytes copied, NUL included, or -EFAULT.
 */
long ktf_read_user_text(char *dst, unsigned long addr, u32 bytes)
{
	/* It returns 0 for the empty string, where it leaves out the NUL. */
	return strncpy_from_user_nofault(dst, (const void __user *)addr, bytes) ?: 1;
}

/* Which optimisations filters get from now on, to measure each: see Documentation. */
unsigned int ktf_opt_enabled = ~0U;

module_param_named(opt, ktf_opt_enabled, uint, 0644);

/**
 * ktf_opt_passes - the optimisations that are switched on
 *
 * Context: any.
 * Return: bits of enum ktf_pass.
 */
u32 ktf_opt_passes(void)
{
	return READ_ONCE(ktf_opt_enabled);
}

/**
 * ktf_nr_cpus - one more than the highest CPU number that there can be
 *
 * Context: any.
 * Return: nr_cpu_ids.
 */
u32 ktf_nr_cpus(void)
{
	return nr_cpu_ids;
}

/**
 * ktf_nr_mask_bits - the bits of a cpumask that comparisons of masks look at
 *
 * Context: any.
 * Return: at least ktf_nr_cpus().
 */
u32 ktf_nr_mask_bits(void)
{
	return ktf_core_mask_bits();
}

/**
 * ktf_parse_cpulist - read a list of CPUs, as in "0-3,8"
 * @text: the list, ending in a NUL.
 * @bits: gets it; zero before.
 * @nr_bits: room at @bits.
 *
 * Context: any.
 * Return: 0; -EINVAL, -ERANGE, -EOVERFLOW as bitmap_parselist().
 */
int ktf_parse_cpulist(const char *text, unsigned long *bits, u32 nr_bits)
{
	return bitmap_parselist(text, bits, nr_bits);
}

/**
 * ktf_find_function - where a kernel function is
 * @name: its name; of several functions of that name the first counts. Or NULL:
 * @addr: an address within it.
 * @start: gets its first address.
 * @size: gets its size, bytes, at least 1.
 *
 * Context: may sleep.
 * Return: 0 or -EINVAL.
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
