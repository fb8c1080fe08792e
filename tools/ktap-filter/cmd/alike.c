// SPDX-License-Identifier: GPL-2.0
/*
 * Names that look like one that is not known.
 *
 * What the name is for decides among which names to look: fields, functions, variables, system
 * calls, and names of numbers, which are those that the event shows and those of errors. The
 * enumerators of the kernel are too many to be searched for one that looks alike.
 */
#include "findings.h"
#include "lang/functions.h"
#include "prog/names.h"
#include "prog/variables.h"

static const char *text_of(const struct cmd_findings *found, const struct ktf_finding *f)
{
	return found->source && !f->where[0] ? found->source + f->at : NULL;
}

/**
 * cmd_finding_is_call - is the finding about the name of a function that there is not?
 * @found: the findings.
 * @f: the finding.
 *
 * Context: any.
 * Return: true if it is.
 */
bool cmd_finding_is_call(const struct cmd_findings *found, const struct ktf_finding *f)
{
	const char *name = text_of(found, f);

	return f->code == KTF_ERR_FIELD_NOT_FOUND && name && name[f->len] == '(';
}

static void try_functions(struct cmd_suggestion *s)
{
	u32 i;

	for (i = 0; i < KTF_NR_FUNCTIONS; i++)
		cmd_suggest_try(s, ktf_functions[i].name);
}

static void try_variables(struct cmd_suggestion *s)
{
	u32 i;

	for (i = 0; i < KTF_NR_VARIABLES; i++)
		if (ktf_variables[i].name)
			cmd_suggest_try(s, ktf_variables[i].name);
}

static void try_fields(struct cmd_suggestion *s, const struct ktf_schema *schema)
{
	struct ktf_field field;
	u32 nr;

	for (nr = 0; !ktf_schema_field(schema, nr, &field); nr++)
		cmd_suggest_try(s, field.name);
	for (nr = 0; !ktf_schema_generic(nr, &field); nr++)
		cmd_suggest_try(s, field.name);
}

static void try_syscalls(struct cmd_suggestion *s)
{
	const char *name;
	u32 i, nr;

	for (i = 0; (name = ktf_syscall(i, &nr)); i++)
		cmd_suggest_try(s, name);
}

static void try_errors(struct cmd_suggestion *s)
{
	const char *name;
	u32 nr;

	for (nr = 1; nr < 4096; nr++) {
		name = ktf_errno_name(nr);
		if (name)
			cmd_suggest_try(s, name);
	}
}

/* The names that the event shows for a field. */
static void try_table(struct cmd_suggestion *s, const struct ktf_schema *schema,
		      const char *field)
{
	struct ktf_table table;
	struct ktf_shown shown;

	if (!ktf_name_table(schema, field, &table))
		return;
	while (ktf_table_name(&table, &shown))
		cmd_suggest_try_part(s, shown.name, shown.len);
}

static void try_tables(struct cmd_suggestion *s, const struct ktf_schema *schema)
{
	struct ktf_field field;
	u32 nr;

	for (nr = 0; !ktf_schema_field(schema, nr, &field); nr++)
		try_table(s, schema, field.name);
}

/* The names of the field in front of the last ".sym" before the finding. */
static void try_names(struct cmd_suggestion *s, const struct ktf_schema *schema,
		      const char *source, u32 end)
{
	struct ktf_field field;
	u32 from;

	while (end && strncmp(source + end, ".sym", 4))
		end--;
	for (from = end; from && (isalnum(source[from - 1]) || source[from - 1] == '_'); from--)
		;
	if (!ktf_schema_find(schema, source + from, end - from, &field))
		try_table(s, schema, field.name);
}

/* A value was due, and the name is none. */
static void try_values(struct cmd_suggestion *s, const struct ktf_schema *schema)
{
	try_fields(s, schema);
	if (s->best[0])
		return;
	try_tables(s, schema);
	try_errors(s);
}

/**
 * cmd_finding_suggestion - suggest a name for one that is not known
 * @found: the findings.
 * @f: the finding about the unknown name.
 * @s: gets the name, in @s->best.
 *
 * Context: any.
 * Return: true if a name is close.
 */
bool cmd_finding_suggestion(const struct cmd_findings *found, const struct ktf_finding *f,
			    struct cmd_suggestion *s)
{
	const char *name = text_of(found, f);
	bool quoted = name && f->len > 2 && strchr("\"'", *name);

	if (!name || !found->schema)
		return false;
	cmd_suggest_start(s, name + quoted, f->len - 2 * quoted);
	if (f->code == KTF_ERR_UNKNOWN_VARIABLE)
		try_variables(s);
	else if (cmd_finding_is_call(found, f))
		try_functions(s);
	else if (f->code == KTF_ERR_FIELD_NOT_FOUND)
		try_fields(s, found->schema);
	else if (f->code == KTF_ERR_NO_SYSCALL)
		try_syscalls(s);
	else if (f->code == KTF_ERR_NO_NAME)
		try_names(s, found->schema, found->source, f->at);
	else if (f->code == KTF_ERR_INVALID_VALUE && !quoted)
		try_values(s, found->schema);
	return s->best[0];
}
