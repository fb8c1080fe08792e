// SPDX-License-Identifier: GPL-2.0
/*
 * The matchers that have a loop.
 *
 * They work on words of eight bytes that are loaded little-endian on any machine,
 * so that the text's first byte is the lowest and what lies behind a text's end
 * can be shifted in as zeroes from the top.
 */
#include "ktf_match.h"

/* The word at @i, with zeroes for what is behind the text's @n bytes. */
static u64 word_at(const char *s, u32 n, u32 i)
{
	u64 word = 0;

	if (i + 8 <= n)
		return get_unaligned_le64(s + i);
	if (n >= 8)
		return get_unaligned_le64(s + n - 8) >> 8 * (i + 8 - n);
	while (n-- > i)
		word = word << 8 | (u8)s[n];
	return word;
}

/**
 * ktf_match_contains - is the pattern somewhere in the text?
 * @s: the text.
 * @n: its length, bytes; a NUL in it is a byte like any other.
 * @pat: the pattern.
 * @len: its length, bytes; 0 is contained in everything.
 *
 * The pattern's first byte is looked for in eight places at once; the rest is
 * compared where it may be.
 *
 * Context: any, NMI included.
 * Return: whether it is.
 */
bool ktf_match_contains(const char *s, u32 n, const char *pat, u32 len)
{
	u64 first = (u8)*pat * KTF_LOW_BITS;
	u32 i, at;

	if (!len || len > n)
		return !len;
	for (i = 0; i <= n - len; i += 8) {
		u64 hits = ktf_zero_bytes(word_at(s, n, i) ^ first);

		for (; hits; hits &= hits - 1) {
			at = i + (__ffs64(hits) >> 3);
			if (at > n - len)
				return false;
			if (s[at] == *pat && ktf_same(s + at + 1, pat + 1, len - 1))
				return true;
		}
	}
	return false;
}

static bool is_plain(char c)
{
	return c && c != '*' && c != '?' && c != '[' && c != '\\';
}

/**
 * ktf_match_glob - does a pattern with wildcards match all of the text?
 * @s: the text, up to its NUL or @n.
 * @n: bytes that may be read.
 * @pat: the pattern, ending in a NUL.
 * @plain: bytes at its start that are no wildcard.
 *
 * What is plain is compared as such. A star with a plain byte behind it, which is
 * how most such patterns go on, can skip to where that byte first is. For all the
 * rest there is glob_match_len(), which makes at most as many steps as text and
 * pattern have bytes, multiplied.
 *
 * Context: any, NMI included.
 * Return: whether it does.
 */
bool ktf_match_glob(const char *s, u32 n, const char *pat, u32 plain)
{
	const char *end = s + n;

	if (plain > n || !ktf_same(s, pat, plain))
		return false;
	s += plain;
	pat += plain;
	if (*pat == '*' && is_plain(pat[1])) {
		while (s < end && *s && *s != pat[1])
			s++;
	}
	return glob_match_len(pat, s, end - s);
}
