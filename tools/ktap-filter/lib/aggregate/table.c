// SPDX-License-Identifier: GPL-2.0
/*
 * A table of entries by keys of any bytes: open addressing, at most half full.
 *
 * Its memory depends on the number of keys, not on that of records. The keys come from a file
 * that may be hostile, so the hash has a seed that its author does not know.
 */
#include <stdlib.h>
#include <sys/random.h>

#include "aggregate/table.h"

#define FIRST_ROOM	64U
#define MOST_ROOM	BIT(31)
/* 2^64 divided by the golden ratio. */
#define GOLDEN		0x9e3779b97f4a7c15ULL

static u64 mix(u64 sum, u64 word)
{
	sum = (sum ^ word) * GOLDEN;
	return sum ^ sum >> 29;
}

static u64 hash(const struct agg_table *t, const u8 *key, u32 bytes)
{
	u64 sum = t->seed ^ bytes, rest = 0;

	for (; bytes >= 8; bytes -= 8, key += 8)
		sum = mix(sum, get_unaligned((const u64 *)key));
	memcpy(&rest, key, bytes);
	return mix(mix(sum, rest), t->seed);
}

/**
 * agg_table_init - start with no entry
 * @t: gets the table; free it with agg_table_free().
 * @bytes: size of what is kept for a key, bytes.
 *
 * Context: any.
 */
void agg_table_init(struct agg_table *t, u32 bytes)
{
	*t = (struct agg_table) { .bytes = ALIGN(bytes, 8U) };
	/* Without the seed the table is only slower for keys that are made for it. */
	if (getrandom(&t->seed, sizeof(t->seed), GRND_NONBLOCK) < 0)
		t->seed = GOLDEN;
}

/* The slot of the key, or the empty one where it belongs. There is an empty slot. */
static u32 *find_slot(const struct agg_table *t, u64 is, const u8 *key, u32 bytes)
{
	u32 at = is & (t->room - 1);

	while (t->slots[at]) {
		const struct agg_entry *entry = t->all[t->slots[at] - 1];

		if (entry->hash == is && entry->key_bytes == bytes &&
		    !memcmp(agg_entry_key(t, entry), key, bytes))
			break;
		at = (at + 1) & (t->room - 1);
	}
	return &t->slots[at];
}

static void fill_slots(struct agg_table *t)
{
	u32 i, at;

	for (i = 0; i < t->nr; i++) {
		at = t->all[i]->hash & (t->room - 1);
		while (t->slots[at])
			at = (at + 1) & (t->room - 1);
		t->slots[at] = i + 1;
	}
}

/* Make the table twice as large. */
static bool grow(struct agg_table *t)
{
	u32 room = 2 * t->room ?: FIRST_ROOM;
	struct agg_entry **all;
	u32 *slots;

	if (t->room == MOST_ROOM)
		return false;
	all = realloc(t->all, array_size(room / 2, sizeof(*all)));
	if (!all)
		return false;
	t->all = all;
	slots = calloc(room, sizeof(*slots));
	if (!slots)
		return false;
	free(t->slots);
	t->slots = slots;
	t->room = room;
	fill_slots(t);
	return true;
}

static struct agg_entry *new_entry(struct agg_table *t, u64 is, const u8 *key, u32 bytes)
{
	struct agg_entry *entry = calloc(1, sizeof(*entry) + t->bytes + (size_t)bytes);

	if (!entry)
		return NULL;
	entry->hash = is;
	entry->key_bytes = bytes;
	memcpy((u8 *)entry->data + t->bytes, key, bytes);
	t->all[t->nr++] = entry;
	return entry;
}

/**
 * agg_table_find - find what is kept for a key
 * @t: the table.
 * @key: the key.
 * @bytes: size of @key.
 *
 * Context: any.
 * Return: what is kept for it; NULL if the key is not in the table.
 */
void *agg_table_find(const struct agg_table *t, const void *key, u32 bytes)
{
	u32 *slot = t->nr ? find_slot(t, hash(t, key, bytes), key, bytes) : NULL;

	return slot && *slot ? t->all[*slot - 1]->data : NULL;
}

/**
 * agg_table_get - find what is kept for a key, or make a new entry
 * @t: the table.
 * @key: the key.
 * @bytes: size of @key.
 *
 * Context: any.
 * Return: what is kept for it, zeroes at first; NULL if memory is short.
 */
void *agg_table_get(struct agg_table *t, const void *key, u32 bytes)
{
	u64 is = hash(t, key, bytes);
	struct agg_entry *entry;
	u32 *slot;

	if (t->nr >= t->room / 2 && !grow(t))
		return NULL;
	slot = find_slot(t, is, key, bytes);
	if (*slot)
		return t->all[*slot - 1]->data;
	entry = new_entry(t, is, key, bytes);
	if (!entry)
		return NULL;
	*slot = t->nr;
	return entry->data;
}

/**
 * agg_table_free - free a table, but not the struct itself, nor what its entries point to
 * @t: the table.
 *
 * Context: any.
 */
void agg_table_free(struct agg_table *t)
{
	u32 i;

	for (i = 0; i < t->nr; i++)
		free(t->all[i]);
	free(t->all);
	free(t->slots);
	memset(t, 0, sizeof(*t));
}
