// SPDX-License-Identifier: GPL-2.0
/*
 * The one matcher that has a loop.
 */
#include "ktf_match.h"

/**
 * ktf_match_contains - is the pattern somewhere in the text?
 * @s: the text.
 * @n: its length, bytes; a NUL in it is a byte like any other.
 * @pat: the pattern.
 * @len: its length, bytes; 0 is contained in everything.
 *
 * The next place where the first byte stands is found by memchr(), and only
 * there the rest is compared.
 *
 * Context: any, NMI included.
 * Return: whether it is.
 */
bool ktf_match_contains(const char *s, u32 n, const char *pat, u32 len)
{
	const char *last = s + n - len;

	if (!len)
		return true;
	if (len > n)
		return false;
	for (; s <= last; s++) {
		s = memchr(s, pat[0], last - s + 1);
		if (!s)
			return false;
		if (!memcmp(s + 1, pat + 1, len - 1))
			return true;
	}
	return false;
}
