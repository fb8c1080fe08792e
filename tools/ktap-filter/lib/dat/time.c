// SPDX-License-Identifier: GPL-2.0
/*
 * From recorded time stamps to the time stamps that people see.
 *
 * A file may have an offset for all of its time stamps. libtracecmd knows the offset: it is
 * the difference between its first time stamp and ours. Where the conversion is more than an
 * offset, libtracecmd reads all records (dat/place.c).
 */
#include <trace-cmd.h>

#include "dat/dat.h"
#include "dat/stream.h"

static bool has_shift(const struct dat *dat)
{
	const struct dat_option *option = dat->options;
	u32 i;

	for (i = 0; i < dat->nr_options; i++, option++)
		if (option->id == DAT_OPTION_DATE || option->id == DAT_OPTION_OFFSET)
			return true;
	return false;
}

static u64 shift_of(struct dat *dat, const struct dat_buffer *buffer, struct tracecmd_input *input)
{
	struct tep_record *record;
	struct dat_stream s;
	u64 shift = 0;

	record = tracecmd_read_cpu_first(input, buffer->cpus[0].nr);
	if (!record)
		return 0;
	dat_stream_open(&s, dat, buffer, 0, 0, 1);
	if (dat_stream_next(&s))
		shift = record->ts - s.ts;
	dat_stream_close(&s);
	tracecmd_free_record(record);
	return shift;
}

/* All buffers have the same shift, so one buffer is enough to find it. */
static u64 find_shift(struct dat *dat, struct tracecmd_input *input)
{
	u32 b;

	for (b = 0; b < dat->nr_buffers; b++)
		if (!*dat->buffers[b].name && dat->buffers[b].nr_cpus)
			return shift_of(dat, &dat->buffers[b], input);
	return 0;
}

/**
 * dat_find_shifts - find the number to add to the time stamps
 * @dat: the file; each buffer gets its @shift.
 *
 * Context: any.
 */
void dat_find_shifts(struct dat *dat)
{
	struct tracecmd_input *input;
	u64 shift;
	u32 b;

	if (dat->by_library || !has_shift(dat))
		return;
	input = tracecmd_open(dat->path, TRACECMD_FL_LOAD_NO_PLUGINS);
	if (!input)
		return;
	shift = find_shift(dat, input);
	tracecmd_close(input);
	for (b = 0; b < dat->nr_buffers; b++)
		dat->buffers[b].shift = shift;
}
