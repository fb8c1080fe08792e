// SPDX-License-Identifier: GPL-2.0
/*
 * Globs as glob_match_len() of the kernel's lib/glob.c matches them.
 *
 * "*" is any text, "?" any character, "[a-z]" one of a class, "[!a-z]" none of
 * it, "\" takes the next character as it is. A class may start with "]"; one that
 * does not end is no class, and its "[" a character like any other. The text ends
 * at a NUL or after @len bytes.
 *
 * When a match fails behind a star, the last star takes one more character and
 * what follows it is tried again. Earlier stars never need to: what they left to
 * the last one is the most that they can.
 */
#include "prog/env.h"

/*
 * Is @c in the class whose first member is at @pat? Returns what follows the
 * class, NULL if it does not end.
 */
static const char *match_class(const char *pat, unsigned char c, bool *match)
{
	bool inverted = *pat == '!', in = false;
	unsigned char from, to;

	pat += inverted;
	do {
		from = *pat++;
		to = from;
		if (from && pat[0] == '-' && pat[1] != ']') {
			to = pat[1];
			pat += 2;
		}
		if (!from || !to)
			return NULL;
		in |= from <= c && c <= to;
	} while (*pat != ']');
	*match = in != inverted;
	return pat + 1;
}

/* One character, not a NUL, against the pattern's next element, not a star. */
static bool match_one(const char **pat, unsigned char c)
{
	const char *behind;
	bool match;

	switch (*(*pat)++) {
	case '?':
		return true;
	case '[':
		behind = match_class(*pat, c, &match);
		if (!behind)
			return c == '[';
		*pat = behind;
		return match;
	case '\\':
		return *(*pat)++ == (char)c;
	default:
		return (*pat)[-1] == (char)c;
	}
}

bool glob_match_len(const char *pat, const char *str, size_t len)
{
	const char *end = str + strnlen(str, len), *star = NULL, *from = NULL;

	for (;;) {
		if (*pat == '*') {
			star = ++pat;
			from = str;
			if (!*pat)
				return true;
		} else if (str == end) {
			/* A lone backslash at the end stands for the end. */
			return !*pat || (pat[0] == '\\' && !pat[1]);
		} else if (*pat && match_one(&pat, *str)) {
			str++;
		} else {
			if (!star)
				return false;
			pat = star;
			str = ++from;
		}
	}
}
