// SPDX-License-Identifier: GPL-2.0
/*
 * A definition, out of a sentence: the place, the arguments, and the line that the kernel is
 * told.
 */
#include "probe.h"

/* A probe has no filter. An event in an instance has. */
static int refuse_filter(const struct cmd_sentence *s)
{
	u32 at = s->fields_end + strspn(s->text + s->fields_end, " \t\n");

	cmd_error(CMD_REFUSED, "a probe has no filter; its event has, in each instance: %s",
		  "see --instance and --top");
	cmd_print_at(stderr, s->text, at, strlen("if"));
	return CMD_REFUSED;
}

static int read_sentence(struct cmd_types *types, struct cmd_definition *d)
{
	struct probe_error e;
	struct probe_reader r = { &d->place, d->said.fields, d->said.fields_end, &e };
	int status = cmd_probe_place(types, &d->said, &d->place);

	if (status)
		return status;
	if (probe_arguments_read(&r, d->arguments, &d->nr))
		return cmd_probe_mistake(&d->place, &e);
	probe_definition(&d->place, d->arguments, d->nr, d->text, sizeof(d->text));
	return CMD_OK;
}

/**
 * cmd_definition_read - make a definition of a sentence
 * @types: the types.
 * @text: the sentence; it must live as long as @d.
 * @has_filter: the sentence may have a filter.
 * @d: gets the definition; free @d->said with cmd_sentence_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_definition_read(struct cmd_types *types, const char *text, bool has_filter,
			struct cmd_definition *d)
{
	int status = cmd_sentence_read(text, &d->said);

	if (status)
		return status;
	d->at = (struct probe_span) { strspn(text, " \t\n"), strlen(d->said.place) };
	if (d->said.filter && !has_filter)
		return refuse_filter(&d->said);
	return read_sentence(types, d);
}
