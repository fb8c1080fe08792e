// SPDX-License-Identifier: GPL-2.0
/*
 * From characters to tokens.
 *
 * The language has no keywords and no escapes, but what a character means
 * depends on where it stands: "!" may start an operand or an operator, a value
 * behind ".function" runs to the next blank, one of perf's function patterns to
 * the next parenthesis or operator. So the parser asks for the kind of token
 * that is due, and each kind has its own small scanner here.
 *
 * Before all that, one look over the whole text (ktf_lex_shape) finds unbalanced
 * quotes and parentheses, with the positions that users know, and counts what
 * can be there at most. It knows nothing of values, so the two views can differ:
 * in "CPUS{0\n)}" this look sees a parenthesis, the value scanner does not. The
 * parser therefore holds the counts against what it finds.
 */
#include "lang/lex.h"
#include "prog/image.h"
#include "prog/limits.h"

static bool is_quote(char c)
{
	return c == '\'' || c == '"';
}

/* The innermost parenthesis that is still open at @end; 0 if it is the first. */
static u32 find_open(const char *text, u32 end)
{
	int extra = 0;
	char quote = 0;
	u32 i;

	for (i = end - 1; i; i--) {
		if (quote) {
			if (text[i] == quote)
				quote = 0;
		} else if (is_quote(text[i])) {
			quote = text[i];
		} else if (text[i] == ')') {
			extra++;
		} else if (text[i] == '(' && !extra--) {
			return i;
		}
	}
	return 0;
}

/**
 * ktf_lex_shape - check quotes and parentheses, and count operands
 * @text: the filter's text.
 * @shape: gets the counts; @preds may be higher than what the parser finds.
 * @diag: gets the error.
 *
 * An operand is counted at each run of characters between blanks, parentheses
 * and doubled operators; the second character of a doubled operator starts a
 * run as well, which is why the count is no more than an upper bound. The count
 * is observable (text behind it is "too many terms"), so it is kept as it is.
 *
 * Context: any.
 * Return: 0; -EPERM for ")" too many, -ENOENT for "(" too many, -ESRCH for a
 * quote without its match, -EINVAL when there is nothing. (They were internal
 * numbers of the first implementation, and user space has seen them since.)
 */
int ktf_lex_shape(const char *text, struct ktf_shape *shape, struct ktf_diag *diag)
{
	u32 open = 1, quote_pos = 0, i;
	bool in_pred = false;
	char quote = 0;

	shape->preds = 0;
	shape->depth = 1;
	for (i = 0; text[i]; i++) {
		char c = text[i];

		if (quote) {
			if (c == quote)
				quote = 0;
			continue;
		}
		if (isspace(c))
			continue;
		if (c == '(' || c == ')' || ((c == '&' || c == '|') && text[i + 1] == c)) {
			in_pred = false;
			if (c == '(')
				shape->depth = max(shape->depth, ++open);
			else if (c == ')' && --open == 0)
				return ktf_fail(diag, -EPERM, KTF_ERR_TOO_MANY_CLOSE, i);
			continue;
		}
		if (is_quote(c)) {
			quote = c;
			quote_pos = i;
		}
		shape->preds += !in_pred;
		in_pred = true;
		while (isalnum(text[i + 1]))	/* nothing new, in quotes or not */
			i++;
	}
	if (quote)
		return ktf_fail(diag, -ESRCH, KTF_ERR_MISSING_QUOTE, quote_pos);
	if (open != 1)
		return ktf_fail(diag, -ENOENT, KTF_ERR_TOO_MANY_OPEN, find_open(text, i));
	if (!shape->preds)
		return ktf_fail(diag, -EINVAL, KTF_ERR_NONE, 0);
	return 0;
}

static void skip_blanks(struct ktf_lexer *lx)
{
	while (isspace(lx->text[lx->pos]))
		lx->pos++;
}

/* Step over @word if it stands here. */
static bool accept(struct ktf_lexer *lx, const char *word)
{
	const char *at = lx->text + lx->pos;

	for (; *word; word++, at++)
		if (*at != *word)
			return false;
	lx->pos = at - lx->text;
	return true;
}

/**
 * ktf_lex_operand - the token at a place where an operand is due
 * @lx: the lexer; moves behind the token, but stays at a predicate.
 *
 * "!=" and "!~" are not a "not": a predicate without a name starts there.
 *
 * Context: any.
 * Return: KTF_TOK_OPEN, _NOT, _PRED, _IMAGE or _END.
 */
