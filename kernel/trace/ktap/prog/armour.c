// SPDX-License-Identifier: GPL-2.0
/*
 * An image as one word of printable text.
 *
 * A prefix that no filter's text can start with, and the image in base64url: letters,
 * digits, "-" and "_", which no shell, trigger, probe or tool takes apart or quotes.
 * Three bytes make four characters, the last one or two bytes two or three of them.
 * There is one word for an image: bits that are left over in the last character are
 * zero.
 */
#include "prog/image.h"

#define PREFIX_LEN	(sizeof(KTAP_FILTER_WORD) - 1)

static const char digit[64] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static int digit_value(char c)
{
	const char *at = memchr(digit, c, sizeof(digit));

	return at ? at - digit : -1;
}

static const char *skip_blanks(const char *text)
{
	while (isspace(*text))
		text++;
	return text;
}

/**
 * ktf_is_word - is a filter's text an image?
 * @text: the text, ending in a NUL.
 *
 * Context: any.
 * Return: whether it starts as such a word does, blanks aside.
 */
bool ktf_is_word(const char *text)
{
	return !strncmp(skip_blanks(text), KTAP_FILTER_WORD, PREFIX_LEN);
}

/**
 * ktf_starts_with_image - is a filter's text an image, or does one begin it?
 * @text: the text, ending in a NUL.
 *
 * Context: any.
 * Return: whether it does, blanks and parentheses aside: some programs put what their
 * user wrote between parentheses.
 */
bool ktf_starts_with_image(const char *text)
{
	while (isspace(*text) || *text == '(')
		text++;
	return ktf_is_word(text);
}

/* The digits of the word at @text; 0 where they are too many for an image. */
static u32 count_digits(const char *text)
{
	u32 nr = 0;

	while (nr <= KTF_MAX_WORD && digit_value(text[nr]) >= 0)
		nr++;
	return nr;
}

/**
 * ktf_image_digits - how long is the image that begins a filter's text?
 * @text: the text, ending in a NUL.
 *
 * Context: any.
 * Return: the characters of its word behind the prefix; 0 if the text begins otherwise.
 */
u32 ktf_image_digits(const char *text)
{
	return ktf_starts_with_image(text) ? count_digits(strchr(text, *KTAP_FILTER_WORD) +
							  PREFIX_LEN) : 0;
}

/* Give the bytes of @nr digits to @to; false if bits are left over that are not zero. */
static bool from_digits(u8 *to, const char *text, u32 nr)
{
	u32 bits = 0, acc = 0;

	for (; nr; nr--, text++) {
		acc = acc << 6 | digit_value(*text);
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		*to++ = acc >> bits;
		acc &= (1 << bits) - 1;
	}
	return !acc && bits < 6;
}

/**
 * ktf_word_decode - the image that a word is
 * @text: the word, ending in a NUL, perhaps with blanks around it.
 * @image: gets the bytes, to be freed by ktf_free(): what they are is not looked at.
 *	NULL on failure.
 * @bytes: gets how many.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for what is no such word; -E2BIG for one that holds more than an
 * image can have; -ENOMEM.
 */
int ktf_word_decode(const char *text, void **image, u32 *bytes, struct ktf_diag *diag)
{
	const char *word = skip_blanks(text) + PREFIX_LEN, *end;
	u32 nr;

	*image = NULL;
	if (!ktf_is_word(text))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_WORD, "character ^0");
	nr = count_digits(word);
	if (nr > KTF_MAX_WORD - PREFIX_LEN)
		return ktf_refuse(diag, -E2BIG, KTF_ERR_IMAGE_TOO_LARGE, "character ^%u",
				  KTF_MAX_WORD);
	end = word + nr;
	if (*skip_blanks(end))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_WORD, "character ^%u",
				  (u32)(skip_blanks(end) - text));
	*bytes = nr * 3 / 4;
	*image = ktf_alloc(max(*bytes, 1U));
	if (!*image)
		return ktf_fail(diag, -ENOMEM, KTF_ERR_NONE, 0);
	if (from_digits(*image, word, nr))
		return 0;
	ktf_free(*image);
	*image = NULL;
	return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_WORD, "character ^%u",
			  (u32)(end - text) - 1);
}

/**
 * ktf_word_encode - write an image as a word
 * @image: the image.
 * @bytes: its size, at most KTAP_FILTER_MAX_IMAGE.
 *
 * Context: may sleep.
 * Return: the word, to be freed by ktf_free(); NULL without memory.
 */
char *ktf_word_encode(const void *image, u32 bytes)
{
	char *word = ktf_alloc(PREFIX_LEN + DIV_ROUND_UP(bytes * 4, 3) + 1), *to;
	const u8 *from = image;
	u32 bits = 0, acc = 0;

	if (!word)
		return NULL;
	memcpy(word, KTAP_FILTER_WORD, PREFIX_LEN);
	to = word + PREFIX_LEN;
	for (; bytes; bytes--) {
		acc = acc << 8 | *from++;
		bits += 8;
		for (; bits >= 6; bits -= 6)
			*to++ = digit[acc >> (bits - 6) & 63];
	}
	if (bits)
		*to++ = digit[acc << (6 - bits) & 63];
	return word;
}
