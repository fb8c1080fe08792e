/* SPDX-License-Identifier: GPL-2.0 */
/* Sets of texts: how to make a table of them and how to look a text up. See vm/text_set.c. */
#ifndef _KTF_TEXT_SET_H
#define _KTF_TEXT_SET_H

#include "vm/set.h"

/*
 * The least number of texts that are worth a table. Fewer are compared one by one. With eight
 * bytes or less, each comparison takes about a nanosecond.
 */
#define KTF_LEAST_TEXTS		16

/* The number of a text is multiplied by this for each word. */
#define KTF_TEXT_MULT		0x9e3779b97f4a7c15ULL

/**
 * struct ktf_text_set - the table of a set of texts, a constant of a program
 * @hash: the perfect hash of the texts' hashes.
 * @longest: length of the longest text, bytes, up to KTF_MAX_PATTERN.
 * @unused: 0.
 * @slots: the hashes, and what vm/hash.c has behind them. Then there is a struct ktf_member for
 *	each slot, and the bytes of the texts.
 */
struct ktf_text_set {
	struct ktf_hash	hash;
	u32		longest;
	u32		unused;
	u64		slots[];
};

/**
 * struct ktf_member - the text of a slot
 * @off: offset of its first byte in the table.
 * @len: its length, bytes.
 */
struct ktf_member {
	u32	off;
	u32	len;
};

/**
 * struct ktf_wanted - a text to be put into a table
 * @hash: set by ktf_text_set_put().
 * @s: the text.
 * @len: its length, bytes, up to KTF_MAX_PATTERN.
 */
struct ktf_wanted {
	u64		hash;
	const char	*s;
	u32		len;
};

/* The texts of the slots. */
static inline struct ktf_member *ktf_members(const struct ktf_text_set *set)
{
	return (void *)set->slots + ktf_hash_bytes(set->hash.bucket_bits, set->hash.slot_bits);
}

bool ktf_in_text_set(const struct ktf_text_set *set, const char *s, u32 n);
bool ktf_text_set_ok(const struct ktf_text_set *set, u32 bytes);
u32 ktf_text_set_put(void *to, u32 room, struct ktf_wanted *texts, u32 nr);

#endif /* _KTF_TEXT_SET_H */
