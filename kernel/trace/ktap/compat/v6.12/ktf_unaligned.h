/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads and writes at any address: Linux 6.12.
 */
#ifndef _KTF_UNALIGNED_H
#define _KTF_UNALIGNED_H

#include <linux/unaligned.h>

#endif /* _KTF_UNALIGNED_H */
