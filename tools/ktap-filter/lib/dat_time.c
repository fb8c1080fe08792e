// SPDX-License-Identifier: GPL-2.0
/*
 * From recorded time stamps to those that people see.
 *
 * A file may say that something is to be added to all of its time stamps. What that
 * comes to libtracecmd knows: it is what its first record has more than ours. Where time
 * is more than a sum, the library reads all records (dat_place.c).
 */
#include <trace-cmd.h>

#include "dat_stream.h"

static u64 shift_of(struct dat *dat, const struct dat_buffer *buffer)
{
	struct tep_record *record;
	struct dat_stream s;
	u64 shift = 0;

	record = tracecmd_read_cpu_first(buffer->input, buffer->cpus[0].nr);
	if (!record)
		return 0;
	dat_stream_open(&s, dat, buffer, 0, 0, 1);
	if (dat_stream_next(&s))
		shift = record->ts - s.ts;
	dat_stream_close(&s);
	tracecmd_free_record(record);
	return shift;
}

/**
 * dat_find_shifts - find what is added to time stamps
 * @dat: the file; its buffers get their @shift.
 *
 * Context: any.
 */
void dat_find_shifts(struct dat *dat)
{
	u32 b;

	if (dat->by_library)
		return;
	for (b = 0; b < dat->nr_buffers; b++)
		if (dat->buffers[b].nr_cpus)
			dat->buffers[b].shift = shift_of(dat, &dat->buffers[b]);
}
