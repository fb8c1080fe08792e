// SPDX-License-Identifier: GPL-2.0
/*
 * Names in a filter that only the command knows. The kernel sees what they stand for:
 *
 *	how->flags	a path to what a probe can record becomes an argument of the probe;
 *			with a cast, it begins with a parenthesis
 *	$retval		what the function returns is an argument, too: ret
 *	nr		a name of a program or a local variable becomes one that perf finds
 *	pid, func	fields of every event, unless the event has a field of that name
 *	filename	a text of user space that is recorded of another event is .ustring there
 *	O_CREAT		a constant becomes its number, and (O_CREAT | O_EXCL) a single one
 *
 * The text is read from left to right. Whatever is none of these is copied as it is: what is in
 * quotes, what is behind a dot, and all between the parentheses of a function, which may have a
 * form of its own. A mistake in a path is shown where it is; any other mistake is found by the
 * compiler, and each change is noted, so that it can be shown in the user's own text.
 */
#include <stdlib.h>

#include "live/names.h"

/**
 * struct naming - the state of reading a filter
 * @of: the sentence.
 * @text: the sentence's text.
 * @at: what is read next.
 * @to: gets the filter.
 * @more: gets arguments that perf has to find.
 */
struct naming {
	struct session_sentence	*of;
	const char		*text;
	u32			at;
	FILE			*to;
	char			more[256];
};

static const struct {
	const char	*name;
	const char	*is;
} everywhere[] = {
	{ "pid", "common_pid" },
	{ "func", "__probe_ip.function" },
};

/* Names that mean something else in every filter. */
static const char *const avoided[] = { "comm", "cpu", "pid", "func", "COMM", "CPU", "in", "has" };

static void copy(struct naming *n, u32 len)
{
	fwrite(n->text + n->at, 1, len, n->to);
	n->at += len;
}

/* Put another text in the place of the next @len bytes. */
static int replace(struct naming *n, u32 len, const char *with)
{
	struct cmd_edit edit = {
		.at = ftell(n->to), .len = strlen(with), .of = n->at, .of_len = len,
	};

	fputs(with, n->to);
	n->at += len;
	return cmd_sentence_edit(&n->of->definition.said, &edit);
}

static u32 word_length(const char *text)
{
	u32 len = 0;

	while (probe_is_word(text[len]))
		len++;
	return len;
}

static bool is_word(const char *word, u32 len, const char *is)
{
	return strlen(is) == len && !memcmp(word, is, len);
}

static u32 blanks(const char *text)
{
	return strspn(text, " \t\n");
}

/* The argument of this name; NULL if there is none. */
static const struct probe_argument *find_argument(const struct naming *n, const char *name,
						  u32 len)
{
	const struct cmd_definition *d = &n->of->definition;
	u32 i;

	for (i = 0; i < d->nr; i++)
		if (is_word(name, len, d->arguments[i].name))
			return &d->arguments[i];
	return NULL;
}

static bool is_field(const struct naming *n, const char *name, u32 len)
{
	struct ktf_field field;
	u32 i;

	if (find_argument(n, name, len))
		return true;
	for (i = 0; i < n->of->found.nr; i++)
		if (!ktf_schema_find(&n->of->found.list[i], name, len, &field))
			return true;
	return false;
}

static bool is_parameter(const struct naming *n, const char *name, u32 len)
{
	const struct probe_place *place = &n->of->definition.place;
	const struct btf_param *list;
	u32 nr = probe_parameters(place, &list), i;

	for (i = 0; i < nr; i++)
		if (is_word(name, len, btf_name(place->btf, list[i].name_off)))
			return true;
	return false;
}

/* The operators of the language that look like members. */
static bool is_operator(const char *name, u32 len)
{
	return is_word(name, len, "ustring") || is_word(name, len, "function") ||
	       is_word(name, len, "sym");
}

/* The end of what is in the parentheses that begin here; 0 if it has none. */
static u32 parentheses_end(const char *text, u32 at)
{
	u32 depth = 0;

	for (; text[at]; at++) {
		depth += text[at] == '(';
		depth -= text[at] == ')';
		if (!depth)
			return at + 1;
	}
	return 0;
}

static bool cast_at(const struct naming *n, u32 at)
{
	const struct probe_reader r = {
		.place = &n->of->definition.place, .at = at, .end = strlen(n->text),
	};

	return probe_is_cast(&r);
}

/*
 * Does the parenthesis here belong to a path, and not to the filter? Then it is a cast, or a path
 * that begins with one and goes on behind it.
 */
static bool at_cast(const struct naming *n, u32 at)
{
	const char *behind;

	while (n->text[at] == '(' && !cast_at(n, at)) {
		behind = n->text + parentheses_end(n->text, at);
		if (behind == n->text ||
		    (*behind != '.' && *behind != '[' && strncmp(behind, "->", 2)))
			return false;
		at++;
		at += blanks(n->text + at);
	}
	return n->text[at] == '(';
}

