// SPDX-License-Identifier: GPL-2.0
/*
 * All mistakes of a filter.
 *
 * The kernel reports the first mistake and stops. Here the engine is asked again and again,
 * each time about a text in which the earlier mistakes are blanked out. The text keeps its
 * length, so each place in it is a place in the original, and no position has to be
 * computed.
 *
 * For the predicates that the parser reached, analysis reports the mistakes one after the
 * other. If the parser itself stopped, the text is parsed again from behind the next "&&" or
 * "||": all before it becomes blanks, except for the parentheses that are still open there.
 *
 *	(u8 == x || s8 > 1 b && (nosuch == 1))		1: Invalid value
 *	(           s8 > 1 b && (nosuch == 1))		2: Too many terms
 *	(                       (nosuch == 1))		3: Field not found
 *
 * A parenthesis without its match is removed. For a quote without its match, nobody knows
 * where the text was to end: its word and all behind it become an empty text, and mistakes
 * in there are not reported.
 *
 * The first mistake is always the kernel's, since the first question is the kernel's.
 */
#include <stdlib.h>

#include "check/check.h"
#include "check/mistake.h"
#include "check/sense.h"
#include "ktf_build.h"
#include "lang/parse.h"
#include "lang/sema.h"
#include "prog/image.h"

/**
 * struct checking - a text that is being checked
 * @text: the text; what was wrong with it goes, as it is told.
 * @len: the length that it had, bytes.
 * @known: bytes of it that are the user's; what is behind is made up.
 * @rest: it is the rest of one: its beginning was blanked.
 * @schema: the event.
 * @found: gets the mistakes.
 */
struct checking {
	char				*text;
	u32				len;
	u32				known;
	bool				rest;
	const struct ktf_schema		*schema;
	struct ktf_findings		*found;
};

/* Where the kernel sees it; and where it is, if the kernel does not tell. */
static u32 seen_at(u32 code, u32 pos, u32 at)
{
	return code ? pos : at;
}

/* Two mistakes in one place of the text are one, and what was made up has none. */
static bool is_news(const struct checking *c, const struct ktf_diag *diag, u32 at)
{
	const struct ktf_finding *f;

	if (c->found->nr && at >= c->known && c->known < c->len)
		return false;
	for (f = c->found->list; f < c->found->list + c->found->nr; f++)
		if (seen_at(f->code, f->pos, f->at) == seen_at(diag->code, diag->pos, at) &&
		    !f->where[0])
			return false;
	return true;
}

/* A mistake in an image has its place there, not in the text. */
static void tell(struct checking *c, const struct ktf_diag *diag, struct ktf_span place)
{
	struct ktf_finding *f;

	if (!diag->where[0] && !is_news(c, diag, place.pos))
		return;
	f = ktf_findings_add_error(c->found, diag);
	if (!f || f->where[0])
		return;
	f->at = place.pos;
	f->len = max(min(place.len, c->len - place.pos), 1U);
	f->hint = ktf_check_hint(diag->code, c->text + place.pos, place.len);
}

static bool is_quote(char c)
{
	return c == '\'' || c == '"';
}

/* Behind the next "&&" or "||" from @at on that is in no text; 0 if there is none. */
static u32 behind_operator(const char *text, u32 at)
{
	char quote = 0;

	for (; text[at]; at++) {
		if (quote)
			quote = text[at] == quote ? 0 : quote;
		else if (is_quote(text[at]))
			quote = text[at];
		else if ((text[at] == '&' || text[at] == '|') && text[at + 1] == text[at])
			return at + 2;
	}
	return 0;
}

/* Blank what is before @end, but for the parentheses that are open there. */
static void blank_before(char *text, u32 end)
{
	u32 closed = 0;
	char quote = 0;

	while (end--) {
		char c = text[end];

		text[end] = ' ';
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (is_quote(c))
			quote = c;
		else if (c == ')')
			closed++;
		else if (c == '(' && !closed)
			text[end] = c;
		else if (c == '(')
			closed--;
	}
}

/* The parser stopped at @stop: 1 if there is something behind it to go on with. */
static int go_on(struct checking *c, u32 stop)
{
	u32 at = behind_operator(c->text, stop);

	if (!at)
		return 0;
	blank_before(c->text, at);
	c->rest = true;
	return 1;
}

