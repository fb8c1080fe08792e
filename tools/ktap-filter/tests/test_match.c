// SPDX-License-Identifier: GPL-2.0
/*
 * The matchers against the plainest way to say the same, on texts of few letters,
 * in which almost everything nearly matches, that end where their memory ends.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_match.h"

static void fill(char *s, u32 n, const char *letters, u32 nr)
{
	while (n--)
		*s++ = letters[test_below(nr)];
}

static u32 text_len(const char *s, u32 n)
{
	u32 i;

	for (i = 0; i < n && s[i]; i++)
		;
	return i;
}

static bool same(const char *a, const char *b, u32 len)
{
	while (len && *a == *b)
		a++, b++, len--;
	return !len;
}

static bool contains(const char *s, u32 n, const char *pat, u32 len)
{
	u32 i;

	for (i = 0; i + len <= n; i++)
		if (same(s + i, pat, len))
			return true;
	return false;
}

static void hold(const char *s, u32 n, const char *pat, u32 len)
{
	bool starts = len <= n && same(s, pat, len);

	EXPECT(ktf_text_len(s, n) == text_len(s, n), "length %u of %u", ktf_text_len(s, n), n);
	EXPECT(ktf_match_eq(s, n, pat, len) == (starts && (len == n || !s[len])), "%u ==", n);
	EXPECT(ktf_match_prefix(s, n, pat, len) == starts, "%u starts with %s", n, pat);
	EXPECT(ktf_match_suffix(s, n, pat, len) == (len <= n && same(s + n - len, pat, len)),
	       "%u ends with %s", n, pat);
	EXPECT(ktf_match_contains(s, n, pat, len) == contains(s, n, pat, len),
	       "%u contains %s", n, pat);
}

static void random_texts(const char *letters, u32 nr, u32 max_pat)
{
	u32 n, len, i;
	char *s, *pat;

	for (i = 0; i < 60000; i++) {
		n = test_below(40);
		len = test_below(max_pat);
		s = malloc(n);
		pat = malloc(len + 1);
		fill(s, n, letters, nr);
		fill(pat, len, "ab\xff", 3);
		pat[len] = 0;
		/* Half of the time the pattern is somewhere. */
		if (len <= n && test_below(2))
			memcpy(s + (test_below(2) ? n - len : test_below(n - len + 1)), pat, len);
		hold(s, n, pat, len);
		free(s);
		free(pat);
	}
}

TEST(match_short_patterns) { random_texts("ab", 2, 4); }
TEST(match_any_patterns) { random_texts("ab\xff\0", 4, 40); }
TEST(match_with_nuls) { random_texts("\0a", 2, 10); }

/* Bytes that the search for zeroes in a word could take for one. */
TEST(match_words)
{
	static const char letters[] = "\0\x01\x80\x81\xff\x7f";

	random_texts(letters, 6, 12);
	EXPECT_EQ(ktf_zero_bytes(0x0101010101010101ULL), 0);
	EXPECT_EQ(ktf_zero_bytes(0x8080808080808080ULL), 0);
	EXPECT(ktf_zero_bytes(0) == 0x8080808080808080ULL, "all zero");
	EXPECT_EQ(__ffs64(ktf_zero_bytes(0x0101010100010101ULL)) >> 3, 3);
}

/* The glob matcher's short cuts change nothing. */
TEST(match_globs)
{
	static const char * const start[] = { "", "a", "ab", "abab", "b" };
	u32 i, n, len;
	char pat[24], *s;

	for (i = 0; i < 200000; i++) {
		len = sprintf(pat, "%s", start[test_below(ARRAY_SIZE(start))]);
		for (n = test_below(10); n--;)
			pat[len++] = "ab***??[]-!\\"[test_below(12)];
		pat[len] = 0;
		n = test_below(16);
		s = malloc(n);
		fill(s, n, "aab[-]\\", i & 1 ? 7 : 3);
		if (n && !test_below(4))
			s[test_below(n)] = 0;
		EXPECT(ktf_match_glob(s, n, pat, strcspn(pat, "*?[\\")) ==
		       glob_match_len(pat, s, n), "%s on %.*s", pat, n, s);
		free(s);
	}
}
