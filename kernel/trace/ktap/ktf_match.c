// SPDX-License-Identifier: GPL-2.0
/*
 * The matchers that have a loop.
 *
 * They work on words of eight bytes that are loaded little-endian on any machine,
 * so that the text's first byte is the lowest and what lies behind a text's end
 * can be shifted in as zeroes from the top.
 *
 * What is sought is found by one of its bytes, which is looked for in eight places
 * at once; there the rest is compared, eight bytes at once.
 */
#include "ktf_match.h"

static noinline u64 short_word(const char *s, u32 n, u32 i)
{
	u64 word = 0;

	while (n-- > i)
		word = word << 8 | (u8)s[n];
	return word;
}

/* The word at @i, with zeroes for what is behind the text's @n bytes; @i is below @n. */
static __always_inline u64 word_at(const char *s, u32 n, u32 i)
{
	if (likely(i + 8 <= n))
		return get_unaligned_le64(s + i);
	if (likely(n >= 8))
		return get_unaligned_le64(s + n - 8) >> 8 * (i + 8 - n);
	return short_word(s, n, i);
}

/**
 * ktf_first_word - the first eight bytes of a text
 * @s: the text.
 * @n: its length, bytes.
 *
 * Context: any, NMI included.
 * Return: them, the first one lowest, with zeroes for those that it does not have.
 */
u64 ktf_first_word(const char *s, u32 n)
{
	return n >= 8 ? get_unaligned_le64(s) : short_word(s, n, 0);
}

/*
 * Knuth, Morris, Pratt: no byte of the text is looked at again but for one that ended
 * a match, and each of those takes back one that went well. @borders says for each
 * byte how long the longest start of the pattern is that ends there, but for that
 * from its first byte.
 */
static noinline bool contains_steadily(const char *s, u32 n, const char *pat, u32 len,
				       const u8 *borders)
{
	u32 i, same = 0;

	for (i = 0; i < n; i++) {
		while (same && s[i] != pat[same])
			same = borders[same - 1];
		same += s[i] == pat[same];
		if (same == len)
			return true;
	}
	return false;
}

/**
 * ktf_match_contains - is the pattern somewhere in the text?
 * @s: the text.
 * @n: its length, bytes; a NUL in it is a byte like any other.
 * @pat: the pattern; one of more than eight bytes has its borders behind its NUL.
 * @len: its length, bytes; 0 is contained in everything.
 * @head: its first word, see ktf_first_word().
 *
 * A pattern of up to eight bytes is compared at once. For a longer one there are texts in
 * which nearly every place takes nearly all of it to fail. When that has cost as many
 * bytes as were got behind, and some, the rest is searched in a way that is slower and knows
 * no such texts. So there are at most four steps for each byte of the text.
 *
 * Context: any, NMI included.
 * Return: whether it is.
 */
bool ktf_match_contains(const char *s, u32 n, const char *pat, u32 len, u64 head)
{
	u64 first = (head & 0xff) * KTF_LOW_BITS, mask;
	u32 wasted = 0, i, at;

	if (!len || len > n)
		return !len;
	mask = ~0ULL >> 8 * (8 - min(len, 8U));
	for (i = 0; i <= n - len; i += 8) {
		u64 hits = ktf_zero_bytes(word_at(s, n, i) ^ first);

		for (; hits; hits &= hits - 1) {
			at = i + (__ffs64(hits) >> 3);
			if (at > n - len)
				return false;
			if ((word_at(s, n, at) ^ head) & mask)
				continue;
			if (len <= 8 || ktf_same(s + at + 8, pat + 8, len - 8))
				return true;
			wasted += len;
			if (wasted > at + 4 * len)
				return contains_steadily(s + at + 1, n - at - 1, pat, len,
							 (const u8 *)pat + len + 1);
		}
	}
	return false;
}

/* Does the text match a piece at @at? It has as many bytes from there. */
static __always_inline bool has_piece_at(const char *s, u32 n, u32 at, const struct ktf_piece *p)
{
	const struct ktf_glob_word *word = (const void *)p->data;
	const struct ktf_class *class;
	u32 i;
	u8 c;

	for (i = 0; i < p->len; i += 8, word++)
		if ((word_at(s, n, at + i) ^ get_unaligned_le64(word->want)) &
		    get_unaligned_le64(word->mask))
			return false;
	class = (const void *)word;
	for (i = 0; i < p->nr_classes; i++) {
		c = s[at + class[i].at];
		if (!(class[i].bits[c / 8] >> c % 8 & 1))
			return false;
	}
	return true;
}

#define NOWHERE	(~0U)

/* One that has no certain byte to look for. */
static noinline u32 find_vague_piece(const char *s, u32 n, u32 from, u32 to,
				     const struct ktf_piece *p)
{
	for (; from <= to; from++)
		if (has_piece_at(s, n, from, p))
			return from;
	return NOWHERE;
}

/* The first place from @from to @to at which the text matches a piece. */
static u32 find_piece(const char *s, u32 n, u32 from, u32 to, const struct ktf_piece *p)
{
	u32 anchor = p->anchor, i, at;
	u64 byte;

	if (anchor == p->len)
		return find_vague_piece(s, n, from, to, p);
	byte = p->data[anchor / 8 * sizeof(struct ktf_glob_word) + anchor % 8] * KTF_LOW_BITS;
	for (i = from + anchor; i <= to + anchor; i += 8) {
		u64 hits = ktf_zero_bytes(word_at(s, n, i) ^ byte);

		for (; hits; hits &= hits - 1) {
			at = i + (__ffs64(hits) >> 3) - anchor;
			if (at > to)
				return NOWHERE;
			if (has_piece_at(s, n, at, p))
				return at;
		}
	}
	return NOWHERE;
}

/**
 * ktf_match_glob - does a pattern with wildcards match all of the text?
 * @s: the text, up to its NUL or @n.
 * @n: bytes that may be read.
 * @glob: the pattern.
 *
 * In the worst case each piece is compared at each place that those before it have
 * left: the bytes of the text times those of the pattern.
 *
 * Context: any, NMI included.
 * Return: whether it does.
 */
bool ktf_match_glob(const char *s, u32 n, const struct ktf_glob *glob)
{
	const struct ktf_piece *p = (const void *)glob->pieces;
	u32 len = ktf_text_len(s, n), left = glob->least, nr = glob->nr, at;

	if (len < left || (nr == 1 && len != left) || !has_piece_at(s, n, 0, p))
		return false;
	if (nr == 1)
		return true;
	at = p->len;
	left -= at;
	p = ktf_next_piece(p);
	if (!has_piece_at(s, n, len - p->len, p))
		return false;
	while (nr-- > 2) {
		/* @left has the last piece, and those that are still to be found. */
		p = ktf_next_piece(p);
		at = find_piece(s, n, at, len - left, p);
		if (at == NOWHERE)
			return false;
		at += p->len;
		left -= p->len;
	}
	return true;
}
