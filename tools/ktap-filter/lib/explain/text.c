// SPDX-License-Identifier: GPL-2.0
/*
 * A program, explained on a terminal.
 *
 * One section for each form that it has on its way: source, tree, fields, portable
 * instructions, runnable ones, and what they cost. Instructions have their numbers in
 * all of them: below the source, in the tree, in front of the runnable ones.
 */
#include <stdlib.h>

#include "explain/print.h"
#include "explain/put.h"
#include "explain/words.h"
#include "utf8.h"

#define WIDTH		90U	/* longest line of the source */
#define MAX_PIECE	40U	/* longest piece of it in a column */
#define MAX_COLUMN	40U	/* widest column of instructions: keeps the next in sight */

static u32 columns_of(const char *text)
{
	return utf8_columns(text, strlen(text));
}

/* Is @at inside a piece that became an instruction, behind the piece's first byte? */
static bool in_piece(const struct ktf_portable *prog, u32 at)
{
	u32 i;

	for (i = 0; i < prog->nr_insns; i++)
		if (at > prog->spans[i].pos && at - prog->spans[i].pos < prog->spans[i].len)
			return true;
	return false;
}

/* Where to break the source's line that starts at @from: at a blank, if possible. */
static u32 line_end(const struct ktf_portable *prog, u32 from)
{
	u32 len = strlen(prog->source + from), at;

	if (len <= WIDTH)
		return from + len;
	for (at = from + WIDTH; at > from; at--)
		if (isspace(prog->source[at]) && !in_piece(prog, at))
			return at;
	for (at = from + WIDTH; at > from + 1 && utf8_goes_on(prog->source[at]); at--)
		;
	return at;
}

/* Underline the part of instruction @nr's piece on this line, with the number in its middle. */
static void underline(const struct ktf_portable *prog, u32 nr, u32 from, u32 end, char *line)
{
	u32 pos = prog->spans[nr].pos, len = prog->spans[nr].len;
	u32 start = max(pos, from), stop = min(pos + len, end), columns;
	char number[12];
	int digits;

	/* All instructions of an image share one piece. */
	if (start >= stop || (nr && prog->spans[nr - 1].pos == pos))
		return;
	line += utf8_columns(prog->source + from, start - from);
	columns = utf8_columns(prog->source + start, stop - start);
	memset(line, '~', columns);
	digits = snprintf(number, sizeof(number), "%u", nr);
	if (digits <= columns)
		memcpy(line + (columns - digits) / 2, number, digits);
}

static void print_line(const struct ktf_portable *prog, u32 from, u32 end, FILE *out)
{
	char line[WIDTH + 1];
	u32 i, last = 0;

	memset(line, ' ', sizeof(line));
	for (i = 0; i < prog->nr_insns; i++)
		underline(prog, i, from, end, line);
	fputs("  ", out);
	ktf_put_piece(out, prog->source + from, end - from, WIDTH);
	for (i = 0; i < WIDTH; i++)
		if (line[i] != ' ')
			last = i + 1;
	fprintf(out, "\n  %.*s\n", (int)last, line);
}

static void print_source(const struct ktf_portable *prog, FILE *out)
{
	u32 from = 0, end;

	fputs("Source\n", out);
	while (prog->source[from]) {
		end = line_end(prog, from);
		print_line(prog, from, end, out);
		for (from = end; isspace(prog->source[from]); from++)
			;
	}
}

static void print_fields(const struct ktf_explain *x, FILE *out)
{
	const struct ktf_portable *prog = &x->prog;
	int width = strlen("Field");
	char type[64];
	u32 i;

	for (i = 0; i < prog->nr_fields; i++)
		width = max_t(int, width, strlen(prog->pool + prog->fields[i].name));
	width = min_t(int, width, MAX_COLUMN);
	fprintf(out, "%s%-*s    ", x->prog.source ? "\n" : "", width, "Field");
	fputs(x->live ? "Type                      Offset\n" : "Type\n", out);
	for (i = 0; i < prog->nr_fields; i++) {
		ktf_explain_type(&prog->fields[i], type, sizeof(type));
		fprintf(out, "  %-*s  ", width, prog->pool + prog->fields[i].name);
		if (x->live && x->live[i].size)
			fprintf(out, "%-24s  %u\n", type, x->live[i].off);
		else
			fprintf(out, "%s\n", type);
	}
}

/* Pad to the next column. A text that is too long moves the next column. */
static void pad(FILE *out, u32 len, u32 width)
{
	fprintf(out, "%*s", len < width ? (int)(width - len) : 0, "");
}

