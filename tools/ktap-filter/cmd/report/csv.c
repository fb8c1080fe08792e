// SPDX-License-Identifier: GPL-2.0
/*
 * Comma-separated values, as RFC 4180 says: a line for each key, or with a histogram for each
 * range of values of each key. The first line has the names.
 *
 * The numbers that are about all records are no part of a table; a script that needs them reads
 * JSON.
 */
#include "report/report.h"

/* Quote a text if it has to be. */
static void put_text(const char *text)
{
	if (!text[strcspn(text, ",\"\r\n")]) {
		fputs(text, stdout);
		return;
	}
	putchar('"');
	for (; *text; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	putchar('"');
}

/* Separate it from what is before it in the line. */
static void put(u32 nr, const char *text)
{
	if (nr)
		putchar(',');
	put_text(text);
}

static u32 put_keys(const struct report *r, const struct agg_line *line)
{
	char cell[REPORT_CELL];
	u32 i;

	for (i = 0; i < r->spec.keys.nr; i++)
		put(i, line ? report_cell(r, line, i, false, cell) : report_label(r, i, cell));
	return i;
}

static void print_stats(const struct report *r, const struct agg_line *line)
{
	char text[AGG_STAT_TEXT];
	u32 nr = put_keys(r, line), i;

	for (i = 0; i < AGG_NR_STATS; i++)
		if (report_tells(r, &agg_stat_table[i]))
			put(nr++, line ? agg_stat_text(&agg_stat_table[i], line->stats, text) :
					 agg_stat_table[i].name);
	putchar('\n');
}

static void print_buckets(const struct report *r, const struct agg_line *line)
{
	char text[AGG_NUMBER_TEXT];
	struct agg_bucket b;
	u32 at = 0, nr;

	while (report_bucket(r, line, &at, &b)) {
		nr = put_keys(r, line);
		put(nr, agg_number_text(b.from, text));
		put(1, agg_number_text(b.to, text));
		printf(",%llu\n", b.count);
	}
}

static void print_bucket_names(const struct report *r)
{
	put(put_keys(r, NULL), "from");
	puts(",to,count");
}

/**
 * report_csv - print the statistics as comma-separated values
 * @r: the report.
 *
 * Context: any.
 * Return: CMD_OK.
 */
int report_csv(const struct report *r)
{
	u32 i;

	if (r->hist)
		print_bucket_names(r);
	else
		print_stats(r, NULL);
	for (i = 0; i < r->nr; i++)
		if (r->hist)
			print_buckets(r, &r->lines[i]);
		else
			print_stats(r, &r->lines[i]);
	return CMD_OK;
}
