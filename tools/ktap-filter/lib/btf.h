/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Enumerators in a kernel's description of its types. See btf.c.
 */
#ifndef _BTF_H
#define _BTF_H

#include "prog/env.h"

bool btf_enumerator(const void *btf, size_t bytes, const char *name, u32 len, u32 *at, u64 *val,
		    bool *is_unsigned);

#endif /* _BTF_H */
