// SPDX-License-Identifier: GPL-2.0
/*
 * Armour: an image as one word of printable text.
 *
 * Armour is a prefix that no other filter text can start with, and then the image in
 * base64url: letters, digits, "-" and "_". No shell, trigger, probe or tool splits or quotes
 * these characters. Three bytes make four digits of 6 bits. One or two bytes left at the end
 * make two or three digits. The bits of the last digit that belong to no byte are zero, so an
 * image has exactly one armour. For example, the armour of four bytes 7f 6b 74 66, with which
 * every image starts, would be:
 *
 *	01111111 01101011 01110100	01100110
 *	011111 110110 101101 110100	011001 10(0000)
 *	f      2      t      0		Z      g		@ktff2t0Zg
 */
#include "prog/image.h"

#define PREFIX_LEN	(sizeof(KTAP_FILTER_ARMOUR) - 1)

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
 * ktf_is_armour - does a text start with armour?
 * @text: the text, ending in a NUL.
 *
 * Context: any.
 * Return: true if the prefix of armour comes first, behind blanks at most. The digits
 * are not looked at.
 */
bool ktf_is_armour(const char *text)
{
	return !strncmp(skip_blanks(text), KTAP_FILTER_ARMOUR, PREFIX_LEN);
}

/**
 * ktf_starts_with_image - does a filter's text start with an image?
 * @text: the text, ending in a NUL.
 *
 * Parentheses are skipped too, because some programs put the text of their user between
 * parentheses.
 *
 * Context: any.
 * Return: true if the prefix of armour comes first, behind blanks and "(" at most.
 */
bool ktf_starts_with_image(const char *text)
{
	while (isspace(*text) || *text == '(')
		text++;
	return ktf_is_armour(text);
}

/*
 * The number of digits at @text. Counting stops at KTF_MAX_ARMOUR + 1, which is too many for
 * an image.
 */
static u32 count_digits(const char *text)
{
	u32 nr = 0;

	while (nr <= KTF_MAX_ARMOUR && digit_value(text[nr]) >= 0)
		nr++;
	return nr;
}

/**
 * ktf_image_digits - count the digits of the armour that starts a filter's text
 * @text: the text, ending in a NUL.
 *
 * Context: any.
 * Return: number of digits behind the prefix, at most KTF_MAX_ARMOUR + 1; 0 if the text does
 * not start with an image.
 */
u32 ktf_image_digits(const char *text)
{
	return ktf_starts_with_image(text) ? count_digits(strchr(text, *KTAP_FILTER_ARMOUR) +
							  PREFIX_LEN) : 0;
}

/*
 * Write the bytes that @nr digits at @text stand for to @to. Returns false if the digits are
 * not the armour of these bytes: a bit that belongs to no byte is set, or all bits of the last
 * digit belong to no byte.
 */
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
 * ktf_armour_decode - turn armour into the bytes of an image
 * @text: the armour, ending in a NUL; blanks around it are allowed.
 * @image: gets the bytes, to be freed by ktf_free(), or NULL on failure. Whether the bytes
 *	are an image is not checked.
 * @bytes: gets the number of bytes.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if the text is not armour; -E2BIG if it has more digits than the largest
 * image, KTAP_FILTER_MAX_IMAGE bytes, needs; -ENOMEM.
 */
int ktf_armour_decode(const char *text, void **image, u32 *bytes, struct ktf_diag *diag)
{
	const char *digits = skip_blanks(text) + PREFIX_LEN, *end;
	u32 nr;

	*image = NULL;
	if (!ktf_is_armour(text))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_ARMOUR, "character ^0");
	nr = count_digits(digits);
	if (nr > KTF_MAX_ARMOUR - PREFIX_LEN)
		return ktf_refuse(diag, -E2BIG, KTF_ERR_IMAGE_TOO_LARGE, "character ^%u",
				  KTF_MAX_ARMOUR);
	end = digits + nr;
	if (*skip_blanks(end))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_ARMOUR, "character ^%u",
				  (u32)(skip_blanks(end) - text));
	*bytes = nr * 3 / 4;
	*image = ktf_alloc(max(*bytes, 1U));
	if (!*image)
		return ktf_fail(diag, -ENOMEM, KTF_ERR_NONE, 0);
	if (from_digits(*image, digits, nr))
		return 0;
	ktf_free(*image);
	*image = NULL;
	return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_ARMOUR, "character ^%u",
			  (u32)(end - text) - 1);
}

/**
 * ktf_armour_encode - turn the bytes of an image into armour
 * @image: the image.
 * @bytes: its size, 0 to KTAP_FILTER_MAX_IMAGE.
 *
 * Context: may sleep.
 * Return: the armour, ending in a NUL, to be freed by ktf_free(); NULL if there is no memory.
 */
char *ktf_armour_encode(const void *image, u32 bytes)
{
	char *armour = ktf_alloc(PREFIX_LEN + DIV_ROUND_UP(bytes * 4, 3) + 1), *to;
	const u8 *from = image;
	u32 bits = 0, acc = 0;

	if (!armour)
		return NULL;
	memcpy(armour, KTAP_FILTER_ARMOUR, PREFIX_LEN);
	to = armour + PREFIX_LEN;
	for (; bytes; bytes--) {
		acc = acc << 8 | *from++;
		bits += 8;
		for (; bits >= 6; bits -= 6)
			*to++ = digit[acc >> (bits - 6) & 63];
	}
	if (bits)
		*to++ = digit[acc << (6 - bits) & 63];
	return armour;
}
