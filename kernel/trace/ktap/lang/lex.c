// SPDX-License-Identifier: GPL-2.0
/*
 * From characters to tokens.
 *
 * The language has no keywords and no escapes, but the meaning of a character depends on its
 * place. "!" may start an operand or a relation. A value behind ".function" runs to the next
 * blank. A function pattern of perf runs to the next parenthesis or operator. So the parser
 * asks for the kind of token that is due, and each kind has its own small scanner here.
 *
 * Before any token is read, ktf_lex_shape() looks over the whole text. It finds unbalanced
 * quotes and parentheses, reports them at the positions that users know, and counts how many
 * operands and nested parentheses there can be at most. It does not know values, so it may see
 * the text differently from the scanners: in "CPUS{0\n)}" it counts a parenthesis, which is
 * part of a value for the scanner. Therefore the parser checks each operand and parenthesis
 * that it finds against the counts.
 */
#include "lang/lex.h"
#include "prog/image.h"
#include "prog/limits.h"

static bool is_quote(char c)
{
	return c == '\'' || c == '"';
}

/* Offset of the innermost "(" that is still open at @end; 0 if the first character is it. */
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
 * @shape: gets the counts; @preds may be more than the parser finds.
 * @diag: gets the error.
 *
 * Each run of characters between blanks, parentheses and doubled operators counts as one
 * operand. The second character of a doubled operator starts a run as well, so the count is
 * only an upper bound. User space can observe the count, as an operand beyond it is refused
 * with "too many terms". So the way of counting must not change.
 *
 * Context: any.
 * Return: 0; -EPERM if a ")" has no "(", -ENOENT if a "(" has no ")", -ESRCH if a quote has
 * no match, -EINVAL if there is no operand. The first three were internal numbers of the first
 * implementation. User space has seen them since, so they stay.
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
		while (isalnum(text[i + 1]))	/* changes no state, in quotes or not */
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

/**
 * ktf_lex_accept - read a word
 * @lx: the lexer; moves behind @word if the text goes on with it.
 * @word: the word.
 *
 * Context: any.
 * Return: true if the text goes on with @word.
 */
bool ktf_lex_accept(struct ktf_lexer *lx, const char *word)
{
	const char *at = lx->text + lx->pos;

	for (; *word; word++, at++)
		if (*at != *word)
			return false;
	lx->pos = at - lx->text;
	return true;
}

static bool is_name(char c)
{
	return isalnum(c) || c == '_';
}

static bool starts_number(const char *at)
{
	return isdigit(*at) || (*at == '-' && isdigit(at[1]));
}

/* Behind a "-": is there an operand that it can change the sign of? */
static bool starts_operand(const char *at)
{
	while (isspace(*at))
		at++;
	return is_name(*at) || (*at && strchr("($-~'\"", *at));
}

/* A token that the stock engine does not know. */
static enum ktf_tok new_operand(struct ktf_lexer *lx)
{
	const char *at = lx->text + lx->pos, *behind = at;

	while (is_name(*behind))
		behind++;
	if (behind > at)
		return *behind == '(' ? KTF_TOK_CALL : KTF_TOK_NAME;
	if (*at == '$' && is_name(at[1]))
		return KTF_TOK_VARIABLE;
	if (is_quote(*at) || starts_number(at) || (*at == '-' && !starts_operand(at + 1)))
		return KTF_TOK_LITERAL;
	if ((*at != '-' && *at != '~') || !starts_operand(at + 1))
		return KTF_TOK_BAD;
	lx->pos++;
	return *at == '-' ? KTF_TOK_NEGATIVE : KTF_TOK_INVERT;
}

/**
 * ktf_lex_operand - read a token where an operand is due
 * @lx: the lexer; skips blanks, and moves behind "(", "!", "-" and "~" only.
 *
 * Context: any.
 * Return: a token that may stand where an operand is due, KTF_TOK_END or _BAD. In the stock
 * engine's language, a name stands wherever no other token is.
 */
