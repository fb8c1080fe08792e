// SPDX-License-Identifier: GPL-2.0
/*
 * Histograms for people: for each key its statistics, and a bar for each range of values.
 *
 * A bar is as long as its share of the key's longest one. A range that has a value has a bar,
 * however short its share is.
 */
#include "report/report.h"

#define BAR	40
static const char bar[] = "########################################";

static void print_head(const struct report *r, const struct agg_line *line, char cell[REPORT_CELL])
{
	char text[AGG_STAT_TEXT];
	u32 i;

	for (i = 0; i < r->spec.keys.nr; i++) {
		cmd_print_text(stdout, report_label(r, i, cell));
		fputs(": ", stdout);
		cmd_print_text(stdout, report_cell(r, line, i, true, cell));
		fputs("  ", stdout);
	}
	for (i = 0; i < AGG_NR_STATS; i++)
		printf("%s%s %s", i ? "  " : "", agg_stat_table[i].name,
		       agg_stat_text(&agg_stat_table[i], line->stats, text));
	putchar('\n');
}

/**
 * report_range - write a range as FROM..TO, or as the only value that it has
 * @b: the range.
 * @text: gets it.
 *
 * Context: any.
 * Return: the length of the text.
 */
int report_range(const struct agg_bucket *b, char text[REPORT_RANGE])
{
	char from[AGG_NUMBER_TEXT], to[AGG_NUMBER_TEXT];

	agg_number_text(b->from, from);
	if (!agg_number_cmp(b->from, b->to))
		return sprintf(text, "%s", from);
	return sprintf(text, "%s..%s", from, agg_number_text(b->to, to));
}

static void print_bar(u64 count, u64 most)
{
	int length = max_t(int, (double)count / most * BAR, 1);

	printf(" |%.*s%*s|\n", length, bar, BAR - length, "");
}

static void print_buckets(const struct report *r, const struct agg_line *line)
{
	char text[REPORT_RANGE];
	struct agg_bucket b;
	u32 at = 0;
	u64 most = 0;
	int width = 0;

	while (report_bucket(r, line, &at, &b)) {
		width = max(width, report_range(&b, text));
		most = max(most, b.count);
	}
	for (at = 0; report_bucket(r, line, &at, &b);) {
		report_range(&b, text);
		printf("  %*s %12llu", width, text, b.count);
		print_bar(b.count, most);
	}
	putchar('\n');
}

/**
 * report_hist - print histograms
 * @r: the report, with values.
 *
 * Context: any.
 * Return: CMD_OK.
 */
int report_hist(const struct report *r)
{
	char cell[REPORT_CELL];
	u32 i;

	for (i = 0; i < r->nr; i++) {
		print_head(r, &r->lines[i], cell);
		print_buckets(r, &r->lines[i]);
	}
	report_totals(r);
	return CMD_OK;
}
