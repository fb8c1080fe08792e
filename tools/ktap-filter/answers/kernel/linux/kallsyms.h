/* SPDX-License-Identifier: GPL-2.0 */
/* For text.c of the oracle, which is built here for user space: symbols.c. */
#ifndef _KALLSYMS_H
#define _KALLSYMS_H

unsigned long kallsyms_lookup_name(const char *name);

#endif /* _KALLSYMS_H */
