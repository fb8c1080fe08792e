// SPDX-License-Identifier: GPL-2.0
/*
 * Sets of texts: membership by one hash and one comparison.
 *
 * A text is reduced to a number, its hash: for each eight bytes, the number is exclusive-ored
 * with them, multiplied by an odd number, and its upper half is folded into the lower. The eight
 * bytes with the text's NUL are the last. What is behind the NUL counts as zero, so the length
 * need not be known before. Texts of eight bytes, or of sixteen, have a last word of zeroes. The
 * numbers of the members are scattered, so vm/hash.c makes a perfect hash of them. Each slot has a
 * number and the text that it is the number of:
 *
 *	hash, longest | a number for each slot | displacements | a text for each slot | bytes
 *
 * If the number of a text is not the one in its slot, the text is no member. That is the way of
 * nearly all other texts. If it is, all bytes are compared, as other texts may have the same
 * number. Whatever the text is, one slot is looked at, and no more words are read than the longest
 * member has with its NUL. The number of a longer text is that of its beginning. A user may choose
 * members that have the same number. Then there is no table, and they are compared one by one.
 *
 * A slot that belongs to no member has an empty text, and holds the number of another slot.
 */
#include "prog/limits.h"
#include "vm/match.h"
#include "vm/text_set.h"

#define MOST_TEXTS	0xc000		/* see ktf_hash_size() */

static u64 mix(u64 hash, u64 word)
{
	hash = (hash ^ word) * KTF_TEXT_MULT;
	return hash ^ hash >> 32;
}

/* The number of a text with its next word. Only the bytes before the word's lowest NUL count. */
static u64 mix_text(u64 hash, u64 word, u64 nul)
{
	/* All bits if @nul is 0. Else those below its lowest one, and others that @word has not. */
	return mix(hash, word & (nul - 1));
}

/* The number of a text that ends at its NUL, or has all @n bytes, 8 or more. */
static __always_inline u64 hash_of(const char *s, u32 n)
{
	u64 hash = 0, word, nul;
	u32 at;

	for (at = 0; at + 8 <= n; at += 8) {
		word = get_unaligned_le64(s + at);
		nul = ktf_zero_bytes(word);
		hash = mix_text(hash, word, nul);
		if (nul)
			return hash;
	}
	/* Fewer than eight bytes are left, and zeroes behind them. */
	word = get_unaligned_le64(s + n - 8) >> 8 * (at + 7 - n) >> 8;
	return mix_text(hash, word, ktf_zero_bytes(word));
}

/* The same of a text in fewer than 8 bytes. */
static u64 hash_of_few(const char *s, u32 n)
{
	u64 word = ktf_first_word(s, n);

	return mix_text(0, word, ktf_zero_bytes(word));
}

/* The number of the text is in the slot. Is the text the slot's member? */
static noinline bool is_in_slot(const struct ktf_text_set *set, u64 slot, const char *s, u32 n)
{
	const struct ktf_member *member = &ktf_members(set)[slot];

	return ktf_match_eq(s, n, (const char *)set + member->off, member->len);
}

static __always_inline bool look_up(const struct ktf_text_set *set, const char *s, u32 n,
				    u64 hash)
{
	u64 slot = ktf_slot_of(&set->hash, set->slots, hash);

	return set->slots[slot] == hash && is_in_slot(set, slot, s, n);
}

/* Apart, since it calls a function and needs registers for that. */
static noinline bool look_up_few(const struct ktf_text_set *set, const char *s, u32 n)
{
	return look_up(set, s, n, hash_of_few(s, n));
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
	if (n < 8)
		return look_up_few(set, s, n);
	return look_up(set, s, n, hash_of(s, min(n, (set->longest | 7) + 1)));
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
		texts[i].hash = texts[i].len < 8 ? hash_of_few(texts[i].s, texts[i].len) :
						   hash_of(texts[i].s, texts[i].len);
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
