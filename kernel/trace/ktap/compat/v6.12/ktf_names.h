/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of the kernel outside of the tracing core: Linux 6.12.
 */
#ifndef _KTF_KERNEL_NAMES_H
#define _KTF_KERNEL_NAMES_H

#include <linux/cpumask.h>
#include <linux/errname.h>
#include <linux/filter.h>
#include <linux/kallsyms.h>
#include <linux/uaccess.h>

/* The number of bits that comparisons of cpumasks look at. */
static inline unsigned int ktf_core_mask_bits(void)
{
	return small_cpumask_bits;
}

/* Does the kernel make machine code of BPF programs? */
static inline bool ktf_core_jits(void)
{
	return ebpf_jit_enabled();
}

#endif /* _KTF_KERNEL_NAMES_H */
