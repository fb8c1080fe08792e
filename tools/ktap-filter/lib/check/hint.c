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
 * struct hint - a row of the table of hints
 * @code: the error.
 * @pieces: pieces of the text, with a blank around each, that this is the right hint for.
 * @text: the hint.
 */
struct hint {
	u32		code;
	const char	*pieces;
	const char	*text;
};

/* What other languages have, and what is refused as they disagree about it. */
static const struct hint hints[] = {
	{ KTF_ERR_TOO_MANY_PREDS, " and or not AND OR NOT ", "write &&, || and !" },
	{ KTF_ERR_INVALID_OP, " and or not AND OR NOT ", "write &&, || and !" },
	{ KTF_ERR_INVALID_OP, " = ", "write ==" },
	{ KTF_ERR_INVALID_OP, " =~ ", "write ~, which takes a glob as \"a*\"" },
	{ KTF_ERR_INVALID_OP, " += -= *= /= %= &= |= ^= ", "a filter changes nothing" },
	{ KTF_ERR_TOO_MANY_PREDS, " == != < <= > >= in & | ^ << >> + - * / % ",
	  "put parentheses around operators on bits, and around each relation" },
};

static bool is_one_of(const char *pieces, const char *piece, u32 len)
{
	for (; (pieces = strchr(pieces, ' ')) && pieces[1]; pieces++)
		if (!strncmp(pieces + 1, piece, len) && pieces[1 + len] == ' ')
			return len;
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
	u32 i;

	if (code == KTF_ERR_NO_FUNCTION && has_any_of(piece, len, ")&|"))
		return "the name goes on to the next blank: put one behind it";
	for (i = 0; i < ARRAY_SIZE(hints); i++)
		if (hints[i].code == code && is_one_of(hints[i].pieces, piece, len))
			return hints[i].text;
	return NULL;
}
