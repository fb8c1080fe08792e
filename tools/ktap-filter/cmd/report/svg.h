/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bars and lines of text as a picture.
 */
#ifndef _KTF_CMD_REPORT_SVG_H
#define _KTF_CMD_REPORT_SVG_H

#include <stdio.h>

#include "prog/env.h"

/**
 * struct svg - a picture: everything is put in twice, to measure it and to write it
 * @to: the file; NULL to measure.
 * @labels: the widest label, in columns.
 * @values: the widest value, in columns.
 * @lines: the widest line of text, in columns.
 * @y: the lower end of what was put in, in pixels.
 */
struct svg {
	FILE	*to;
	u32	labels;
	u32	values;
	u32	lines;
	u32	y;
};

/* The style of a line of text. */
enum svg_line {
	SVG_TITLE,
	SVG_NOTE,
};

void svg_start(struct svg *svg, FILE *to);
void svg_end(struct svg *svg);
void svg_line(struct svg *svg, enum svg_line style, const char *text);
void svg_bar(struct svg *svg, const char *label, const char *value, double share);
void svg_strip(struct svg *svg, const char *label, const char *value);
void svg_column(struct svg *svg, const char *label, const char *value, double from, double width,
		double share);
void svg_axis(struct svg *svg, const char *from, const char *to);

#endif /* _KTF_CMD_REPORT_SVG_H */