/*
 * A quote at @at has no match: all from its word on becomes an empty text. There is
 * room for it, and for as many parentheses as the text can have: ktf_check_text().
 */
static void replace_word(struct checking *c, u32 at)
{
	u32 word = 0, open = 0, i;
	char quote = 0;

	for (i = 0; i < at; i++) {
		if (quote) {
			quote = c->text[i] == quote ? 0 : quote;
			continue;
		}
		if (isspace(c->text[i]) || strchr("=~!<>&|()", c->text[i]))
			word = i + 1;
		if (is_quote(c->text[i]))
			quote = c->text[i];
		open += (c->text[i] == '(') - (c->text[i] == ')');
	}
	c->known = word;
	memcpy(c->text + word, "''", 2);
	memset(c->text + word + 2, ')', open);
	c->text[word + 2 + open] = 0;
}

/* Quotes or parentheses do not match, or nothing is there: 1 if that can be mended. */
static int out_of_shape(struct checking *c, struct ktf_diag *diag)
{
	if (c->rest) {
		/* An operator with nothing behind it is a mistake; no other comes about. */
		if (!c->text[strspn(c->text, " \t\n\v\f\r")]) {
			ktf_fail(diag, -EINVAL, KTF_ERR_INVALID_FILTER, c->len);
			tell(c, diag, (struct ktf_span) { c->len, 1 });
		}
		return 0;
	}
	if (diag->code || !c->found->nr)
		tell(c, diag, (struct ktf_span) { diag->pos, 1 });
	switch (diag->code) {
	case KTF_ERR_TOO_MANY_OPEN:
	case KTF_ERR_TOO_MANY_CLOSE:
		/* In odd texts the kernel's place is another one. */
		if (c->text[diag->pos] != '(' && c->text[diag->pos] != ')')
			return 0;
		c->text[diag->pos] = ' ';
		return 1;
	case KTF_ERR_MISSING_QUOTE:
		replace_word(c, diag->pos);
		return 1;
	default:
		return 0;
	}
}

/* A function's name with a parenthesis in it. */
static bool took_parenthesis(const struct ktf_findings *found)
{
	u32 i;

	for (i = 0; i < found->nr; i++)
		if (found->list[i].code == KTF_ERR_NO_FUNCTION && found->list[i].hint)
			return true;
	return false;
}

/*
 * The parser stopped at a mistake: is it but the consequence of one before? Right behind
 * it, "no-such == 1" has an unknown name and no relation; "pid == - 1" a bad number and
 * something behind it. Further on, "(ip.function == f) && pid == 1" lacks a parenthesis, or
 * has them deeper than was counted.
 */
static bool is_consequence(const struct checking *c, const struct ktf_ast *ast, u32 node)
{
	u32 code = ast->error.code;

	if (ast->nodes[node].kind != KTF_NODE_ERROR)
		return false;
	if (code == KTF_ERR_TOO_MANY_OPEN || (!code && ast->error.err == -EINVAL))
		return took_parenthesis(c->found);
	return node && (code == KTF_ERR_INVALID_OP || code == KTF_ERR_TOO_MANY_PREDS);
}

/* What is wrong with the predicates of a tree: 1 if the text may have more, -ENOMEM. */
static int check_tree(struct checking *c, struct ktf_ast *ast)
{
	struct ktf_portable prog = { };
	struct ktf_diag diag = { };
	u32 at = 0, from = 0;
	int ret = 1;

	while (ret == 1 && ktf_sema_from(ast, &at, c->schema, &prog, &diag)) {
		/* A "!" alone is no filter, unless it is the rest of one. */
		if (c->rest && diag.code == KTF_ERR_NO_FILTER)
			diag.code = KTF_ERR_INVALID_FILTER;
		if (diag.err == -ENOMEM)
			ret = diag.err;
		else if (!is_consequence(c, ast, from))
			tell(c, &diag, ktf_check_place(ast, at, &diag));
		if (diag.err == -E2BIG)
			ret = 0;
		from = at;
	}
	ktf_portable_free(&prog);
	return ret;
}

