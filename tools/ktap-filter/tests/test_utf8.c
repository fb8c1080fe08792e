// SPDX-License-Identifier: GPL-2.0
/*
 * Characters, and the columns that they take.
 */
#include <locale.h>
#include <stdlib.h>

#include "test.h"

#include "utf8.h"

TEST(utf8_lengths)
{
	static const struct {
		const char	*text;
		u32		len;
	} rows[] = {
		{ "", 1 }, { "a", 1 }, { "\x7f", 1 }, { "\xc3\xb6", 2 }, { "\xe6\x97\xa5", 3 },
		{ "\xf0\x9f\x90\xa7", 4 }, { "\xf4\x8f\xbf\xbf", 4 },
		/* Incomplete, overlong, a surrogate, too large, no valid first byte. */
		{ "\xc3", 0 }, { "\xe6\x97", 0 }, { "\xe6\x97z", 0 }, { "\xc0\x80", 0 },
		{ "\xe0\x80\x80", 0 }, { "\xf0\x80\x80\x80", 0 }, { "\xed\xa0\x80", 0 },
		{ "\xf4\x90\x80\x80", 0 }, { "\xff", 0 }, { "\x80", 0 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		EXPECT(utf8_len(rows[i].text) == rows[i].len, "row %u: %u", i,
		       utf8_len(rows[i].text));
}

/* A locale is a file in the machine's byte order. Under emulation, the host's files are found. */
static bool lacks_locale(void)
{
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);

	if (!utf8) {
		test_skip("there is no C.UTF-8");
		return true;
	}
	freelocale(utf8);
	return false;
}

TEST(utf8_columns)
{
	static const struct {
		const char	*text;
		u32		columns;
	} rows[] = {
		{ "", 0 }, { "plain\t", 6 },
		{ "gr\303\266\303\237e", 5 },
		{ "\xe6\x97\xa5\xe6\x9c\xac", 4 },		/* two Chinese characters */
		{ "e\xcc\x81x", 2 },				/* a combining accent */
		{ "\xf0\x9f\x90\xa7", 2 },
		{ "\xff\xc3", 2 },				/* invalid bytes */
		{ "\xc2\x80", 1 },				/* a control character */
	};
	u32 i;

	if (lacks_locale())
		return;
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		EXPECT(utf8_columns(rows[i].text, strlen(rows[i].text)) == rows[i].columns,
		       "row %u: %u", i, utf8_columns(rows[i].text, strlen(rows[i].text)));
	EXPECT_EQ(utf8_columns("\xe6\x97\xa5x", 1), 2);
}

TEST(utf8_unescape)
{
	static const struct {
		const char	*text;
		const char	*shown;
	} rows[] = {
		{ "", "" }, { "plain", "plain" },
		{ "\"gr\\xc3\\xb6\\xc3\\x9fe\"", "\"gr\303\266\303\237e\"" },
		{ "\\xe6\\x97\\xa5\\xe6\\x9c", "\xe6\x97\xa5\\xe6\\x9c" },
		/* Invalid and control characters stay escaped. */
		{ "\\xff\\xc3", "\\xff\\xc3" }, { "\\x1b\\x0a", "\\x1b\\x0a" },
		{ "\\xc2\\x9b", "\\xc2\\x9b" }, { "\\x", "\\x" }, { "\\xc", "\\xc" },
		{ "\\xc3\\xb", "\\xc3\\xb" }, { "\\xc3z\\xb6", "\\xc3z\\xb6" },
		/* An escaped backslash before such letters stays. */
		{ "\\\\xc3\\xb6", "\\\\xc3\\xb6" }, { "\\\\\\xc3\\xb6", "\\\\\xc3\xb6" },
		{ "\\\"\\xc3\\xb6\"", "\\\"\xc3\xb6\"" }, { "\\", "\\" },
	};
	char text[64];
	u32 i;

	if (lacks_locale())
		return;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		snprintf(text, sizeof(text), "%s", rows[i].text);
		utf8_unescape(text);
		EXPECT(!strcmp(text, rows[i].shown), "%s: %s", rows[i].text, text);
	}
}
