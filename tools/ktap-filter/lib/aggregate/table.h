/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A table of entries by keys of any bytes.
 */
#ifndef _KTF_LIB_AGGREGATE_TABLE_H
#define _KTF_LIB_AGGREGATE_TABLE_H

#include "prog/env.h"

/**
 * struct agg_entry - an entry of a table
 * @hash: the hash of its key.
 * @key_bytes: size of its key.
 * @data: what the table's user keeps, as many bytes as the table says, and behind it the key.
 */
struct agg_entry {
	u64	hash;
	u64	key_bytes;
	u64	data[];
};

/**
 * struct agg_table - a table
 * @bytes: size of what the user keeps for a key, a multiple of 8.
 * @all: the entries in the order in which they were made.
 * @nr: number of entries.
 * @slots: for each hash the number of its entry, counted from 1; 0 for none.
 * @room: number of slots, a power of two, or 0.
 * @seed: makes the hashes different in each run.
 */
struct agg_table {
	u32			bytes;
	struct agg_entry	**all;
	u32			nr;
	u32			*slots;
	u32			room;
	u64			seed;
};

void agg_table_init(struct agg_table *t, u32 bytes);
void *agg_table_find(const struct agg_table *t, const void *key, u32 bytes);
void *agg_table_get(struct agg_table *t, const void *key, u32 bytes);
void agg_table_free(struct agg_table *t);

static inline const u8 *agg_entry_key(const struct agg_table *t, const struct agg_entry *entry)
{
	return (const u8 *)entry->data + t->bytes;
}

#endif /* _KTF_LIB_AGGREGATE_TABLE_H */
