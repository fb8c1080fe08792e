// SPDX-License-Identifier: GPL-2.0
/*
 * An event's fields, from its format file, for the oracle's generator of texts.
 */
#include <stdio.h>

#include "answers.h"

/* Fields that no format file has. */
static const struct ftrace_event_field shared[] = {
	{ "comm", FILTER_COMM },
	{ "COMM", FILTER_COMM },
	{ "cpu", FILTER_CPU, 4, true },
	{ "CPU", FILTER_CPU, 4, true },
	{ "common_cpu", FILTER_CPU, 4, true },
	{ "stacktrace", FILTER_STACKTRACE },
};

static int kind_of(const char *type, bool is_array)
{
	bool is_char = strstr(type, "char");

	if (!strncmp(type, "__data_loc", strlen("__data_loc")))
		return is_char ? FILTER_DYN_STRING :
		       strstr(type, "cpumask_t") ? FILTER_CPUMASK : FILTER_OTHER;
	if (!strncmp(type, "__rel_loc", strlen("__rel_loc")))
		return is_char ? FILTER_RDYN_STRING : FILTER_OTHER;
	if (!strcmp(type, "char *") || !strcmp(type, "const char *"))
		return FILTER_PTR_STRING;
	return is_char && is_array ? FILTER_STATIC_STRING : FILTER_OTHER;
}

/* As in "\tfield:char prev_comm[16];\toffset:8;\tsize:16;\tsigned:0;" */
static bool parse(const char *line, struct ftrace_event_field *field)
{
	char decl[256], *name, *array;
	int is_signed;

	if (sscanf(line, " field:%255[^;]; offset:%*d; size:%d; signed:%d;", decl, &field->size,
		   &is_signed) != 3)
		return false;
	name = strrchr(decl, ' ');
	if (!name)
		return false;
	*name++ = 0;
	array = strchr(name, '[');
	if (array)
		*array = 0;
	snprintf(field->name, sizeof(field->name), "%s", name);
	field->filter_type = kind_of(decl, array);
	field->is_signed = is_signed;
	return true;
}

static void add(struct oracle_event *event, const struct ftrace_event_field *field)
{
	u32 nr = event->nr_fields++;

	event->fields = realloc(event->fields, event->nr_fields * sizeof(*event->fields));
	event->fields[nr] = malloc(sizeof(*field));
	*event->fields[nr] = *field;
}

/**
 * fields_read - get the fields of an event
 * @event_name: its name, as in "sched/sched_switch".
 * @event: gets the fields, which are never freed.
 */
void fields_read(const char *event_name, struct oracle_event *event)
{
	struct ftrace_event_field field;
	char line[512];
	FILE *f;
	u32 i;

	snprintf(line, sizeof(line), TRACING "/events/%s/format", event_name);
	f = fopen(line, "r");
	if (!f)
		fail(line);
	while (fgets(line, sizeof(line), f))
		if (parse(line, &field))
			add(event, &field);
	fclose(f);
	for (i = 0; i < ARRAY_SIZE(shared); i++)
		add(event, &shared[i]);
}
