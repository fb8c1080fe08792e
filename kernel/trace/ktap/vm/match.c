// SPDX-License-Identifier: GPL-2.0
/*
 * The matchers that have a loop.
 *
 * They work on words of eight bytes, which are loaded little-endian on any machine. So
 * the text's first byte is the lowest, and zeroes can be shifted in from the top for what
 * lies behind the text's end. A text of fewer than eight bytes is first copied to a word
 * of its own. A longer text always has a last word that ends with its last byte.
 *
 * A matcher looks for one byte of the pattern in eight places of the text at once. Where
 * that byte is, the rest of the pattern is compared, eight bytes at once.
 */
#include "vm/match.h"

/**
 * ktf_match_open_prefix - does a text of unknown length start with the pattern?
 * @s: the text, which ends in a NUL.
 * @room: bytes that there may be; U32_MAX where nobody knows.
 * @pat: the pattern.
 * @len: its length, bytes.
 *
 * Nobody said how many bytes are there. So this goes byte by byte, and looks at none
 * behind the first that differs, the text's NUL if not another.
 *
 * Context: any, NMI included.
 * Return: whether it does.
 */
bool ktf_match_open_prefix(const char *s, u32 room, const char *pat, u32 len)
{
	u32 i;

	if (len > room)
		return false;
	for (i = 0; i < len; i++)
		if (s[i] != pat[i])
			return false;
	return true;
}

/**
 * ktf_match_open_eq - is a text of unknown length the pattern?
 * @s: the text, which ends in a NUL, or with @room.
 * @room: bytes that there may be; U32_MAX where nobody knows.
 * @pat: the pattern.
 * @len: its length, bytes.
 *
 * Context: any, NMI included.
 * Return: whether it is. As ktf_match_open_prefix() it looks at no byte behind the first
 * that differs.
 */
bool ktf_match_open_eq(const char *s, u32 room, const char *pat, u32 len)
{
	return ktf_match_open_prefix(s, room, pat, len) && (len == room || !s[len]);
}

/* The first @n bytes, fewer than eight: two loads that overlap are all of them. */
static u64 short_word(const char *s, u32 n)
{
	if (n >= 4)
		return get_unaligned_le32(s) | (u64)get_unaligned_le32(s + n - 4) << 8 * (n - 4);
	if (n >= 2)
		return get_unaligned_le16(s) | (u64)get_unaligned_le16(s + n - 2) << 8 * (n - 2);
	return n ? (u8)*s : 0;
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
	return n >= 8 ? get_unaligned_le64(s) : short_word(s, n);
}

/*
 * Knuth-Morris-Pratt. On a mismatch, fall back to the longest proper prefix of the pattern
 * that also ends here (@borders). The text never moves back, so the cost is at most two
 * steps per byte.
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

/*
 * A pattern of more than eight bytes. In some texts, such as "aaaa...", most places match most
 * of the pattern before they fail. @wasted counts the bytes that were compared in vain. When
 * they are more than the bytes of text that are done, and four patterns, the rest of the text
 * is searched by Knuth-Morris-Pratt, which is slower for other texts.
 */
static noinline bool contains_long(const char *s, u32 n, const char *pat, u32 len, u64 head)
{
	const char *last = s + n - 8, *to = s + n - len, *i, *at;
	u64 first = (head & 0xff) * KTF_LOW_BITS, hits;
	u32 wasted = 0;

	for (i = s; i <= to; i += 8) {
		hits = ktf_zero_bytes(ktf_word_at(i, last) ^ first);
		for (; hits; hits &= hits - 1) {
			at = i + (__ffs64(hits) >> 3);
			if (at > to)
				return false;
			if (get_unaligned_le64(at) != head)
				continue;
			if (ktf_same(at + 8, pat + 8, len - 8))
				return true;
			wasted += len;
			if (wasted > at - s + 4 * len)
				return contains_steadily(at + 1, s + n - at - 1, pat, len,
							 (const u8 *)pat + len + 1);
		}
	}
	return false;
}

static noinline bool contains_in_few(const char *s, u32 n, const char *pat, u32 len, u64 head)
{
	struct ktf_few few = ktf_few_bytes(s, n);

	return ktf_match_contains(few.bytes, sizeof(few.bytes), pat, len, head);
}

/**
 * ktf_match_contains - is the pattern somewhere in the text?
 * @s: the text.
 * @n: its length, bytes; a NUL in it is a byte like any other.
 * @pat: the pattern; one of more than eight bytes has its borders behind its NUL.
 * @len: its length, bytes; 0 is contained in everything.
 * @head: its first word, see ktf_first_word().
 *
 * A pattern of up to eight bytes is compared at once. With any there are at most four steps for
 * each byte of the text, see contains_long().
 *
 * Context: any, NMI included.
 * Return: whether it is.
 */
bool ktf_match_contains(const char *s, u32 n, const char *pat, u32 len, u64 head)
{
	u64 first = (head & 0xff) * KTF_LOW_BITS, hits;
	const char *last, *to, *at;
	u32 spare = 8 * (8 - len);

	if (len > n)
		return false;
	if (unlikely(len - 1 >= 8))
		return !len || contains_long(s, n, pat, len, head);
	if (unlikely(n < 8))
		return contains_in_few(s, n, pat, len, head);
	last = s + n - 8;
	to = s + n - len;
	for (; s <= to; s += 8) {
		hits = ktf_zero_bytes(ktf_word_at(s, last) ^ first);
		for (; hits; hits &= hits - 1) {
			at = s + (__ffs64(hits) >> 3);
			/* One that goes beyond the end is not the same: the pattern has no NUL. */
			if (!((ktf_word_at(at, last) ^ head) << spare))
				return at <= to;
		}
	}
	return false;
}
