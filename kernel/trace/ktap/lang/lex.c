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
 *
 * The scanners of constants are in lang/lex_value.c.
 */
#include "lang/chars.h"
#include "lang/lex.h"
#include "prog/image.h"

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
		} else if (ktf_is_quote(text[i])) {
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
		if (ktf_is_quote(c)) {
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

/* A token that the stock engine does not know. */
static enum ktf_tok new_operand(struct ktf_lexer *lx)
{
	const char *at = lx->text + lx->pos, *behind = at;

	while (ktf_is_name(*behind))
		behind++;
	if (behind > at)
		return *behind == '(' ? KTF_TOK_CALL : KTF_TOK_NAME;
	if (*at == '$' && ktf_is_name(at[1]))
		return KTF_TOK_VARIABLE;
	if (ktf_is_quote(*at) || ktf_starts_number(at) ||
	    (*at == '-' && !ktf_starts_operand(at + 1)))
		return KTF_TOK_LITERAL;
	if ((*at != '-' && *at != '~') || !ktf_starts_operand(at + 1))
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

	if (lx->stock || at[0] != 'i' || at[1] != 'n' || ktf_is_name(at[2]))
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

	while (ktf_is_name(name[len]))
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
	if (!ktf_is_name(lx->text[lx->pos]))
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
