// SPDX-License-Identifier: GPL-2.0
/*
 * The matchers that have a loop.
 *
 * They work on words of eight bytes, which are loaded little-endian on any machine. So the
 * first byte of the text is the lowest, and zeroes can be shifted in from the top for bytes
 * behind the text. A text of fewer than eight bytes is first copied to a word of its own. A
 * longer text always has a last word, which ends with its last byte.
 *
 * A matcher looks for one byte of the pattern in eight places of the text at once. Where it
 * finds that byte, it compares the rest of the pattern, eight bytes at once.
 */
#include "vm/match.h"

/**
 * ktf_match_open_prefix - does a text without a size start with the pattern?
 * @s: the text, which ends in a NUL.
 * @room: bytes that the record has from @s on; a huge number if its length is unknown.
 * @pat: the pattern.
 * @len: length of the pattern, bytes.
 *
 * The bytes behind the NUL may be unreadable. So bytes are compared one by one, up to the first
 * difference. The NUL is a difference.
 *
 * Context: any, NMI included.
 * Return: true if the text starts with the pattern.
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
 * ktf_match_open_eq - is a text without a size equal to the pattern?
 * @s: the text, which ends in a NUL or after @room bytes.
 * @room: bytes that the record has from @s on; a huge number if its length is unknown.
 * @pat: the pattern.
 * @len: length of the pattern, bytes.
 *
 * Like ktf_match_open_prefix(), it reads no byte behind the first difference.
 *
 * Context: any, NMI included.
 * Return: true if the text is the pattern.
 */
bool ktf_match_open_eq(const char *s, u32 room, const char *pat, u32 len)
{
	return ktf_match_open_prefix(s, room, pat, len) && (len == room || !s[len]);
}

/* The first @n bytes, fewer than eight, by two loads that overlap. */
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
 * @n: length of the text, bytes.
 *
 * Context: any, NMI included.
 * Return: the bytes as a number, the first byte lowest. A shorter text has zeroes on top.
 */
u64 ktf_first_word(const char *s, u32 n)
{
	return n >= 8 ? get_unaligned_le64(s) : short_word(s, n);
}

/*
 * Knuth-Morris-Pratt. On a mismatch, fall back to the longest proper prefix of the pattern
 * that also ends here (@borders). The search never goes back in the text, so the cost is
 * at most two steps per byte.
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
 * of the pattern before they fail. @wasted counts the bytes that were compared in vain. Once
 * it exceeds the bytes of text that are done plus four patterns, Knuth-Morris-Pratt searches
 * the rest of the text. For other texts it is slower.
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
 * ktf_match_contains - does the text contain the pattern?
 * @s: the text.
 * @n: length of the text, bytes. A NUL inside is a byte like any other.
 * @pat: the pattern. If it has more than eight bytes, its borders are behind its NUL.
 * @len: length of the pattern, bytes. Every text contains a pattern of 0 bytes.
 * @head: the pattern's first word, see ktf_first_word().
 *
 * A pattern of up to eight bytes is compared at once. Any pattern takes at most four steps for
 * each byte of the text, see contains_long().
 *
 * Context: any, NMI included.
 * Return: true if the text contains the pattern.
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
			/* Behind @to, a word has zeroes and differs. At the end it may not. */
			if (!((ktf_word_at(at, last) ^ head) << spare))
				return at <= to;
		}
	}
	return false;
}
