// SPDX-License-Identifier: GPL-2.0
/*
 * The name that a mistyped name may have meant.
 *
 * It is the one that takes the fewest changes: letters that were added, left out or mistaken.
 * There may be no more of them than a third of the name's letters: for "prev_pix", prev_pid
 * is suggested; for "x", nothing. A capital is a mistaken letter, but none if all else is
 * right: PREV_PID is prev_pid. A name that is spelt right is no suggestion. If no name is close,
 * it may be one of which a part was written: "state" for prev_state.
 */
#include <strings.h>

#include "suggest.h"

/* The edit distance of @a and @b. Only one row of its table is kept. */
static u32 changes(const char *a, u32 a_len, const char *b, u32 b_len)
{
	u32 row[CMD_LONGEST_NAME + 1], i, j, diagonal, above;

	for (j = 0; j <= b_len; j++)
		row[j] = j;
	for (i = 1; i <= a_len; i++) {
		diagonal = row[0];
		row[0] = i;
		for (j = 1; j <= b_len; j++) {
			above = row[j];
			diagonal += a[i - 1] != b[j - 1];
			row[j] = min(min(above, row[j - 1]) + 1, diagonal);
			diagonal = above;
		}
	}
	return row[b_len];
}

/**
 * cmd_suggest_start - look for the name that a mistyped name may have meant
 * @s: the search; @s->best is empty from here on, until a name is close.
 * @name: the name that the user wrote; it must live as long as the search.
 * @len: length of @name in bytes. Nothing is suggested for more than 63.
 *
 * Context: any.
 */
void cmd_suggest_start(struct cmd_suggestion *s, const char *name, u32 len)
{
	*s = (struct cmd_suggestion) { .name = name, .len = len, .fewest = len / 3 + 1 };
}

static void take(struct cmd_suggestion *s, const char *name, u32 len, u32 is)
{
	s->fewest = is;
	memcpy(s->best, name, len);
	s->best[len] = 0;
}

/* Is the written name a part of @name, between underscores or ends, and no small one? */
static bool is_part(const struct cmd_suggestion *s, const char *name, u32 len)
{
	u32 at;

	if (len > s->len + 8)
		return false;
	for (at = 0; at + s->len <= len; at++)
		if ((!at || name[at - 1] == '_') && !memcmp(name + at, s->name, s->len) &&
		    (at + s->len == len || name[at + s->len] == '_'))
			return true;
	return false;
}

/**
 * cmd_suggest_try_part - is this the name that was meant, or a part of it?
 * @s: the search; gets the name if it is closer than all before.
 * @name: a name that there is, without a NUL.
 * @len: its length in bytes.
 *
 * Context: any.
 */
void cmd_suggest_try_part(struct cmd_suggestion *s, const char *name, u32 len)
{
	u32 is;

	if (s->len > CMD_LONGEST_NAME || len > CMD_LONGEST_NAME)
		return;
	is = changes(s->name, s->len, name, len);
	if (!is)
		return;
	if (len == s->len && !strncasecmp(s->name, name, len))
		is = 0;
	if (is < s->fewest)
		take(s, name, len, is);
	else if (!s->best[0] && s->len > 2 && is_part(s, name, len))
		take(s, name, len, s->fewest);
}

/**
 * cmd_suggest_try - is this the name that was meant?
 * @s: the search; gets the name if it is closer than all before.
 * @name: a name that there is.
 *
 * Context: any.
 */
void cmd_suggest_try(struct cmd_suggestion *s, const char *name)
{
	cmd_suggest_try_part(s, name, strlen(name));
}