/* One text, as far as the parser comes: 1 if there may be more, -ENOMEM. */
static int check_once(struct checking *c)
{
	u32 flags = ktf_schema_is_function(c->schema) ? KTF_PARSE_PATTERNS : 0;
	struct ktf_diag diag = { };
	struct ktf_ast ast;
	int ret;

	if (ktf_parse(c->text, flags, &ast, &diag)) {
		ret = diag.err == -ENOMEM ? diag.err : out_of_shape(c, &diag);
	} else {
		ret = check_tree(c, &ast);
		if (ret == 1)
			ret = go_on(c, ast.stop);
	}
	ktf_ast_free(&ast);
	return ret;
}

static int by_place(const void *a, const void *b)
{
	const struct ktf_finding *fa = a, *fb = b;

	return fa->at < fb->at ? -1 : fa->at > fb->at;
}

static int check_errors(struct checking *c)
{
	int ret;

	do {
		ret = check_once(c);
	} while (ret == 1 && !c->found->more);
	if (c->found->nr > 1)
		qsort(c->found->list + 1, c->found->nr - 1, sizeof(c->found->list[0]), by_place);
	return min(ret, 0);
}

/* A program that seems right: does it run on the event, too, and make sense? */
static int check_program(struct ktf_portable *prog, const char *source,
			 const struct ktf_schema *schema, bool warn, struct ktf_findings *found)
{
	struct ktf_diag diag = { };
	struct ktf_prog *run;
	int err = 0;

	if (warn)
		err = ktf_check_sense(prog, source, found);
	if (err || !schema)
		return err;
	run = ktf_load(prog, schema, &diag);
	if (!IS_ERR(run)) {
		ktf_free(run);
		return 0;
	}
	if (diag.err == -ENOMEM)
		return diag.err;
	found->nr = 0;
	ktf_findings_add_error(found, &diag);
	return 0;
}

static int check_compiled(const char *text, const struct ktf_schema *schema, bool warn,
			  struct ktf_findings *found)
{
	struct ktf_diag diag = { };
	struct ktf_portable prog;
	int err;

	err = ktf_compile(text, schema, &prog, &diag);
	if (!err && !ktf_schema_is_function(schema))
		err = check_program(&prog, text, schema, warn, found);
	else if (err && err != -ENOMEM)
		ktf_findings_add_error(found, &diag);
	ktf_portable_free(&prog);
	return err == -ENOMEM ? err : 0;
}

/**
 * ktf_check_text - find all mistakes of a filter's text
 * @text: the text, ending in a NUL.
 * @schema: the event.
 * @warn: if there are none, say what the filter may not be meant to do.
 * @found: gets what is found.
 *
 * Context: may sleep.
 * Return: 0, whatever is found; -ENOMEM.
 */
int ktf_check_text(const char *text, const struct ktf_schema *schema, bool warn,
		   struct ktf_findings *found)
{
	struct checking c = { .len = strlen(text), .schema = schema, .found = found };
	int err;

	c.text = malloc(2 * (size_t)c.len + 3);
	if (!c.text)
		return -ENOMEM;
	memcpy(c.text, text, (size_t)c.len + 1);
	c.known = c.len;
	err = check_errors(&c);
	free(c.text);
	return err || found->nr ? err : check_compiled(text, schema, warn, found);
}

/**
 * ktf_check_image - find out whether an image would be refused
 * @image: the image; may be anything.
 * @bytes: its size.
 * @schema: the event that it is to be loaded on; NULL if it is not known.
 * @warn: say what the program may not be meant to do.
 * @found: gets what is found: of mistakes the first one, which hides the others.
 *
 * Context: may sleep.
 * Return: 0, whatever is found; -ENOMEM.
 */
int ktf_check_image(const void *image, u32 bytes, const struct ktf_schema *schema, bool warn,
		    struct ktf_findings *found)
{
	struct ktf_diag diag = { };
	struct ktf_portable prog;
	int err;

	err = ktf_image_decode(image, bytes, &prog, &diag);
	if (!err)
		err = check_program(&prog, prog.source, schema, warn, found);
	else if (err != -ENOMEM)
		ktf_findings_add_error(found, &diag);
	ktf_portable_free(&prog);
	return err == -ENOMEM ? err : 0;
}
