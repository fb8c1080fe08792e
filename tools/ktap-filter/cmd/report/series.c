// SPDX-License-Identifier: GPL-2.0
/*
 * A picture of intervals: for each key a strip, in which the time goes from left to right.
 *
 * Strips stand below each other with the same scale, and not in front of each other, so that any
 * number of keys can be told apart. Those with most come first.
 */
#include <stdlib.h>

#include "report/picture.h"

/* The lines of a key, one behind the other in time. */
struct series {
	const struct agg_line	**lines;
	u32			nr;
	double			sum;
};

static int cmp_keys(const struct agg_line *a, const struct agg_line *b, const struct report *r)
{
	int cmp = 0;
	u32 i;

	for (i = r->groups; i < r->spec.keys.nr && !cmp; i++)
		cmp = agg_value_cmp(&a->keys[i], &b->keys[i]);
	return cmp;
}

static int cmp_lines(const void *x, const void *y, void *r)
{
	const struct agg_line *a = *(const struct agg_line **)x;
	const struct agg_line *b = *(const struct agg_line **)y;

	return cmp_keys(a, b, r) ?: agg_value_cmp(&a->keys[0], &b->keys[0]);
}

static int cmp_series(const void *x, const void *y)
{
	const struct series *a = x, *b = y;

	if (a->sum != b->sum)
		return a->sum < b->sum ? 1 : -1;
	return a->lines < b->lines ? -1 : 1;
}

/* Cut the sorted lines into series. */
static void cut(struct picture *p)
{
	struct series *series = p->series;
	char text[AGG_STAT_TEXT];
	u32 i;

	for (i = 0; i < p->r->nr; i++) {
		if (!i || cmp_keys(p->sorted[i - 1], p->sorted[i], p->r))
			series = &p->series[p->nr_series++];
		if (!series->nr++)
			series->lines = &p->sorted[i];
		series->sum += picture_value(p, p->sorted[i], text);
	}
}

/**
 * picture_find_series - find the keys, and the lines of each
 * @p: the picture, with a report by intervals; free it with picture_free_series().
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int picture_find_series(struct picture *p)
{
	const struct report *r = p->r;
	u32 i;

	p->sorted = calloc(r->nr ?: 1, sizeof(*p->sorted));
	p->series = calloc(r->nr ?: 1, sizeof(*p->series));
	if (!p->sorted || !p->series)
		return cmd_no_memory();
	for (i = 0; i < r->nr; i++)
		p->sorted[i] = &r->lines[i];
	qsort_r(p->sorted, r->nr, sizeof(*p->sorted), cmp_lines, (void *)r);
	cut(p);
	qsort(p->series, p->nr_series, sizeof(*p->series), cmp_series);
	return CMD_OK;
}

static u64 time_of(const struct agg_line *line)
{
	return line->keys[0].n.bits;
}

static void draw_columns(const struct picture *p, const struct series *series, struct svg *svg)
{
	const struct report *r = p->r;
	u64 every = r->spec.keys.list[0].arg, start = time_of(&r->lines[0]), i;
	double all = (double)(time_of(&r->lines[r->nr - 1]) - start) + every;
	char value[AGG_STAT_TEXT], cell[REPORT_CELL];
	const struct agg_line *line;
	double is;

	for (i = 0; i < series->nr; i++) {
		line = series->lines[i];
		is = picture_value(p, line, value);
		svg_column(svg, report_cell(r, line, 0, true, cell), value,
			   (time_of(line) - start) / all, every / all, p->most ? is / p->most : 0);
	}
}

/* What stands behind a strip: the largest of its values. */
static void find_largest(const struct picture *p, const struct series *series,
			 char text[AGG_STAT_TEXT])
{
	const struct agg_line *largest = series->lines[0];
	u32 i;

	for (i = 1; i < series->nr; i++)
		if (agg_stat_cmp(p->stat, series->lines[i]->stats, largest->stats) > 0)
			largest = series->lines[i];
	picture_value(p, largest, text);
}

/**
 * picture_draw_series - draw a strip for each key
 * @p: the picture, with its series.
 * @svg: where to.
 *
 * Context: any.
 */
void picture_draw_series(const struct picture *p, struct svg *svg)
{
	char from[REPORT_CELL], to[REPORT_CELL], label[PICTURE_LABEL], text[AGG_STAT_TEXT];
	const struct report *r = p->r;
	const struct series *series;

	if (!r->nr)
		return;
	for (series = p->series; series < p->series + p->nr_series; series++) {
		find_largest(p, series, text);
		picture_label(p, series->lines[0], label);
		svg_strip(svg, label, text);
		draw_columns(p, series, svg);
	}
	svg_axis(svg, report_cell(r, &r->lines[0], 0, true, from),
		 report_cell(r, &r->lines[r->nr - 1], 0, true, to));
}

/**
 * picture_free_series - release what picture_find_series() found
 * @p: the picture; it may have none.
 *
 * Context: any.
 */
void picture_free_series(struct picture *p)
{
	free(p->sorted);
	free(p->series);
}
