/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A trace.dat that is being written.
 */
#ifndef _KTF_LIB_DAT_WRITER_H
#define _KTF_LIB_DAT_WRITER_H

#include "dat/file.h"
#include "whole.h"

/* The old and the new offset of a copied section. */
struct dat_moved {
	u64	from;
	u64	to;
};

/**
 * struct dat_writer - the state of writing a file
 * @dat: the source file.
 * @path: name of the new file.
 * @file: the new file.
 * @at: bytes written so far.
 * @moved: the copied sections.
 * @nr_moved: number of copied sections.
 * @buffers: the written parts of each buffer of @dat; buffers without CPUs are left out.
 * @buffer: index of the current buffer.
 * @page: the current sub-buffer.
 * @fill: bytes of its records.
 * @ts: time of its last record.
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
 * struct dat_written - the written parts of a buffer
 * @section: offset of its section.
 * @cpus: the CPUs whose records have been written.
 * @nr_cpus: number of these CPUs.
 */
struct dat_written {
	u64		section;
	struct dat_cpu	*cpus;
	u32		nr_cpus;
};

int dat_put(struct dat_writer *w, const void *data, u64 bytes);
int dat_put_at(struct dat_writer *w, u64 off, const void *data, u32 bytes);

#endif /* _KTF_LIB_DAT_WRITER_H */
