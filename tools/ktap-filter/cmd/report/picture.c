// SPDX-License-Identifier: GPL-2.0
/*
 * The statistics as a picture: what is printed, with bars.
 *
 * A bar is the statistic that the keys are sorted by, or the count; with a histogram, it is the
 * number of values in a range. The picture has all that is printed, or there is none: a picture
 * of a part would look like the whole.
 */
#include <stdlib.h>

#include "output_file.h"
#include "report/picture.h"

/* More than that can neither be looked at, nor does a viewer like to draw them. */
#define MAX_BARS	5000

/**
 * picture_value - find the value of a line that is drawn
 * @p: the picture.
 * @line: the line.
 * @text: gets the value as it is printed; it may begin anywhere in the buffer before, and is
 *	moved to its start.
 *
 * Context: any.
 * Return: the value.
 */
double picture_value(const struct picture *p, const struct agg_line *line,
		     char text[AGG_STAT_TEXT])
{
	const char *at = agg_stat_text(p->stat, line->stats, text);

	memmove(text, at, strlen(at) + 1);
	return strtod(text, NULL);
}

/**
 * picture_label - write the keys of a line
 * @p: the picture.
 * @line: the line.
 * @label: gets the keys of the user; the name of the statistic if there is no key.
 *
 * Context: any.
 */
void picture_label(const struct picture *p, const struct agg_line *line,
		   char label[PICTURE_LABEL])
{
	const struct report *r = p->r;
	u32 i, first = r->hist ? 0 : r->groups;

	sprintf(label, "%s", first == r->spec.keys.nr ? p->stat->name : "");
	for (i = first; i < r->spec.keys.nr; i++) {
		if (i > first)
			label = stpcpy(label, ", ");
		report_cell(r, line, i, true, label);
		label += strlen(label);
	}
}

static int draw_title(const struct picture *p, struct svg *svg)
{
	const struct report *r = p->r;
	char *title;

	if (asprintf(&title, "%s%s%s%s%s", r->hist ? "histogram" : p->stat->name,
		     r->of ? " of " : "", r->of ?: "", r->by ? " by " : "", r->by ?: "") < 0)
		return cmd_no_memory();
	svg_line(svg, SVG_TITLE, title);
	free(title);
	svg_line(svg, SVG_NOTE, r->input);
	return CMD_OK;
}

static void draw_totals(const struct report *r, struct svg *svg)
{
	const struct report_total *total;
	char text[200];

	for (total = r->totals; total < r->totals + r->nr_totals; total++) {
		if (!total->n && !total->always)
			continue;
		snprintf(text, sizeof(text), "%llu %s", total->n, total->text);
		svg_line(svg, SVG_NOTE, text);
	}
}

static void draw_bars(const struct picture *p, struct svg *svg)
{
	char label[PICTURE_LABEL], text[AGG_STAT_TEXT];
	const struct agg_line *line;
	double value;

	for (line = p->r->lines; line < p->r->lines + p->r->nr; line++) {
		value = picture_value(p, line, text);
		picture_label(p, line, label);
		svg_bar(svg, label, text, p->most ? value / p->most : 0);
	}
}

static void draw_hist(const struct picture *p, const struct agg_line *line, struct svg *svg)
{
	char label[PICTURE_LABEL], range[REPORT_RANGE], count[AGG_NUMBER_TEXT];
	struct agg_bucket b;
	u64 most = 0;
	u32 at;

	picture_label(p, line, label);
	svg_line(svg, SVG_TITLE, label);
	for (at = 0; report_bucket(p->r, line, &at, &b);)
		most = max(most, b.count);
	for (at = 0; report_bucket(p->r, line, &at, &b);) {
		report_range(&b, range);
		sprintf(count, "%llu", b.count);
		svg_bar(svg, range, count, (double)b.count / most);
	}
}

static void draw_hists(const struct picture *p, struct svg *svg)
{
	u32 i;

	for (i = 0; i < p->r->nr; i++)
		draw_hist(p, &p->r->lines[i], svg);
}

static int draw(const struct picture *p, struct svg *svg)
{
	int status = draw_title(p, svg);

	if (p->r->hist)
		draw_hists(p, svg);
	else if (p->r->groups)
		picture_draw_series(p, svg);
	else
		draw_bars(p, svg);
	draw_totals(p->r, svg);
	return status;
}

static int write_picture(const struct picture *p, struct svg *svg)
{
	const char *path = p->r->svg;
	struct whole file;
	int status = cmd_output_open(&file, path);

	if (!status) {
		svg_start(svg, file.to);
		status = draw(p, svg);
		svg_end(svg);
	}
	return cmd_output_end(&file, path, status);
}

static u64 count_bars(const struct report *r)
{
	struct agg_bucket b;
	u64 nr = 0;
	u32 i, at;

	if (!r->hist)
		return r->nr;
	for (i = 0; i < r->nr; i++)
		for (at = 0; report_bucket(r, &r->lines[i], &at, &b);)
			nr++;
	return nr;
}

static int measure_and_write(const struct picture *p)
{
	struct svg svg = { };

	return draw(p, &svg) ?: write_picture(p, &svg);
}

static double find_most(const struct picture *p)
{
	char text[AGG_STAT_TEXT];
	double most = 0, value;
	u32 i;

	for (i = 0; i < p->r->nr; i++) {
		value = picture_value(p, &p->r->lines[i], text);
		most = max(most, value < 0 ? -value : value);
	}
	return most;
}

/**
 * report_svg - write the statistics as a picture
 * @r: the report, with the name of the file.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if there are too many bars; CMD_SYSTEM. The error has been printed,
 * and then there is no file.
 */
int report_svg(const struct report *r)
{
	struct picture p = { .r = r, .stat = r->order.by_stat ?: &agg_stat_table[0] };
	u64 bars = count_bars(r);
	int status = CMD_OK;

	if (bars > MAX_BARS)
		return cmd_error(CMD_REFUSED,
				 "%s would have %llu bars, and %u are the most: see --top and --every",
				 r->svg, bars, MAX_BARS);
	p.most = find_most(&p);
	if (r->groups && !r->hist)
		status = picture_find_series(&p);
	if (!status)
		status = measure_and_write(&p);
	picture_free_series(&p);
	return status;
}