enum ktf_tok ktf_lex_operand(struct ktf_lexer *lx)
{
	const char *at;

	skip_blanks(lx);
	at = lx->text + lx->pos;
	if (!*at)
		return KTF_TOK_END;
	if (ktf_is_word(at))
		return KTF_TOK_IMAGE;
	if (*at != '(' && (*at != '!' || at[1] == '=' || at[1] == '~'))
		return KTF_TOK_PRED;
	lx->pos++;
	return *at == '(' ? KTF_TOK_OPEN : KTF_TOK_NOT;
}

/**
 * ktf_lex_operator - the token at a place where an operator is due
 * @lx: the lexer; moves behind the token, but stays at a bad one.
 *
 * Context: any.
 * Return: KTF_TOK_CLOSE, _AND, _OR, _END or _BAD.
 */
enum ktf_tok ktf_lex_operator(struct ktf_lexer *lx)
{
	skip_blanks(lx);
	if (accept(lx, ")"))
		return KTF_TOK_CLOSE;
	if (accept(lx, "&&"))
		return KTF_TOK_AND;
	if (accept(lx, "||"))
		return KTF_TOK_OR;
	return lx->text[lx->pos] ? KTF_TOK_BAD : KTF_TOK_END;
}

/**
 * ktf_lex_image - an image as a word
 * @lx: the lexer, at the word; moves behind it.
 *
 * The word goes up to what can follow it. Whether all of it is one is not seen here.
 *
 * Context: any.
 * Return: its length, bytes.
 */
u32 ktf_lex_image(struct ktf_lexer *lx)
{
	u32 start = lx->pos;

	while (lx->text[lx->pos] && !isspace(lx->text[lx->pos]) &&
	       !strchr(")&|", lx->text[lx->pos]))
		lx->pos++;
	return lx->pos - start;
}

/**
 * ktf_lex_name - a field's name
 * @lx: the lexer, at the name; moves behind it.
 *
 * Context: any.
 * Return: its length, bytes; 0 where no name stands.
 */
u32 ktf_lex_name(struct ktf_lexer *lx)
{
	u32 start = lx->pos;

	while (isalnum(lx->text[lx->pos]) || lx->text[lx->pos] == '_')
		lx->pos++;
	return lx->pos - start;
}

/**
 * ktf_lex_suffixes - what is asked for behind a field's name
 * @lx: the lexer, right behind the name; moves behind the suffixes.
 *
 * Context: any.
 * Return: KTF_SUFFIX_ bits.
 */
u32 ktf_lex_suffixes(struct ktf_lexer *lx)
{
	u32 suffixes = 0;

	if (accept(lx, ".ustring"))
		suffixes |= KTF_SUFFIX_USTRING;
	if (accept(lx, ".function"))
		suffixes |= KTF_SUFFIX_FUNCTION;
	return suffixes;
}

/**
 * ktf_lex_relation - the relation of a predicate
 * @lx: the lexer; skips blanks, and moves behind the relation if there is one.
 *
 * Context: any.
 * Return: enum ktf_rel, KTF_NR_RELS if none stands there.
 */
enum ktf_rel ktf_lex_relation(struct ktf_lexer *lx)
{
	static const char * const spelling[KTF_NR_RELS] = {
		[KTF_REL_GLOB] = "~",	[KTF_REL_NE] = "!=",	[KTF_REL_EQ] = "==",
		[KTF_REL_LE] = "<=",	[KTF_REL_LT] = "<",	[KTF_REL_GE] = ">=",
		[KTF_REL_GT] = ">",	[KTF_REL_BITS] = "&",
	};
	u32 rel;

	skip_blanks(lx);
	for (rel = 0; rel < KTF_NR_RELS; rel++)
		if (accept(lx, spelling[rel]))
			break;
	return rel;
}

/* The value cannot be used. Positions here are those of the user's caret. */
static void spoil(struct ktf_value *val, u32 code, u32 at)
{
	val->code = code;
	val->errpos = at + 1;
}

static void lex_number(struct ktf_lexer *lx, struct ktf_value *val)
{
	if (lx->text[lx->pos] == '-')
		lx->pos++;
	while (isalnum(lx->text[lx->pos]))
		lx->pos++;
	val->len = lx->pos - val->in;
	if (val->len > KTF_MAX_NUMBER)
		spoil(val, KTF_ERR_OPERAND_TOO_LONG, lx->pos);
}

