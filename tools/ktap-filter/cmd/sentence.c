// SPDX-License-Identifier: GPL-2.0
/*
 * Sentences: PLACE [FIELD...] [if FILTER].
 *
 * The word "if" ends what is said of the place. Behind it everything is the filter, so a filter
 * needs no quotes of its own. An error in the filter is shown in the sentence, where the user
 * wrote it. The fields are those that recorded events have; naming one that is there adds
 * nothing to a recorded event, but may select what is printed.
 */
#include <stdlib.h>

#include "event.h"
#include "findings.h"
#include "sentence.h"
#include "suggest.h"

static const char blanks[] = " \t\n";

static bool is_if(const char *word, size_t len)
{
	return len == 2 && !memcmp(word, "if", 2);
}

static int refuse(const struct cmd_sentence *s, u32 at, u32 len, const char *why)
{
	cmd_error(CMD_USAGE, "%s", why);
	cmd_print_at(stderr, s->text, at, len);
	return CMD_USAGE;
}

/* Find the end of what is behind the place, and the filter. */
static int find_filter(struct cmd_sentence *s, u32 at)
{
	u32 len;

	s->fields = at;
	for (;; at += len) {
		s->fields_end = at;
		at += strspn(s->text + at, blanks);
		len = strcspn(s->text + at, blanks);
		if (!len)
			return CMD_OK;
		if (is_if(s->text + at, len))
			break;
	}
	s->filter = at + len + strspn(s->text + at + len, blanks);
	if (!s->text[s->filter])
		return refuse(s, at, len, "there is no filter behind 'if'");
	return CMD_OK;
}

/* Is there a relation, behind which no place and no argument begins? */
static bool is_filter(const char *text, u32 at, u32 len)
{
	const char *behind = text + at + len + strspn(text + at + len, blanks);

	return (*behind && strchr("=!<>~&|", *behind)) || memmem(text + at, len, "==", 2);
}

/**
 * cmd_sentence_read - take a sentence apart
 * @text: the sentence; it must live as long as @s.
 * @s: gets its parts; free them with cmd_sentence_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE or CMD_SYSTEM. The error has been printed.
 */
int cmd_sentence_read(const char *text, struct cmd_sentence *s)
{
	u32 at = strspn(text, blanks), len = strcspn(text + at, blanks);

	*s = (struct cmd_sentence) { .text = text };
	if (!len)
		return refuse(s, at, len, "which events? A sentence is EVENT [if FILTER]");
	if (is_if(text + at, len) || is_filter(text, at, len))
		return refuse(s, at, len,
			      "which events? A sentence is one argument: 'EVENT if FILTER'");
	s->place = strndup(text + at, len);
	return s->place ? find_filter(s, at + len) : cmd_no_memory();
}

/**
 * cmd_sentence_free - free the parts of a sentence, but not the struct itself
 * @s: the sentence.
 *
 * Context: any.
 */
void cmd_sentence_free(struct cmd_sentence *s)
{
	free(s->place);
	free(s->edits);
	*s = (struct cmd_sentence) { .text = s->text };
}

/**
 * cmd_sentence_edit - note a part of the filter that is not as the user wrote it
 * @s: the sentence.
 * @edit: the part, behind those before.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_sentence_edit(struct cmd_sentence *s, const struct cmd_edit *edit)
{
	struct cmd_edit *bigger = reallocarray(s->edits, s->nr_edits + 1, sizeof(*bigger));

	if (!bigger)
		return cmd_no_memory();
	s->edits = bigger;
	bigger[s->nr_edits++] = *edit;
	return CMD_OK;
}

/**
 * cmd_sentence_at - find where the user wrote what is in the filter
 * @s: the sentence.
 * @at: offset in the filter that is compiled.
 *
 * Context: any.
 * Return: the offset in the sentence; that of all of a part which stands for another one.
 */
u32 cmd_sentence_at(const struct cmd_sentence *s, u32 at)
{
	const struct cmd_edit *edit = NULL;
	u32 i;

	for (i = 0; i < s->nr_edits && s->edits[i].at <= at; i++)
		edit = &s->edits[i];
	if (!edit)
		return s->filter + at;
	if (at < edit->at + edit->len)
		return edit->of;
	return edit->of + edit->of_len + at - (edit->at + edit->len);
}

/**
 * cmd_sentence_field - find the next field that the sentence names
 * @s: the sentence.
 * @at: where the field before ended; @s->fields at first. Gets the field's start.
 * @len: gets the length of its name. The field ends @len bytes behind @at.
 *
 * Context: any.
 * Return: false if there is no other.
 */
bool cmd_sentence_field(const struct cmd_sentence *s, u32 *at, u32 *len)
{
	*at += strspn(s->text + *at, blanks);
	if (*at >= s->fields_end)
		return false;
	*len = strcspn(s->text + *at, blanks);
	return true;
}

