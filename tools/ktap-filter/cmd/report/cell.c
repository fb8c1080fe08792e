// SPDX-License-Identifier: GPL-2.0
/*
 * The parts of a line that all forms of output have.
 *
 * Scripts get numbers where people get ranges and units: a program that has to take a text
 * apart will do so wrongly one day.
 */
#include "report/report.h"

/* Is the number written in a way of its own? */
static bool is_shown(const struct agg_key *key, bool people)
{
	return key->modifier && key->modifier->show && (people || key->modifier->always);
}

/**
 * report_is_number - is the value of a key a number, for scripts?
 * @r: the report.
 * @line: the line.
 * @key: index of the key.
 *
 * Context: any.
 * Return: true if report_cell() writes a number.
 */
bool report_is_number(const struct report *r, const struct agg_line *line, u32 key)
{
	return !agg_is_text(line->keys[key].tag) && !is_shown(&r->spec.keys.list[key], false);
}

/**
 * report_caller - find the next function of a stack, from the innermost one on
 * @v: the stack, with names.
 * @end: where to go on: the length of @v at first.
 * @name: gets the name, which is no string.
 * @len: gets its length, bytes.
 *
 * Context: any.
 * Return: false if there is no other.
 */
bool report_caller(const struct agg_value *v, u32 *end, const char **name, u32 *len)
{
	const char *before;

	if (!*end)
		return false;
	before = memrchr(v->text, ';', *end);
	*name = before ? before + 1 : v->text;
	*len = v->text + *end - *name;
	*end = before ? before - v->text : 0;
	return true;
}

/* The innermost function is what a reader looks for, and where a label is cut, it stays. */
static void write_stack(const struct agg_value *v, char *text)
{
	const char *name;
	u32 end = v->len, len;
	bool first = true;

	if (!v->len)
		sprintf(text, "(no stack)");
	while (report_caller(v, &end, &name, &len)) {
		text += sprintf(text, "%s%.*s", first ? "" : REPORT_CALLED_BY, (int)len, name);
		first = false;
	}
}

/**
 * report_cell - write the value of a key
 * @r: the report.
 * @line: the line.
 * @key: index of the key.
 * @people: write it for people.
 * @text: gets the value.
 *
 * Context: any.
 * Return: @text.
 */
const char *report_cell(const struct report *r, const struct agg_line *line, u32 key, bool people,
			char text[REPORT_CELL])
{
	const struct agg_value *v = &line->keys[key];
	const struct agg_key *k = &r->spec.keys.list[key];

	if (v->tag == AGG_STACK && (people || !v->len)) {
		write_stack(v, text);
		return text;
	}
	if (agg_is_text(v->tag)) {
		memcpy(text, v->text, v->len);
		text[v->len] = 0;
		return text;
	}
	if (!is_shown(k, people))
		return agg_number_text(v->n, text);
	k->modifier->show(v->n, k->arg, text);
	return text;
}

/**
 * report_label - write the name of a key
 * @r: the report.
 * @key: index of the key.
 * @text: gets the name, as the user wrote it.
 *
 * Context: any.
 * Return: @text.
 */
const char *report_label(const struct report *r, u32 key, char text[REPORT_CELL])
{
	const struct agg_key *k = &r->spec.keys.list[key];

	snprintf(text, REPORT_CELL, "%.*s", (int)k->len, k->text);
	return text;
}

/**
 * report_tells - does the report have a statistic?
 * @r: the report.
 * @stat: the statistic.
 *
 * Context: any.
 * Return: true if it has.
 */
bool report_tells(const struct report *r, const struct agg_stat *stat)
{
	return (r->spec.has_value || !stat->of_values) && !(r->sums && stat->of_each);
}

/**
 * report_bucket - find the next bucket of a line's histogram
 * @r: the report.
 * @line: the line.
 * @at: where to go on; 0 at first.
 * @bucket: gets the bucket.
 *
 * Context: any.
 * Return: false if there is no other.
 */
bool report_bucket(const struct report *r, const struct agg_line *line, u32 *at,
		   struct agg_bucket *bucket)
{
	if (r->spec.width)
		return agg_linear_next(&line->stats->linear, r->spec.width, at, bucket);
	return agg_octave_next(&line->stats->fine, at, bucket);
}
