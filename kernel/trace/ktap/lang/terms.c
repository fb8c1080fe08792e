// SPDX-License-Identifier: GPL-2.0
/*
 * Terms: their table, and how they are read and analysed.
 *
 * A term is a predicate of one node, as it has no operands. The node keeps the place of the
 * argument until the analysis replaces it by the number that an instruction holds. An argument
 * that is a value is read by the parser as every other one, and its nodes come before the term's.
 */
#include "lang/number.h"
#include "lang/terms.h"
#include "prog/ops.h"

#define ROW(term, becomes, what, text)						\
	{ .name = "$" #term, .op = KTAP_FILTER_OP_##becomes, .argument = KTF_ARGUMENT_##what },
const struct ktf_term_info ktf_terms[KTF_NR_TERMS] = {
	KTF_TERMS(ROW)
};

/**
 * ktf_term_find - find a term by its name
 * @name: the name, from its "$" on; more text may follow it.
 * @len: its length, bytes.
 *
 * Context: any.
 * Return: the term, or KTF_NR_TERMS if there is none of this name.
 */
enum ktf_term ktf_term_find(const char *name, u32 len)
{
	u32 term;

	for (term = 0; term < KTF_NR_TERMS; term++)
		if (!strncmp(ktf_terms[term].name, name, len) && !ktf_terms[term].name[len])
			break;
	return term;
}

/* Is a number decimal? What starts with 0 has another base. */
static bool is_decimal(const char *number, u32 len)
{
	return *number != '0' || len == 1;
}

/* Read one number, or two with a "/" between them. */
static bool read_numbers(struct ktf_lexer *lx, u8 argument, struct ktf_value *val)
{
	u32 nr = argument == KTF_ARGUMENT_NUMBER ? 1 : 2, i;

	for (i = 0; i < nr; i++) {
		if (i && (ktf_lex_next(lx) != '/' || !ktf_lex_accept(lx, "/")))
			return false;
		if (!isdigit(ktf_lex_next(lx)))
			return false;
		ktf_lex_member(lx, &val[i]);
		if (val[i].code || !is_decimal(lx->text + val[i].in, val[i].len))
			return false;
	}
	return true;
}

/**
 * ktf_parse_term - read the argument of a term
 * @p: the parser, at the parenthesis behind the term's name.
 * @term: the term.
 * @pos: where the term starts in the text.
 *
 * Context: may sleep. May move the nodes.
 * Return: KTF_OPERATOR_DUE; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_term(struct ktf_parser *p, enum ktf_term term, u32 pos)
{
	struct ktf_value val[2];
	u32 at;
	int due;

	p->lx.pos++;	/* the parenthesis */
	ktf_lex_next(&p->lx);
	at = p->lx.pos;
	if (!read_numbers(&p->lx, ktf_terms[term].argument, val))
		return ktf_parser_wrong(p, KTF_ERR_ARGUMENT, at);
	due = ktf_parser_add_call(p, pos, KTF_REL_TERM);
	if (due != KTF_OPERATOR_DUE)
		return due;
	ktf_parser_last(p)->op = term;
	ktf_parser_last(p)->value = val[0];
	return due;
}

/* Has a number a unit of time? */
static bool is_time(const char *number, u32 len)
{
	char unit[4] = "";
	bool time;
	u32 digits = 0;

	while (digits < len && isdigit(number[digits]))
		digits++;
	if (len - digits >= sizeof(unit))
		return false;
	memcpy(unit, number + digits, len - digits);
	return ktf_unit_factor(unit, &time) && time;
}

/* Visits in the low half, and microseconds in the high half. Returns 0 if they do not fit. */
static u64 rate(u64 visits, u64 nanoseconds)
{
	u64 microseconds = div64_u64(nanoseconds, 1000);

	if (visits > U32_MAX || microseconds > U32_MAX || microseconds * 1000 != nanoseconds)
		return 0;
	return microseconds << 32 | visits;
}

/* Get the argument as an instruction holds it. Returns 0 if it does not fit. */
static u64 argument_of(struct ktf_analysis *a, const struct ktf_node *node, u8 argument)
{
	struct ktf_lexer lx = { .text = a->ast->text, .pos = node->value.pos };
	struct ktf_big first, second;
	struct ktf_value val[2];

	if (!read_numbers(&lx, argument, val) || ktf_sema_literal(a, &val[0], &first))
		return 0;
	if (argument == KTF_ARGUMENT_NUMBER)
		return first.mag;
	if (ktf_sema_literal(a, &val[1], &second))
		return 0;
	if (argument == KTF_ARGUMENT_ONE_OF)
		return first.mag == 1 ? second.mag : 0;
	return is_time(lx.text + val[1].in, val[1].len) ? rate(first.mag, second.mag) : 0;
}

/* The argument is a value, which must be a number. */
static int take_value(struct ktf_analysis *a, struct ktf_node *node, u8 op)
{
	if (ktf_sema_number(a, &a->ex.stack[0], KTF_ERR_EXPECT_DIGIT))
		return a->diag->err;
	ktf_sema_operation(node, op, false);
	return ktf_sema_values(a, node, false);
}

static int take_argument(struct ktf_analysis *a, struct ktf_node *node,
			 const struct ktf_term_info *term)
{
	u64 argument = argument_of(a, node, term->argument);

	if (!ktf_op_takes(term->op, argument))
		return ktf_wrong_at(a, KTF_ERR_ARGUMENT, node->value.pos);
	if (term->argument == KTF_ARGUMENT_RATE && BITS_PER_LONG < 64)
		return ktf_wrong_at(a, KTF_ERR_MACHINE, node->pos);
	ktf_sema_operation(node, term->op, false);
	node->imm = argument;
	return 0;
}

/**
 * ktf_sema_term - analyse a term
 * @a: the analysis.
 * @node: the term; gets its operation and its argument.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if the argument does not fit, or if this machine has no such term; -E2BIG if
 * the program gets too large; -ENOMEM.
 */
int ktf_sema_term(struct ktf_analysis *a, struct ktf_node *node)
{
	const struct ktf_term_info *term = &ktf_terms[node->op];

	if (term->argument == KTF_ARGUMENT_VALUE)
		return take_value(a, node, term->op);
	return take_argument(a, node, term);
}
