// SPDX-License-Identifier: GPL-2.0
/*
 * The flow of control as a graph for graphviz.
 *
 * A predicate is a basic block, so it is a node; it has the source's text and the
 * instruction. An edge is solid where the predicate is true and dashed where it is false,
 * and has that as its label: no colour is needed to read it. The verdicts are shapes of
 * their own at the bottom. A predicate that decides nothing on the event is grey.
 */
#include <stdlib.h>

#include "explain/print.h"
#include "explain/put.h"
#include "utf8.h"

#define MAX_LABEL	48U	/* longest line of a node, in bytes */
#define MIN_COLUMN	4U	/* column of the line, behind the number and a blank */

static const char head[] =
	"digraph filter {\n"
	"\tgraph [rankdir=TB, nodesep=0.5, ranksep=0.55, pad=0.3, fontname=\"Helvetica\",\n"
	"\t       labelloc=t, labeljust=l, fontsize=13]\n"
	"\tnode [shape=box, style=\"rounded,filled\", fillcolor=\"#f7f7f5\", color=\"#444444\",\n"
	"\t      fontname=\"Courier\", fontsize=12, margin=\"0.18,0.1\", penwidth=1.2]\n"
	"\tedge [fontname=\"Helvetica\", fontsize=11, color=\"#444444\", arrowsize=0.8]\n"
	"\tstart [shape=circle, label=\"\", width=0.18, fixedsize=true, fillcolor=\"#444444\"]\n";

static const char verdicts[] =
	"\t{ rank=max\n"
	"\t  accept [shape=oval, peripheries=2, style=filled, fillcolor=\"#dff0d8\",\n"
	"\t          fontname=\"Helvetica-Bold\", label=\"accept\"]\n"
	"\t  reject [shape=octagon, style=filled, fillcolor=\"#f5dcda\",\n"
	"\t          fontname=\"Helvetica-Bold\", label=\"reject\"] }\n";

/* Print the text of a label: escape graphviz's special characters, print other bytes as "?". */
static void put_label(FILE *out, const char *text, u32 len)
{
	bool cut = len > MAX_LABEL;
	u32 i, bytes;

	if (cut)
		for (len = MAX_LABEL - 3; len && utf8_goes_on(text[len]); len--)
			;
	for (i = 0; i < len; i += bytes) {
		bytes = utf8_shown(text + i);
		if (text[i] == '&')
			fputs("&amp;", out);
		else if (!bytes)
			fputc('?', out);
		else
			fprintf(out, text[i] == '"' || text[i] == '\\' ? "\\%.*s" : "%.*s",
				(int)bytes, text + i);
		bytes = bytes ?: 1;
	}
	if (cut)
		fputs("...", out);
}

/* Print no-break spaces: SVG drops other blanks at the start of a line. */
static void put_blanks(FILE *out, u32 nr)
{
	while (nr--)
		fputs("&#160;", out);
}

/* Print a node: its number, and one or two lines beside it. */
static void put_node(const struct ktf_explain *x, u32 nr, FILE *out)
{
	char *text = ktf_predicate_text(&x->prog, nr);
	const char *piece;
	u32 len, digits, column;

	fprintf(out, "\tp%u [label=\"", nr);
	digits = fprintf(out, "%u", nr);
	column = max(digits + 1, MIN_COLUMN);
	put_blanks(out, column - digits);
	piece = ktf_explain_piece(x, nr, &len);
	if (piece)
		put_label(out, piece, len);
	if (piece && text)
		fputs("\\l", out);
	if (piece && text)
		put_blanks(out, column);
	if (text)
		put_label(out, text, strlen(text));
	fputs("\\l\"", out);
	if (!ktf_explain_is_left(x, nr))
		fputs(", style=\"rounded,dotted\", fontcolor=\"#888888\"", out);
	fputs("]\n", out);
	free(text);
}

static void put_edge(u32 nr, u16 target, const char *label, const char *style, FILE *out)
{
	char to[8];

	ktf_put_target(to, sizeof(to), target);
	fprintf(out, "\tp%u -> %s%s [label=\" %s \", style=%s]\n", nr,
		ktf_is_verdict(target) ? "" : "p", to, label, style);
}

static void put_edges(const struct ktf_explain *x, u32 nr, FILE *out)
{
	const struct ktf_pred *pred = &x->prog.insns[nr];

	if (pred->jt == pred->jf) {
		put_edge(nr, pred->jt, "either", "bold", out);
		return;
	}
	put_edge(nr, pred->jt, "true", "solid", out);
	put_edge(nr, pred->jf, "false", "dashed", out);
}

/**
 * ktf_explain_print_dot - print a program's flow of control
 * @x: the program.
 * @out: the stream.
 *
 * Context: any.
 */
void ktf_explain_print_dot(const struct ktf_explain *x, FILE *out)
{
	u32 i;

	fputs(head, out);
	if (x->event) {
		fputs("\tlabel=\"", out);
		put_label(out, x->event, strlen(x->event));
		fputs("\"\n", out);
	}
	for (i = 0; i < x->prog.nr_insns; i++)
		put_node(x, i, out);
	fputs(verdicts, out);
	fputs("\tstart -> p0\n", out);
	for (i = 0; i < x->prog.nr_insns; i++)
		put_edges(x, i, out);
	fputs("}\n", out);
}
