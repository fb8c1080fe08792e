// SPDX-License-Identifier: GPL-2.0
/*
 * Sets of texts: membership by one hash and one comparison.
 *
 * A text is reduced to a number, its hash: for each eight bytes, the number is exclusive-ored
 * with them, multiplied by an odd number, and its upper half is folded into the lower. The last
 * eight bytes may overlap those before, as in vm/match.h. The numbers of the members are
 * scattered, so vm/hash.c makes a perfect hash of them. Each slot has a number and the text that
 * it is the number of:
 *
 *	hash, longest | a number for each slot | displacements | a text for each slot | bytes
 *
 * If the number of a text is not the one in its slot, the text is no member. That is the way of
 * nearly all other texts. If it is, all bytes are compared, as other texts may have the same
 * number. Whatever the text is, one slot is looked at, and no more bytes are read than the longest
 * member has, and one more. A user may choose members that have the same number. Then there is
 * no table, and they are compared one by one.
 *
 * A slot that belongs to no member has an empty text, and holds the number of another slot.
 */
#include "prog/limits.h"
#include "vm/match.h"
#include "vm/text_set.h"

#define MOST_TEXTS	0xc000		/* see ktf_hash_size() */

static u64 mix(u64 hash, u64 word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL;
	return hash ^ hash >> 32;
}

static u64 hash_of(const char *s, u32 len)
{
	u64 hash = len;
	u32 i;

	if (len < 8)
		return mix(hash, ktf_first_word(s, len));
	for (i = 0; i + 8 < len; i += 8)
		hash = mix(hash, get_unaligned_le64(s + i));
	return mix(hash, get_unaligned_le64(s + len - 8));
}

/**
 * ktf_in_text_set - is a text a member of a set?
 * @set: a table that ktf_text_set_ok() accepted.
 * @s: the text. It ends at its NUL, or has all @n bytes.
 * @n: how many bytes may be read.
 *
 * Context: any, NMI included.
 * Return: true if it is.
 */
bool ktf_in_text_set(const struct ktf_text_set *set, const char *s, u32 n)
{
	u32 len = ktf_text_len(s, min(n, set->longest + 1));
	const struct ktf_member *member;
	u64 hash, slot;

	if (len > set->longest)
		return false;
	hash = hash_of(s, len);
	slot = ktf_slot_of(&set->hash, set->slots, hash);
	if (set->slots[slot] != hash)
		return false;
	member = &ktf_members(set)[slot];
	return member->len == len && ktf_same(s, (const char *)set + member->off, len);
}

/* Where the bytes of the texts begin, an offset in the table. */
static u64 start_of_bytes(const struct ktf_hash *hash)
{
	return sizeof(struct ktf_text_set) + ktf_hash_bytes(hash->bucket_bits, hash->slot_bits) +
	       (sizeof(struct ktf_member) << hash->slot_bits);
}

/**
 * ktf_text_set_ok - prove that a table can be looked at
 * @set: the table, aligned to 8 bytes.
 * @bytes: its size; so many bytes can be read.
 *
 * Context: any.
 * Return: true if every slot, displacement and text is inside.
 */
bool ktf_text_set_ok(const struct ktf_text_set *set, u32 bytes)
{
	const struct ktf_member *member;
	u32 i;

	if (bytes < sizeof(*set) || set->longest > KTF_MAX_PATTERN ||
	    !ktf_hash_bits_ok(set->hash.bucket_bits, set->hash.slot_bits) ||
	    start_of_bytes(&set->hash) > bytes || !ktf_hash_ok(&set->hash, set->slots))
		return false;
	member = ktf_members(set);
	for (i = 0; i < 1U << set->hash.slot_bits; i++, member++)
		if (member->len > KTF_MAX_PATTERN || (u64)member->off + member->len > bytes)
			return false;
	return true;
}

static int by_hash(const void *a, const void *b)
{
	const struct ktf_wanted *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Sort the texts by their hashes, each once. Returns how many; 0 if two have the same hash. */
static u32 sort_texts(struct ktf_wanted *texts, u32 nr)
{
	u32 i, n = 0;

	for (i = 0; i < nr; i++)
		texts[i].hash = hash_of(texts[i].s, texts[i].len);
	sort(texts, nr, sizeof(*texts), by_hash, NULL);
	for (i = 0; i < nr; i++) {
		struct ktf_wanted *last = &texts[n - 1];

		if (!n || last->hash != texts[i].hash)
			texts[n++] = texts[i];
		else if (last->len != texts[i].len || memcmp(last->s, texts[i].s, last->len))
			return 0;
	}
	return n;
}

static int fill_hash(struct ktf_text_set *set, const struct ktf_wanted *texts, u32 nr)
{
	u64 *numbers = ktf_alloc(array_size(nr, sizeof(*numbers)));
	int err;
	u32 i;

	if (!numbers)
		return -ENOMEM;
	for (i = 0; i < nr; i++)
		numbers[i] = texts[i].hash;
	err = ktf_hash_fill(&set->hash, numbers, nr, set->slots);
	ktf_free(numbers);
	return err;
}

static void copy_texts(struct ktf_text_set *set, const struct ktf_wanted *texts, u32 nr)
{
	struct ktf_member *members = ktf_members(set), *member;
	u32 off = start_of_bytes(&set->hash), i;

	for (i = 0; i < nr; i++) {
		member = &members[ktf_slot_of(&set->hash, set->slots, texts[i].hash)];
		*member = (struct ktf_member) { off, texts[i].len };
		memcpy((char *)set + off, texts[i].s, texts[i].len);
		off += texts[i].len;
		set->longest = max(set->longest, texts[i].len);
	}
}

/**
 * ktf_text_set_put - make the table of a set of texts
 * @to: gets the table; aligned to 8 bytes.
 * @room: how many bytes it may have.
 * @texts: the texts; their order changes, and the same text may come several times.
 * @nr: number of texts, at least 1.
 *
 * Context: may sleep.
 * Return: the size of the table, bytes, a multiple of 8; 0 if there is none: it has no room, two
 * texts have the same hash, or there is no memory.
 */
u32 ktf_text_set_put(void *to, u32 room, struct ktf_wanted *texts, u32 nr)
{
	struct ktf_text_set *set = to;
	struct ktf_hash hash;
	u64 bytes;
	u32 i;

	nr = sort_texts(texts, nr);
	if (!nr || nr > MOST_TEXTS)
		return 0;
	hash = ktf_hash_size(nr, true);
	bytes = start_of_bytes(&hash);
	for (i = 0; i < nr; i++)
		bytes += texts[i].len;
	bytes = ALIGN(bytes, sizeof(u64));
	if (bytes > room)
		return 0;
	memset(set, 0, bytes);
	set->hash = hash;
	if (fill_hash(set, texts, nr))
		return 0;
	copy_texts(set, texts, nr);
	return bytes;
}
