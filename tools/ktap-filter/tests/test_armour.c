// SPDX-License-Identifier: GPL-2.0
/*
 * Images as armour: bytes of each length become armour and the same bytes again; texts that
 * are no armour, and damaged armour, are refused.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/image.h"

/* Encode @bytes to @word, and decode @word to @bytes. */
static void both_ways(const void *bytes, u32 nr, const char *word)
{
	char *encoded = ktf_armour_encode(bytes, nr);
	struct ktf_diag diag;
	void *decoded;
	u32 back;

	EXPECT(!word || !strcmp(encoded, word), "%s, not %s", encoded, word);
	EXPECT(ktf_is_armour(encoded), "%s", encoded);
	EXPECT_EQ(ktf_armour_decode(encoded, &decoded, &back, &diag), 0);
	EXPECT(back == nr && !memcmp(decoded, bytes, nr), "%u bytes of %s", back, encoded);
	ktf_free(decoded);
	ktf_free(encoded);
}

/* The test vectors of RFC 4648, and the two digits that differ from base64's. */
TEST(word_known)
{
	both_ways("", 0, "@ktf");
	both_ways("f", 1, "@ktfZg");
	both_ways("fo", 2, "@ktfZm8");
	both_ways("foo", 3, "@ktfZm9v");
	both_ways("foob", 4, "@ktfZm9vYg");
	both_ways("fooba", 5, "@ktfZm9vYmE");
	both_ways("foobar", 6, "@ktfZm9vYmFy");
	both_ways("\xfb\xff", 2, "@ktf-_8");
	both_ways("\x00\x10\x83\x10\x51\x87\x20\x92\x8b\x30\xd3\x8f", 12, "@ktfABCDEFGHIJKLMNOP");
}

TEST(word_every_length)
{
	u32 len, i, n;
	u8 *bytes;

	for (len = 0; len <= 300; len++) {
		bytes = malloc(len);
		for (n = 0; n < 20; n++) {
			for (i = 0; i < len; i++)
				bytes[i] = n ? test_random() : 0xff;
			both_ways(bytes, len, NULL);
		}
		free(bytes);
	}
}

TEST(word_largest)
{
	u8 *bytes = calloc(1, KTAP_FILTER_MAX_IMAGE + 1);
	struct ktf_diag diag = { };
	char *word;
	void *image;
	u32 nr;

	bytes[0] = 1;
	bytes[KTAP_FILTER_MAX_IMAGE - 1] = 0xff;
	both_ways(bytes, KTAP_FILTER_MAX_IMAGE, NULL);
	word = ktf_armour_encode(bytes, KTAP_FILTER_MAX_IMAGE);
	EXPECT_EQ(strlen(word), KTF_MAX_ARMOUR);
	ktf_free(word);
	word = ktf_armour_encode(bytes, KTAP_FILTER_MAX_IMAGE + 1);
	EXPECT_EQ(ktf_armour_decode(word, &image, &nr, &diag), -E2BIG);
	EXPECT(diag.err == -E2BIG && diag.code == KTF_ERR_IMAGE_TOO_LARGE, "%d", diag.err);
	EXPECT(!strcmp(diag.where, "character 87386") && diag.pos == 10, "%s", diag.where);
	ktf_free(word);
	free(bytes);
}

