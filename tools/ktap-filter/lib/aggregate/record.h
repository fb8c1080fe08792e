/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the aggregator knows of a record.
 */
#ifndef _KTF_LIB_AGGREGATE_RECORD_H
#define _KTF_LIB_AGGREGATE_RECORD_H

#include "stack/stack.h"

/**
 * struct agg_record - a record
 * @data: its bytes.
 * @bytes: how many there are, at least what its event says.
 * @time: its time, in nanoseconds.
 * @cpu: the CPU that wrote it.
 * @stack: the functions that led to it; no address if that is not known.
 */
struct agg_record {
	const u8	*data;
	u32		bytes;
	u64		time;
	u32		cpu;
	struct stack	stack;
};

/* The words of a record that all events have. */
static inline u8 agg_record_flags(const struct agg_record *record)
{
	return record->data[2];
}

static inline u32 agg_record_pid(const struct agg_record *record)
{
	return get_unaligned((const u32 *)(record->data + 4));
}

#endif /* _KTF_LIB_AGGREGATE_RECORD_H */
