// SPDX-License-Identifier: GPL-2.0
/*
 * From characters to constants.
 *
 * A constant that is badly written is not refused here, but gets the error and its position
 * (@code of struct ktf_value). Whether the field takes such a constant at all is asked first, and
 * only lang/stock.c knows the field.
 */
#include "lang/chars.h"
#include "lang/functions.h"
#include "lang/lex.h"
#include "prog/limits.h"

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
	char quote = ktf_is_quote(lx->text[lx->pos]) ? lx->text[lx->pos] : 0;

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

	ktf_lex_next(lx);
	at = lx->text + lx->pos;
	if (*at == '-')
		return isdigit(at[1]) || !ktf_starts_operand(at + 1);
	return isdigit(*at) || ktf_is_quote(*at) || !strncmp(at, "CPUS", 4) ||
	       (!ktf_is_name(*at) && !(*at && strchr("($~", *at)));
}

/**
 * ktf_lex_value - read the constant of a predicate
 * @lx: the lexer, behind the relation; skips blanks and moves behind the value.
 * @suffixes: KTF_SUFFIX_ bits of the field's name.
 * @bare: values are function patterns, since the event is perf's ftrace:function.
 * @val: gets the value. A value that is badly written is not reported here but marked by
 *	@val->code: lang/stock.c first reports a value that does not fit the field at all.
 *
 * Context: any.
 */
void ktf_lex_value(struct ktf_lexer *lx, u32 suffixes, bool bare, struct ktf_value *val)
{
	const char *at;

	ktf_lex_next(lx);
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
	} else if (ktf_is_quote(*at)) {
		lex_text(lx, val);
	} else if (isdigit(*at) || *at == '-') {
		val->kind = KTF_VAL_NUM;
		lex_number(lx, val);
	} else {
		spoil(val, KTF_ERR_INVALID_VALUE, lx->pos);
	}
}

/* Blanks may stand around a name, as between any tokens. They are a mistake in an address. */
static void leave_out_blanks(const struct ktf_lexer *lx, struct ktf_value *val)
{
	while (val->len && isspace(lx->text[val->in + val->len - 1]))
		val->len--;
	while (val->len && isspace(lx->text[val->in])) {
		val->in++;
		val->len--;
	}
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
		if (quote ? c == quote : ktf_is_quote(c))
			quote = quote ? 0 : c;
		lx->pos++;
	}
	val->len = lx->pos - val->in;
	lx->pos += !!c;
	if (val->fn == KTF_FUNCTION_syscall)
		leave_out_blanks(lx, val);
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
	bool sign = *at == '-' && !ktf_starts_number(at);

	*val = (struct ktf_value) { .kind = KTF_VAL_BAD, .pos = lx->pos };
	if (sign) {
		lx->pos++;
		ktf_lex_next(lx);
	}
	val->in = lx->pos;
	at = lx->text + lx->pos;
	if (ktf_is_quote(*at) && !sign) {
		lex_text(lx, val);
	} else if (ktf_starts_number(at)) {
		val->kind = KTF_VAL_NUM;
		lex_number(lx, val);
	} else if (ktf_is_name(*at)) {
		val->kind = KTF_VAL_NAME;
		val->len = ktf_lex_name(lx);
	} else if (sign && !ktf_starts_operand(at)) {
		spoil(val, KTF_ERR_ILLEGAL_INTVAL, val->pos);
	} else {
		spoil(val, KTF_ERR_INVALID_VALUE, lx->pos);
	}
}
