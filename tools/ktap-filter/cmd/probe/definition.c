// SPDX-License-Identifier: GPL-2.0
/*
 * A definition, out of a sentence: the place, the arguments, and the lines that the kernel is
 * told. An event may be at several places; each has a line then.
 */
#include <stdlib.h>

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

/* A function that ftrace does not have may have room for a breakpoint. */
static void choose_kind(const struct cmd_types *types, struct probe_place *place)
{
	struct probe_span s = place->symbol;

	if (place->kind != 'f' || place->is_glob || !types->tracefs ||
	    cmd_ftrace_has(types->tracefs, place->text + s.at, s.len))
		return;
	place->kind = place->is_return ? 'r' : 'p';
	place->no_ftrace = true;
}

/* A place in the kernel. What its description of types has not, debuginfo may have. */
static int read_kernel(struct cmd_types *types, struct cmd_definition *d)
{
	struct probe_error e = { };
	struct probe_reader r = { &d->place, d->said.fields, d->said.fields_end, &e };
	char site[PROBE_DEFINITION];
	int status = cmd_probe_place(types, &d->said, &d->place, &d->attached);

	if (status)
		return status;
	if (d->place.in_source)
		return cmd_perf_read(types, d, "", false);
	if (probe_arguments_read(&r, d->arguments, &d->nr)) {
		if (e.in_source && !cmd_perf_read(types, d, "", true))
			return CMD_OK;
		return cmd_probe_mistake(&d->place, &e);
	}
	choose_kind(types, &d->place);
	probe_site(&d->place, site, sizeof(site));
	return cmd_definition_add(d, site);
}

/**
 * cmd_definition_begin - make a definition of a sentence, but for its filter
 * @types: where the place is looked for.
 * @text: the sentence; it must live as long as @d.
 * @d: gets the definition; free it with cmd_definition_free(), also on failure. More arguments
 *	may be added to it, unless its sites are complete.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_definition_begin(struct cmd_types *types, const char *text, struct cmd_definition *d)
{
	int status = cmd_sentence_read(text, &d->said);

	d->attached = (struct cmd_attached) { };
	d->sites = NULL;
	d->nr_sites = 0;
	d->are_complete = false;
	d->filter = NULL;
	if (status)
		return status;
	d->at = (struct probe_span) { strspn(text, " \t\n"), strlen(d->said.place) };
	return types->program ? cmd_user_read(types, d) : read_kernel(types, d);
}

static int read_own_filter(struct cmd_definition *d)
{
	struct cmd_argument filter = { };
	int status = cmd_argument_take(d->said.text + d->said.filter, &filter);

	if (!status)
		status = cmd_definition_filter(d, &filter);
	cmd_argument_free(&filter);
	return status;
}

/**
 * cmd_definition_read - make a definition of a sentence
 * @types: where the place is looked for.
 * @text: the sentence; it must live as long as @d.
 * @has_filter: the sentence may have a filter of any event.
 * @d: gets the definition; free it with cmd_definition_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_definition_read(struct cmd_types *types, const char *text, bool has_filter,
			struct cmd_definition *d)
{
	int status = cmd_definition_begin(types, text, d);

	if (status || !d->said.filter)
		return status;
	if (d->place.kind == 'e')
		return read_own_filter(d);
	return has_filter ? CMD_OK : refuse_filter(&d->said);
}

/**
 * cmd_definition_add - add a site
 * @d: the definition.
 * @site: the site, as probe_site() prints it; with its arguments if @d->are_complete.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_definition_add(struct cmd_definition *d, const char *site)
{
	char **sites = reallocarray(d->sites, d->nr_sites + 1, sizeof(*sites));

	if (!sites)
		return cmd_no_memory();
	d->sites = sites;
	sites[d->nr_sites] = strdup(site);
	if (!sites[d->nr_sites])
		return cmd_no_memory();
	d->nr_sites++;
	return CMD_OK;
}

/**
 * cmd_definition_clear - remove all sites
 * @d: the definition.
 *
 * Context: any.
 */
void cmd_definition_clear(struct cmd_definition *d)
{
	while (d->nr_sites)
		free(d->sites[--d->nr_sites]);
	free(d->sites);
	d->sites = NULL;
}

/**
 * cmd_definition_free - free what a definition has, but not the struct itself
 * @d: the definition, as cmd_definition_read() left it; or all zeroes.
 *
 * Context: any.
 */
void cmd_definition_free(struct cmd_definition *d)
{
	cmd_definition_clear(d);
	free(d->filter);
	d->filter = NULL;
	cmd_attached_close(&d->attached);
	cmd_sentence_free(&d->said);
}

/**
 * cmd_definition_line - print a line of a definition
 * @d: the definition. It may have got other names and more arguments since it was read.
 * @nr: which of its sites.
 * @line: gets the line, without its end.
 *
 * Context: any.
 */
void cmd_definition_line(const struct cmd_definition *d, u32 nr, char line[PROBE_DEFINITION])
{
	u32 len;

	probe_definition(&d->place, d->sites[nr], d->arguments, d->are_complete ? 0 : d->nr, line,
			 PROBE_DEFINITION);
	len = strlen(line);
	if (d->filter)
		snprintf(line + len, PROBE_DEFINITION - len, " if %s", d->filter);
}
