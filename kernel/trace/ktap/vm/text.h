/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the text is that a predicate looks at.
 */
#ifndef _KTF_TEXT_H
#define _KTF_TEXT_H

#include "prog/env.h"

/**
 * struct ktf_text - what a text predicate looks at
 * @s: its first byte; NULL if the text cannot be had.
 * @n: the bytes that may be read, or those that the text has.
 */
struct ktf_text {
	const char	*s;
	u32		n;
};

/* A loc word: the text's offset from @base in the low half, its size in the high. */
static __always_inline struct ktf_text ktf_located(const char *rec, u32 len, const char *base,
						   u32 loc)
{
	u32 at = base - rec + (loc & 0xffff);
	u32 n = loc >> 16;

	if (unlikely(at + n > len))
		return (struct ktf_text) { };
	return (struct ktf_text) { rec + at, n };
}

#endif /* _KTF_TEXT_H */
