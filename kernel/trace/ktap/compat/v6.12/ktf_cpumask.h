/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The part of a cpumask that counts: Linux 6.12.
 */
#ifndef _KTF_CPUMASK_H
#define _KTF_CPUMASK_H

#include <linux/cpumask.h>

/* The number of bits that comparisons of cpumasks look at. */
static inline unsigned int ktf_core_mask_bits(void)
{
	return small_cpumask_bits;
}

#endif /* _KTF_CPUMASK_H */
