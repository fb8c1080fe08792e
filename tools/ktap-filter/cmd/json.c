// SPDX-License-Identifier: GPL-2.0
/*
 * Output for scripts.
 *
 * JSON is text in UTF-8, but a filter may hold any bytes. Each byte that is part of no
 * character becomes U+FFFD. So the output is always valid, and exact if the filter was text.
 */
#include <stdlib.h>

#include "cmd.h"
#include "utf8.h"

#define REPLACEMENT	"\xef\xbf\xbd"

/**
 * cmd_json_string - make a JSON string of any bytes
 * @text: the bytes, followed by a NUL.
 *
 * Context: any.
 * Return: the string; NULL if memory is short.
 */
struct json_object *cmd_json_string(const char *text)
{
	struct json_object *json;
	char *valid, *to;

	valid = malloc(strlen(text) * (sizeof(REPLACEMENT) - 1) + 1);
	if (!valid)
		return NULL;
	for (to = valid; *text;) {
		u32 len = utf8_len(text);

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
 * cmd_json_print - print JSON, and free it
 * @json: an object or array; NULL if memory was short when it was made.
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