static void lex_function(struct ktf_lexer *lx, struct ktf_value *val)
{
	val->kind = KTF_VAL_FUNC;
	while (lx->text[lx->pos] && !isspace(lx->text[lx->pos]))
		lx->pos++;
	val->len = lx->pos - val->in;
}

static void lex_text(struct ktf_lexer *lx, struct ktf_value *val)
{
	char quote = lx->text[lx->pos];

	val->kind = KTF_VAL_TEXT;
	val->in = ++lx->pos;
	while (lx->text[lx->pos] && lx->text[lx->pos] != quote)
		lx->pos++;
	val->len = lx->pos - val->in;
	if (!lx->text[lx->pos])
		spoil(val, KTF_ERR_MISSING_QUOTE, lx->pos);
	else if (val->len > KTF_MAX_PATTERN)
		spoil(val, KTF_ERR_OPERAND_TOO_LONG, lx->pos++);
	else
		lx->pos++;
}

/* "CPUS" stands here. */
static void lex_cpus(struct ktf_lexer *lx, struct ktf_value *val)
{
	val->kind = KTF_VAL_CPUS;
	lx->pos += 4;
	if (lx->text[lx->pos] != '{') {
		spoil(val, KTF_ERR_MISSING_BRACE_OPEN, lx->pos + 1);
		return;
	}
	val->in = ++lx->pos;
	while (lx->text[lx->pos] && lx->text[lx->pos] != '}')
		lx->pos++;
	val->len = lx->pos - val->in;
	if (!lx->text[lx->pos])
		spoil(val, KTF_ERR_MISSING_BRACE_CLOSE, lx->pos);
	else if (!val->len)
		spoil(val, KTF_ERR_INVALID_CPULIST, lx->pos);
	else
		lx->pos++;
}

/*
 * A function pattern of perf: with quotes to the next such quote, which is left
 * where it is and so ends up as "too many terms"; without to the next ")", "&"
 * or "|", blanks included, and the first character belongs to it whatever it is.
 */
static void lex_bare(struct ktf_lexer *lx, struct ktf_value *val)
{
	char quote = is_quote(lx->text[lx->pos]) ? lx->text[lx->pos] : 0;

	val->kind = KTF_VAL_RAW;
	val->in = lx->pos + !!quote;
	for (lx->pos++; lx->text[lx->pos]; lx->pos++) {
		char c = lx->text[lx->pos];

		if (quote ? c == quote : c == ')' || c == '&' || c == '|')
			break;
	}
	val->len = lx->pos - val->in;
	if (val->len > KTF_MAX_PATTERN)
		spoil(val, KTF_ERR_OPERAND_TOO_LONG, lx->pos);
}

/**
 * ktf_lex_value - the constant of a predicate
 * @lx: the lexer, behind the relation; skips blanks and moves behind the value.
 * @suffixes: KTF_SUFFIX_ bits of the field's name.
 * @bare: values are function patterns: the event is perf's ftrace:function.
 * @val: gets the value. An error in it is kept there, not reported: whether the
 *	value fits the field at all is told first.
 *
 * Context: any.
 */
void ktf_lex_value(struct ktf_lexer *lx, u32 suffixes, bool bare, struct ktf_value *val)
{
	const char *at;

	skip_blanks(lx);
	at = lx->text + lx->pos;
	*val = (struct ktf_value) { .kind = KTF_VAL_BAD, .pos = lx->pos, .in = lx->pos };
	if (suffixes & KTF_SUFFIX_FUNCTION && !isdigit(*at)) {
		lex_function(lx, val);
	} else if (suffixes & KTF_SUFFIX_FUNCTION) {
		val->kind = KTF_VAL_ADDR;
		lex_number(lx, val);
	} else if (bare && *at) {
		lex_bare(lx, val);
	} else if (!strncmp(at, "CPUS", 4)) {
		lex_cpus(lx, val);
	} else if (is_quote(*at)) {
		lex_text(lx, val);
	} else if (isdigit(*at) || *at == '-') {
		val->kind = KTF_VAL_NUM;
		lex_number(lx, val);
	} else {
		spoil(val, KTF_ERR_INVALID_VALUE, lx->pos);
	}
}
