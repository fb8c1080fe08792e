/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys: what the user counts by.
 */
#ifndef _KTF_LIB_AGGREGATE_KEY_H
#define _KTF_LIB_AGGREGATE_KEY_H

#include "aggregate/modifier.h"
#include "aggregate/record.h"
#include "schema.h"

/**
 * struct agg_error - why keys are refused
 * @at: where in the user's text, bytes.
 * @len: how many bytes it is about.
 * @no_field: there is no such field; another name may have been meant.
 * @no_modifier: the same of a modifier.
 * @text: the reason.
 */
struct agg_error {
	u32	at;
	u32	len;
	bool	no_field;
	bool	no_modifier;
	char	text[256];
};

/**
 * struct agg_key - a key as the user wrote it
 * @text: the key with its modifier, in the user's text.
 * @at: where in the user's text, bytes.
 * @len: length of @text.
 * @name_len: length of the name at the start of @text.
 * @element: the element of an array; -1 for none.
 * @modifier: the modifier; NULL for none.
 * @arg: the modifier's argument.
 */
struct agg_key {
	const char			*text;
	u32				at;
	u32				len;
	u32				name_len;
	s64				element;
	const struct agg_modifier	*modifier;
	u64				arg;
};

/**
 * struct agg_keys - a list of keys
 * @nr: number of keys.
 * @list: the keys.
 */
struct agg_keys {
	u32		nr;
	struct agg_key	list[AGG_MAX_KEYS];
};

/* Where the value of a key comes from. */
enum agg_source {
	AGG_FROM_NUMBER,	/* a field */
	AGG_FROM_FIXED,		/* a text in the fixed part */
	AGG_FROM_LOC,		/* a text behind a word that says where */
	AGG_FROM_PID,
	AGG_FROM_COMM,
	AGG_FROM_CPU,
	AGG_FROM_EVENT,
	AGG_FROM_TIME,
	AGG_FROM_STACK,
};

/**
 * struct agg_place - where an event has the value of a key
 * @source: enum agg_source.
 * @tag: enum agg_tag.
 * @off: offset in the record, bytes.
 * @size: size of the field, bytes; 0 if the text takes the rest of the record.
 * @from: what is added to the offset that a word tells.
 */
struct agg_place {
	u8	source;
	u8	tag;
	u32	off;
	u32	size;
	u32	from;
};

/* keys.c */
int agg_key_parse(const char *text, u32 at, u32 len, struct agg_key *key,
		  struct agg_error *error);
int agg_keys_parse(const char *text, struct agg_keys *keys, struct agg_error *error);
__printf(4, 5) int agg_refuse(struct agg_error *error, u32 at, u32 len, const char *fmt, ...);

/* place.c */
int agg_place_find(const struct agg_key *key, const struct ktf_schema *schema,
		   struct agg_place *place, struct agg_error *error);
const char *agg_word(u32 nr);
bool agg_asks_symbols(const struct agg_keys *keys);
bool agg_asks_stacks(const struct agg_keys *keys);

/* read.c */
bool agg_read(const struct agg_key *key, const struct agg_place *place,
	      const struct agg_record *record, struct agg_bytes *to);
void agg_put_bits(const struct agg_key *key, const struct agg_place *place, u64 bits,
		  struct agg_bytes *to);
struct agg_number agg_read_number(const struct agg_key *key, const struct agg_place *place,
				  const struct agg_record *record);

#endif /* _KTF_LIB_AGGREGATE_KEY_H */
