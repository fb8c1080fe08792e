/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Statistics as a picture.
 */
#ifndef _KTF_CMD_REPORT_PICTURE_H
#define _KTF_CMD_REPORT_PICTURE_H

#include "report/report.h"
#include "report/svg.h"

/* Size of a buffer for the keys of a line. */
#define PICTURE_LABEL	(AGG_MAX_KEYS * (REPORT_CELL + 2))

/**
 * struct picture - what is drawn
 * @r: the report.
 * @stat: the statistic that bars show.
 * @most: the largest value, or the size of the most negative one.
 * @sorted: with --every, the lines in the order of their keys, those of a key in that of time.
 * @series: with --every, the keys that have lines.
 * @nr_series: number of keys.
 */
struct picture {
	const struct report	*r;
	const struct agg_stat	*stat;
	double			most;
	const struct agg_line	**sorted;
	struct series		*series;
	u32			nr_series;
};

/* picture.c */
double picture_value(const struct picture *p, const struct agg_line *line,
		     char text[AGG_STAT_TEXT]);
void picture_label(const struct picture *p, const struct agg_line *line,
		   char label[PICTURE_LABEL]);

/* series.c */
int picture_find_series(struct picture *p);
void picture_draw_series(const struct picture *p, struct svg *svg);
void picture_free_series(struct picture *p);

#endif /* _KTF_CMD_REPORT_PICTURE_H */
