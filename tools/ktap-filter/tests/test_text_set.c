// SPDX-License-Identifier: GPL-2.0
/*
 * Sets of texts: members are found and other texts are not, whatever their lengths. Texts and
 * tables lie in memory of exactly their size, so the address sanitizer sees reads behind them.
 */
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "prog/limits.h"
#include "vm/text_set.h"

#define MOST	600

static char bytes[MOST][KTF_MAX_PATTERN];
static struct ktf_wanted texts[MOST], sorted[MOST];

/* A text of few different bytes, so that texts have much in common. */
static void random_text(u32 nr, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		bytes[nr][i] = 'a' + test_below(i & 7 ? 2 : 20);
	texts[nr] = (struct ktf_wanted) { .s = bytes[nr], .len = len };
}

static bool is_member(const char *s, u32 len, u32 nr)
{
	u32 i;

	for (i = 0; i < nr; i++)
		if (texts[i].len == len && !memcmp(texts[i].s, s, len))
			return true;
	return false;
}

/* Look up @len bytes that end where their memory does, with or without a NUL and more behind. */
static bool look_up(const struct ktf_text_set *set, const char *s, u32 len, bool nul)
{
	char *copy = malloc(len + 1 + 5 * nul);
	bool found;

	memcpy(copy + !nul, s, len);
	if (nul)
		memcpy(copy + len, "\0junk", 6);
	found = ktf_in_text_set(set, copy + !nul, len + 6 * nul);
	free(copy);
	return found;
}

/* Returns the table of the first @nr texts, or NULL. */
static struct ktf_text_set *put(u32 nr, u32 *size)
{
	struct ktf_text_set *big = ktf_alloc(1 << 20), *set = NULL;

	memcpy(sorted, texts, nr * sizeof(*texts));
	*size = ktf_text_set_put(big, 1 << 20, sorted, nr);
	if (*size) {
		set = malloc(*size);
		memcpy(set, big, *size);
		EXPECT(ktf_text_set_ok(set, *size), "a table of %u", nr);
		memcpy(sorted, texts, nr * sizeof(*texts));
		EXPECT(!ktf_text_set_put(big, *size - 8, sorted, nr), "less room");
	}
	ktf_free(big);
	return set;
}

static void try_texts(u32 nr)
{
	struct ktf_text_set *set;
	u32 i, at, size;
	char other[KTF_MAX_PATTERN + 1];

	set = put(nr, &size);
	EXPECT(set, "%u texts", nr);
	for (i = 0; i < nr && set; i++) {
		EXPECT(look_up(set, texts[i].s, texts[i].len, i & 1), "%u is missing", i);
		memcpy(other, texts[i].s, texts[i].len);
		at = test_below(texts[i].len + 1);
		other[at] = at < texts[i].len ? other[at] ^ 1 : 'x';
		at = max(at + 1, texts[i].len);
		EXPECT(look_up(set, other, at, i & 1) == is_member(other, at, nr),
		       "another than %u", i);
		at = test_below(texts[i].len + 1);
		EXPECT(look_up(set, texts[i].s, at, i & 1) == is_member(texts[i].s, at, nr),
		       "%u bytes of %u", at, i);
	}
	free(set);
}

/* A text longer than all members is none, even if it begins as the longest one does. */
TEST(text_set_longer_texts)
{
	struct ktf_text_set *set;
	u32 len, size;
	char other[128];

	for (len = 1; len < 40; len++) {
		random_text(0, len);
		set = put(1, &size);
		memset(other, 'a', sizeof(other));
		memcpy(other, texts[0].s, len);
		EXPECT(set && look_up(set, other, len, false), "%u bytes are missing", len);
		EXPECT(set && !look_up(set, other, len + 1, true), "%u and one", len);
		EXPECT(set && look_up(set, other, ALIGN(len, 8), true) == !(len % 8),
		       "%u and the word's rest", len);
		EXPECT(set && !look_up(set, other, sizeof(other), false), "%u and many", len);
		free(set);
	}
}

TEST(text_set_finds_members)
{
	u32 nr, i, longest;

	for (nr = 1; nr <= MOST; nr += 1 + nr / 3) {
		for (longest = 3; longest <= KTF_MAX_PATTERN; longest *= 2.9) {
			for (i = 0; i < nr; i++)
				random_text(i, test_below(longest + 1));
			try_texts(nr);
		}
	}
	for (i = 0; i < 256; i++)
		random_text(i, i ? KTF_MAX_PATTERN + 1 - i : 0);
	try_texts(256);
}

static u64 mix(u64 hash, u64 word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL;
	return hash ^ hash >> 32;
}

static void put_word(u64 word, char *to)
{
	u32 i;

	for (i = 0; i < 8; i++)
		to[i] = word >> 8 * i;
}

/* A text of 16 bytes with the same hash as text @nr. */
static void same_hash(u32 nr, char *to)
{
	u64 a = get_unaligned_le64(texts[nr].s), b = get_unaligned_le64(texts[nr].s + 8), word;

	do {
		word = a ^ test_random();
		put_word(word, to);
		put_word(b ^ mix(0, a) ^ mix(0, word), to + 8);
	} while (memchr(to, 0, 16) || word == a);
}

/* Texts with one hash: one is a member and the other is not, or there is no table. */
TEST(text_set_same_hash)
{
	struct ktf_text_set *set;
	u32 i, size;

	for (i = 0; i < 20; i++)
		random_text(i, 16);
	set = put(20, &size);
	same_hash(7, bytes[20]);
	EXPECT(set && look_up(set, texts[7].s, 16, true), "the member is missing");
	EXPECT(set && !look_up(set, bytes[20], 16, true), "a text with the same hash is found");
	free(set);
	texts[20] = (struct ktf_wanted) { .s = bytes[20], .len = 16 };
	EXPECT(!put(21, &size), "a table of texts with the same hash");
	/* The same text twice is one member. */
	memcpy(bytes[20], bytes[7], 16);
	set = put(21, &size);
	EXPECT(set && look_up(set, texts[7].s, 16, true), "the member is missing");
	free(set);
}
