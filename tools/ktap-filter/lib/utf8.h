/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Texts of any bytes, as characters that take columns.
 */
#ifndef _KTF_LIB_UTF8_H
#define _KTF_LIB_UTF8_H

#include "prog/env.h"

u32 utf8_len(const char *text);
u32 utf8_shown(const char *text);
u32 utf8_columns(const char *text, u32 len);
void utf8_unescape(char *text);

/* Is this byte a continuation byte of a character? */
static inline bool utf8_goes_on(char c)
{
	return (c & 0xc0) == 0x80;
}

#endif /* _KTF_LIB_UTF8_H */
