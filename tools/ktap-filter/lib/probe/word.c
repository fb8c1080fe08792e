// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments as words: [NAME=]VALUE[:TYPE][@user], with blanks between them.
 *
 * Those that debuginfo is needed for go to perf, each with its name written in front: perf calls
 * a text and an element of an array otherwise.
 */
#include <stdio.h>

#include "probe/probe.h"

static const char *text_at(const struct probe_reader *r, u32 at)
{
	return r->place->text + at;
}

/* Where a word ends, in bytes from the text's begin: at a blank that is in no parentheses. */
static u32 word_end(const struct probe_reader *r)
{
	u32 depth = 0, at;

	for (at = r->at; at < r->end; at++) {
		char c = *text_at(r, at);

		depth += c == '(';
		depth -= c == ')' && depth;
		if (!depth && strchr(" \t\n", c))
			break;
	}
	return at;
}

/**
 * probe_word_next - find the next word of several
 * @r: the reader, behind the last one; gets the word.
 * @end: where the words end.
 * @word: gets the word.
 *
 * Context: any.
 * Return: false if there is none.
 */
bool probe_word_next(struct probe_reader *r, u32 end, struct probe_span *word)
{
	r->end = end;
	while (r->at < end && strchr(" \t\n", *text_at(r, r->at)))
		r->at++;
	if (r->at == end)
		return false;
	r->end = word_end(r);
	*word = (struct probe_span) { r->at, r->end - r->at };
	return true;
}

/**
 * probe_word_name - take NAME= off an argument
 * @r: the reader, of one argument.
 * @name: gets the name; none if it is empty.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int probe_word_name(struct probe_reader *r, struct probe_span *name)
{
	u32 at = r->at;

	while (at < r->end && probe_is_word(*text_at(r, at)))
		at++;
	*name = (struct probe_span) { .at = r->at };
	if (at == r->end || *text_at(r, at) != '=')
		return 0;
	*name = (struct probe_span) { r->at, at - r->at };
	r->at = at + 1;
	if (!name->len || isdigit(*text_at(r, name->at)))
		return probe_fail(r->e, name->at, name->len, "a name begins with a letter");
	return 0;
}

/**
 * probe_word_type - take @user and :TYPE off the end of an argument
 * @r: the reader, of one argument.
 * @type: gets the type; none if it is empty.
 * @user: gets whether the argument is in user space.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int probe_word_type(struct probe_reader *r, struct probe_span *type, bool *user)
{
	static const char of_user[] = "@user";
	u32 len = strlen(of_user);
	const char *colon;

	*user = r->end - r->at > len && !memcmp(text_at(r, r->end - len), of_user, len);
	if (*user)
		r->end -= len;
	*type = (struct probe_span) { .at = r->end };
	colon = memchr(text_at(r, r->at), ':', r->end - r->at);
	if (!colon)
		return 0;
	type->at = colon + 1 - r->place->text;
	type->len = r->end - type->at;
	r->end = type->at - 1;
	return type->len ? 0 : probe_fail(r->e, r->end, 1, "which type?");
}

/* The last name in what is left of an argument, before any index. */
static struct probe_span last_name(const struct probe_reader *r)
{
	struct probe_span name = { .at = r->at };
	u32 at;

	for (at = r->at; at < r->end && *text_at(r, at) != '['; at++) {
		if (!probe_is_word(*text_at(r, at)))
			continue;
		if (at == r->at || !probe_is_word(*text_at(r, at - 1)))
			name.at = at;
		name.len = at + 1 - name.at;
	}
	return isdigit(*text_at(r, name.at)) ? (struct probe_span) { .at = r->at } : name;
}

/* $vars and $params are several arguments, which get their own names. */
static bool is_several(const char *text, u32 len)
{
	return (len == 5 && !memcmp(text, "$vars", 5)) || (len == 7 && !memcmp(text, "$params", 7));
}

/* Print a word with its name, which is NAME= unless the user has said one. */
static int print_word(struct probe_reader *r, struct probe_span word, char *text, u32 bytes)
{
	const char *is = text_at(r, word.at);
	struct probe_span name, type, own;
	bool user, returned;
	int len;

	if (is_several(is, word.len)) {
		snprintf(text, bytes, " %.*s", (int)word.len, is);
		return 0;
	}
	if (probe_word_name(r, &name) || probe_word_type(r, &type, &user))
		return -EINVAL;
	own = last_name(r);
	returned = own.len == 6 && !memcmp(text_at(r, own.at), "retval", 6);
	if (name.len)
		len = snprintf(text, bytes, " %.*s", (int)word.len, is);
	else if (own.len)
		len = snprintf(text, bytes, " %.*s=%.*s", returned ? 3 : (int)own.len,
			       returned ? "ret" : text_at(r, own.at), (int)word.len, is);
	else
		return probe_fail(r->e, word.at, word.len, "this needs a name: NAME=%.*s",
				  (int)word.len, is);
	return len < bytes ? 0 : probe_fail(r->e, word.at, word.len, "too many arguments");
}

/**
 * probe_words_name - print arguments, each with its name
 * @r: the reader.
 * @text: gets them, a blank in front of each.
 * @bytes: room for them.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int probe_words_name(struct probe_reader *r, char *text, u32 bytes)
{
	u32 end = r->end, at = 0;
	struct probe_span word;
	int err = 0;

	for (*text = 0; !err && probe_word_next(r, end, &word); r->at = r->end) {
		err = print_word(r, word, text + at, bytes - at);
		at += strlen(text + at);
		r->end = word.at + word.len;
	}
	return err;
}
