// SPDX-License-Identifier: GPL-2.0
/*
 * Which tables of names in formats of events the engine understands. See scripts/count-names.
 *
 * For each call of __print_flags() or __print_symbolic() in the formats that are named on standard
 * input, print a line: system, event, field, kind, how many names are taken, how many entries there
 * are. A call that is not understood has the field "-".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "prog/print_fmt.h"

/* How many entries has the call whose arguments start at @at? Quotes are taken into account. */
static unsigned int entries(const char *at)
{
	unsigned int depth = 1, nr = 0;

	for (; *at && depth; at++) {
		if (*at == '"') {
			for (at++; *at && *at != '"'; at++)
				at += *at == '\\' && at[1];
			if (!*at)
				break;
		} else if (*at == '(' || *at == '{') {
			nr += *at == '{' && depth == 1;
			depth++;
		} else if (*at == ')' || *at == '}') {
			depth--;
		}
	}
	return nr;
}

/* The next call, from its name on. */
static const char *next_call(const char *at)
{
	const char *flags = strstr(at, "__print_flags"), *symbolic = strstr(at, "__print_symbolic");

	return !flags || (symbolic && symbolic < flags) ? symbolic : flags;
}

static void count_call(const char *path, const char *at)
{
	struct ktf_table table = { .at = at };
	struct ktf_shown shown;
	unsigned int nr = 0, all = entries(strchr(at, '(') + 1);
	const char *next = next_call(at + 1);
	int flags = !strncmp(at, "__print_flags", 13);

	if (!ktf_table_next(&table) || (next && table.at > next)) {
		printf("%s\t-\t%s\t0\t%u\n", path, flags ? "flags" : "symbolic", all);
		return;
	}
	while (ktf_table_name(&table, &shown))
		nr++;
	printf("%s\t%.*s\t%s\t%u\t%u\n", path, (int)table.of.field_len, table.of.field,
	       flags ? "flags" : "symbolic", nr, all);
}

/* Print a line for each call in the format @path, of the form DIR/SYSTEM/EVENT/format. */
static void count_format(char *path)
{
	static char text[1 << 20];
	FILE *file = fopen(path, "r");
	const char *at;
	char *name;
	size_t len;

	if (!file)
		return;
	len = fread(text, 1, sizeof(text) - 1, file);
	text[len] = 0;
	fclose(file);
	at = strstr(text, "\nprint fmt:");
	if (!at)
		return;
	*strrchr(path, '/') = 0;
	name = strrchr(path, '/');
	*name = '\t';
	while (name > path && name[-1] != '/')
		name--;
	while ((at = next_call(at))) {
		count_call(name, at);
		at++;
	}
}

int main(void)
{
	char path[4096];

	while (fgets(path, sizeof(path), stdin)) {
		path[strcspn(path, "\n")] = 0;
		count_format(path);
	}
	return 0;
}