/* Where the names begin in a path: behind casts and what is in parentheses. */
static u32 names_begin(const struct naming *n)
{
	u32 at = n->at;
	bool is_cast;

	while (n->text[at] == '(' && parentheses_end(n->text, at)) {
		is_cast = cast_at(n, at);
		at = parentheses_end(n->text, at);
		at += is_cast ? blanks(n->text + at) : 0;
	}
	return at + (n->text[at] == '$');
}

/* The end of a path that begins here: names, with "->", "." or an index between them. */
static u32 path_end(const struct naming *n)
{
	const char *text = n->text;
	u32 at = names_begin(n), len;

	for (at += word_length(text + at);; at += len) {
		if (text[at] == '[' && strchr(text + at, ']')) {
			len = strchr(text + at, ']') + 1 - (text + at);
			continue;
		}
		len = text[at] == '.' ? 1 : !strncmp(text + at, "->", 2) ? 2 : 0;
		if (!len || (len == 1 && is_operator(text + at + 1, word_length(text + at + 1))))
			return at;
		len += word_length(text + at + len);
	}
}

static bool is_avoided(const char *name)
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
	if (!*name || is_avoided(name))
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
	for (i = 2; is_field(n, arg->name, strlen(arg->name)); i++)
		snprintf(arg->name, sizeof(arg->name), "%.*s_%u", PROBE_ARGUMENT_NAME - 12, name,
			 i);
	d->arguments[d->nr] = *arg;
	return &d->arguments[d->nr++];
}

/* A pattern or a text behind what is no text: the compiler would say less. */
static int check_text(const struct naming *n, const struct probe_argument *arg, u32 at, u32 end)
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

/* A path: what it leads to is recorded. */
static int take_path(struct naming *n)
{
	struct probe_error e = { };
	struct probe_reader r = { &n->of->definition.place, n->at, path_end(n), &e };
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
	return check_text(n, arg, n->at, r.end) ?: replace(n, new.span.len, arg->name);
}

/* Does a path begin here, of which the first name has @len bytes? */
static bool at_path(const struct naming *n, u32 len)
{
	const char *word = n->text + n->at;

	if (!n->of->is_probe)
		return false;
	if (*word == '$')
		return is_word(word, len, "$retval") ||
		       (len > 4 && !memcmp(word, "$arg", 4) && isdigit(word[4]));
	if (!strncmp(word + len, "->", 2))
		return true;
	return is_parameter(n, word, len) && !find_argument(n, word, len);
}

/* Copy a function, with what is between its parentheses; but has() has the name of a field. */
static void copy_call(struct naming *n, u32 len)
{
	const char *word = n->text + n->at, *end = strchr(word, ')');

	copy(n, end && !is_word(word, len, "has") ? end + 1 - word : len);
}

static int take_everywhere(struct naming *n, u32 len, bool *taken)
{
	const char *word = n->text + n->at;
	u32 i;

	*taken = false;
	for (i = 0; i < ARRAY_SIZE(everywhere); i++) {
		if (!is_word(word, len, everywhere[i].name) || is_field(n, word, len))
			continue;
		*taken = true;
		return replace(n, len, everywhere[i].is);
	}
	return CMD_OK;
}

/* The number that stands for a name; false for what is a field or no constant. */
static bool constant_at(const struct naming *n, u32 at, u32 len, s64 *value)
{
	const char *word = n->text + at;

	return !is_field(n, word, len) && session_constant(word, len, value);
}

/* May debuginfo know a name, since it had to be asked for the place already? */
static bool in_source(const struct naming *n, u32 len)
{
	const struct cmd_definition *d = &n->of->definition;
	const char *word = n->text + n->at;
	char name[PROBE_ARGUMENT_NAME];
	s64 value;

	if (!n->of->is_probe || !d->are_complete || d->place.is_marker || word[len] == '(' ||
	    isdigit(*word) || is_field(n, word, len) || constant_at(n, n->at, len, &value) ||
	    snprintf(name, sizeof(name), "%.*s", (int)len, word) >= sizeof(name))
		return false;
	return !is_avoided(name) && strcmp(name, "and") && strcmp(name, "or");
}

/* A path that perf has to find. */
static int take_source(struct naming *n)
{
	struct probe_span path = { n->at, path_end(n) - n->at };
	char name[PROBE_ARGUMENT_NAME];
	u32 at = strlen(n->more), room = sizeof(n->more) - at;
	struct probe_error e;

	name_argument(n, path, name);
	if (snprintf(n->more + at, room, " %s=%.*s", name, (int)path.len, n->text + path.at) < room)
		return replace(n, path.len, name);
	probe_fail(&e, path.at, path.len, "too many names: say them as arguments");
	return cmd_probe_mistake(&n->of->definition.place, &e);
}

