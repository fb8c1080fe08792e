// SPDX-License-Identifier: GPL-2.0
/*
 * Texts of any bytes, as characters that take columns.
 *
 * A filter's text may be UTF-8, but need not be. Tables and carets are aligned if columns
 * are counted as a terminal does: a character takes one column, two if it is Chinese, none
 * if it is an accent. The C library knows that of each character. It is asked in a locale
 * that has UTF-8 and nothing else, whatever the user's locale is. A byte that is part of no
 * character is shown as a replacement character.
 */
#include "utf8.h"

#include <locale.h>
#include <wchar.h>

/* Decode the character at @s into @val. Return its size in bytes; 0 for an invalid one. */
static u32 decode(const char *s, u32 *val)
{
	u32 len, i;

	*val = *s;
	if (*s < 0x80)
		return 1;
	if (*s < 0xc2 || *s > 0xf4)
		return 0;
	len = *s < 0xe0 ? 2 : *s < 0xf0 ? 3 : 4;
	*val = *s & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if (!utf8_goes_on(s[i]))
			return 0;
		*val = *val << 6 | (s[i] & 0x3f);
	}
	if ((len == 3 && *val < 0x800) || (len == 4 && (*val < 0x10000 || *val > 0x10ffff)))
		return 0;
	return *val >= 0xd800 && *val < 0xe000 ? 0 : len;
}

/**
 * utf8_len - get the size of a character
 * @text: start of the character, which may be the NUL.
 *
 * Longer forms than the shortest one and surrogates of UTF-16 are invalid.
 *
 * Context: any.
 * Return: 1 to 4 bytes; 0 for an invalid character.
 */
u32 utf8_len(const char *text)
{
	u32 val;

	return decode(text, &val);
}

/* Columns of a character beyond ASCII; -1 if a terminal cannot show it. */
static int wide_columns(u32 val)
{
	static locale_t utf8;
	locale_t old;
	int columns;

	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);
	if (!utf8)
		return 1;
	old = uselocale(utf8);
	columns = wcwidth(val);
	uselocale(old);
	return columns;
}

/**
 * utf8_shown - get the size of a printable character
 * @text: start of the character.
 *
 * Context: any.
 * Return: the size in bytes; 0 for an invalid or a control character.
 */
u32 utf8_shown(const char *text)
{
	u32 val, len = decode(text, &val);

	if (len == 1)
		return val >= ' ' && val != 0x7f;
	return len && wide_columns(val) >= 0 ? len : 0;
}

/* Return the columns of a character or of an invalid byte, and move @text behind it. */
static u32 next_columns(const char **text)
{
	u32 val, len = decode(*text, &val);
	int columns = len > 1 ? wide_columns(val) : 1;

	*text += len ?: 1;
	return columns < 0 ? 1 : columns;
}

/**
 * utf8_columns - count the columns of a text on a terminal
 * @text: the text; a NUL must follow at @len or later.
 * @len: length of the text in bytes. It may end inside a character, which counts as a whole.
 *
 * Context: any.
 * Return: the number of columns, at most the number of bytes.
 */
u32 utf8_columns(const char *text, u32 len)
{
	const char *end = text + len;
	u32 columns = 0;

	while (text < end)
		columns += next_columns(&text);
	return columns;
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c) : NULL;

	return at ? at - digits : -1;
}

/* Decode "\xNN\xNN" into @bytes. Return the size of a printable character, or else 0. */
static u32 escaped_char(const char *text, char *bytes)
{
	u32 nr, len;

	memset(bytes, 0, 5);
	for (nr = 0; nr < 4 && text[0] == '\\' && text[1] == 'x'; nr++, text += 4) {
		int high = hex_digit(text[2]), low = high < 0 ? -1 : hex_digit(text[3]);

		if (low < 0)
			break;
		bytes[nr] = high << 4 | low;
	}
	len = nr ? utf8_shown(bytes) : 0;
	return len > 1 ? len : 0;
}

/**
 * utf8_unescape - replace escapes "\xNN" by the characters that they encode
 * @text: a text with escaped backslashes; it does not get longer.
 *
 * This keeps ASCII and what is not printable.
 *
 * Context: any.
 */
void utf8_unescape(char *text)
{
	char *to = text, bytes[5];
	u32 len;

	while (*text) {
		len = escaped_char(text, bytes);
		if (len) {
			memcpy(to, bytes, len);
			to += len;
			text += 4 * len;
			continue;
		}
		if (*text == '\\' && text[1])
			*to++ = *text++;
		*to++ = *text++;
	}
	*to = 0;
}
