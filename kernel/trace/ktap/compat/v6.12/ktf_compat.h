/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the engine needs that has another name or place in other kernels: 6.12.
 */
#ifndef _KTF_COMPAT_H
#define _KTF_COMPAT_H

#include <linux/unaligned.h>

#endif /* _KTF_COMPAT_H */
