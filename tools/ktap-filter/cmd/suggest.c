// SPDX-License-Identifier: GPL-2.0
/*
 * The field that a mistyped name may have meant.
 *
 * It is the field of the event that takes the fewest changes: letters that were added, left
 * out or mistaken. There may be no more of them than a third of the name's letters: for
 * "prev_pix", prev_pid is suggested; for "x", nothing.
 */
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
