// SPDX-License-Identifier: GPL-2.0
/*
 * Output for scripts.
 *
 * JSON is text in UTF-8, and a filter may hold any bytes. Those that are not part of a
 * character are given as the one that stands for such, U+FFFD: what a script reads is
 * always valid, and exact wherever the filter was text.
 */
#include <stdlib.h>

#include "check.h"
#include "cmd.h"

#define REPLACEMENT	"\xef\xbf\xbd"

/* Bytes of the character at @s; 0 if it is none. Shortest forms, no surrogates. */
static u32 utf8_len(const unsigned char *s)
{
	u32 val, len, i;

	if (*s < 0x80)
		return 1;
	if (*s < 0xc2 || *s > 0xf4)
		return 0;
	len = *s < 0xe0 ? 2 : *s < 0xf0 ? 3 : 4;
	val = *s & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		val = val << 6 | (s[i] & 0x3f);
	}
	if ((len == 3 && val < 0x800) || (len == 4 && (val < 0x10000 || val > 0x10ffff)))
		return 0;
	return val >= 0xd800 && val < 0xe000 ? 0 : len;
}

/**
 * cmd_json_string - any text as a string
 * @text: the text, ending in a NUL.
 *
 * Context: any.
 * Return: the string, NULL without memory.
 */
struct json_object *cmd_json_string(const char *text)
{
	struct json_object *json;
	char *valid, *to;

	valid = malloc(strlen(text) * (sizeof(REPLACEMENT) - 1) + 1);
	if (!valid)
		return NULL;
	for (to = valid; *text;) {
		u32 len = utf8_len((const unsigned char *)text);

		memcpy(to, len ? text : REPLACEMENT, len ?: sizeof(REPLACEMENT) - 1);
		to += len ?: sizeof(REPLACEMENT) - 1;
		text += len ?: 1;
	}
	*to = 0;
	json = json_object_new_string(valid);
	free(valid);
	return json;
}

/**
 * cmd_json_error - why a filter or image is refused
 * @text: the filter's text; NULL for an image.
 * @diag: the error.
 *
 * Context: any.
 * Return: an object; members that could not be made for want of memory are missing.
 */
struct json_object *cmd_json_error(const char *text, const struct ktf_diag *diag)
{
	struct json_object *json = json_object_new_object();

	if (!json)
		return NULL;
	json_object_object_add(json, "error", cmd_json_string(ktf_diag_text(diag)));
	json_object_object_add(json, "errno",
			       json_object_new_string(strerrorname_np(-diag->err) ?: "0"));
	if (diag->where[0])
		json_object_object_add(json, "where", cmd_json_string(diag->where));
	else if (text)
		json_object_object_add(json, "text", cmd_json_string(text));
	if (diag->code)
		json_object_object_add(json, "position", json_object_new_int64(diag->pos));
	return json;
}

/**
 * cmd_json_print - print what was made, and free it
 * @json: an object or array; NULL if there was no memory for it.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM.
 */
int cmd_json_print(struct json_object *json)
{
	const char *text = NULL;
	int status = CMD_OK;

	if (json)
		text = json_object_to_json_string_ext(json, JSON_C_TO_STRING_PRETTY |
						      JSON_C_TO_STRING_SPACED |
						      JSON_C_TO_STRING_NOSLASHESCAPE);
	if (text)
		puts(text);
	else
		status = cmd_no_memory();
	json_object_put(json);
	return status;
}
