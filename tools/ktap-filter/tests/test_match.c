// SPDX-License-Identifier: GPL-2.0
/*
 * The matchers against the simplest functions of the same meaning, on texts of few letters,
 * in which almost everything nearly matches. The texts end where their memory ends.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "vm/glob.h"
#include "vm/run.h"

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

/* Call the search as lowered programs do: a long pattern is followed by its borders. */
static void hold_contains(const char *s, u32 n, const char *pat, u32 len)
{
	char *prepared = malloc(2 * len + 1);
	u32 i, k;

	memcpy(prepared, pat, len + 1);
	for (i = 0; i < len; i++) {
		for (k = i; k && !same(pat, pat + i + 1 - k, k); k--)
			;
		prepared[len + 1 + i] = k;
	}
	EXPECT(ktf_match_contains(s, n, prepared, len, ktf_first_word(pat, len)) ==
	       contains(s, n, pat, len), "%u contains %s", n, pat);
	free(prepared);
}

/* Compare the two searches on texts of exactly 16 bytes. */
static void hold_16(const char *s, const char *pat, u32 len)
{
	u32 n = text_len(s, 16);
	u64 word = ktf_first_word(pat, len), tail = ktf_last_word(s);
	u64 first = (word & 0xff) * KTF_LOW_BITS;
	u32 spare = 8 * (8 - len);

	EXPECT(ktf_has_short(s, word, ~0ULL >> spare, first) == contains(s, n, pat, len),
	       "%.16s has %s", s, pat);
	EXPECT(len > n || tail >> spare == ktf_first_word(s + n - len, len), "%.16s ends", s);
	EXPECT(n >= 8 || !(tail << 8 * n), "%.16s is short", s);
}

static void hold(const char *s, u32 n, const char *pat, u32 len)
{
	bool starts = len <= n && same(s, pat, len);

	EXPECT(ktf_text_len(s, n) == text_len(s, n), "length %u of %u", ktf_text_len(s, n), n);
	EXPECT(ktf_match_eq(s, n, pat, len) == (starts && (len == n || !s[len])), "%u ==", n);
	EXPECT(ktf_match_prefix(s, n, pat, len) == starts, "%u starts with %s", n, pat);
	EXPECT(ktf_match_suffix(s, n, pat, len) == (len <= n && same(s + n - len, pat, len)),
	       "%u ends with %s", n, pat);
	hold_contains(s, n, pat, len);
}

static void random_texts(const char *letters, u32 nr, u32 max_pat)
{
	u32 n, len, i;
	char *s, *pat;

	for (i = 0; i < 60000; i++) {
		n = test_below(4) ? test_below(40) : 16;
		len = test_below(max_pat);
		s = malloc(n);
		pat = malloc(len + 1);
		fill(s, n, letters, nr);
		fill(pat, len, "ab\xff", 3);
		pat[len] = 0;
		/* In half of the rounds, put the pattern into the text. */
		if (len <= n && test_below(2))
			memcpy(s + (test_below(2) ? n - len : test_below(n - len + 1)), pat, len);
		hold(s, n, pat, len);
		if (n == 16 && len && len <= 8)
			hold_16(s, pat, len);
		free(s);
		free(pat);
	}
}

TEST(match_short_patterns) { random_texts("ab", 2, 4); }
TEST(match_any_patterns) { random_texts("ab\xff\0", 4, 40); }
TEST(match_with_nuls) { random_texts("\0a", 2, 10); }

/* Bytes that the search for zero bytes in a word could mistake for zero. */
TEST(match_words)
{
	static const char letters[] = "\0\x01\x80\x81\xff\x7f";

	random_texts(letters, 6, 12);
	EXPECT_EQ(ktf_zero_bytes(0x0101010101010101ULL), 0);
	EXPECT_EQ(ktf_zero_bytes(0x8080808080808080ULL), 0);
	EXPECT(ktf_zero_bytes(0) == 0x8080808080808080ULL, "all zero");
	EXPECT_EQ(__ffs64(ktf_zero_bytes(0x0101010100010101ULL)) >> 3, 3);
}

/* Texts on which the search for a long pattern switches to the linear algorithm. */
TEST(match_tedious_texts)
{
	u32 n, len, i, at;
	char *s, *pat;

	for (i = 0; i < 3000; i++) {
		len = 9 + test_below(40);
		n = len + test_below(2000);
		s = malloc(n);
		pat = malloc(len + 1);
		memset(s, 'a', n);
		memset(pat, 'a', len);
		pat[len] = 0;
		pat[len - 1 - test_below(test_below(2) ? 3 : len)] = 'b';
		for (at = test_below(len + 9); at < n; at += 1 + test_below(2 * len))
			s[at] = test_below(8) ? 'b' : 'c';
		hold_contains(s, n, pat, len);
		free(s);
		free(pat);
	}
}

static bool match_glob(const char *s, u32 n, const char *pat)
{
	u32 bytes = ktf_glob_bytes(pat, false);
	struct ktf_glob *glob = calloc(1, bytes);
	bool match;

	ktf_glob_prepare(pat, false, glob);
	EXPECT(ktf_glob_ok(glob, bytes), "%s is not well-formed", pat);
	EXPECT(!ktf_glob_ok(glob, bytes - 1), "%s fits in less", pat);
	match = ktf_match_glob(s, n, glob);
	free(glob);
	return match;
}

/* The kernel's own glob_match() is the reference. */
static void random_globs(const char *letters, u32 nr, u32 max_pat, u32 max_text, u32 rounds)
{
	u32 i, n, len;
	char *pat, *s;

	for (i = 0; i < rounds; i++) {
		len = test_below(max_pat);
		pat = malloc(len + 1);
		fill(pat, len, letters, nr);
		pat[len] = 0;
		n = test_below(max_text);
		s = malloc(n);
		fill(s, n, "aab[-]\\\xff", i & 1 ? 8 : 3);
		if (n && !test_below(4))
			s[test_below(n)] = 0;
		EXPECT(match_glob(s, n, pat) == glob_match_len(pat, s, n), "%s on %.*s", pat, n, s);
		free(pat);
		free(s);
	}
}

TEST(match_globs) { random_globs("aab***??[]-!\\\xff", 14, 14, 20, 400000); }
TEST(match_globs_of_classes) { random_globs("a[[[]]-!b*", 10, 14, 10, 200000); }
TEST(match_long_globs) { random_globs("aab*?", 5, 60, 60, 100000); }
TEST(match_longest_globs) { random_globs("a*b[]?", 6, 256, 300, 3000); }

TEST(match_listed_globs)
{
	static const struct {
		const char	*pat, *text;
		u32		len;
		bool		match;
	} rows[] = {
#define KTF_GLOB(...)	{ __VA_ARGS__ },
#include "cases/globs.h"
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		EXPECT(match_glob(rows[i].text, rows[i].len, rows[i].pat) == rows[i].match,
		       "%s on %s", rows[i].pat, rows[i].text);
}
