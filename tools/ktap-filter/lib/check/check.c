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
 * struct checking - the check of one text
 * @text: a copy of the text; each reported error is blanked or replaced.
 * @len: length of the original text in bytes.
 * @known: bytes of @text that the user wrote; replace_word() made up the rest.
 * @rest: the start of @text has been blanked.
 * @schema: the event.
 * @found: gets the errors.
 */
struct checking {
	char				*text;
	u32				len;
	u32				known;
	bool				rest;
	const struct ktf_schema		*schema;
	struct ktf_findings		*found;
};

/* The position that the kernel reports, or the real one if the kernel reports none. */
static u32 seen_at(u32 code, u32 pos, u32 at)
{
	return code ? pos : at;
}

/* Report one error for each position, and none inside text that replace_word() made up. */
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

/* The position of an error inside an image is in the image, not in the text. */
static void tell(struct checking *c, const struct ktf_diag *diag, struct ktf_span place)
{
	struct ktf_finding *f;

	place.len = min(place.len, c->len - place.pos);
	if (!diag->where[0] && !is_news(c, diag, place.pos))
		return;
	f = ktf_findings_add_error(c->found, diag);
	if (!f || f->where[0])
		return;
	f->at = place.pos;
	f->len = max(place.len, 1U);
	f->hint = ktf_check_hint(&(struct ktf_mistake) {
		.code = diag->code, .text = c->text, .at = place.pos, .len = place.len,
		.schema = c->schema });
}

static bool is_quote(char c)
{
	return c == '\'' || c == '"';
}

/* The position behind the next "&&" or "||" outside of quotes, from @at on; 0 if there is none. */
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

/* Blank all before @end, except the parentheses that are open at @end. */
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

/* Continue behind the operator that follows @stop. Return 1 if there is one, or else 0. */
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
 * The quote at @at has no match. Replace all from the start of its word by an empty text
 * and the closing parentheses. ktf_check_text() allocates room for them.
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

/* Quotes or parentheses do not match, or the text is empty. Return 1 if it could be repaired. */
static int out_of_shape(struct checking *c, struct ktf_diag *diag)
{
	if (c->rest) {
		/* In the rest of a text, only an operator without a right side is an error. */
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
		/* In some texts the kernel reports another position, so nothing can be repaired. */
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

/* Has the name of a function taken a parenthesis with it? */
static bool took_parenthesis(const struct ktf_findings *found)
{
	u32 i;

	for (i = 0; i < found->nr; i++)
		if (found->list[i].code == KTF_ERR_NO_FUNCTION && found->list[i].hint)
			return true;
	return false;
}

/*
 * Did an earlier error cause the error that the parser stopped at? Right behind a predicate:
 * "no-such == 1" has an unknown field and no operator; "pid == - 1" has a bad number and
 * more text behind it. Further on: "(ip.function == f) && pid == 1" lacks a parenthesis, or
 * is nested deeper than the parser counted.
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

/* Report the errors in a tree's predicates: 1 if the text may have more, 0, or -ENOMEM. */
static int check_tree(struct checking *c, struct ktf_ast *ast)
{
	struct ktf_portable prog = { };
	struct ktf_diag diag = { };
	u32 at = 0, from = 0, stop;
	int ret = 1;

	while (ret == 1 && ktf_sema_from(ast, &at, &stop, c->schema, &prog, &diag)) {
		/* A lone "!" is no filter. In the rest of a text, an operator stood before it. */
		if (c->rest && diag.code == KTF_ERR_NO_FILTER)
			diag.code = KTF_ERR_INVALID_FILTER;
		if (diag.err == -ENOMEM)
			ret = diag.err;
		else if (!is_consequence(c, ast, from))
			tell(c, &diag, ktf_check_place(ast, &ast->nodes[stop], &diag));
		if (diag.err == -E2BIG)
			ret = 0;
		from = at;
	}
	ktf_portable_free(&prog);
	return ret;
}

/* Check the text up to where the parser stops: 1 if it may have more errors, 0, or -ENOMEM. */
static int check_once(struct checking *c)
{
	u32 flags = (ktf_schema_is_function(c->schema) ? KTF_PARSE_PATTERNS : 0) |
		    (ktf_stock_language() ? KTF_PARSE_STOCK : 0);
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

/* The program compiles. Does it load on the event, and do its predicates make sense? */
static int check_program(struct ktf_portable *prog, const char *source,
			 const struct ktf_schema *schema, bool warn, struct ktf_findings *found)
{
	struct ktf_diag diag = { };
	struct ktf_prog *run;
	u32 nr_insns = prog->nr_insns;
	int err = 0;

	if (warn)
		err = ktf_check_sense(prog, source, schema, found);
	if (err || !schema)
		return err;
	run = ktf_load(prog, schema, &diag);
	if (!IS_ERR(run)) {
		if (warn)
			err = ktf_check_verdict(run, source, nr_insns, found);
		ktf_free(run);
		return err;
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
 * ktf_check_text - find all errors in a filter's text
 * @text: the text, followed by a NUL.
 * @schema: the event.
 * @warn: if there are no errors, warn about predicates that are probably not meant.
 * @found: gets the findings.
 *
 * Context: may sleep.
 * Return: 0, with or without findings; -ENOMEM.
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
 * ktf_check_image - find the reason why an image would be refused
 * @image: the image: any bytes.
 * @bytes: size of @image.
 * @schema: the event to load the image on; NULL if it is not known.
 * @warn: warn about predicates that are probably not meant.
 * @found: gets the findings. Only the first error is found; it hides the others.
 *
 * Context: may sleep.
 * Return: 0, with or without findings; -ENOMEM.
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
