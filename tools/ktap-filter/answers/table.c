// SPDX-License-Identifier: GPL-2.0
/*
 * The rows of the table of cases: does the running kernel agree with them?
 *
 * Each text is written once, and judged on all records. What a row says of one record is compared
 * here. Rows about the header of the record are left to the comparison of answers, because
 * a real record has the tracing core's header.
 */
#include "answers.h"
#include "ktf_cases.h"

struct row {
	const struct ktf_case	*row;
	const char		*group;
};

static struct row *rows;
static u32 nr_rows;
static struct answer answer;

static const char * const event_names[] = {
	[KTF_EVENT_main]	= "main",
	[KTF_EVENT_shadow]	= "shadow",
};

static int compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return x->row->event - y->row->event ?: strcmp(x->row->filter, y->row->filter);
}

static void collect(void)
{
	u32 i, j;

	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++) {
			if (!(ktf_case_groups[i].languages & KTF_IN_STOCK))
				continue;
			rows = realloc(rows, (nr_rows + 1) * sizeof(*rows));
			rows[nr_rows++] = (struct row) { &ktf_case_groups[i].rows[j],
							 ktf_case_groups[i].name };
		}
	qsort(rows, nr_rows, sizeof(*rows), compare);
}

/* Does the table say so of the kernel's own engine? It differs in one group. */
static bool expected(const struct row *row, bool stock)
{
	return row->row->verdict != (stock && !strcmp(row->group, "differences"));
}

static bool has_header(const char *text)
{
	return strstr(text, "common_type") || strstr(text, "common_flags") ||
	       strstr(text, "common_preempt_count") || strstr(text, "common_pid");
}

static void check_row(const struct row *row, const char *bits, bool stock)
{
	const struct ktf_case *r = row->row;
	char bit = bits[r->record], what[64];

	if (answer.err)
		snprintf(what, sizeof(what), "errno %d", answer.err);
	else if (bit != '.' && bit != '0' + expected(row, stock) && !has_header(r->filter))
		snprintf(what, sizeof(what), "%c on %s", bit, ktf_case_records[r->record].name);
	else
		return;
	complain(row->group, r->filter, what);
}

/* Where the engines differ on purpose, which records they differ on is not in the table. */
static void hide_differences(const char *text, char *bits)
{
	static const char * const arrays[] = {
		"name", "word", "tag", "mac", "tail", "comm", "COMM",
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(arrays); i++)
		if (strchr(text, '~') && strstr(text, arrays[i]))
			memset(bits, '.', strlen(bits));
	records_hide_masks(text, bits);
}

static u32 write_group(const char *base, u32 first, bool stock)
{
	const struct ktf_case *row = rows[first].row;
	char file[64], bits[KTF_NR_RECORDS + 1];
	struct place place = { event_names[row->event], base, file };
	u32 i;

	snprintf(file, sizeof(file), "events/ktf_records/ktf_%s/filter", event_names[row->event]);
	place_write(&place, row->filter, &answer);
	records_judge(row->event, bits);
	for (i = first; i < nr_rows && !compare(&rows[i], &rows[first]); i++)
		check_row(&rows[i], bits, stock);
	hide_differences(row->filter, bits);
	shadow_check(row->filter, &answer);
	print_answer(&place, row->filter, &answer, bits);
	return i;
}

/**
 * table_write - write all texts of the table, print the answers, and complain
 * @base: the instance's folder.
 * @stock: the stock engine answers.
 */
void table_write(const char *base, bool stock)
{
	u32 i = 0;

	collect();
	while (i < nr_rows) {
		if (rows[i].row->event == KTF_EVENT_function)
			i++;
		else
			i = write_group(base, i, stock);
	}
}

#define ERROR_TEXT(error, text)	text,
static const char * const error_text[] = { KTF_ERRORS(ERROR_TEXT) };

/* The text that the filter file shows for a refused filter. */
static void expect_shown(const struct ktf_case_error *row, char *to, size_t room)
{
	u32 len = strlen(row->filter), column = min(row->pos, len);

	if (!row->code)
		snprintf(to, room, "%s\nError: (0)\n\n", row->filter);
	else
		snprintf(to, room, "%s\n%*s\nparse_error: %s\n\n", row->filter,
			 column ? column + 1 : 0, "^", error_text[row->code]);
}

static void write_error(const char *base, const struct ktf_case_error *row)
{
	static char shown[ANSWER_BYTES];
	char file[64];
	struct place place = { event_names[row->event], base, file };

	snprintf(file, sizeof(file), "events/ktf_records/ktf_%s/filter", event_names[row->event]);
	place_write(&place, row->filter, &answer);
	print_answer(&place, row->filter, &answer, "");
	expect_shown(row, shown, sizeof(shown));
	if (answer.err != -row->err || strcmp(shown, answer.shown))
		complain("errors", row->filter, answer.shown);
}

/* The files remove blanks at the end, and with them what the row is about. */
static bool ends_in_blank(const char *text)
{
	size_t len = strlen(text);

	return len && isspace(text[len - 1]);
}

/**
 * table_write_errors - write all texts that must be refused, print the answers, and complain
 * @base: the instance's folder.
 */
void table_write_errors(const char *base)
{
	u32 i;

	for (i = 0; i < ktf_nr_case_errors; i++)
		if (ktf_case_errors[i].event != KTF_EVENT_function &&
		    ktf_case_errors[i].languages & KTF_IN_STOCK &&
		    !ends_in_blank(ktf_case_errors[i].filter))
			write_error(base, &ktf_case_errors[i]);
}
