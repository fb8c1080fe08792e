// SPDX-License-Identifier: GPL-2.0
/*
 * Events that are attached to an event: they record what its fields lead to, such as the text
 * behind a pointer.
 *
 * The filter is one on the fields of the event that is there, and stands in the definition. The
 * kernel takes a definition apart at blanks and puts one between two words again, and a "#" ends
 * it. So a text in the filter has to be one that comes through this.
 */
#include <stdlib.h>
#include <unistd.h>

#include "argument.h"
#include "events.h"
#include "probe.h"

/* Find the format of SYSTEM:EVENT. NULL if there is no such event, or no memory. */
static char *format_of(const struct cmd_types *types, const struct probe_place *place)
{
	char *path;

	if (!types->tracefs || place->kind != 'p' || !place->module.len || place->offset ||
	    asprintf(&path, "%s/events/%.*s/%.*s/format", types->tracefs, (int)place->module.len,
		     place->text + place->module.at, (int)place->symbol.len,
		     place->text + place->symbol.at) < 0)
		return NULL;
	if (!access(path, R_OK))
		return path;
	free(path);
	return NULL;
}

static void describe(const struct ktf_field *from, struct probe_field *to)
{
	bool is_text = from->kind != KTAP_FILTER_KIND_OTHER &&
		       from->kind != KTAP_FILTER_KIND_PTRSTR &&
		       from->kind != KTAP_FILTER_KIND_CPUMASK;
	bool is_number = from->size == 1 || from->size == 2 || from->size == 4 || from->size == 8;

	snprintf(to->name, sizeof(to->name), "%s", from->name);
	snprintf(to->base, sizeof(to->base), "$%s", from->name);
	if (is_text)
		snprintf(to->type, sizeof(to->type), "string");
	else if (is_number)
		snprintf(to->type, sizeof(to->type), "%c%u",
			 strchr(from->type, '*') ? 'x' : from->is_signed ? 's' : 'u',
			 from->size * 8);
	to->is_text = is_text;
}

static int read_fields(struct cmd_attached *a)
{
	struct tep_format_field *f;
	u32 nr = 0, i;

	for (f = a->schema.event->format.fields; f; f = f->next)
		nr++;
	a->fields = calloc(nr + 1, sizeof(*a->fields));
	if (!a->fields)
		return cmd_no_memory();
	for (i = 0; a->nr < nr; i++) {
		struct ktf_field field;

		if (ktf_schema_field(&a->schema, i, &field))
			break;
		describe(&field, &a->fields[a->nr++]);
	}
	return CMD_OK;
}

/**
 * cmd_attached_open - is the place an event? Then read its fields
 * @types: the types, and the tracefs.
 * @place: the place; gets the fields, and its kind.
 * @a: gets the event; close it with cmd_attached_close(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, also if it is another place; CMD_SYSTEM. The error has been printed.
 */
int cmd_attached_open(const struct cmd_types *types, struct probe_place *place,
		      struct cmd_attached *a)
{
	char *path = format_of(types, place), system[PROBE_NAME];
	int status = CMD_OK;

	*a = (struct cmd_attached) { };
	if (!path)
		return CMD_OK;
	snprintf(system, sizeof(system), "%.*s", (int)place->module.len,
		 place->text + place->module.at);
	if (events_open_format(&a->from, path, system))
		status = cmd_error(CMD_SYSTEM, "%s", a->from.error);
	else if (ktf_schema_init(&a->schema, a->from.single))
		status = cmd_error(CMD_SYSTEM, "%s: no format of an event", path);
	free(path);
	if (!status)
		status = read_fields(a);
	place->kind = 'e';
	place->fields = a->fields;
	place->nr_fields = a->nr;
	return status;
}

/**
 * cmd_attached_close - close an event
 * @a: the event.
 *
 * Context: any.
 */
void cmd_attached_close(struct cmd_attached *a)
{
	events_close(&a->from);
	free(a->fields);
	*a = (struct cmd_attached) { };
}

/**
 * struct copying - a filter that is copied to a definition
 * @said: the sentence that it is in.
 * @text: the filter, in which names may have been replaced.
 * @to: gets the copy.
 */
struct copying {
	const struct cmd_sentence	*said;
	const char			*text;
	FILE				*to;
};

static int refuse(const struct copying *c, u32 at, const char *why)
{
	const char *own = c->said->text + c->said->filter;

	cmd_error(CMD_REFUSED, "%s", why);
	cmd_print_at(stderr, c->said->text, c->said->filter + (strcmp(own, c->text) ? 0 : at), 1);
	return CMD_REFUSED;
}

/* Copy the filter with single blanks. In a text, blanks have to be single ones already. */
static int copy(const struct copying *c)
{
	char quote = 0, before = ' ';
	u32 at;

	for (at = 0; c->text[at]; at++) {
		char is = c->text[at];
		bool is_blank = strchr(" \t\n", is);

		if (is == '#')
			return refuse(c, at, "the kernel takes a # for the end of a definition");
		if (quote && is_blank && (is != ' ' || before == ' '))
			return refuse(c, at, "in a definition the kernel keeps single blanks only");
		if (!is_blank || before != ' ')
			putc(is_blank ? ' ' : is, c->to);
		if (quote ? is == quote : (is == '"' || is == '\''))
			quote = quote ? 0 : is;
		before = is_blank ? ' ' : is;
	}
	return CMD_OK;
}

/**
 * cmd_definition_filter - make a filter a part of a definition
 * @d: the definition, of an event that is attached to another one.
 * @filter: the filter of its sentence, in which names may have been replaced.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_definition_filter(struct cmd_definition *d, const struct cmd_argument *filter)
{
	struct copying c = { .said = &d->said, .text = filter->data };
	struct ktf_diag diag = { };
	int status;
	size_t bytes;

	if (filter->kind != CMD_EXPRESSION)
		return refuse(&c, 0, "a definition has a filter as text");
	if (cmd_argument_try(filter, &d->attached.schema, &diag))
		return cmd_sentence_refused(&d->said, filter, &d->attached.schema, &diag);
	c.to = open_memstream(&d->filter, &bytes);
	if (!c.to)
		return cmd_no_memory();
	status = copy(&c);
	return fclose(c.to) ? cmd_no_memory() : status;
}
