/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Does a text match a pattern?
 *
 * Texts come from records and may be anything. They need not end in a NUL and may have several.
 * A matcher reads no byte behind the @n bytes that it is given. Patterns come from the program.
 * They have no NUL inside and one behind.
 *
 * Which bytes count as the text is decided before: see vm/fetch.h.
 *
 * Bytes are compared eight at a time. The rest is compared by one more word, which ends with
 * the last byte and overlaps the word before. Fewer than eight bytes take two words of four or
 * of two bytes, which overlap too, and no loop.
 */
#ifndef _KTF_MATCH_H
#define _KTF_MATCH_H

#include "prog/env.h"

#define KTF_LOW_BITS	0x0101010101010101ULL

/*
 * The top bits of the bytes that are zero; 0 if no byte is zero. The lowest bit that is set is
 * right. Bits above it may be wrong, since a zero byte borrows from a byte of 1 above it.
 */
static __always_inline u64 ktf_zero_bytes(u64 word)
{
	return (word - KTF_LOW_BITS) & ~word & KTF_LOW_BITS << 7;
}

/* The length of a text in @n bytes: the bytes before its first NUL, or all. */
static __always_inline u32 ktf_text_len(const char *s, u32 n)
{
	u32 i;

	for (i = 0; i + 8 <= n; i += 8) {
		u64 zero = ktf_zero_bytes(get_unaligned_le64(s + i));

		if (zero)
			return i + (__ffs64(zero) >> 3);
	}
	while (i < n && s[i])
		i++;
	return i;
}

/* Zero if the words at @a and @b are equal. */
static __always_inline u64 ktf_differ64(const char *a, const char *b)
{
	return get_unaligned((const u64 *)a) ^ get_unaligned((const u64 *)b);
}

static __always_inline u32 ktf_differ32(const char *a, const char *b)
{
	return get_unaligned((const u32 *)a) ^ get_unaligned((const u32 *)b);
}

static __always_inline u16 ktf_differ16(const char *a, const char *b)
{
	return get_unaligned((const u16 *)a) ^ get_unaligned((const u16 *)b);
}

/* Are @len bytes equal? */
static __always_inline bool ktf_same(const char *a, const char *b, u32 len)
{
	u32 i;

	if (len >= 8) {
		for (i = 0; i + 8 < len; i += 8)
			if (ktf_differ64(a + i, b + i))
				return false;
		return !ktf_differ64(a + len - 8, b + len - 8);
	}
	if (len >= 4)
		return !(ktf_differ32(a, b) | ktf_differ32(a + len - 4, b + len - 4));
	if (len >= 2)
		return !(ktf_differ16(a, b) | ktf_differ16(a + len - 2, b + len - 2));
	return !len || *a == *b;
}

/*
 * Is the text the pattern? The text goes up to its NUL, or has all @n bytes. Its end is compared
 * first, so that @n takes no register afterwards.
 */
static __always_inline bool ktf_match_eq(const char *s, u32 n, const char *pat, u32 len)
{
	return len <= n && (len == n || !s[len]) && ktf_same(s, pat, len);
}

static __always_inline bool ktf_match_prefix(const char *s, u32 n, const char *pat, u32 len)
{
	return len <= n && ktf_same(s, pat, len);
}

/* The text is all @n bytes. It does not end at a NUL. */
static __always_inline bool ktf_match_suffix(const char *s, u32 n, const char *pat, u32 len)
{
	return len <= n && ktf_same(s + n - len, pat, len);
}

/*
 * Does a text in 16 bytes contain a pattern of one to eight bytes? @first is the pattern's first
 * byte, eight times. A pattern has no NUL, so a match that begins before the text's NUL also
 * ends before it.
 */
static __always_inline bool ktf_has_short(const char *s, u64 pattern, u64 mask, u64 first)
{
	u64 word = get_unaligned_le64(s), nul = ktf_zero_bytes(word), hits;

	/* Keep the hits below the lowest bit of @nul, or all hits if @nul is 0. */
	hits = ktf_zero_bytes(word ^ first) & ~nul & (nul - 1);
	for (; hits; hits &= hits - 1)
		if (!((get_unaligned_le64(s + (__ffs64(hits) >> 3)) ^ pattern) & mask))
			return true;
	if (nul)
		return false;
	word = get_unaligned_le64(s + 8);
	nul = ktf_zero_bytes(word);
	hits = ktf_zero_bytes(word ^ first) & ~nul & (nul - 1);
	for (; hits; hits &= hits - 1)
		if (!(((word >> (__ffs64(hits) & 56)) ^ pattern) & mask))
			return true;
	return false;
}

/*
 * The word at @at in a text whose last word is at @last. Bytes behind the text are zero. If @at
 * is the end of the text, the word may be anything, and callers use no byte of it.
 */
static __always_inline u64 ktf_word_at(const char *at, const char *last)
{
	if (likely(at <= last))
		return get_unaligned_le64(at);
	return get_unaligned_le64(last) >> (8 * (at - last) & 63);
}

/* A text of fewer than eight bytes with NULs behind it. No pattern has a NUL. */
struct ktf_few {
	char	bytes[8];
};

static __always_inline struct ktf_few ktf_few_bytes(const char *s, u32 n)
{
	struct ktf_few few = { };

	memcpy(few.bytes, s, n);
	return few;
}

bool ktf_match_open_prefix(const char *s, u32 room, const char *pat, u32 len);
bool ktf_match_open_eq(const char *s, u32 room, const char *pat, u32 len);
u64 ktf_first_word(const char *s, u32 n);
bool ktf_match_contains(const char *s, u32 n, const char *pat, u32 len, u64 head);

#endif /* _KTF_MATCH_H */
