/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A trace.dat, read for its records.
 */
#ifndef _KTF_LIB_DAT_DAT_H
#define _KTF_LIB_DAT_DAT_H

#include "dat/file.h"

/* dat/dat.c */
int dat_open(struct dat *dat, const char *path, bool prints);
void dat_close(struct dat *dat);

/* dat/time.c */
void dat_find_shifts(struct dat *dat);

/* dat/symbols.c */
int dat_read_symbols(struct dat *dat);

#endif /* _KTF_LIB_DAT_DAT_H */
