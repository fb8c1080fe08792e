/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A trace.dat that is being written.
 */
#ifndef _KTF_LIB_DAT_WRITER_H
#define _KTF_LIB_DAT_WRITER_H

#include "dat/file.h"
#include "whole.h"

/* A section that was copied. */
struct dat_moved {
	u64	from;
	u64	to;
};

/**
 * struct dat_writer - a file that is being written
 * @dat: the file that it is made of.
 * @path: its name.
 * @file: the file.
 * @at: bytes of it.
 * @moved: sections that were copied.
 * @nr_moved: how many.
 * @buffers: what was written of each buffer of @dat; those without CPUs are left out.
 * @buffer: the one at hand.
 * @page: the sub-buffer at hand.
 * @fill: bytes of its records.
 * @ts: time of the last of them.
 */
struct dat_writer {
	struct dat		*dat;
	const char		*path;
	struct whole		file;
	u64			at;
	struct dat_moved	*moved;
	u32			nr_moved;
	struct dat_written	*buffers;
	u32			buffer;
	u8			*page;
	u32			fill;
	u64			ts;
};

/**
 * struct dat_written - what was written of a buffer
 * @section: where its section is.
 * @cpus: what was written of each CPU.
 * @nr_cpus: how many.
 */
struct dat_written {
	u64		section;
	struct dat_cpu	*cpus;
	u32		nr_cpus;
};

int dat_put(struct dat_writer *w, const void *data, u64 bytes);
int dat_put_at(struct dat_writer *w, u64 off, const void *data, u32 bytes);

#endif /* _KTF_LIB_DAT_WRITER_H */
