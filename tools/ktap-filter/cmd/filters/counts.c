// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel counted of a filter.
 *
 * With ktap_filter.stats=1, the list of filters has these lines behind a program:
 *
 *	    stats: asked 1000 kept 3
 *	    stats: 0: visited 1000 true 30 prev_pid == 5
 *	    stats: 1: visited 30 true 3 next_comm == "sh"
 *
 * A user whose trace is empty wants to know which predicate is never true. This is told in words
 * behind the numbers.
 */
#include <stdlib.h>

#include "filters/counts.h"

#define LINE	"\n    stats: "

static bool add_predicate(struct cmd_counts *counts, u64 visited, u64 passed, const char *text)
{
	struct cmd_count *bigger, *count;

	bigger = realloc(counts->list, array_size(counts->nr + 1, sizeof(*bigger)));
	if (!bigger)
		return false;
	counts->list = bigger;
	count = &bigger[counts->nr];
	text += *text == ' ';
	*count = (struct cmd_count) { visited, passed, strndup(text, strcspn(text, "\n")) };
	counts->nr += !!count->text;
	return count->text;
}

static bool take_line(struct cmd_counts *counts, const char *line)
{
	unsigned long long a, b;
	int end = 0;

	if (sscanf(line, "asked %llu kept %llu", &a, &b) == 2) {
		counts->counted = true;
		counts->asked = a;
		counts->kept = b;
		return true;
	}
	if (sscanf(line, "%*u: visited %llu true %llu%n", &a, &b, &end) == 2)
		return add_predicate(counts, a, b, line + end);
	return true;	/* a line of a later kernel */
}

/**
 * cmd_counts_read - find in a filter's listing what the kernel counted
 * @filter: the filter.
 * @counts: gets it; free it with cmd_counts_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, also if the kernel does not count the filter; CMD_SYSTEM. The error has been
 * printed.
 */
int cmd_counts_read(const struct cmd_filter *filter, struct cmd_counts *counts)
{
	const char *line = filter->program;

	memset(counts, 0, sizeof(*counts));
	while (line && (line = strstr(line, LINE))) {
		line += strlen(LINE);
		if (!take_line(counts, line))
			return cmd_no_memory();
	}
	return CMD_OK;
}

/**
 * cmd_counts_free - free what was counted
 * @counts: the counts; are empty afterwards. The struct itself is the caller's.
 *
 * Context: any.
 */
void cmd_counts_free(struct cmd_counts *counts)
{
	while (counts->nr)
		free(counts->list[--counts->nr].text);
	free(counts->list);
	memset(counts, 0, sizeof(*counts));
}

static const char *verdict(const struct cmd_count *count)
{
	if (!count->visited)
		return "never asked";
	if (!count->passed)
		return "never true";
	return count->passed == count->visited ? "always true" : "";
}

/**
 * cmd_counts_print - print what was counted of a filter, for people
 * @counts: the counts. Nothing is printed if the filter is not counted.
 *
 * Context: any.
 */
void cmd_counts_print(const struct cmd_counts *counts)
{
	const struct cmd_count *count;

	if (!counts->counted)
		return;
	printf("        asked %llu, kept %llu\n", counts->asked, counts->kept);
	printf("             asked         true\n");
	for (count = counts->list; count < counts->list + counts->nr; count++) {
		printf("      %12llu %12llu", count->visited, count->passed);
		if (*verdict(count) || *count->text)
			printf("  %-*s", *count->text ? 13 : 0, verdict(count));
		cmd_print_text(stdout, count->text);
		fputc('\n', stdout);
	}
}

static struct json_object *predicate_json(const struct cmd_count *count)
{
	struct json_object *json = json_object_new_object();

	if (!json)
		return NULL;
	json_object_object_add(json, "predicate", cmd_json_string(count->text));
	json_object_object_add(json, "visited", json_object_new_int64(count->visited));
	json_object_object_add(json, "true", json_object_new_int64(count->passed));
	return json;
}

/**
 * cmd_counts_json - convert what was counted to JSON
 * @counts: the counts.
 *
 * Context: any.
 * Return: an object; NULL if the filter is not counted, or memory is short.
 */
struct json_object *cmd_counts_json(const struct cmd_counts *counts)
{
	struct json_object *json, *list;
	u32 i;

	if (!counts->counted)
		return NULL;
	json = json_object_new_object();
	list = json ? json_object_new_array() : NULL;
	for (i = 0; list && i < counts->nr; i++)
		json_object_array_add(list, predicate_json(&counts->list[i]));
	if (!json)
		return NULL;
	json_object_object_add(json, "asked", json_object_new_int64(counts->asked));
	json_object_object_add(json, "kept", json_object_new_int64(counts->kept));
	json_object_object_add(json, "predicates", list);
	return json;
}
