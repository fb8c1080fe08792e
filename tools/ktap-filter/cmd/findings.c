// SPDX-License-Identifier: GPL-2.0
/*
 * Findings: mistakes of a filter, and predicates that may not mean what the user meant.
 *
 * "check" prints them because the user asked for them; other subcommands print them because
 * they stop at such a filter. All use the same words.
 */
#include <stdlib.h>

#include "check/check.h"
#include "env.h"
#include "findings.h"
#include "prog/image.h"
#include "stock.h"

/* Warnings point into the source text of an image. An image that decodes may have one. */
static char *source_of(const void *image, u32 size)
{
	struct ktf_portable prog;
	struct ktf_diag diag;
	char *source = NULL;

	if (!ktf_image_decode(image, size, &prog, &diag) && prog.source)
		source = strdup(prog.source);
	ktf_portable_free(&prog);
	return source;
}

static int check_image(struct cmd_findings *found, const void *image, u32 bytes, bool warn)
{
	int err;

	err = ktf_check_image(image, bytes, found->schema, warn, &found->is);
	if (!err)
		found->source = source_of(image, bytes);
	return err ? cmd_no_memory() : CMD_OK;
}

static int check_word(struct cmd_findings *found, const char *word, bool warn)
{
	struct ktf_diag diag = { };
	void *image;
	u32 bytes;
	int status;

	if (ktf_armour_decode(word, &image, &bytes, &diag)) {
		if (diag.err == -ENOMEM)
			return cmd_no_memory();
		ktf_findings_add_error(&found->is, &diag);
		return CMD_OK;
	}
	status = check_image(found, image, bytes, warn);
	ktf_free(image);
	return status;
}

static int check_expression(struct cmd_findings *found, const char *text, bool warn)
{
	int err;

	found->source = strdup(text);
	err = found->source ? ktf_check_text(text, found->schema, warn, &found->is) : -ENOMEM;
	if (!err && !found->is.errors && env.on_stock && found->schema)
		err = cmd_stock_check(text, found->schema, &found->is);
	return err ? cmd_no_memory() : CMD_OK;
}

static int check(const struct cmd_argument *filter, bool warn, struct cmd_findings *found)
{
	switch (filter->kind) {
	case CMD_IMAGE:
		return check_image(found, filter->data, filter->bytes, warn);
	case CMD_WORD:
		return check_word(found, filter->data, warn);
	default:
		return check_expression(found, filter->data, warn);
	}
}

/**
 * cmd_findings_read - check a filter
 * @filter: the filter.
 * @schema: the filter's event; may be NULL for an image and a word.
 * @warn: also find what is valid, but probably not meant.
 * @found: gets the findings; free them with cmd_findings_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, with or without findings; CMD_SYSTEM. The error has been printed.
 */
int cmd_findings_read(const struct cmd_argument *filter, const struct ktf_schema *schema,
		      bool warn, struct cmd_findings *found)
{
	int status;

	memset(found, 0, sizeof(*found));
	found->schema = schema;
	env.unchecked = 0;
	status = check(filter, warn, found);
	found->unchecked = env.unchecked;
	return status;
}

/**
 * cmd_findings_free - free the findings, but not the struct itself
 * @found: the findings.
 *
 * Context: any.
 */
void cmd_findings_free(struct cmd_findings *found)
{
	free(found->source);
	found->source = NULL;
}

/* Some lists of names are too long to search for one, or there is no name at all. */
static bool is_listed(const struct cmd_findings *found, const struct ktf_finding *f)
{
	return f->code == KTF_ERR_UNKNOWN_VARIABLE || cmd_finding_is_call(found, f);
}

static void print_help(FILE *to, const struct cmd_findings *found, const struct ktf_finding *f)
{
	struct cmd_suggestion other;
	bool alike = cmd_finding_suggestion(found, f, &other);

	if (f->hint)
		fprintf(to, "; %s", f->hint);
	if (alike)
		fprintf(to, "; did you mean %s?", other.best);
	else if (!f->hint && is_listed(found, f))
		fprintf(to, "; '%s fields' lists what there is", cmd_program);
	fputc('\n', to);
}

static void print_finding(FILE *to, const struct cmd_findings *found, const struct ktf_finding *f)
{
	fprintf(to, "%s: %s", f->warning ? "warning" : "error", f->text);
	if (!f->warning)
		fprintf(to, " (%s)", strerrorname_np(-f->err) ?: "?");
	print_help(to, found, f);
	if (f->where[0])
		cmd_print_at(to, f->where, f->at, f->len);
	else if (found->source)
		cmd_print_at(to, found->source, f->at, f->len);
}

/**
 * cmd_findings_print - print each finding and its place in the text
 * @to: the stream.
 * @found: the findings.
 *
 * Context: any.
 */
void cmd_findings_print(FILE *to, const struct cmd_findings *found)
{
	u32 i;

	for (i = 0; i < found->is.nr; i++)
		print_finding(to, found, &found->is.list[i]);
	if (found->is.more)
		fprintf(to, "and more\n");
}

/**
 * cmd_findings_refused - print why an event refuses a filter
 * @filter: the filter.
 * @schema: the event.
 * @diag: the error.
 *
 * Context: any.
 * Return: CMD_REFUSED or CMD_SYSTEM.
 */
int cmd_findings_refused(const struct cmd_argument *filter, const struct ktf_schema *schema,
			 const struct ktf_diag *diag)
{
	struct cmd_findings found;
	int status = cmd_findings_read(filter, schema, false, &found);

	if (!status && found.is.errors)
		cmd_findings_print(stderr, &found);
	else if (!status)
		/* It is right as a filter, but not here. */
		status = cmd_refused(cmd_argument_text(filter), diag);
	cmd_findings_free(&found);
	return status ?: CMD_REFUSED;
}
