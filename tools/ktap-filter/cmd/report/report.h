/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Statistics by keys, as the user sees them.
 */
#ifndef _KTF_CMD_REPORT_H
#define _KTF_CMD_REPORT_H

#include "aggregate/aggregate.h"
#include "cmd.h"

#define REPORT_MAX_TOTALS	11

/* So many different keys are kept, unless the user says how many. */
#define REPORT_MAX_KEYS		0x40000U

/* Size of a buffer for the text of a key's value. */
#define REPORT_CELL		(AGG_MAX_TEXT + AGG_MAX_DEPTH * sizeof(REPORT_CALLED_BY) + 1)

/* Between a function and its caller, for people. */
#define REPORT_CALLED_BY	" <- "

/* Size of a buffer for a range of values. */
#define REPORT_RANGE		(2 * AGG_NUMBER_TEXT)

/**
 * struct report_total - a number that is about all records
 * @name: its name for scripts.
 * @text: what people read behind the number.
 * @n: the number.
 * @always: tell it even if it is 0.
 */
struct report_total {
	const char	*name;
	const char	*text;
	u64		n;
	bool		always;
};

/**
 * struct report - the options of the output, and what is to be printed
 * @by: argument of --by, or NULL.
 * @hist: argument of --hist, "" for none; NULL without the option.
 * @top: argument of --top, or NULL.
 * @max_keys: argument of --max-keys, or NULL.
 * @sort: argument of --sort, or NULL.
 * @json: print JSON.
 * @csv: print CSV.
 * @folded: print folded lines.
 * @sums: of the values, only the sums are known.
 * @svg: the file to write a picture to, or NULL.
 * @input: the file.
 * @of: what the values are; NULL if there are none.
 * @spec: the keys.
 * @groups: so many of the first keys are no keys of the user; --top counts in each group.
 * @keep: how many keys of each group to print.
 * @order: the order of the keys.
 * @lines: the keys with their statistics, those that are printed.
 * @nr: number of lines.
 * @totals: what is told behind the table.
 * @nr_totals: number of totals.
 */
struct report {
	const char		*by;
	const char		*hist;
	const char		*top;
	const char		*max_keys;
	const char		*sort;
	bool			json;
	bool			csv;
	bool			folded;
	bool			sums;
	const char		*svg;
	const char		*input;
	const char		*of;
	struct agg_spec		spec;
	u32			groups;
	u64			keep;
	struct agg_order	order;
	struct agg_line		*lines;
	u32			nr;
	struct report_total	totals[REPORT_MAX_TOTALS];
	u32			nr_totals;
};

/* Rows of an option table that fill @report, a struct report. */
#define REPORT_OPTIONS(report)							\
	{ 0, "by", "KEYS", .text = &(report)->by, .is_list = true,				\
	  .help = "count by these: A,B. They are fields of the event, or comm, pid,\n" \
		  "cpu, event, func, time; with .log2, .buckets=N, .hex, .sym,\n"	\
		  ".syscall, .usecs or .execname behind a name" },		\
	{ 0, "hist", "log2|N", .text = &(report)->hist, .optional = true,	\
	  .help = "draw a histogram of the values, by powers of two or by\n"	\
		  "ranges of the width N" },					\
	{ 0, "top", "N", .text = &(report)->top,				\
	  .help = "print the first N keys only" },				\
	{ 0, "max-keys", "N", .text = &(report)->max_keys,			\
	  .help = "keep N different keys, by default 262144, and count all others\n" \
		  "as (other)" },						\
	{ 0, "sort", "NAME", .text = &(report)->sort,				\
	  .help = "sort by a statistic, the largest first, or by a key; the\n"	\
		  "default is count" },						\
	{ 0, "json", .flag = &(report)->json, .help = "print JSON" },		\
	{ 0, "csv", .flag = &(report)->csv,					\
	  .help = "print comma-separated values" },				\
	{ 0, "svg", "FILE", .text = &(report)->svg,				\
	  .help = "also draw what is printed, as a picture in SVG" }

/* report.c */
int report_options(struct report *r);
int report_print(struct report *r, const struct agg *agg);
void report_total(struct report *r, const char *name, const char *text, u64 n, bool always);
void report_totals(const struct report *r);

/* cell.c */
bool report_is_number(const struct report *r, const struct agg_line *line, u32 key);
const char *report_cell(const struct report *r, const struct agg_line *line, u32 key, bool people,
			char text[REPORT_CELL]);
const char *report_label(const struct report *r, u32 key, char text[REPORT_CELL]);
bool report_caller(const struct agg_value *v, u32 *end, const char **name, u32 *len);
bool report_tells(const struct report *r, const struct agg_stat *stat);
bool report_bucket(const struct report *r, const struct agg_line *line, u32 *at,
		   struct agg_bucket *bucket);

/* A form of output each, in files of their own. */
int report_table(const struct report *r);
int report_range(const struct agg_bucket *b, char text[REPORT_RANGE]);
int report_hist(const struct report *r);
int report_json(const struct report *r);
int report_csv(const struct report *r);
int report_folded(const struct report *r);
int report_svg(const struct report *r);

/* keys.c */
int report_refused(int status, const char *text, const struct agg_error *error,
		   const struct ktf_schema *schema);

#endif /* _KTF_CMD_REPORT_H */