static void print_insn(const struct ktf_explain *x, u32 nr, u32 width, FILE *out)
{
	static const char folded[] = "(folded)";
	const struct ktf_pred *pred = &x->prog.insns[nr];
	char *text = ktf_predicate_text(&x->prog, nr);
	char jt[8], jf[8];
	const char *piece;
	u32 len;

	if (!text)
		return;
	ktf_put_target(jt, sizeof(jt), pred->jt);
	ktf_put_target(jf, sizeof(jf), pred->jf);
	fprintf(out, "%5u: %s", nr, text);
	pad(out, columns_of(text), width);
	piece = ktf_explain_piece(x, nr, &len);
	if (!ktf_explain_is_left(x, nr)) {
		piece = folded;
		len = strlen(folded);
	}
	fprintf(out, piece ? "  %-6s  %-6s  " : "  %-6s  %s", jt, jf);
	if (piece)
		ktf_put_piece(out, piece, len, MAX_PIECE);
	fputc('\n', out);
	free(text);
}

static void print_program(const struct ktf_explain *x, FILE *out)
{
	u32 width = strlen("Program"), i;
	char *text;

	for (i = 0; i < x->prog.nr_insns; i++) {
		text = ktf_predicate_text(&x->prog, i);
		if (text)
			width = max(width, columns_of(text));
		free(text);
	}
	width = min(width, MAX_COLUMN);
	fprintf(out, "\n%-*s  true    false\n", (int)width + 7, "Program");
	for (i = 0; i < x->prog.nr_insns; i++)
		print_insn(x, i, width, out);
}

static void print_function(const struct ktf_explain *x, const struct ktf_explain_function *f,
			   FILE *out)
{
	if (f->name)
		ktf_put_piece(out, f->name, strlen(f->name), WIDTH);
	else
		fprintf(out, "0x%llx", f->inside);
	if (!x->made_up)
		fprintf(out, f->name ? ": at 0x%llx, %llu bytes\n" :
				       ": in what is at 0x%llx, %llu bytes\n", f->start, f->bytes);
	else if (f->name)
		fprintf(out, ": not known here, 0x%llx stands for its address\n", f->start);
	else
		fputs(": its function is not known here, the address alone stands for it\n", out);
}

/* Print the functions whose addresses stand in the instructions. */
static void print_functions(const struct ktf_explain *x, FILE *out)
{
	struct ktf_explain_function f;
	u32 nr = 0, i;

	for (i = 0; i < x->prog.nr_insns; i++) {
		if (!ktf_explain_function(x, i, &f))
			continue;
		fprintf(out, nr++ ? "%5u: " : "\nFunctions\n%5u: ", i);
		print_function(x, &f, out);
	}
}

/* Print the listing. In front of each predicate's instructions, print its piece. */
static void print_runnable(const struct ktf_explain *x, FILE *out)
{
	char *text = ktf_listing(x), *line = text, *end;
	u32 nr = 0, insn = 0, len;
	const char *piece;

	fprintf(out, "\nRuns on %s as: %u bytes\n", x->event, x->run->bytes);
	for (; line && (end = strchr(line, '\n')); line = end + 1, insn++) {
		if (nr < x->folded.nr_insns && insn == ktf_explain_first_insn(x, nr)) {
			piece = ktf_explain_piece(x, x->folded.spans[nr].pos, &len);
			fprintf(out, "  %u", x->folded.spans[nr++].pos);
			if (piece)
				fputs(": ", out);
			if (piece)
				ktf_put_piece(out, piece, len, WIDTH);
			fputc('\n', out);
		}
		fprintf(out, "  %.*s\n", (int)(end - line), line);
	}
	if (!x->folded.nr_insns)
		fprintf(out, "  every record is %sed\n",
			x->folded.start == KTAP_FILTER_ACCEPT ? "accept" : "reject");
	free(text);
}

static void print_cost(const struct ktf_explain *x, FILE *out)
{
	fprintf(out, "\nAt worst\n  %u of %u predicates\n", x->portable.steps, x->prog.nr_insns);
	if (x->run)
		fprintf(out, "  %u of %u runnable instructions, which look at %llu bytes\n",
			x->runnable.steps, x->run->nr, (unsigned long long)x->runnable.bytes);
	if (x->runnable.search)
		fprintf(out, "  %llu steps of searches and globs, of up to 8 bytes each\n",
			(unsigned long long)x->runnable.search);
}

/**
 * ktf_explain_print - print an explanation
 * @x: the explanation.
 * @out: the stream; the caller checks it for write errors.
 *
 * Context: any.
 */
void ktf_explain_print(const struct ktf_explain *x, FILE *out)
{
	if (x->prog.source)
		print_source(&x->prog, out);
	if (x->has_tree)
		ktf_explain_print_tree(x, out);
	print_fields(x, out);
	print_program(x, out);
	if (x->run) {
		print_functions(x, out);
		print_runnable(x, out);
		ktf_explain_print_words(x, out);
	}
	print_cost(x, out);
}
