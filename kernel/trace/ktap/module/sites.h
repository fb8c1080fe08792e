/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Having the kernel call our functions. sites_x86.c redirects each call, sites_probe.c the
 * entry of each function.
 */
#ifndef _KTF_SITES_H
#define _KTF_SITES_H

#include <linux/types.h>

int ktf_sites_find(void);
int ktf_sites_patch(u32 first, u32 end, bool hot);
void ktf_sites_restore(void);

#endif /* _KTF_SITES_H */
