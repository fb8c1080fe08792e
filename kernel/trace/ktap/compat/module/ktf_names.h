/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of the kernel outside of the tracing core: a module for a stock kernel.
 */
#ifndef _KTF_KERNEL_NAMES_H
#define _KTF_KERNEL_NAMES_H

#include <linux/btf.h>
#include <linux/cpumask.h>
#include <linux/errname.h>
#include <linux/filter.h>
#include <linux/kallsyms.h>
#include <linux/mnt_namespace.h>
#include <linux/uaccess.h>

#include "module/names.h"

#define kallsyms_lookup_name			ktf_call(kallsyms_lookup_name)
#define kallsyms_lookup_size_offset		ktf_call(kallsyms_lookup_size_offset)
#define copy_from_kernel_nofault_allowed	ktf_call(copy_from_kernel_nofault_allowed)
#define strncpy_from_kernel_nofault		ktf_call(strncpy_from_kernel_nofault)
#define strncpy_from_user_nofault		ktf_call(strncpy_from_user_nofault)
#ifdef CONFIG_FTRACE_SYSCALLS
#define get_syscall_name			ktf_call(get_syscall_name)
#endif
#ifdef CONFIG_SYMBOLIC_ERRNAME
#define errname					ktf_call(errname)
#endif
#ifdef CONFIG_DEBUG_INFO_BTF
#define bpf_get_btf_vmlinux			ktf_call(bpf_get_btf_vmlinux)
#define btf_nr_types				ktf_call(btf_nr_types)
#define btf_name_by_offset			ktf_call(btf_name_by_offset)
#endif
#define from_mnt_ns				ktf_call(from_mnt_ns)

/* The number of bits that comparisons of cpumasks look at. */
static inline unsigned int ktf_core_mask_bits(void)
{
#ifdef small_cpumask_bits
	return small_cpumask_bits;
#else
	return nr_cpumask_bits;
#endif
}

/* Does the kernel make machine code of BPF programs? */
static inline bool ktf_core_jits(void)
{
#ifdef CONFIG_BPF_JIT
	return READ_ONCE(*ktf_names.bpf_jit_enable);
#else
	return false;
#endif
}

#endif /* _KTF_KERNEL_NAMES_H */
