// SPDX-License-Identifier: GPL-2.0
/*
 * A list of filters. It grows by one at a time, and is printed for people or made JSON
 * for scripts.
 */
#include <stdlib.h>

#include "filters/filters.h"

static const char * const kinds[] = {
	[CMD_OF_EVENT]		= "event",
	[CMD_OF_TRIGGER]	= "trigger",
	[CMD_OF_PROBE]		= "probe",
};

static void free_filter(struct cmd_filter *f)
{
	free(f->instance);
	free(f->system);
	free(f->name);
	free(f->text);
	free(f->program);
	memset(f, 0, sizeof(*f));
}

/**
 * cmd_filters_free - free a list, but not the struct itself
 * @filters: the list.
 *
 * Context: any.
 */
void cmd_filters_free(struct cmd_filters *filters)
{
	u32 i;

	for (i = 0; i < filters->nr; i++)
		free_filter(&filters->list[i]);
	free(filters->list);
	free(filters->keepers);
	memset(filters, 0, sizeof(*filters));
}

/**
 * cmd_filters_add - append an empty filter
 * @filters: the list.
 *
 * Context: any.
 * Return: the new filter, all zero; NULL if memory is short.
 */
struct cmd_filter *cmd_filters_add(struct cmd_filters *filters)
{
	struct cmd_filter *bigger;

	if (filters->nr == filters->room) {
		filters->room = max(2 * filters->room, 16U);
		bigger = realloc(filters->list, array_size(filters->room, sizeof(*bigger)));
		if (!bigger)
			return NULL;
		filters->list = bigger;
	}
	bigger = &filters->list[filters->nr++];
	memset(bigger, 0, sizeof(*bigger));
	return bigger;
}

/**
 * cmd_filters_drop - remove the last filter
 * @filters: the list.
 *
 * Context: any.
 */
void cmd_filters_drop(struct cmd_filters *filters)
{
	free_filter(&filters->list[--filters->nr]);
}

/**
 * cmd_filters_keep - remove all filters but some
 * @filters: the list. What is kept stays in its order.
 * @is_kept: says whether a filter is kept.
 * @of: the second argument of @is_kept.
 *
 * Context: any.
 */
void cmd_filters_keep(struct cmd_filters *filters,
		      bool (*is_kept)(const struct cmd_filter *filter, const void *of),
		      const void *of)
{
	u32 from, to = 0;

	for (from = 0; from < filters->nr; from++) {
		if (!is_kept(&filters->list[from], of))
			continue;
		swap(filters->list[to], filters->list[from]);
		to++;
	}
	while (filters->nr > to)
		cmd_filters_drop(filters);
}

/**
 * cmd_filters_want - does a place include a filter?
 * @place: the place that the options name.
 * @instance: the filter's instance; NULL for the top instance.
 * @system: the system of the filter's event.
 * @name: the event's name; NULL for the file of the system.
 *
 * Context: any.
 * Return: true if @place includes the filter.
 */
bool cmd_filters_want(const struct cmd_place *place, const char *instance, const char *system,
		      const char *name)
{
	if (place->instance && strcmp(place->instance, instance ?: ""))
		return false;
	/* --event without --instance means the top instance. */
	if (place->event && !place->instance && instance)
		return false;
	return !place->event || event_matches(place->event, system, name ?: "");
}

/**
 * cmd_filter_print_name - print a filter's instance and event
 * @to: the stream.
 * @filter: the filter.
 *
 * Context: any.
 */
void cmd_filter_print_name(FILE *to, const struct cmd_filter *filter)
{
	if (filter->instance) {
		cmd_print_text(to, filter->instance);
		fputc('/', to);
	}
	cmd_print_text(to, filter->system);
	if (!filter->name)
		return;
	fputc(':', to);
	cmd_print_text(to, filter->name);
}

/**
 * cmd_filter_print - print a filter
 * @to: the stream.
 * @filter: the filter.
 *
 * Context: any.
 */
void cmd_filter_print(FILE *to, const struct cmd_filter *filter)
{
	cmd_filter_print_name(to, filter);
	fprintf(to, " %s", filter->kind ? kinds[filter->kind] : "");
	fputs(filter->kind ? ": " : "", to);
	cmd_print_text(to, filter->text);
	fputc('\n', to);
	if (!filter->error)
		return;
	fprintf(to, "    refused: ");
	cmd_print_text(to, filter->error);
	fputc('\n', to);
}

/**
 * cmd_filter_keeps_module - can the stock engine not have a filter?
 * @filter: the filter.
 *
 * Context: any.
 * Return: true if ktap filter is a module, which has to stay for this filter.
 */
bool cmd_filter_keeps_module(const struct cmd_filter *filter)
{
	return filter->program &&
	       strstr(filter->program, "\n    the stock engine cannot have this filter");
}

/**
 * cmd_filters_count - count the filters that are in force
 * @filters: the list.
 *
 * Context: any.
 * Return: the number of filters in force. The rest of the list was refused.
 */
u32 cmd_filters_count(const struct cmd_filters *filters)
{
	u32 nr = 0, i;

	for (i = 0; i < filters->nr; i++)
		nr += !filters->list[i].kind && !filters->list[i].error;
	return nr;
}

static struct json_object *program_json(const struct cmd_filter *f)
{
	struct json_object *lines = json_object_new_array();
	const char *line, *end;

	for (line = f->program; lines && *line; line = end + (*end == '\n')) {
		end = line + strcspn(line, "\n");
		line += strspn(line, " ");
		json_object_array_add(lines, json_object_new_string_len(line, end - line));
	}
	return lines;
}

static struct json_object *filter_json(const struct cmd_filter *f, bool program)
{
	struct json_object *json = json_object_new_object();

	if (!json)
		return NULL;
	json_object_object_add(json, "instance",
			       f->instance ? cmd_json_string(f->instance) : NULL);
	json_object_object_add(json, "system", cmd_json_string(f->system));
	json_object_object_add(json, "event", f->name ? cmd_json_string(f->name) : NULL);
	json_object_object_add(json, "of", json_object_new_string(kinds[f->kind]));
	json_object_object_add(json, "filter", cmd_json_string(f->text));
	json_object_object_add(json, "refused", f->error ? cmd_json_string(f->error) : NULL);
	if (f->program)
		json_object_object_add(json, "instructions",
				       json_object_new_int64(f->nr_insns));
	if (f->program && program)
		json_object_object_add(json, "program", program_json(f));
	return json;
}

/**
 * cmd_filters_json - convert a list of filters to JSON
 * @filters: the list.
 * @programs: include the listings of the programs.
 *
 * Context: any.
 * Return: a JSON array; NULL if memory is short.
 */
struct json_object *cmd_filters_json(const struct cmd_filters *filters, bool programs)
{
	struct json_object *json = json_object_new_array();
	u32 i;

	for (i = 0; json && i < filters->nr; i++)
		json_object_array_add(json, filter_json(&filters->list[i], programs));
	return json;
}
