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
#include "live/naming.h"

static const struct {
	const char	*name;
	const char	*is;
} everywhere[] = {
	{ "pid", "common_pid" },
	{ "func", "__probe_ip.function" },
};

static void copy(struct naming *n, u32 len)
{
	fwrite(n->text + n->at, 1, len, n->to);
	n->at += len;
}

/**
 * naming_replace - put another text in the place of the next bytes
 * @n: the state.
 * @len: how many bytes.
 * @with: the text.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int naming_replace(struct naming *n, u32 len, const char *with)
{
	struct cmd_edit edit = {
		.at = ftell(n->to), .len = strlen(with), .of = n->at, .of_len = len,
	};

	fputs(with, n->to);
	n->at += len;
	return cmd_sentence_edit(&n->of->definition.said, &edit);
}

/**
 * naming_argument - find an argument by its name
 * @n: the state.
 * @name: the name.
 * @len: its length, bytes.
 *
 * Context: any.
 * Return: the argument; NULL if there is none.
 */
const struct probe_argument *naming_argument(const struct naming *n, const char *name, u32 len)
{
	const struct cmd_definition *d = &n->of->definition;
	u32 i;

	for (i = 0; i < d->nr; i++)
		if (is_word(name, len, d->arguments[i].name))
			return &d->arguments[i];
	return NULL;
}

/**
 * naming_is_field - is a name an argument, or a field of any of the events?
 * @n: the state.
 * @name: the name.
 * @len: its length, bytes.
 *
 * Context: any.
 * Return: true if it is.
 */
bool naming_is_field(const struct naming *n, const char *name, u32 len)
{
	struct ktf_field field;
	u32 i;

	if (naming_argument(n, name, len))
		return true;
	for (i = 0; i < n->of->found.nr; i++)
		if (!ktf_schema_find(&n->of->found.list[i], name, len, &field))
			return true;
	return false;
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
		if (!is_word(word, len, everywhere[i].name) || naming_is_field(n, word, len))
			continue;
		*taken = true;
		return naming_replace(n, len, everywhere[i].is);
	}
	return CMD_OK;
}

/* The number that stands for a name; false for what is a field or no constant. */
static bool constant_at(const struct naming *n, u32 at, u32 len, s64 *value)
{
	const char *word = n->text + at;

	return !naming_is_field(n, word, len) && session_constant(word, len, value);
}

/* May debuginfo know a name, since it had to be asked for the place already? */
static bool in_source(const struct naming *n, u32 len)
{
	const struct cmd_definition *d = &n->of->definition;
	const char *word = n->text + n->at;
	char name[PROBE_ARGUMENT_NAME];
	s64 value;

	if (!n->of->is_probe || !d->are_complete || d->place.is_marker || word[len] == '(' ||
	    isdigit(*word) || naming_is_field(n, word, len) || constant_at(n, n->at, len, &value) ||
	    snprintf(name, sizeof(name), "%.*s", (int)len, word) >= sizeof(name))
		return false;
	return !naming_is_avoided(name) && strcmp(name, "and") && strcmp(name, "or");
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
		return naming_take_source(n);
	if (naming_at_path(n, len))
		return naming_take_path(n);
	status = take_everywhere(n, len, &taken);
	if (taken)
		return status;
	if (word[len] == '(') {
		copy_call(n, len);
		return CMD_OK;
	}
	if (constant_at(n, n->at, len, &value)) {
		snprintf(number, sizeof(number), "%lld", value);
		return naming_replace(n, len, number);
	}
	arg = naming_argument(n, word, len);
	if (arg && naming_check_text(n, arg, n->at, n->at + len))
		return CMD_REFUSED;
	if (arg && word[len] != '.' && is_user_text(n, arg, operand))
		return naming_replace(n, len, operand);
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
	return naming_replace(n, len, number);
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

	if (*text == '(' && n->of->is_probe && naming_at_cast(n, n->at))
		return naming_take_path(n);
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
