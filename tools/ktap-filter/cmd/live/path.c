// SPDX-License-Identifier: GPL-2.0
/*
 * Where a path begins and ends in a filter.
 *
 * A path is names with "->", "." or an index between them. It begins with what the place has: a
 * parameter, $retval or $arg1; or with a parenthesis, if that is a cast or if the path goes on
 * behind it. The last is how a path's parenthesis differs from one of the filter:
 *
 *	((struct file *)f)->f_flags & 1		a path up to the blank
 *	(f->f_flags & 1) == 1			a parenthesis of the filter, and a path in it
 */
#include "live/naming.h"

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

/**
 * naming_at_cast - does a parenthesis belong to a path, and not to the filter?
 * @n: the state.
 * @at: where it is, an offset in the text.
 *
 * It does if it is a cast, or holds a path that begins with one and goes on behind it.
 *
 * Context: any.
 * Return: true if it does.
 */
bool naming_at_cast(const struct naming *n, u32 at)
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

/**
 * naming_path_end - find the end of the path that begins here
 * @n: the state.
 *
 * Context: any.
 * Return: its offset in the text.
 */
u32 naming_path_end(const struct naming *n)
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

/**
 * naming_at_path - does a path begin here?
 * @n: the state, at a name.
 * @len: the name's length, bytes.
 *
 * Context: any.
 * Return: true if it does.
 */
bool naming_at_path(const struct naming *n, u32 len)
{
	const char *word = n->text + n->at;

	if (!n->of->is_probe)
		return false;
	if (*word == '$')
		return is_word(word, len, "$retval") ||
		       (len > 4 && !memcmp(word, "$arg", 4) && isdigit(word[4]));
	if (!strncmp(word + len, "->", 2))
		return true;
	return probe_parameter(&n->of->definition.place, word, len) &&
	       !naming_argument(n, word, len);
}
