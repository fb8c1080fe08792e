// SPDX-License-Identifier: GPL-2.0
/*
 * Classes of characters as the kernel has them: Latin-1, in every locale.
 *
 * A no-break space is a blank and accented letters are letters, so they may be
 * part of a field's name; the two signs among the letters, multiplication and
 * division, may not.
 */
#include "prog/env.h"

bool ktf_isspace(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0;
}

bool ktf_isdigit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

bool ktf_isxdigit(unsigned char c)
{
	return ktf_isdigit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool ktf_isalnum(unsigned char c)
{
	if (c >= 0xc0)
		return c != 0xd7 && c != 0xf7;
	return ktf_isdigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
