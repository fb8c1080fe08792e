// SPDX-License-Identifier: GPL-2.0
/*
 * Statistics by keys, as the user wants to see them: which, in what order, in what form.
 */
#include <stdlib.h>

#include "report/report.h"
#include "suggest.h"

static bool is_number(const char *text, u64 *n)
{
	char *end;

	errno = 0;
	*n = strtoull(text, &end, 10);
	return isdigit(*text) && !*end && !errno && *n && !(*n >> 63);
}

static int read_keys(struct report *r)
{
	struct agg_error error;

	if (r->by && agg_keys_parse(r->by, &r->spec.keys, &error))
		return report_refused(CMD_USAGE, r->by, &error, NULL);
	return CMD_OK;
}

static int check_folded(const struct report *r)
{
	if (!r->folded)
		return CMD_OK;
	if (!r->by)
		return cmd_usage("--folded needs the keys of --by");
	return r->spec.has_value ? cmd_usage("--folded prints counts, and no values") : CMD_OK;
}

static int read_numbers(struct report *r)
{
	r->keep = ~0ULL;
	if (r->top && !is_number(r->top, &r->keep))
		return cmd_usage("--top takes a number from 1 on, not '%s'", r->top);
	r->spec.max = REPORT_MAX_KEYS;
	if (r->max_keys && !is_number(r->max_keys, &r->spec.max))
		return cmd_usage("--max-keys takes a number from 1 on, not '%s'", r->max_keys);
	if (r->hist && *r->hist && strcmp(r->hist, "log2") && !is_number(r->hist, &r->spec.width))
		return cmd_usage("--hist takes 'log2' or a width from 1 on, not '%s'", r->hist);
	return CMD_OK;
}

static bool find_key(const struct report *r, const char *name, u32 *key)
{
	const struct agg_keys *keys = &r->spec.keys;

	for (*key = 0; *key < keys->nr; ++*key)
		if (strlen(name) == keys->list[*key].len &&
		    !memcmp(name, keys->list[*key].text, keys->list[*key].len))
			return true;
	return false;
}

static int no_order(const struct report *r)
{
	struct cmd_suggestion s;
	u32 i;

	cmd_suggest_start(&s, r->sort, strlen(r->sort));
	for (i = 0; i < AGG_NR_STATS; i++)
		cmd_suggest_try(&s, agg_stat_table[i].name);
	for (i = 0; i < r->spec.keys.nr; i++)
		cmd_suggest_try_part(&s, r->spec.keys.list[i].text, r->spec.keys.list[i].len);
	return cmd_usage(s.best[0] ? "'%s' is neither a statistic nor a key; did you mean %s?" :
				     "'%s' is neither a statistic nor a key", r->sort, s.best);
}

static int read_order(struct report *r)
{
	const char *sort = r->sort ?: "count";

	r->order = (struct agg_order) { .groups = r->groups };
	if (find_key(r, sort, &r->order.by_key))
		return CMD_OK;
	r->order.by_stat = agg_stat_find(sort, strlen(sort));
	if (!r->order.by_stat)
		return no_order(r);
	if (!report_tells(r, r->order.by_stat))
		return cmd_usage(r->spec.has_value ? "--in-kernel knows no %s to sort by" :
				 "there are no values to sort by their %s", sort);
	return CMD_OK;
}

/**
 * report_options - understand the options of the output
 * @r: has the options, and whether there are values.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE or CMD_SYSTEM. The error has been printed.
 */
int report_options(struct report *r)
{
	if (r->json + r->csv + r->folded > 1)
		return cmd_usage("--json, --csv and --folded are different forms: take one");
	if (r->hist && !r->spec.has_value)
		return cmd_usage("there are no values for --hist");
	return read_keys(r) ?: check_folded(r) ?: read_numbers(r) ?: read_order(r);
}

/**
 * report_total - add a number that is told behind the table
 * @r: the report; it has no more than REPORT_MAX_TOTALS of them.
 * @name: its name for scripts.
 * @text: what people read behind the number.
 * @n: the number.
 * @always: tell it even if it is 0.
 *
 * Context: any.
 */
void report_total(struct report *r, const char *name, const char *text, u64 n, bool always)
{
	r->totals[r->nr_totals++] = (struct report_total) { name, text, n, always };
}

/**
 * report_totals - print the numbers that are about all records
 * @r: the report.
 *
 * Context: any.
 */
void report_totals(const struct report *r)
{
	const struct report_total *total;

	for (total = r->totals; total < r->totals + r->nr_totals; total++)
		if (total->n || total->always)
			printf("%12llu  %s\n", total->n, total->text);
}

static bool same_group(const struct report *r, const struct agg_line *a, const struct agg_line *b)
{
	u32 i;

	for (i = 0; i < r->groups; i++)
		if (agg_value_cmp(&a->keys[i], &b->keys[i]))
			return false;
	return true;
}

/* Keep the first lines of each group. Return the number of the others. */
static u32 cut_lines(struct report *r, u32 nr)
{
	u64 in_group = 0;
	u32 i;

	for (i = 0; i < nr; i++) {
		if (r->nr && !same_group(r, &r->lines[r->nr - 1], &r->lines[i]))
			in_group = 0;
		if (in_group++ < r->keep)
			r->lines[r->nr++] = r->lines[i];
	}
	return nr - r->nr;
}

/* What a histogram has no room for, in all lines. */
static u64 count_outside(const struct report *r)
{
	u64 outside = 0;
	u32 i;

	for (i = 0; i < r->nr; i++)
		outside += r->lines[i].stats->linear.outside;
	return outside;
}

static int print(const struct report *r)
{
	if (r->json)
		return report_json(r);
	if (r->csv)
		return report_csv(r);
	if (r->folded)
		return report_folded(r);
	return r->hist ? report_hist(r) : report_table(r);
}

/**
 * report_print - print the statistics
 * @r: the report.
 * @agg: the statistics.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int report_print(struct report *r, const struct agg *agg)
{
	int status;

	r->lines = agg_lines(agg, &r->order);
	if (!r->lines)
		return cmd_no_memory();
	report_total(r, "more_keys", "keys more than --top", cut_lines(r, agg->table.nr), false);
	report_total(r, "other", "of keys more than --max-keys: (other)", agg->others, false);
	report_total(r, "not_in_histogram", "values outside of the histogram", count_outside(r),
		     false);
	status = print(r);
	if (r->svg && !status)
		status = report_svg(r);
	free(r->lines);
	return status;
}