enum ktf_tok ktf_lex_operand(struct ktf_lexer *lx)
{
	const char *at;

	skip_blanks(lx);
	at = lx->text + lx->pos;
	if (!*at)
		return KTF_TOK_END;
	if (ktf_is_armour(at))
		return KTF_TOK_IMAGE;
	if (*at != '(' && (*at != '!' || at[1] == '=' || at[1] == '~'))
		return lx->stock ? KTF_TOK_NAME : new_operand(lx);
	lx->pos++;
	return *at == '(' ? KTF_TOK_OPEN : KTF_TOK_NOT;
}

/**
 * struct operator - a row of the table of operators
 * @text: its spelling.
 * @tok: enum ktf_tok.
 * @what: of a RELATION, enum ktf_rel; of BITS, SUM and PRODUCT, enum ktap_filter_cell_op.
 * @is_new: the stock engine does not know it.
 */
struct operator {
	const char	*text;
	u8		tok;
	u8		what;
	bool		is_new;
};

/*
 * In the order in which they are tried: "<=" before "<". With a "=" behind it, as in "+=", no
 * calculation is one.
 */
static const struct operator operators[] = {
	{ "&&",	KTF_TOK_AND, 0, false },
	{ "||",	KTF_TOK_OR, 0, false },
	{ ")",	KTF_TOK_CLOSE, 0, false },
	{ "]",	KTF_TOK_CLOSE_INDEX, 0, true },
	{ ",",	KTF_TOK_COMMA, 0, true },
	{ "!~",	KTF_TOK_RELATION, KTF_REL_NOT_GLOB, true },
	{ "~",	KTF_TOK_RELATION, KTF_REL_GLOB, false },
	{ "!=",	KTF_TOK_RELATION, KTF_REL_NE, false },
	{ "==",	KTF_TOK_RELATION, KTF_REL_EQ, false },
	{ "<<",	KTF_TOK_BITS, KTAP_FILTER_CELL_SHL, true },
	{ ">>",	KTF_TOK_BITS, KTAP_FILTER_CELL_SHR, true },
	{ "<=",	KTF_TOK_RELATION, KTF_REL_LE, false },
	{ "<",	KTF_TOK_RELATION, KTF_REL_LT, false },
	{ ">=",	KTF_TOK_RELATION, KTF_REL_GE, false },
	{ ">",	KTF_TOK_RELATION, KTF_REL_GT, false },
	{ "&",	KTF_TOK_BITS, KTAP_FILTER_CELL_AND, false },
	{ "|",	KTF_TOK_BITS, KTAP_FILTER_CELL_OR, true },
	{ "^",	KTF_TOK_BITS, KTAP_FILTER_CELL_XOR, true },
	{ "+",	KTF_TOK_SUM, KTAP_FILTER_CELL_ADD, true },
	{ "-",	KTF_TOK_SUM, KTAP_FILTER_CELL_SUB, true },
	{ "*",	KTF_TOK_PRODUCT, KTAP_FILTER_CELL_MUL, true },
	{ "/",	KTF_TOK_PRODUCT, KTAP_FILTER_CELL_DIV, true },
	{ "%",	KTF_TOK_PRODUCT, KTAP_FILTER_CELL_MOD, true },
};

/* The word "in", unless it is only the start of a longer name. */
static bool accept_in(struct ktf_lexer *lx)
{
	const char *at = lx->text + lx->pos;

	if (lx->stock || at[0] != 'i' || at[1] != 'n' || is_name(at[2]))
		return false;
	lx->pos += 2;
	return true;
}

static bool accept_operator(struct ktf_lexer *lx, const struct operator *op)
{
	u32 pos = lx->pos;

	if (!ktf_lex_accept(lx, op->text))
		return false;
	if (!op->is_new || op->tok == KTF_TOK_RELATION || lx->text[lx->pos] != '=')
		return true;
	lx->pos = pos;
	return false;
}

