// SPDX-License-Identifier: GPL-2.0
/*
 * The words of the assembler's lines.
 *
 * Each function reads one thing at the scanner's place and moves on, or reports the mistake
 * and the place where the thing starts. None reads on into the next line, so an error always
 * belongs to the current line.
 */
#include <stdarg.h>

#include "assembler/scan.h"

static void skip_blanks(struct asm_scan *s)
{
	while (*s->at == ' ' || *s->at == '\t' || *s->at == '\r')
		s->at++;
}

/**
 * asm_next_line - advance to the next line
 * @s: the scanner; before the first line, @line is NULL.
 *
 * Context: any.
 * Return: false at the end of the text.
 */
bool asm_next_line(struct asm_scan *s)
{
	if (s->line) {
		s->at += strcspn(s->at, "\n");
		s->at += *s->at == '\n';
	}
	s->line = s->at;
	s->nr++;
	return *s->at;
}

/**
 * asm_at_end - does the rest of the line have only blanks and a comment?
 * @s: the scanner; this skips the blanks.
 *
 * Context: any.
 * Return: true if nothing else is left.
 */
bool asm_at_end(struct asm_scan *s)
{
	skip_blanks(s);
	return !*s->at || *s->at == '\n' || *s->at == '#';
}

/**
 * asm_fail - report an error
 * @s: the scanner.
 * @at: the error's position in the current line.
 * @err: negative errno.
 * @fmt: the message, as for printf().
 *
 * Context: any.
 * Return: @err.
 */
int asm_fail(struct asm_scan *s, const char *at, int err, const char *fmt, ...)
{
	struct asm_error *error = s->error;
	va_list args;

	error->err = err;
	error->line = s->nr;
	error->col = at - s->line + 1;
	va_start(args, fmt);
	vsnprintf(error->text, sizeof(error->text), fmt, args);
	va_end(args);
	return err;
}

/**
 * asm_no_room - report that an image or the memory has no room
 * @s: the scanner.
 * @at: the error's position in the current line.
 * @err: -E2BIG for an image, -ENOMEM for memory.
 *
 * Context: any.
 * Return: @err.
 */
int asm_no_room(struct asm_scan *s, const char *at, int err)
{
	return asm_fail(s, at, err, "%s", err == -E2BIG ?
			ktf_err_text[KTF_ERR_IMAGE_TOO_LARGE] : strerror(-err));
}

/**
 * asm_expect_end - report an error unless the line ends here
 * @s: the scanner.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int asm_expect_end(struct asm_scan *s)
{
	return asm_at_end(s) ? 0 : asm_fail(s, s->at, -EINVAL, "More than the line can hold");
}

/**
 * asm_take - take a character if it comes next
 * @s: the scanner; this skips blanks before the character.
 * @c: the character.
 *
 * Context: any.
 * Return: true if the character came next.
 */
bool asm_take(struct asm_scan *s, char c)
{
	skip_blanks(s);
	if (*s->at != c)
		return false;
	s->at++;
	return true;
}

/**
 * asm_is - compare a word with a name
 * @word: the word.
 * @name: the name.
 *
 * Context: any.
 * Return: true if they are equal.
 */
bool asm_is(const struct asm_word *word, const char *name)
{
	return strlen(name) == word->len && !memcmp(word->text, name, word->len);
}

static bool is_word_char(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/**
 * asm_word - read a word
 * @s: the scanner.
 * @what: the word's role, for the message if there is no word.
 * @word: gets the word.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int asm_word(struct asm_scan *s, const char *what, struct asm_word *word)
{
	skip_blanks(s);
	word->text = s->at;
	s->at += *s->at == '$';		/* of a variable */
	while (is_word_char(*s->at))
		s->at++;
	word->len = s->at - word->text;
	return word->len ? 0 : asm_fail(s, s->at, -EINVAL, "%s is missing", what);
}

