/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads and writes at any address: the header has moved since Linux 6.12.
 */
#ifndef _KTF_UNALIGNED_H
#define _KTF_UNALIGNED_H

#if __has_include(<linux/unaligned.h>)
#include <linux/unaligned.h>
#else
#include <asm/unaligned.h>
#endif

#endif /* _KTF_UNALIGNED_H */
