// SPDX-License-Identifier: GPL-2.0
/*
 * Hints that help to correct a mistake.
 *
 * The kernel's messages are ABI and never change. If a mistake comes from a rule of the
 * language that nobody can guess, the hint says the rule.
 */
#include "check/mistake.h"

static bool has_any_of(const char *piece, u32 len, const char *bytes)
{
	u32 i;

	for (i = 0; i < len; i++)
		if (strchr(bytes, piece[i]))
			return true;
	return false;
}

/**
 * ktf_check_hint - suggest how to repair an error
 * @code: the error: enum ktf_err.
 * @piece: the piece of the text that is wrong.
 * @len: length of @piece in bytes.
 *
 * Context: any.
 * Return: a phrase; NULL without a suggestion.
 */
const char *ktf_check_hint(u32 code, const char *piece, u32 len)
{
	if (code == KTF_ERR_NO_FUNCTION && has_any_of(piece, len, ")&|"))
		return "the name goes on to the next blank: put one behind it";
	return NULL;
}
