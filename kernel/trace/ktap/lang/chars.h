/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Kinds of characters, which the scanners share.
 */
#ifndef _KTF_CHARS_H
#define _KTF_CHARS_H

#include "prog/env.h"

static inline bool ktf_is_quote(char c)
{
	return c == '\'' || c == '"';
}

static inline bool ktf_is_name(char c)
{
	return isalnum(c) || c == '_';
}

static inline bool ktf_starts_number(const char *at)
{
	return isdigit(*at) || (*at == '-' && isdigit(at[1]));
}

/* Behind a "-": is there an operand that it can change the sign of? */
static inline bool ktf_starts_operand(const char *at)
{
	while (isspace(*at))
		at++;
	return ktf_is_name(*at) || (*at && strchr("($-~'\"", *at));
}

#endif /* _KTF_CHARS_H */
