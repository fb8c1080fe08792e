// SPDX-License-Identifier: GPL-2.0
/*
 * Paths in a filter become arguments of the probe, since a filter is asked about fields.
 *
 * An argument has the names of its path but the first: that of f->f_inode->i_ino is f_inode_i_ino.
 * A path that is there already is not recorded twice.
 */
#include "live/naming.h"

/* Names that mean something else in every filter. */
static const char *const avoided[] = { "comm", "cpu", "pid", "func", "COMM", "CPU", "in", "has" };

/**
 * naming_is_avoided - would an argument of this name be something else in a filter?
 * @name: the name.
 *
 * Context: any.
 * Return: true if it would.
 */
bool naming_is_avoided(const char *name)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(avoided); i++)
		if (!strcmp(name, avoided[i]))
			return true;
	return false;
}

/* Put the names in a text together, with one _ between them; the end of it, if it is long. */
static void join_names(const char *text, u32 len, char name[PROBE_ARGUMENT_NAME])
{
	char all[512] = "";
	u32 bytes = 0, skip, i;

	for (i = 0; i < len && bytes < sizeof(all) - 1; i++)
		if (probe_is_word(text[i]))
			all[bytes++] = text[i];
		else if (bytes && all[bytes - 1] != '_')
			all[bytes++] = '_';
	while (bytes && all[bytes - 1] == '_')
		bytes--;
	all[bytes] = 0;
	skip = bytes < PROBE_ARGUMENT_NAME ? 0 : bytes - (PROBE_ARGUMENT_NAME - 1);
	while (skip && (isdigit(all[skip]) || all[skip] == '_'))
		skip++;
	snprintf(name, PROBE_ARGUMENT_NAME, "%s", all + skip);
}

/* Name an argument by the names in its path but the first: f_inode_i_ino. */
static void name_argument(const struct naming *n, struct probe_span path,
			  char name[PROBE_ARGUMENT_NAME])
{
	const char *text = n->text + path.at;
	u32 sign = *text == '$', first = sign + word_length(text + sign);

	join_names(text + first, path.len - first, name);
	if (!*name || naming_is_avoided(name))
		join_names(text + sign, path.len - sign, name);
	if (!strcmp(name, "retval"))
		name[strlen("ret")] = 0;
}

/* Add the argument, unless the same is recorded already. Returns it; NULL if there is no room. */
static const struct probe_argument *add_argument(struct naming *n, struct probe_argument *arg)
{
	struct cmd_definition *d = &n->of->definition;
	char name[PROBE_ARGUMENT_NAME];
	u32 i;

	for (i = 0; i < d->nr; i++)
		if (!strcmp(d->arguments[i].text, arg->text))
			return &d->arguments[i];
	if (d->nr == PROBE_ARGUMENTS)
		return NULL;
	memcpy(name, arg->name, sizeof(name));
	for (i = 2; naming_is_field(n, arg->name, strlen(arg->name)); i++)
		snprintf(arg->name, sizeof(arg->name), "%.*s_%u", PROBE_ARGUMENT_NAME - 12, name,
			 i);
	d->arguments[d->nr] = *arg;
	return &d->arguments[d->nr++];
}

/**
 * naming_check_text - refuse a text or a pattern behind what is no text
 * @n: the state.
 * @arg: the argument in front of it.
 * @at: where that is named, an offset in the text.
 * @end: where its name ends.
 *
 * The compiler would say less.
 *
 * Context: any.
 * Return: CMD_OK or CMD_REFUSED. The error has been printed.
 */
int naming_check_text(const struct naming *n, const struct probe_argument *arg, u32 at, u32 end)
{
	const char *op = n->text + end + blanks(n->text + end), *type = strrchr(arg->text, ':');
	const char *value = op + strcspn(op, " \t\n\"'");
	struct probe_error e;

	if (!type || !(type[1] == 'x' || type[1] == 'u' || type[1] == 's') || !isdigit(type[2]))
		return CMD_OK;
	value += blanks(value);
	if (*op != '~' && strncmp(op, "!~", 2) &&
	    ((strncmp(op, "==", 2) && strncmp(op, "!=", 2)) || (*value != '"' && *value != '\'')))
		return CMD_OK;
	probe_fail(&e, at, end - at,
		   "%.*s is %s: for a text, write it before 'if', with :string or :ustring",
		   (int)(end - at), n->text + at, type[1] == 'x' ? "a pointer" : "a number");
	return cmd_probe_mistake(&n->of->definition.place, &e);
}

/**
 * naming_take_path - put an argument in the place of the path that begins here
 * @n: the state.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int naming_take_path(struct naming *n)
{
	struct probe_error e = { };
	struct probe_reader r = { &n->of->definition.place, n->at, naming_path_end(n), &e };
	struct probe_argument new = { .span = { n->at, r.end - n->at } };
	struct probe_span no_type = { .at = r.end };
	const struct probe_argument *arg;
	struct probe_value v = { };

	if (probe_path_read(&r, &v) || probe_fetch(&r, &v, no_type, new.text))
		return cmd_probe_mistake(r.place, &e);
	name_argument(n, n->text[n->at] == '(' ? v.name : new.span, new.name);
	arg = add_argument(n, &new);
	if (!arg) {
		probe_fail(&e, n->at, new.span.len, "too many arguments: the kernel takes %u",
			   PROBE_ARGUMENTS);
		return cmd_probe_mistake(r.place, &e);
	}
	return naming_check_text(n, arg, n->at, r.end) ?:
	       naming_replace(n, new.span.len, arg->name);
}

/**
 * naming_take_source - put an argument in the place of a path that perf has to find
 * @n: the state; gets the argument in @more.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int naming_take_source(struct naming *n)
{
	struct probe_span path = { n->at, naming_path_end(n) - n->at };
	char name[PROBE_ARGUMENT_NAME];
	u32 at = strlen(n->more), room = sizeof(n->more) - at;
	struct probe_error e;

	name_argument(n, path, name);
	if (snprintf(n->more + at, room, " %s=%.*s", name, (int)path.len, n->text + path.at) < room)
		return naming_replace(n, path.len, name);
	probe_fail(&e, path.at, path.len, "too many names: say them as arguments");
	return cmd_probe_mistake(&n->of->definition.place, &e);
}