TEST(word_is)
{
	static const struct {
		const char	*text;
		bool		is;
	} rows[] = {
		{ "@ktf", true }, { "@ktfAAAA", true }, { " \t\n@ktf", true }, { "@ktf?", true },
		{ "", false }, { " ", false }, { "@", false }, { "@kt", false }, { "@ktF", false },
		{ "ktf", false }, { "a@ktf", false }, { "@ ktf", false }, { "@@ktf", false },
		{ "'@ktf'", false }, { "(@ktf)", false }, { "u8 == 1 @ktf", false },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		EXPECT(ktf_is_armour(rows[i].text) == rows[i].is, "%s", rows[i].text);
}

/* Some programs put parentheses around the filter that a user wrote. */
TEST(word_first)
{
	static const struct {
		const char	*text;
		bool		is;
	} rows[] = {
		{ "@ktfZm9v", true }, { "(@ktfZm9v)", true }, { " ( (@ktf) && u8 == 1)", true },
		{ "", false }, { "(", false }, { "(u8 == 1) && @ktf", false }, { "!@ktf", false },
		{ ")@ktf", false },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		EXPECT(ktf_starts_with_image(rows[i].text) == rows[i].is, "%s", rows[i].text);
}

/* Blanks around a word are allowed: echo appends a newline. */
TEST(word_blanks)
{
	static const char * const rows[] = {
		"@ktfZm9v", " @ktfZm9v", "@ktfZm9v\n", "\t\n @ktfZm9v \t", "@ktfZm9v\xa0",
	};
	struct ktf_diag diag;
	void *image;
	u32 i, nr;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		EXPECT_EQ(ktf_armour_decode(rows[i], &image, &nr, &diag), 0);
		EXPECT(nr == 3 && !memcmp(image, "foo", 3), "%s", rows[i]);
		ktf_free(image);
	}
}

TEST(word_bad)
{
	/* Invalid words, and the index of the invalid character. */
	static const struct {
		const char	*text;
		u32		at;
	} rows[] = {
		/* Padding, and the two digits of standard base64. */
		{ "@ktfZg==", 6 }, { "@ktfZm8=", 7 }, { "@ktf=", 4 }, { "@ktf+_8", 4 },
		{ "@ktf-/8", 5 },
		/* Other characters. */
		{ "@ktfZm9v.", 8 }, { "@ktfZm%v", 6 }, { "@ktf\"", 4 }, { "@ktfZ\xe9==", 5 },
		{ "@ktf(Zm9v)", 4 }, { "@ktf@ktf", 4 }, { "@ktf\x01", 4 }, { "@ktf\x7f", 4 },
		/* More text behind the word. A blank ends a word. */
		{ "@ktfZm9v Zm9v", 9 }, { "@ktf Zm9v", 5 }, { "@ktfZm9v && u8 == 1", 9 },
		{ " @ktfZm9v\t\tx", 11 }, { "@ktfZm9v\n@ktfZm9v", 9 }, { "@ktfZm9v ||", 9 },
		{ "@ktfZm\n9v", 7 },
		/* Numbers of digits that no number of bytes needs. */
		{ "@ktfZ", 4 }, { "@ktfZm9vA", 8 }, { " @ktfZm9vYmFyA", 13 },
		/* The unused bits of the last digit are not zero. */
		{ "@ktfZh", 5 }, { "@ktfZv", 5 }, { "@ktf__", 5 }, { "@ktfZm9", 6 },
		{ "@ktf___", 6 }, { "@ktfZm9vYh\n", 9 },
		/* Texts that are not words. */
		{ "", 0 }, { "@kt", 0 }, { "Zm9v", 0 }, { "u8 == 1", 0 },
	};
	char where[32];
	u32 i, nr;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct ktf_diag diag = { };
		void *image;
		int err = ktf_armour_decode(rows[i].text, &image, &nr, &diag);

		EXPECT(err == -EINVAL, "%s: %d", rows[i].text, err);
		if (!err)
			ktf_free(image);
		snprintf(where, sizeof(where), "character %u", rows[i].at);
		EXPECT(diag.err == -EINVAL && diag.code == KTF_ERR_IMAGE_ARMOUR, "%s: %d, %s",
		       rows[i].text, diag.err, ktf_err_text[diag.code]);
		EXPECT(!strcmp(diag.where, where) && diag.pos == 10, "%s: at %s, not %u",
		       rows[i].text, diag.where, rows[i].at);
	}
}

/* Valid words whose bytes are not an image. */
TEST(word_of_something_else)
{
	static const struct {
		const char	*text, *where;
		u32		code;
	} rows[] = {
		{ "@ktf", "bytes 0", KTF_ERR_IMAGE_CUT_SHORT },
		{ "@ktff2t0Zg", "bytes 4", KTF_ERR_IMAGE_CUT_SHORT },
		{ "@ktfZm9v", "header: magic", KTF_ERR_IMAGE_MAGIC },
	};
	struct ktf_prog *prog;
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		prog = ktf_build(rows[i].text, &env_events[KTF_EVENT_main], &diag);
		EXPECT_EQ(PTR_ERR(prog), -EINVAL);
		EXPECT(diag.code == rows[i].code && !strcmp(diag.where, rows[i].where), "%s: %s",
		       rows[i].text, diag.where);
	}
}