/**
 * ktf_lex_operator - read a token where an operator is due
 * @lx: the lexer; skips blanks, moves behind the token, but stays at one that is bad.
 * @what: gets the relation (enum ktf_rel) or the calculation (enum ktap_filter_cell_op).
 *
 * Context: any.
 * Return: a token that may stand where an operator is due, KTF_TOK_END or _BAD.
 */
enum ktf_tok ktf_lex_operator(struct ktf_lexer *lx, u8 *what)
{
	const struct operator *op = operators;

	skip_blanks(lx);
	lx->at = lx->pos;
	for (; op < operators + ARRAY_SIZE(operators); op++) {
		if ((lx->stock && op->is_new) || !accept_operator(lx, op))
			continue;
		*what = op->what;
		return op->tok;
	}
	if (accept_in(lx))
		return KTF_TOK_IN;
	return lx->text[lx->pos] ? KTF_TOK_BAD : KTF_TOK_END;
}

/**
 * ktf_lex_image - read the armour of an image
 * @lx: the lexer, at the armour; moves behind it.
 *
 * The armour ends before a blank, ")", "&" or "|". Whether all of its characters are digits
 * is checked later, by ktf_armour_decode().
 *
 * Context: any.
 * Return: length of the armour, bytes.
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
 * ktf_lex_name_length - get the length of a field's name
 * @name: the name; more text may follow it.
 *
 * Context: any.
 * Return: how many characters there are that a name may have, bytes.
 */
u32 ktf_lex_name_length(const char *name)
{
	u32 len = 0;

	while (is_name(name[len]))
		len++;
	return len;
}

/**
 * ktf_lex_name - read a field's name
 * @lx: the lexer, at the name; moves behind it.
 *
 * Context: any.
 * Return: length of the name, bytes; 0 if no name starts here.
 */
u32 ktf_lex_name(struct ktf_lexer *lx)
{
	u32 len = ktf_lex_name_length(lx->text + lx->pos);

	lx->pos += len;
	return len;
}

/* The suffix ".sym", unless it is only the start of something longer. */
static bool accept_sym(struct ktf_lexer *lx)
{
	u32 pos = lx->pos;

	if (lx->stock || !ktf_lex_accept(lx, ".sym"))
		return false;
	if (!is_name(lx->text[lx->pos]))
		return true;
	lx->pos = pos;
	return false;
}

/**
 * ktf_lex_suffixes - read ".ustring", ".function" and ".sym" behind a field's name
 * @lx: the lexer, right behind the name; moves behind the suffixes.
 *
 * Context: any.
 * Return: KTF_SUFFIX_ bits, 0 if there is no suffix.
 */
u32 ktf_lex_suffixes(struct ktf_lexer *lx)
{
	u32 suffixes = 0;

	if (ktf_lex_accept(lx, ".ustring"))
		suffixes |= KTF_SUFFIX_USTRING;
	if (ktf_lex_accept(lx, ".function"))
		suffixes |= KTF_SUFFIX_FUNCTION;
	if (!suffixes && accept_sym(lx))
		suffixes |= KTF_SUFFIX_SYM;
	return suffixes;
}

/* The value cannot be used. @errpos is one column behind @at, as in all errors of predicates. */
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

/* The lexer is at "CPUS". */
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
 * A function pattern of perf.
 *
 * In quotes, it runs to the next quote of the same kind. That quote is not consumed, so the
 * parser sees it as a bad operator and says "too many terms". Without quotes, the pattern runs
 * to the next ")", "&" or "|" and includes blanks. Its first character belongs to it in any
 * case.
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
 * ktf_lex_is_literal - does a constant start here, as the stock engine reads them?
 * @lx: the lexer, behind a relation; skips blanks.
 *
 * Context: any.
 * Return: true if ktf_lex_value() can read what follows, or if nothing else could.
 */
