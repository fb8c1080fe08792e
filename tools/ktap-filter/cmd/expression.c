// SPDX-License-Identifier: GPL-2.0
/*
 * Expressions on the command line: what is one, and what may one have meant.
 *
 * The field that was meant by a name that the event does not have is the one that takes
 * the fewest changes, of a letter added, left out or mistaken, if those are no more
 * than a third of the name: "prev_pix" is prev_pid, "x" is nothing.
 */
#include <unistd.h>

#include "cmd.h"
#include "expression.h"
#include "ktf_image.h"

#define LONGEST	63U

/* A word that is all there is; one that is part of an expression is none. */
static bool is_lone_word(const char *arg)
{
	const char *word = strstr(arg, KTAP_FILTER_WORD);

	if (!ktf_is_word(arg))
		return false;
	word += strcspn(word, " \t\n)&|");
	return !word[strspn(word, " \t\n")];
}

/**
 * cmd_names_image - does an argument stand for an image, where a filter will do as well?
 * @arg: the argument.
 *
 * Context: any.
 * Return: whether it is a word, "-" or the name of a file; else it is an expression.
 */
bool cmd_names_image(const char *arg)
{
	return is_lone_word(arg) || !strcmp(arg, "-") || !access(arg, F_OK);
}

/* Changes from @a to @b: one row of the table at a time. */
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
 * cmd_suggest - find the field that may have been meant
 * @schema: the event.
 * @name: what was written.
 * @len: its length, bytes.
 *
 * Context: any.
 * Return: the field's name, which lives as long as the event; NULL if there is none.
 */
const char *cmd_suggest(const struct ktf_schema *schema, const char *name, u32 len)
{
	const char *best = NULL;
	u32 fewest = len / 3 + 1, nr, is;
	struct ktf_field field;

	if (len > LONGEST)
		return NULL;
	for (nr = 0; !ktf_schema_field(schema, nr, &field); nr++) {
		if (strlen(field.name) > LONGEST)
			continue;
		is = changes(name, len, field.name, strlen(field.name));
		if (is >= fewest)
			continue;
		fewest = is;
		best = field.name;
	}
	return best;
}
