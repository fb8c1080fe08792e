// SPDX-License-Identifier: GPL-2.0
/*
 * Folded lines, which tools for flame graphs read: KEY;KEY N, the first key outermost.
 *
 * A line is cut at its blanks and semicolons, so a key has none: "_" stands for each. A stack has
 * the semicolons between its functions. What is no printable character is "?", and a key without a
 * text is "-". Keys that become the same are lines of their own, and the tools add them.
 */
#include "report/report.h"
#include "utf8.h"

/* @is_stack: it is cut at its semicolons already. */
static void put_key(const char *text, bool is_stack)
{
	if (!*text)
		putchar('-');
	for (; *text; text += utf8_len(text) ?: 1) {
		if (strchr(" ;\t\n", *text) && !(is_stack && *text == ';'))
			putchar('_');
		else if (utf8_shown(text))
			fwrite(text, 1, utf8_shown(text), stdout);
		else
			putchar('?');
	}
}

/**
 * report_folded - print the counts as folded lines
 * @r: the report, with keys.
 *
 * Context: any.
 * Return: CMD_OK.
 */
int report_folded(const struct report *r)
{
	const struct agg_line *line;
	char cell[REPORT_CELL];
	bool is_stack;
	u32 i;

	for (line = r->lines; line < r->lines + r->nr; line++) {
		for (i = 0; i < r->spec.keys.nr; i++) {
			if (i)
				putchar(';');
			is_stack = line->keys[i].tag == AGG_STACK;
			put_key(report_cell(r, line, i, !is_stack, cell), is_stack);
		}
		printf(" %llu\n", line->stats->count);
	}
	return CMD_OK;
}
