// SPDX-License-Identifier: GPL-2.0
/*
 * Why keys are refused, with the place in the user's text, and what may have been meant.
 */
#include "report/report.h"
#include "aggregate/modifier.h"
#include "suggest.h"

/* All names that the event has. */
static void suggest(struct cmd_suggestion *s, const struct ktf_schema *schema)
{
	struct ktf_field field;
	const char *word;
	u32 nr;

	for (nr = 0; !ktf_schema_field(schema, nr, &field); nr++)
		cmd_suggest_try(s, field.name);
	for (nr = 0; (word = agg_word(nr)); nr++)
		cmd_suggest_try(s, word);
}

static void suggest_modifiers(struct cmd_suggestion *s)
{
	u32 i;

	for (i = 0; i < agg_nr_modifiers; i++)
		cmd_suggest_try(s, agg_modifiers[i].name);
}

/**
 * report_refused - print why keys are refused
 * @status: enum cmd_status.
 * @text: the user's text.
 * @error: the reason.
 * @schema: the event that the reason is about; NULL for none.
 *
 * Context: any.
 * Return: @status.
 */
int report_refused(int status, const char *text, const struct agg_error *error,
		   const struct ktf_schema *schema)
{
	struct cmd_suggestion other;

	cmd_suggest_start(&other, text + error->at, error->len);
	if (error->no_field && schema)
		suggest(&other, schema);
	if (error->no_modifier)
		suggest_modifiers(&other);
	cmd_error(status, other.best[0] ? "%s; did you mean %s?" : "%s", error->text,
		  other.best);
	cmd_print_at(stderr, text, error->at, error->len);
	return status;
}
