// SPDX-License-Identifier: GPL-2.0
/*
 * The tables of names in an event's print format.
 *
 * A print format is C: a text in quotes and the arguments for it. Where an event shows a name for a
 * number, an argument is a call with a table of names:
 *
 *	__print_flags(REC->prev_state & 0xff, "|", { 0x01, "S" }, { 0x02, "D" })
 *	__print_symbolic(REC->vec, { 0, "HI" }, { 1, "TIMER" })
 *
 * The first argument says which bits of which field have these names. A call whose first argument
 * is anything else is skipped, and so is an entry that is no constant with a name in quotes. What
 * is between the calls is not looked at, but quotes are, as a text may look like a call.
 */
#include "prog/print_fmt.h"

static const char *skip_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t' || *at == '\n')
		at++;
	return at;
}

/* Skip a text in quotes, from its opening quote on. */
static const char *skip_text(const char *at)
{
	for (at++; *at && *at != '"'; at++)
		if (*at == '\\' && at[1])
			at++;
	return *at ? at + 1 : at;
}

/* Skip to a comma or to a closing parenthesis or brace, of the same level. */
static const char *skip_argument(const char *at)
{
	u32 depth = 0;

	while (*at) {
		if (*at == '"') {
			at = skip_text(at);
			continue;
		}
		if (!depth && strchr(",)}", *at))
			break;
		if (strchr("({", *at))
			depth++;
		else if (strchr(")}", *at))
			depth--;
		at++;
	}
	return at;
}

/* Is the word at @at the name of a function, a "(" included? Returns what is behind; or NULL. */
static const char *call_of(const char *at, const char *name)
{
	u32 len = strlen(name);

	if (strncmp(at, name, len))
		return NULL;
	at += len;
	if (!strncmp(at, "_u64", 4))
		at += 4;
	at = skip_blanks(at);
	return *at == '(' ? at + 1 : NULL;
}

/* Read the arguments up to the first entry of the table. */
static bool start_table(struct ktf_table *table, const char *at)
{
	const char *end = skip_argument(at);

	if (*end != ',' || ktf_c_constant(at, end - at, &table->of) || !table->of.field)
		return false;
	at = end + 1;
	if (table->is_flags) {
		at = skip_argument(at);
		if (*at != ',')
			return false;
		at++;
	}
	table->at = at;
	return true;
}

/**
 * ktf_table_next - go to the next table
 * @table: its @at is where to look from: at first, the print format.
 *
 * Context: any.
 * Return: true; false if there is none.
 */
bool ktf_table_next(struct ktf_table *table)
{
	const char *at = table->at, *in;

	while (*at) {
		if (*at == '"') {
			at = skip_text(at);
			continue;
		}
		in = call_of(at, "__print_flags");
		table->is_flags = in;
		if (!in)
			in = call_of(at, "__print_symbolic");
		if (in && start_table(table, in))
			return true;
		at = in ?: at + 1;
	}
	table->at = at;
	return false;
}

/* Read a name in quotes, without escapes, that is all there is before @end. */
static bool read_name(const char *at, const char *end, struct ktf_shown *shown)
{
	at = skip_blanks(at);
	if (*at != '"' || at >= end)
		return false;
	shown->name = ++at;
	while (at < end && *at != '"' && *at != '\\')
		at++;
	shown->len = at - shown->name;
	return at < end && *at == '"' && skip_blanks(at + 1) == end && shown->len;
}

/* Read what is between the braces of an entry. */
static bool read_entry(const char *at, struct ktf_shown *shown)
{
	const char *comma = skip_argument(at), *end;

	if (*comma != ',')
		return false;
	end = skip_argument(comma + 1);
	return *end == '}' && read_name(comma + 1, end, shown) &&
	       !ktf_c_constant(at, comma - at, &shown->number) && !shown->number.field;
}

/**
 * ktf_table_name - get the next name of a table
 * @table: the table; goes on behind the name.
 * @shown: gets the name and its number.
 *
 * Context: any.
 * Return: true; false if there is none left.
 */
bool ktf_table_name(struct ktf_table *table, struct ktf_shown *shown)
{
	const char *at, *end;

	for (;;) {
		at = skip_blanks(table->at);
		end = skip_argument(at);
		table->at = *end == ',' ? end + 1 : end;
		if (*at == '{' && read_entry(at + 1, shown))
			return true;
		if (*end != ',')
			return false;
	}
}
