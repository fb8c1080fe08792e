// SPDX-License-Identifier: GPL-2.0
/*
 * The list of keys that the user writes: NAME[ELEMENT].MODIFIER=ARGUMENT, with commas between
 * keys.
 *
 * Every error has its place in the user's text.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "aggregate/key.h"

/**
 * agg_refuse - tell why keys are refused
 * @error: gets the reason.
 * @at: where in the user's text, bytes.
 * @len: how many bytes it is about.
 * @fmt: as for printf().
 *
 * Context: any.
 * Return: -EINVAL.
 */
int agg_refuse(struct agg_error *error, u32 at, u32 len, const char *fmt, ...)
{
	va_list args;

	*error = (struct agg_error) { .at = at, .len = len };
	va_start(args, fmt);
	vsnprintf(error->text, sizeof(error->text), fmt, args);
	va_end(args);
	return -EINVAL;
}

/* Read a number that the whole of the text is. */
static bool take_number(const char *text, u32 len, u64 *n)
{
	char copy[24], *end;

	if (!len || len >= sizeof(copy) || !isdigit(*text))
		return false;
	memcpy(copy, text, len);
	copy[len] = 0;
	errno = 0;
	*n = strtoull(copy, &end, 0);
	return !*end && !errno;
}

static int take_argument(struct agg_key *key, const char *text, u32 len, struct agg_error *error)
{
	u32 at = key->at + (text - key->text);
	const char *name = key->modifier->name;

	if (!key->modifier->takes)
		return agg_refuse(error, at, len, ".%s takes no argument", name);
	if (!take_number(text, len, &key->arg) || !key->arg || key->arg >> 63)
		return agg_refuse(error, at, len, ".%s takes a number from 1 on", name);
	return 0;
}

/* @text: what is behind the dot. */
static int take_modifier(struct agg_key *key, const char *text, u32 len, struct agg_error *error)
{
	const char *equals = memchr(text, '=', len);
	u32 name_len = equals ? equals - text : len, at = key->at + (text - key->text);

	key->modifier = agg_modifier_find(text, name_len);
	if (!key->modifier) {
		agg_refuse(error, at, name_len, "there is no modifier '.%.*s'", (int)name_len,
			   text);
		error->no_modifier = true;
		return -EINVAL;
	}
	if (equals)
		return take_argument(key, equals + 1, len - name_len - 1, error);
	if (key->modifier->takes)
		return agg_refuse(error, at, len, ".%s takes a number, as in .%s=100",
				  key->modifier->name, key->modifier->name);
	return 0;
}

static int take_element(struct agg_key *key, const char *bracket, u32 len,
			struct agg_error *error)
{
	u64 element;

	if (bracket[len - 1] != ']' || !take_number(bracket + 1, len - 2, &element) ||
	    element > U32_MAX)
		return agg_refuse(error, key->at + (bracket - key->text), len,
				  "an element is [N]");
	key->element = element;
	key->name_len = bracket - key->text;
	return 0;
}

static void skip_blanks(const char *text, u32 *at, u32 *len)
{
	for (; *len && text[*at] == ' '; (*len)--)
		(*at)++;
	while (*len && text[*at + *len - 1] == ' ')
		(*len)--;
}

/**
 * agg_key_parse - read a key
 * @text: the user's text; it must live as long as @key.
 * @at: where in it the key is.
 * @len: length of the key in bytes, with the blanks around it.
 * @key: gets the key.
 * @error: gets the error.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int agg_key_parse(const char *text, u32 at, u32 len, struct agg_key *key, struct agg_error *error)
{
	const char *dot, *bracket;
	int err = 0;

	skip_blanks(text, &at, &len);
	dot = memchr(text + at, '.', len);
	*key = (struct agg_key) { .text = text + at, .at = at, .len = len, .element = -1 };
	key->name_len = dot ? dot - key->text : key->len;
	bracket = memchr(key->text, '[', key->name_len);
	if (bracket)
		err = take_element(key, bracket, key->name_len - (bracket - key->text), error);
	if (!err && !key->name_len)
		err = agg_refuse(error, key->at, key->len, "a name is missing");
	if (!err && dot)
		err = take_modifier(key, dot + 1, key->len - (dot + 1 - key->text), error);
	return err;
}

/**
 * agg_keys_parse - read a list of keys
 * @text: the list; it must live as long as @keys.
 * @keys: gets the keys, behind those that it has.
 * @error: gets the error.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int agg_keys_parse(const char *text, struct agg_keys *keys, struct agg_error *error)
{
	u32 at = 0, len;
	int err;

	for (;; at++) {
		len = strcspn(text + at, ",");
		if (keys->nr == AGG_MAX_KEYS)
			return agg_refuse(error, at, len, "no more than %u keys", AGG_MAX_KEYS);
		err = agg_key_parse(text, at, len, &keys->list[keys->nr++], error);
		at += len;
		if (err || !text[at])
			return err;
	}
}
