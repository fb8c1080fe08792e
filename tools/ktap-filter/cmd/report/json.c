// SPDX-License-Identifier: GPL-2.0
/*
 * The statistics for scripts, as one object: the keys with their statistics, and the numbers
 * that are about all records.
 *
 * Numbers are written as the statistics write them, so that a sum of more than 64 bits is
 * exact.
 */
#include <stdlib.h>

#include "report/report.h"

/* A number of any size, of which @text is the text. */
static struct json_object *number(const char *text)
{
	return json_object_new_double_s(strtod(text, NULL), text);
}

/* The innermost function is the first, as in the JSON of "trace --stack". */
static struct json_object *callers(const struct agg_value *v)
{
	struct json_object *list = json_object_new_array();
	char text[AGG_MAX_TEXT + 1];
	u32 end = v->len, len;
	const char *name;

	while (list && report_caller(v, &end, &name, &len)) {
		sprintf(text, "%.*s", (int)len, name);
		json_object_array_add(list, cmd_json_string(text));
	}
	return list;
}

static struct json_object *key_value(const struct report *r, const struct agg_line *line, u32 key)
{
	char cell[REPORT_CELL];
	const char *text;

	if (line->keys[key].tag == AGG_STACK)
		return callers(&line->keys[key]);
	text = report_cell(r, line, key, false, cell);
	return report_is_number(r, line, key) ? number(text) : cmd_json_string(text);
}

static struct json_object *key_of(const struct report *r, const struct agg_line *line)
{
	struct json_object *json = json_object_new_object();
	char label[REPORT_CELL];
	u32 i;

	for (i = 0; json && i < r->spec.keys.nr; i++)
		json_object_object_add(json, report_label(r, i, label), key_value(r, line, i));
	return json;
}

static struct json_object *bucket_of(const struct agg_bucket *b)
{
	struct json_object *json = json_object_new_object();
	char text[AGG_NUMBER_TEXT];

	if (!json)
		return NULL;
	json_object_object_add(json, "from", number(agg_number_text(b->from, text)));
	json_object_object_add(json, "to", number(agg_number_text(b->to, text)));
	json_object_object_add(json, "count", json_object_new_uint64(b->count));
	return json;
}

static struct json_object *hist_of(const struct report *r, const struct agg_line *line)
{
	struct json_object *list = json_object_new_array();
	struct agg_bucket b;
	u32 at = 0;

	while (list && report_bucket(r, line, &at, &b))
		json_object_array_add(list, bucket_of(&b));
	return list;
}

static struct json_object *row_of(const struct report *r, const struct agg_line *line)
{
	struct json_object *json = json_object_new_object();
	char text[AGG_STAT_TEXT];
	const struct agg_stat *stat;

	if (!json)
		return NULL;
	json_object_object_add(json, "key", key_of(r, line));
	for (stat = agg_stat_table; stat < agg_stat_table + AGG_NR_STATS; stat++)
		if (report_tells(r, stat))
			json_object_object_add(json, stat->name,
					       number(agg_stat_text(stat, line->stats, text)));
	if (r->hist)
		json_object_object_add(json, "histogram", hist_of(r, line));
	return json;
}

static void add_totals(const struct report *r, struct json_object *json)
{
	u32 i;

	for (i = 0; i < r->nr_totals; i++)
		json_object_object_add(json, r->totals[i].name,
				       json_object_new_uint64(r->totals[i].n));
}

/**
 * report_json - print the statistics as JSON
 * @r: the report.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int report_json(const struct report *r)
{
	struct json_object *json = json_object_new_object(), *rows = json_object_new_array();
	u32 i;

	if (!json || !rows) {
		json_object_put(json);
		json_object_put(rows);
		return cmd_no_memory();
	}
	json_object_object_add(json, "input", cmd_json_string(r->input));
	if (r->of)
		json_object_object_add(json, "of", cmd_json_string(r->of));
	for (i = 0; i < r->nr; i++)
		json_object_array_add(rows, row_of(r, &r->lines[i]));
	json_object_object_add(json, "rows", rows);
	add_totals(r, json);
	return cmd_json_print(json);
}