/*
 * The filter of an attached event is asked before its arguments are recorded, so it is about the
 * fields of the other event. What is recorded as a text of user space is a pointer there.
 */
static bool is_user_text(const struct naming *n, const struct probe_argument *arg,
			 char operand[PROBE_ARGUMENT])
{
	char field[PROBE_NAME];
	int end = 0;

	if (n->of->definition.place.kind != 'e' ||
	    sscanf(arg->text, "+0($%63[a-zA-Z0-9_]):ustring%n", field, &end) != 1 || !end ||
	    arg->text[end])
		return false;
	return snprintf(operand, PROBE_ARGUMENT, "%s.ustring", field) < PROBE_ARGUMENT;
}

static int take_word(struct naming *n)
{
	const char *word = n->text + n->at;
	u32 len = (*word == '$') + word_length(word + (*word == '$'));
	const struct probe_argument *arg;
	char number[24], operand[PROBE_ARGUMENT];
	bool taken;
	s64 value;
	int status;

	if (in_source(n, len))
		return take_source(n);
	if (at_path(n, len))
		return take_path(n);
	status = take_everywhere(n, len, &taken);
	if (taken)
		return status;
	if (word[len] == '(') {
		copy_call(n, len);
		return CMD_OK;
	}
	if (constant_at(n, n->at, len, &value)) {
		snprintf(number, sizeof(number), "%lld", value);
		return replace(n, len, number);
	}
	arg = find_argument(n, word, len);
	if (arg && check_text(n, arg, n->at, n->at + len))
		return CMD_REFUSED;
	if (arg && word[len] != '.' && is_user_text(n, arg, operand))
		return replace(n, len, operand);
	copy(n, len);
	return CMD_OK;
}

/* "(A | B | ...)" of constants: its length, and the number; 0 if it is something else. */
static u32 constant_group(const struct naming *n, s64 *all)
{
	const char *text = n->text;
	u32 at = n->at, len;
	s64 value;

	*all = 0;
	do {
		at++;
		at += blanks(text + at);
		len = word_length(text + at);
		if (!len || !constant_at(n, at, len, &value))
			return 0;
		*all |= value;
		at += len;
		at += blanks(text + at);
	} while (text[at] == '|' && text[at + 1] != '|');
	return text[at] == ')' ? at + 1 - n->at : 0;
}

static int take_group(struct naming *n)
{
	char number[24];
	s64 value;
	u32 len = constant_group(n, &value);

	if (!len) {
		copy(n, 1);
		return CMD_OK;
	}
	snprintf(number, sizeof(number), "%lld", value);
	return replace(n, len, number);
}

static void copy_quoted(struct naming *n)
{
	const char *text = n->text + n->at, *end = strchr(text + 1, *text);

	copy(n, end ? end + 1 - text : strlen(text));
}

/* The length of a number, or of an image as a word. */
static u32 number_length(const char *text)
{
	u32 len = 1;

	while (probe_is_word(text[len]) || (text[len] && strchr(":+/=", text[len])))
		len++;
	return len;
}

static int take_next(struct naming *n)
{
	const char *text = n->text + n->at;

	if (*text == '(' && n->of->is_probe && at_cast(n, n->at))
		return take_path(n);
	if (*text == '(')
		return take_group(n);
	if (*text == '@' || isdigit(*text))
		copy(n, number_length(text));
	else if (*text == '$' || probe_is_word(*text))
		return take_word(n);
	else if (*text == '"' || *text == '\'')
		copy_quoted(n);
	else
		copy(n, 1 + (*text == '.' ? word_length(text + 1) : 0));
	return CMD_OK;
}

/**
 * session_names - put what names stand for into a sentence's filter
 * @s: the session.
 * @of: the sentence: of a probe, with its place and arguments, which gets more arguments; of
 *	events that are there, with these.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int session_names(struct session *s, struct session_sentence *of)
{
	const struct cmd_sentence *said = &of->definition.said;
	struct naming n = { .of = of, .text = said->text, .at = said->filter };
	int status = CMD_OK;
	size_t bytes;
	char *text;

	if (of->filter.kind != CMD_EXPRESSION)
		return CMD_OK;
	n.to = open_memstream(&text, &bytes);
	if (!n.to)
		return cmd_no_memory();
	while (n.text[n.at] && !status)
		status = take_next(&n);
	if (fclose(n.to))
		return status ?: cmd_no_memory();
	free(of->filter.data);
	of->filter.data = text;
	of->filter.bytes = bytes;
	if (!status && n.more[0])
		status = cmd_perf_read(&s->types, &of->definition, n.more, false);
	return status;
}
