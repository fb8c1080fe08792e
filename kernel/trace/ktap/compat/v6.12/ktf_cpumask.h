/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How much of a cpumask counts: Linux 6.12.
 */
#ifndef _KTF_CPUMASK_H
#define _KTF_CPUMASK_H

#include <linux/cpumask.h>

/* The bits that comparisons of masks look at. */
static inline unsigned int ktf_core_mask_bits(void)
{
	return small_cpumask_bits;
}

#endif /* _KTF_CPUMASK_H */
