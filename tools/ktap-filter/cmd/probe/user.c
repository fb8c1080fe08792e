// SPDX-License-Identifier: GPL-2.0
/*
 * Places in programs and libraries, as far as the file itself says where they are: functions
 * have symbols, markers have notes.
 *
 * A name may be at several places. Functions that are called the same are in different sources; a
 * marker is wherever the compiler copied it. The event is at all of them.
 */
#include <stdlib.h>

#include "probe.h"

/* Is this the function that the user named? The version of a symbol is no part of its name. */
static bool is_named(const struct binary_function *f, const char *name, u32 len)
{
	return !strncmp(f->name, name, len) && (!f->name[len] || f->name[len] == '@');
}

static int add_site(struct cmd_definition *d, const char *path, u64 offset, u64 semaphore)
{
	char site[PROBE_DEFINITION];
	u32 at, i;

	probe_site_user(path, offset, semaphore, site, sizeof(site));
	for (i = 0; i < d->nr && d->are_complete; i++) {
		at = strlen(site);
		snprintf(site + at, sizeof(site) - at, " %s=%s", d->arguments[i].name,
			 d->arguments[i].text);
	}
	/* A function that lends its name to others is in two tables. */
	for (i = 0; i < d->nr_sites; i++)
		if (!strcmp(d->sites[i], site))
			return CMD_OK;
	return cmd_definition_add(d, site);
}

/* Is it the function that is called, and the offset in it? */
static int check_function(const struct cmd_definition *d, const struct binary_function *f)
{
	struct probe_span s = d->place.symbol;
	struct probe_error e = { };

	if (f->is_indirect)
		probe_fail(&e, s.at, s.len, "%.*s only chooses a function at run time: name that",
			   (int)s.len, d->place.text + s.at);
	else if (f->bytes && d->place.offset >= f->bytes)
		probe_fail(&e, s.at, s.len, "%.*s has %llu bytes", (int)s.len,
			   d->place.text + s.at, f->bytes);
	else
		return CMD_OK;
	return cmd_probe_mistake(&d->place, &e);
}

/* Add the functions of that name. */
static int add_functions(struct cmd_types *types, struct cmd_definition *d,
			 struct cmd_suggestion *other)
{
	const char *name = d->place.text + d->place.symbol.at;
	struct binary_symbols at;
	struct binary_function f;
	int status = CMD_OK;

	cmd_suggest_start(other, name, d->place.symbol.len);
	binary_symbols_start(&at, &types->binary);
	while (!status && binary_symbols_next(&at, &f)) {
		if (is_named(&f, name, d->place.symbol.len))
			status = check_function(d, &f) ?:
				 add_site(d, types->file, f.offset + d->place.offset, 0);
		else
			cmd_suggest_try(other, f.name);
	}
	return status;
}

static bool is_text(const char *is, const char *text, struct probe_span span)
{
	return strlen(is) == span.len && !memcmp(is, text + span.at, span.len);
}

/* Read the arguments as this place of the marker has them. Without any, all are wanted. */
static int read_marker(struct cmd_definition *d, const struct binary_marker *m)
{
	static const char all[] = "$params";
	struct probe_field fields[PROBE_ARGUMENTS];
	struct probe_place place = d->place;
	struct probe_error e = { };
	struct probe_reader r = { &place, d->said.fields, d->said.fields_end, &e };

	place.fields = fields;
	place.nr_fields = probe_marker_fields(m->arguments, fields, PROBE_ARGUMENTS);
	if (r.at + strspn(d->said.text + r.at, " \t\n") >= r.end) {
		place.text = all;
		r.at = 0;
		r.end = strlen(all);
	}
	return probe_arguments_read(&r, d->arguments, &d->nr) ? cmd_probe_mistake(&place, &e) :
								CMD_OK;
}

static int no_marker(const struct cmd_types *types, const struct cmd_definition *d,
		     const struct cmd_suggestion *other)
{
	struct probe_span p = d->place.module, s = d->place.symbol;
	struct probe_error e = { };

	probe_fail(&e, p.at, p.len + 1 + s.len, "%s has no marker %.*s%s%s%s", types->file,
		   (int)(p.len + 1 + s.len), d->place.text + p.at,
		   other->best[0] ? "; did you mean " : "", other->best, other->best[0] ? "?" : "");
	return cmd_probe_mistake(&d->place, &e);
}

static int add_markers(struct cmd_types *types, struct cmd_definition *d)
{
	struct probe_span p = d->place.module, s = d->place.symbol;
	struct cmd_suggestion other;
	struct binary_markers at;
	struct binary_marker m;
	int status = CMD_OK;

	/* The arguments of a marker are somewhere else at each of its places. */
	d->are_complete = true;
	cmd_suggest_start(&other, d->place.text + s.at, s.len);
	binary_markers_start(&at, &types->binary);
	while (!status && binary_markers_next(&at, &m)) {
		if (is_text(m.name, d->place.text, s) && is_text(m.provider, d->place.text, p))
			status = read_marker(d, &m) ?:
				 add_site(d, types->file, m.offset, m.semaphore);
		else
			cmd_suggest_try(&other, m.name);
	}
	if (!status && !d->nr_sites)
		status = no_marker(types, d, &other);
	return status;
}

static int no_function(const struct cmd_types *types, const struct cmd_definition *d,
		       const struct cmd_suggestion *other)
{
	struct probe_span s = d->place.symbol;
	struct probe_error e = { };

	probe_fail(&e, s.at, s.len, "%s has no function %.*s%s%s%s", types->file, (int)s.len,
		   d->place.text + s.at, other->best[0] ? "; did you mean " : "", other->best,
		   other->best[0] ? "?" : "");
	return cmd_probe_mistake(&d->place, &e);
}

/* A function, by its symbol. What its arguments are called, and where it is inlined, perf knows. */
static int read_function(struct cmd_types *types, struct cmd_definition *d)
{
	struct probe_error e = { };
	struct probe_reader r = { &d->place, d->said.fields, d->said.fields_end, &e };
	bool has_names = probe_arguments_read(&r, d->arguments, &d->nr);
	struct cmd_suggestion other;
	int status;

	if (has_names && !e.in_source)
		return cmd_probe_mistake(&d->place, &e);
	if (has_names)
		d->nr = 0;
	status = add_functions(types, d, &other);
	if (status || (d->nr_sites && !has_names))
		return status;
	if (!d->nr_sites)
		return cmd_perf_read(types, d, "", true) ? no_function(types, d, &other) : CMD_OK;
	return cmd_perf_read(types, d, "", false);
}

/**
 * cmd_user_read - find a place in the program that the user named, and what is recorded there
 * @types: has the program.
 * @d: has the sentence; gets the place, the arguments and the sites.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_user_read(struct cmd_types *types, struct cmd_definition *d)
{
	struct probe_error e = { };
	int status;

	if (probe_place_read_user(&d->place, d->said.text, d->at, &e))
		return cmd_probe_mistake(&d->place, &e);
	status = cmd_binary_open(types);
	if (status)
		return status;
	if (d->place.is_marker)
		return add_markers(types, d);
	return d->place.in_source ? cmd_perf_read(types, d, "", false) : read_function(types, d);
}
