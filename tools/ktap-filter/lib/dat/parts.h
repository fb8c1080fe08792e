/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of a file that dat_open() has to find.
 */
#ifndef _KTF_LIB_DAT_PARTS_H
#define _KTF_LIB_DAT_PARTS_H

#include "dat/file.h"

/* dat/place.c */
int dat_find_places(struct dat *dat);
void dat_free_places(struct dat *dat);

/* dat/events.c */
int dat_read_events(struct dat *dat);

#endif /* _KTF_LIB_DAT_PARTS_H */
