// SPDX-License-Identifier: GPL-2.0
/*
 * The table for people: a column for each key, and one for each statistic.
 *
 * Columns are as wide as what is in them, so every line is written twice: to measure it, and
 * to print it. That needs no memory. Of a stack, the column has the innermost function; its callers
 * are below the line. Behind the table are the numbers that are about all records.
 */
#include "report/report.h"
#include "utf8.h"

#define GAP	2

struct widths {
	u32	keys[AGG_MAX_KEYS];
	u32	stats[AGG_NR_STATS];
};

/* Write the statistic of number @nr. */
static const char *stat_text(const struct agg_line *line, u32 nr, char text[AGG_STAT_TEXT])
{
	return agg_stat_text(&agg_stat_table[nr], line->stats, text);
}

static u32 columns(const char *text)
{
	return utf8_columns(text, strlen(text));
}

static const char *key_text(const struct report *r, const struct agg_line *line, u32 key,
			    char cell[REPORT_CELL])
{
	const struct agg_value *v = &line->keys[key];
	u32 end = v->len, len;
	const char *name;

	if (v->tag != AGG_STACK || !report_caller(v, &end, &name, &len))
		return report_cell(r, line, key, true, cell);
	sprintf(cell, "%.*s", (int)len, name);
	return cell;
}

/* As "trace --stack" has them. */
static void print_callers(const struct agg_value *v, char cell[REPORT_CELL])
{
	u32 end = v->len, len;
	const char *name;

	report_caller(v, &end, &name, &len);
	while (report_caller(v, &end, &name, &len)) {
		sprintf(cell, "%.*s", (int)len, name);
		fputs("\t=> ", stdout);
		cmd_print_text(stdout, cell);
		putchar('\n');
	}
}

static void measure_head(const struct report *r, struct widths *w, char cell[REPORT_CELL])
{
	u32 i;

	for (i = 0; i < r->spec.keys.nr; i++)
		w->keys[i] = columns(report_label(r, i, cell));
	for (i = 0; i < AGG_NR_STATS; i++)
		w->stats[i] = strlen(agg_stat_table[i].name);
}

static void measure_line(const struct report *r, const struct agg_line *line, struct widths *w,
			 char cell[REPORT_CELL])
{
	char text[AGG_STAT_TEXT];
	u32 i;

	for (i = 0; i < r->spec.keys.nr; i++)
		w->keys[i] = max(w->keys[i], columns(key_text(r, line, i, cell)));
	for (i = 0; i < AGG_NR_STATS; i++)
		if (report_tells(r, &agg_stat_table[i]))
			w->stats[i] = max_t(u32, w->stats[i],
					    strlen(stat_text(line, i, text)));
}

static void print_key(const char *text, u32 width)
{
	cmd_print_text(stdout, text);
	printf("%*s", (int)(width + GAP - columns(text)), "");
}

static void print_stat(const char *text, u32 width, bool first)
{
	printf("%*s", (int)(first ? width : width + GAP), text);
}

static void print_head(const struct report *r, const struct widths *w, char cell[REPORT_CELL])
{
	u32 i;

	for (i = 0; i < r->spec.keys.nr; i++)
		print_key(report_label(r, i, cell), w->keys[i]);
	for (i = 0; i < AGG_NR_STATS; i++)
		if (report_tells(r, &agg_stat_table[i]))
			print_stat(agg_stat_table[i].name, w->stats[i], !i);
	putchar('\n');
}

static void print_line(const struct report *r, const struct agg_line *line, const struct widths *w,
		       char cell[REPORT_CELL])
{
	char text[AGG_STAT_TEXT];
	u32 i;

	for (i = 0; i < r->spec.keys.nr; i++)
		print_key(key_text(r, line, i, cell), w->keys[i]);
	for (i = 0; i < AGG_NR_STATS; i++)
		if (report_tells(r, &agg_stat_table[i]))
			print_stat(stat_text(line, i, text), w->stats[i], !i);
	putchar('\n');
	for (i = 0; i < r->spec.keys.nr; i++)
		if (line->keys[i].tag == AGG_STACK)
			print_callers(&line->keys[i], cell);
}

/**
 * report_table - print the statistics as a table
 * @r: the report.
 *
 * Context: any.
 * Return: CMD_OK.
 */
int report_table(const struct report *r)
{
	char cell[REPORT_CELL];
	struct widths w;
	u32 i;

	measure_head(r, &w, cell);
	for (i = 0; i < r->nr; i++)
		measure_line(r, &r->lines[i], &w, cell);
	if (r->nr) {
		print_head(r, &w, cell);
		for (i = 0; i < r->nr; i++)
			print_line(r, &r->lines[i], &w, cell);
		putchar('\n');
	}
	report_totals(r);
	return CMD_OK;
}
