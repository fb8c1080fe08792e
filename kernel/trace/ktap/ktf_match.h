/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Does a text match a pattern?
 *
 * Texts come from records and may be anything: they need not end in a NUL and
 * may have several. A matcher reads no byte beyond the @n it is given. Patterns
 * come from the program, hold no NUL and are followed by one.
 *
 * Which bytes count as the text is decided before: see the fetches in ktf_run.c.
 */
#ifndef _KTF_MATCH_H
#define _KTF_MATCH_H

#include "ktf_env.h"

/* The text up to its NUL, or all @n bytes if it has none, is the pattern. */
static __always_inline bool ktf_match_eq(const char *s, u32 n, const char *pat, u32 len)
{
	return len <= n && !memcmp(s, pat, len) && (len == n || !s[len]);
}

static __always_inline bool ktf_match_prefix(const char *s, u32 n, const char *pat, u32 len)
{
	return len <= n && !memcmp(s, pat, len);
}

/* All @n bytes are the text. */
static __always_inline bool ktf_match_suffix(const char *s, u32 n, const char *pat, u32 len)
{
	return len <= n && !memcmp(s + n - len, pat, len);
}

bool ktf_match_contains(const char *s, u32 n, const char *pat, u32 len);

static __always_inline bool ktf_match_glob(const char *s, u32 n, const char *pat, u32 len)
{
	return glob_match_len(pat, s, n);
}

#endif /* _KTF_MATCH_H */