/**
 * cmd_sentence_means_if - does a word begin a filter in other languages?
 * @word: the word, which is no field and no argument.
 * @len: its length in bytes.
 *
 * Context: any.
 * Return: true if the word "if" was meant.
 */
bool cmd_sentence_means_if(const char *word, u32 len)
{
	static const char * const words[] = { "where", "when", "filter" };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (strlen(words[i]) == len && !memcmp(words[i], word, len))
			return true;
	return false;
}

/* Is it a part of a predicate, which no name is? */
static bool is_predicate(const char *word, u32 len)
{
	return strcspn(word, "=<>!~&|/(") < len;
}

static int no_field(const struct cmd_sentence *s, const struct ktf_schema *schema, u32 at, u32 len)
{
	struct cmd_suggestion other;
	struct ktf_field field;
	char name[CMD_EVENT_NAME];
	const char *hint = "";
	u32 nr;

	cmd_suggest_start(&other, s->text + at, len);
	if (cmd_sentence_means_if(other.name, len))
		memcpy(other.best, "if", sizeof("if"));
	if (is_predicate(other.name, len))
		hint = "; a filter stands behind 'if'";
	for (nr = 0; !hint[0] && !other.best[0] && !ktf_schema_field(schema, nr, &field); nr++)
		cmd_suggest_try(&other, field.name);
	cmd_error(CMD_REFUSED, "%s has no field '%.*s'%s%s%s",
		  cmd_event_name(schema, name), (int)len, s->text + at,
		  other.best[0] ? "; did you mean " : hint, other.best, other.best[0] ? "?" : "");
	cmd_print_at(stderr, s->text, at, len);
	return CMD_REFUSED;
}

/**
 * cmd_sentence_check - does an event have the fields that the sentence names?
 * @s: the sentence.
 * @schema: the event.
 *
 * Context: any.
 * Return: CMD_OK or CMD_REFUSED. The error has been printed.
 */
int cmd_sentence_check(const struct cmd_sentence *s, const struct ktf_schema *schema)
{
	struct ktf_field field;
	u32 at, len;

	for (at = s->fields; cmd_sentence_field(s, &at, &len); at += len)
		if (ktf_schema_find(schema, s->text + at, len, &field))
			return no_field(s, schema, at, len);
	return CMD_OK;
}

/* The end is that of the last byte: what is between may have another length. */
static void show_at(const struct cmd_sentence *s, struct ktf_finding *f)
{
	u32 last = f->at + f->len - 1, end = cmd_sentence_at(s, last) + 1, i;

	for (i = 0; i < s->nr_edits; i++)
		if (s->edits[i].at <= last && last < s->edits[i].at + s->edits[i].len)
			end = s->edits[i].of + s->edits[i].of_len;
	f->at = cmd_sentence_at(s, f->at);
	f->len = end - f->at;
}

/* Move the places of findings from the filter to the sentence. Those of an image are not in it. */
static int show_in_sentence(const struct cmd_sentence *s, const struct cmd_argument *filter,
			    struct cmd_findings *found)
{
	struct ktf_finding *f;

	if (filter->kind != CMD_EXPRESSION)
		return CMD_OK;
	free(found->source);
	found->source = strdup(s->text);
	for (f = found->is.list; f < found->is.list + found->is.nr; f++)
		if (!f->where[0])
			show_at(s, f);
	return found->source ? CMD_OK : cmd_no_memory();
}

/**
 * cmd_sentence_refused - print why an event refuses the filter
 * @s: the sentence.
 * @filter: its filter.
 * @schema: the event.
 * @diag: the error.
 *
 * Context: any.
 * Return: CMD_REFUSED or CMD_SYSTEM.
 */
int cmd_sentence_refused(const struct cmd_sentence *s, const struct cmd_argument *filter,
			 const struct ktf_schema *schema, const struct ktf_diag *diag)
{
	struct cmd_findings found;
	struct ktf_diag moved = *diag;
	int status = cmd_findings_read(filter, schema, false, &found);

	if (!status && found.is.errors) {
		status = show_in_sentence(s, filter, &found);
		if (!status)
			cmd_findings_print(stderr, &found);
	} else if (!status) {
		/* It is right as a filter, but not for a recorded event. */
		moved.pos = cmd_sentence_at(s, moved.pos);
		status = cmd_refused(cmd_argument_text(filter) ? s->text : NULL, &moved);
	}
	cmd_findings_free(&found);
	return status ?: CMD_REFUSED;
}

/**
 * cmd_sentence_warn - print what an event takes, but may not mean what the user means
 * @s: the sentence.
 * @filter: its filter.
 * @schema: the event.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_sentence_warn(const struct cmd_sentence *s, const struct cmd_argument *filter,
		      const struct ktf_schema *schema)
{
	struct cmd_findings found;
	int status = cmd_findings_read(filter, schema, true, &found);

	if (!status && found.is.nr)
		status = show_in_sentence(s, filter, &found);
	if (!status && found.is.nr)
		cmd_findings_print(stderr, &found);
	cmd_findings_free(&found);
	return status;
}
