// SPDX-License-Identifier: GPL-2.0
/*
 * The name that a mistyped name may have meant.
 *
 * It is the one that takes the fewest changes: letters that were added, left out or mistaken.
 * There may be no more of them than a third of the name's letters: for "prev_pix", prev_pid
 * is suggested; for "x", nothing. A capital is a mistaken letter, but not if all else is
 * right: PREV_PID is prev_pid.
 */
#include <strings.h>

#include "suggest.h"

#define LONGEST	63U

/* The edit distance of @a and @b. Only one row of its table is kept. */
static u32 changes(const char *a, u32 a_len, const char *b, u32 b_len)
{
	u32 row[LONGEST + 1], i, j, diagonal, above;

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
 * @s: the search; @s->best is NULL from here on, until a name is close.
 * @name: the name that the user wrote; it must live as long as the search.
 * @len: length of @name in bytes. Nothing is suggested for more than 63.
 *
 * Context: any.
 */
void cmd_suggest_start(struct cmd_suggestion *s, const char *name, u32 len)
{
	*s = (struct cmd_suggestion) { .name = name, .len = len, .fewest = len / 3 + 1 };
}

/**
 * cmd_suggest_try - is this the name that was meant?
 * @s: the search; gets the name if it is closer than all before.
 * @name: a name that there is; it must live as long as the search.
 *
 * Context: any.
 */
void cmd_suggest_try(struct cmd_suggestion *s, const char *name)
{
	u32 len = strlen(name), is;

	if (s->len > LONGEST || len > LONGEST)
		return;
	is = changes(s->name, s->len, name, len);
	if (is && len == s->len && !strncasecmp(s->name, name, len))
		is = 1;
	if (is >= s->fewest)
		return;
	s->fewest = is;
	s->best = name;
}

/**
 * cmd_suggest - suggest a field with a similar name
 * @schema: the event.
 * @name: the name that the user wrote.
 * @len: length of @name in bytes.
 *
 * Context: any.
 * Return: the field's name, which lives as long as the event; NULL if no name is close.
 */
const char *cmd_suggest(const struct ktf_schema *schema, const char *name, u32 len)
{
	struct cmd_suggestion s;
	struct ktf_field field;
	u32 nr;

	cmd_suggest_start(&s, name, len);
	for (nr = 0; !ktf_schema_field(schema, nr, &field); nr++)
		cmd_suggest_try(&s, field.name);
	for (nr = 0; !ktf_schema_generic(nr, &field); nr++)
		cmd_suggest_try(&s, field.name);
	return s.best;
}
