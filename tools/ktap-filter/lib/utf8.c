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

/* The value of the character at @s and its bytes; 0 bytes if it is none. */
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
 * utf8_len - the bytes of a character
 * @text: where it starts; a NUL is one.
 *
 * Only the shortest form is one, and no half of a pair of UTF-16.
 *
 * Context: any.
 * Return: how many, 1 to 4; 0 if there is none.
 */
u32 utf8_len(const char *text)
{
	u32 val;

	return decode(text, &val);
}

/* Columns of a character beyond ASCII; -1 if it cannot be shown. */
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
 * utf8_shown - the bytes of a character that can be shown
 * @text: where it starts.
 *
 * Context: any.
 * Return: how many; 0 if there is none, or one that controls something.
 */
u32 utf8_shown(const char *text)
{
	u32 val, len = decode(text, &val);

	if (len == 1)
		return val >= ' ' && val != 0x7f;
	return len && wide_columns(val) >= 0 ? len : 0;
}

/* What one character, or a byte that is none, takes; gets on behind it. */
static u32 next_columns(const char **text)
{
	u32 val, len = decode(*text, &val);
	int columns = len > 1 ? wide_columns(val) : 1;

	*text += len ?: 1;
	return columns < 0 ? 1 : columns;
}

/**
 * utf8_columns - the columns that a text takes on a terminal
 * @text: the text, with a NUL at @len or further on.
 * @len: its length, bytes; a character that it ends in counts.
 *
 * Context: any.
 * Return: how many; not more than bytes.
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

/* The bytes of "\xNN\xNN", if they are a character that can be shown: how many; or 0. */
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
 * utf8_unescape - show characters as such in a text that has them as "\xNN"
 * @text: a text in which backslashes are escaped, too; it gets no longer.
 *
 * ASCII and what cannot be shown stays as it is.
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
