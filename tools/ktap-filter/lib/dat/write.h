/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A trace.dat with some of the records of another one, or of a running kernel.
 */
#ifndef _KTF_LIB_DAT_WRITE_H
#define _KTF_LIB_DAT_WRITE_H

#include "dat/stream.h"
#include "dat/writer.h"

int dat_write_file(struct dat_writer *w, const char *path);

/* Call these in this order. They return errnos, and the message is in @dat->error. */
int dat_write_open(struct dat_writer *w, struct dat *dat, const char *path);
int dat_write_buffer(struct dat_writer *w, u32 nr);
int dat_write_cpu(struct dat_writer *w, u32 nr);
int dat_write_record(struct dat_writer *w, const struct dat_stream *s);
int dat_write_cpu_end(struct dat_writer *w);
int dat_write_buffer_end(struct dat_writer *w);
int dat_write_end(struct dat_writer *w);
void dat_write_close(struct dat_writer *w);

/* create.c: a file of its own, in place of dat_write_open(); the sections at any time. */
int dat_create(struct dat_writer *w, struct dat *dat, const char *path);
int dat_create_section(struct dat_writer *w, u32 id, const void *data, u64 bytes);
int dat_create_option(struct dat *dat, u32 id, const void *data, u32 bytes);

#endif /* _KTF_LIB_DAT_WRITE_H */
