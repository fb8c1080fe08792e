/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records become sub-buffers.
 */
#ifndef _KTF_LIB_DAT_PAGE_H
#define _KTF_LIB_DAT_PAGE_H

#include "dat/stream.h"
#include "dat/writer.h"

int dat_page_add(struct dat_writer *w, const struct dat_stream *s);
int dat_page_flush(struct dat_writer *w);

#endif /* _KTF_LIB_DAT_PAGE_H */