/**
 * asm_number - read a number of 64 bits, signed or unsigned, in the syntax of C
 * @s: the scanner.
 * @val: gets the number.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int asm_number(struct asm_scan *s, u64 *val)
{
	char digits[KTF_MAX_NUMBER + 1] = "";
	struct asm_word word;
	const char *from;
	bool negative;
	int err;

	skip_blanks(s);
	from = s->at;
	negative = asm_take(s, '-');
	if (asm_word(s, "Number", &word))
		return s->error->err;
	if (s->at - from > KTF_MAX_NUMBER)
		return asm_fail(s, from, -EINVAL, "Not a number of 64 bits");
	memcpy(digits, from, s->at - from);
	if (negative)
		err = ktf_parse_s64(digits, (s64 *)val);
	else
		err = ktf_parse_u64(digits, val);
	return err ? asm_fail(s, from, -EINVAL, "Not a number of 64 bits") : 0;
}

/**
 * asm_u32 - read a number of 0 to @max
 * @s: the scanner.
 * @max: the largest valid number.
 * @val: gets the number.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int asm_u32(struct asm_scan *s, u32 max, u32 *val)
{
	const char *from;
	u64 wide;

	skip_blanks(s);
	from = s->at;
	if (asm_number(s, &wide))
		return s->error->err;
	if (*from == '-' || wide > max)
		return asm_fail(s, from, -EINVAL, "Not a number from 0 to %u", max);
	*val = wide;
	return 0;
}

static int hex_digit(char c)
{
	if (isdigit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Read one byte of a text. A text of a program has no NUL, so "\x00" is an error, too. */
static int text_byte(struct asm_scan *s, char *to)
{
	const char *at = s->at;
	int high, low;

	*to = *s->at++;
	if (*to != '\\')
		return 0;
	*to = *s->at++;
	if (*to == '"' || *to == '\\')
		return 0;
	high = *to == 'x' ? hex_digit(s->at[0]) : -1;
	low = high < 0 ? -1 : hex_digit(s->at[1]);
	if (low < 0)
		return asm_fail(s, at, -EINVAL, "Neither \\\" nor \\\\ nor \\xNN");
	s->at += 2;
	*to = high << 4 | low;
	return *to ? 0 : asm_fail(s, at, -EINVAL, "NUL in a text");
}

/**
 * asm_string - read a text in quotes
 * @s: the scanner.
 * @text: gets the text with a NUL behind; free it with ktf_free().
 * @len: gets the text's length in bytes, without the NUL.
 *
 * Context: any.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int asm_string(struct asm_scan *s, char **text, u32 *len)
{
	const char *open;
	char *to;

	*text = NULL;
	if (!asm_take(s, '"'))
		return asm_fail(s, s->at, -EINVAL, "Text in quotes is missing");
	open = s->at - 1;
	/* No escape is shorter than the byte that it stands for. */
	to = ktf_alloc(strcspn(s->at, "\n") + 1);
	*text = to;
	if (!to)
		return asm_no_room(s, open, -ENOMEM);
	while (*s->at != '"') {
		if (!*s->at || *s->at == '\n') {
			asm_fail(s, open, -EINVAL, "Quote is not closed");
			goto fail;
		}
		if (text_byte(s, to++))
			goto fail;
	}
	s->at++;
	*len = to - *text;
	return 0;
fail:
	ktf_free(*text);
	*text = NULL;
	return s->error->err;
}

static int set_range(struct asm_scan *s, u8 *set, u32 *len)
{
	const u32 last = 8 * KTAP_FILTER_MAX_SET - 1;
	const char *at;
	u32 from, to;

	skip_blanks(s);
	at = s->at;
	if (asm_u32(s, last, &from))
		return s->error->err;
	to = from;
	if (asm_take(s, '-') && asm_u32(s, last, &to))
		return s->error->err;
	if (to < from)
		return asm_fail(s, at, -EINVAL, "Range ends before it begins");
	*len = max(*len, to / 8 + 1);
	for (; from <= to; from++)
		set[from / 8] |= 1 << (from % 8);
	return 0;
}

/**
 * asm_set - read a set of CPUs
 * @s: the scanner.
 * @set: gets the set, KTAP_FILTER_MAX_SET bytes: bit 0 of byte 0 is CPU 0.
 * @len: gets the number of bytes up to the last nonzero one.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int asm_set(struct asm_scan *s, u8 *set, u32 *len)
{
	memset(set, 0, KTAP_FILTER_MAX_SET);
	*len = 0;
	if (!asm_take(s, '{'))
		return asm_fail(s, s->at, -EINVAL, "Set of CPUs is missing");
	if (asm_take(s, '}'))
		return 0;
	do {
		if (set_range(s, set, len))
			return s->error->err;
	} while (asm_take(s, ','));
	return asm_take(s, '}') ? 0 : asm_fail(s, s->at, -EINVAL, "'}' is missing");
}
