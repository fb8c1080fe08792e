// SPDX-License-Identifier: GPL-2.0
/*
 * Reading operands that start with a name.
 *
 * There are no reserved words. What is around a name says what it is: a "(" directly behind it
 * makes it a function, a "$" before it a variable or a term, and all else is a field, or the name
 * of a constant, which only the analysis can tell.
 */
#include "lang/cgroup.h"
#include "lang/parser.h"
#include "lang/terms.h"
#include "prog/variables.h"

static int open_index(struct ktf_parser *p)
{
	u32 pos = p->lx.pos;

	if (p->lx.stock || !ktf_lex_accept(&p->lx, "["))
		return KTF_OPERATOR_DUE;
	if (p->indexes++ >= KTF_MOST_INDEXES)
		return ktf_parser_wrong(p, KTF_ERR_TOO_COMPLEX, pos);
	ktf_parser_last(p)->suffixes |= KTF_SUFFIX_INDEX;
	ktf_parser_push(p, KTF_WAIT_INDEX, 0, pos);
	return KTF_OPERAND_DUE;
}

/**
 * ktf_parse_field - read a field, with its suffixes or the bracket of an index
 * @p: the parser, at its name.
 * @value_due: no predicate may start here.
 *
 * Context: may sleep. May move the nodes.
 * Return: enum ktf_due; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_field(struct ktf_parser *p, bool value_due)
{
	u32 pos = p->lx.pos, len = ktf_lex_name(&p->lx);
	struct ktf_node *node;
	int due;

	if (!len)
		return ktf_parser_mistake(p, -EPERM, KTF_ERR_NONE, 0);
	node = ktf_parser_add_operand(p, KTF_NODE_FIELD, pos);
	if (!node)
		return -ENOMEM;
	node->value = (struct ktf_value) {
		.kind = KTF_VAL_NAME, .pos = pos, .in = pos, .len = len,
	};
	node->op = value_due;
	node->suffixes = ktf_lex_suffixes(&p->lx);
	node->len = p->lx.pos - pos;
	due = node->suffixes ? KTF_OPERATOR_DUE : open_index(p);
	return due == KTF_OPERATOR_DUE ? ktf_parser_end_operand(p, 0) : due;
}

/* Read a term. The parser is at the parenthesis behind its name. */
static int parse_term(struct ktf_parser *p, enum ktf_term term, u32 pos)
{
	if (ktf_terms[term].argument != KTF_ARGUMENT_VALUE)
		return ktf_parse_term(p, term, pos);
	p->lx.pos++;
	return ktf_parser_open(p, KTF_WAIT_TERM, term, pos);
}

/**
 * ktf_parse_variable - read a variable, or a term if it has arguments
 * @p: the parser, at the "$".
 * @value_due: no predicate may start here.
 *
 * Context: may sleep. May move the nodes.
 * Return: enum ktf_due; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_variable(struct ktf_parser *p, bool value_due)
{
	u32 pos = p->lx.pos++, len = ktf_lex_name(&p->lx) + 1;
	const char *name = p->ast->text + pos;
	enum ktf_variable nr = ktf_variable_find(name, len);
	enum ktf_term term = ktf_term_find(name, len);
	struct ktf_node *node;

	if (name[len] == '(' && term < KTF_NR_TERMS)
		return value_due ? ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, pos) :
				   parse_term(p, term, pos);
	if (!nr)
		return ktf_parser_wrong(p, KTF_ERR_UNKNOWN_VARIABLE, p->lx.pos);
	node = ktf_parser_add_operand(p, KTF_NODE_VARIABLE, pos);
	if (!node)
		return -ENOMEM;
	node->op = nr;
	node->value = (struct ktf_value) {
		.kind = KTF_VAL_NAME, .pos = pos, .in = pos, .len = len,
	};
	return ktf_parser_end_operand(p, 0);
}

/* Read has(NAME), a predicate that is no comparison. The parser is at the parenthesis. */
static int parse_has(struct ktf_parser *p, u32 pos)
{
	u32 at, len;
	int due;

	p->lx.pos++;
	ktf_lex_next(&p->lx);
	at = p->lx.pos;
	len = ktf_lex_name(&p->lx);
	if (!len)
		return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, at);
	due = ktf_parser_add_call(p, pos, KTF_REL_HAS);
	if (due == KTF_OPERATOR_DUE)
		ktf_parser_last(p)->at = at;
	return due;
}

/* Read a function that is a constant. The parser is at the parenthesis. */
static int parse_constant_call(struct ktf_parser *p, enum ktf_function fn, u32 pos)
{
	struct ktf_value val = { .pos = pos, .fn = fn };
	int err;

	if (fn == KTF_FUNCTION_cgroup) {
		p->lx.pos++;	/* the parenthesis */
		err = ktf_parse_cgroup_name(p, &val);
		if (err)
			return err;
	} else {
		ktf_lex_argument(&p->lx, &val);
	}
	return ktf_parser_end_operand(p, ktf_parser_add_value(p, KTF_NODE_VALUE, pos, &val));
}

/**
 * ktf_parse_call - read a function, or what is called like none
 * @p: the parser, at the name before a "(".
 * @value_due: no predicate may start here.
 *
 * Context: may sleep. May move the nodes.
 * Return: enum ktf_due; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_call(struct ktf_parser *p, bool value_due)
{
	u32 pos = p->lx.pos, len = ktf_lex_name(&p->lx);
	enum ktf_function fn = ktf_function_find(p->ast->text + pos, len);

	if (value_due && (fn == KTF_NR_FUNCTIONS || !ktf_functions[fn].arguments))
		return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, pos);
	if (fn == KTF_NR_FUNCTIONS) {
		p->lx.pos = pos;
		return ktf_parse_field(p, false);
	}
	if (!ktf_functions[fn].arguments)
		return parse_has(p, pos);
	if (ktf_function_is_constant(fn))
		return parse_constant_call(p, fn, pos);
	p->lx.pos++;	/* the parenthesis */
	return ktf_parser_open(p, KTF_WAIT_CALL, fn, pos);
}