bool ktf_lex_is_literal(struct ktf_lexer *lx)
{
	const char *at;

	skip_blanks(lx);
	at = lx->text + lx->pos;
	if (*at == '-')
		return isdigit(at[1]) || !starts_operand(at + 1);
	return isdigit(*at) || is_quote(*at) || !strncmp(at, "CPUS", 4) ||
	       (!is_name(*at) && !(*at && strchr("($~", *at)));
}

/**
 * ktf_lex_value - read the constant of a predicate
 * @lx: the lexer, behind the relation; skips blanks and moves behind the value.
 * @suffixes: KTF_SUFFIX_ bits of the field's name.
 * @bare: values are function patterns, since the event is perf's ftrace:function.
 * @val: gets the value. A value that is badly written is not reported here but marked by
 *	@val->code: lang/sema.c first reports a value that does not fit the field at all.
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

/**
 * ktf_lex_next - skip blanks
 * @lx: the lexer; moves to the next character that is no blank.
 *
 * Context: any.
 * Return: that character, or 0 at the end of the text.
 */
char ktf_lex_next(struct ktf_lexer *lx)
{
	skip_blanks(lx);
	return lx->text[lx->pos];
}

/**
 * ktf_lex_at_range - does a member of a set go on as a range?
 * @lx: the lexer, behind a member; moves behind the "-" of a range and to its end.
 *
 * A "-" with a blank before it and none behind it is the sign of the next member.
 *
 * Context: any.
 * Return: true if the end of a range is due.
 */
bool ktf_lex_at_range(struct ktf_lexer *lx)
{
	u32 pos = lx->pos;
	const char *at;

	skip_blanks(lx);
	at = lx->text + lx->pos;
	if (*at != '-' || (lx->pos != pos && !isspace(at[1])))
		return false;
	lx->pos++;
	skip_blanks(lx);
	return true;
}

/**
 * ktf_lex_argument - read what is between the parentheses of a function that is a constant
 * @lx: the lexer, at the opening parenthesis; moves behind the closing one.
 * @val: a name, the function's; gets the argument as its content.
 *
 * What is in quotes may have a parenthesis. ktf_lex_shape() has seen that there is one behind.
 *
 * Context: any.
 */
void ktf_lex_argument(struct ktf_lexer *lx, struct ktf_value *val)
{
	char quote = 0, c;

	val->kind = KTF_VAL_CALL;
	val->in = ++lx->pos;
	while ((c = lx->text[lx->pos]) && (quote || c != ')')) {
		if (quote ? c == quote : is_quote(c))
			quote = quote ? 0 : c;
		lx->pos++;
	}
	val->len = lx->pos - val->in;
	lx->pos += !!c;
}

/**
 * ktf_lex_member - read a constant of a set of numbers
 * @lx: the lexer, at the constant; moves behind it.
 * @val: gets the constant. Its content starts behind a "-" that is not part of a number.
 *
 * Context: any.
 */
void ktf_lex_member(struct ktf_lexer *lx, struct ktf_value *val)
{
	const char *at = lx->text + lx->pos;
	bool sign = *at == '-' && !starts_number(at);

	*val = (struct ktf_value) { .kind = KTF_VAL_BAD, .pos = lx->pos };
	if (sign) {
		lx->pos++;
		skip_blanks(lx);
	}
	val->in = lx->pos;
	at = lx->text + lx->pos;
	if (is_quote(*at) && !sign) {
		lex_text(lx, val);
	} else if (starts_number(at)) {
		val->kind = KTF_VAL_NUM;
		lex_number(lx, val);
	} else if (is_name(*at)) {
		val->kind = KTF_VAL_NAME;
		val->len = ktf_lex_name(lx);
	} else if (sign && !starts_operand(at)) {
		spoil(val, KTF_ERR_ILLEGAL_INTVAL, val->pos);
	} else {
		spoil(val, KTF_ERR_INVALID_VALUE, lx->pos);
	}
}
