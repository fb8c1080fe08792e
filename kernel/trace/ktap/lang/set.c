// SPDX-License-Identifier: GPL-2.0
/*
 * Reading sets.
 *
 * A set of numbers is an operand of the relation IN: each member has a node, and so has the end
 * of a range. A set of texts is lowered here. Each member is a predicate of its own, with a copy
 * of the left operand's nodes, so the rest of the engine knows no sets of texts:
 *
 *	s in {"a", "b"}		s == "a" || s == "b"
 *	s !~ {"a*", "*b"}	s !~ "a*" && s !~ "*b"
 *
 * Addresses that are longer than a number are members as texts are. The first member says which of
 * both a set is.
 */
#include "lang/parser.h"

/* Positive: the set ends here. */
#define MEMBERS_END	1

static int invalid_set(struct ktf_parser *p)
{
	return ktf_parser_wrong(p, KTF_ERR_INVALID_SET, p->lx.pos);
}

static int cut_set(struct ktf_parser *p)
{
	return ktf_parser_mistake(p, -EINVAL, KTF_ERR_MISSING_BRACE_CLOSE, p->lx.pos + 1);
}

/* Read the text of a member, which may be a function that is a constant. */
static void lex_member(struct ktf_lexer *lx, struct ktf_value *val)
{
	ktf_lex_member(lx, val);
	if (val->kind != KTF_VAL_NAME || lx->text[lx->pos] != '(')
		return;
	val->fn = ktf_function_find(lx->text + val->in, val->len);
	if (ktf_function_is_constant(val->fn))
		ktf_lex_argument(lx, val);
}

/* Does an address start here that is longer than a number? */
static bool at_long_address(const struct ktf_parser *p)
{
	struct ktf_lexer ahead = p->lx;
	struct ktf_value val;

	lex_member(&ahead, &val);
	return val.kind == KTF_VAL_CALL && ktf_functions[val.fn].arg > sizeof(u32);
}

/* Go to a member. Its first character says whether the set is one of texts. */
static int first_member(struct ktf_parser *p, bool *texts)
{
	char c = ktf_lex_next(&p->lx);

	if (!c)
		return cut_set(p);
	if (c == '}' || c == ',')
		return invalid_set(p);
	*texts |= c == '\'' || c == '"' || at_long_address(p);
	return 0;
}

/* Go to the next member, behind a comma or without one. */
static int next_member(struct ktf_parser *p)
{
	u32 comma;
	char c = ktf_lex_next(&p->lx);

	if (c == ',') {
		comma = p->lx.pos++;
		c = ktf_lex_next(&p->lx);
		if (c == '}')
			return ktf_parser_wrong(p, KTF_ERR_INVALID_SET, comma);
		if (c == ',')
			return invalid_set(p);
	}
	if (!c)
		return cut_set(p);
	if (c != '}')
		return 0;
	p->lx.pos++;
	return MEMBERS_END;
}

/* Copy the left operand of a set of texts, as each member is a predicate of its own. */
static int repeat_left(struct ktf_parser *p, u32 first, u32 nr)
{
	u32 shift = p->ast->nr_nodes - first, i;
	struct ktf_node *node;

	for (i = 0; i < nr; i++) {
		node = ktf_ast_add(p->ast, 0);
		if (!node)
			return -ENOMEM;
		*node = p->ast->nodes[first + i];
		node->first += shift;
		node->pred = p->ast->nr_preds;
	}
	return 0;
}

/* The relation of one member of a set, and how the members are joined. */
static u8 relation_of_member(u8 rel)
{
	return rel == KTF_REL_IN ? KTF_REL_EQ : rel;
}

/* Read a member of a set of texts, or an address. */
static int add_constant(struct ktf_parser *p)
{
	u32 pos = p->lx.pos;
	struct ktf_value val;
	struct ktf_node *node;

	if (!at_long_address(p))
		return ktf_parse_constant(p);
	lex_member(&p->lx, &val);
	node = ktf_parser_add_operand(p, KTF_NODE_VALUE, pos);
	if (!node)
		return -ENOMEM;
	node->value = val;
	return 0;
}

/*
 * Add a member of a set of texts. x in {"a", "b"} is x == "a" || x == "b", and x !~ {"a*", "b*"}
 * is x !~ "a*" && x !~ "b*".
 */
static int add_text_member(struct ktf_parser *p, const struct ktf_waiting *set, u32 first,
			   u32 nr, bool more)
{
	u8 join = set->op == KTF_REL_NOT_GLOB ? KTF_NODE_AND : KTF_NODE_OR;
	struct ktf_waiting relation = { KTF_WAIT_RELATION, relation_of_member(set->op), set->pos };
	int err = more ? repeat_left(p, first, nr) : 0;

	if (!err)
		err = add_constant(p);
	if (!err)
		err = ktf_parser_add_compare(p, &relation);
	if (!err && more)
		err = ktf_parser_add_binary(p, join, 0, set->pos);
	return err;
}

static int parse_text_set(struct ktf_parser *p, const struct ktf_waiting *set)
{
	u32 first = ktf_parser_last(p)->first, nr = p->ast->nr_nodes - first;
	bool more = false;
	int err;

	do {
		err = add_text_member(p, set, first, nr, more);
		more = true;
	} while (!err && (err = next_member(p)) == 0);
	return err;
}

/* Read a constant of a set. @rel is LE for the end of a range. */
static int add_member(struct ktf_parser *p, u8 rel)
{
	struct ktf_value val;
	struct ktf_node *node;
	u32 pos = p->lx.pos;

	lex_member(&p->lx, &val);
	if (val.code)
		return ktf_parser_mistake(p, -EINVAL, val.code, val.errpos);
	node = ktf_parser_add_operand(p, KTF_NODE_MEMBER, pos);
	if (!node)
		return -ENOMEM;
	node->rel = rel;
	node->value = val;
	return 0;
}

/* All members of a set of numbers, of which @left is the value, are read. */
static int end_number_set(struct ktf_parser *p, const struct ktf_waiting *set,
			  const struct ktf_node *left)
{
	struct ktf_node *node;
	int err = ktf_parser_add_unary(p, KTF_NODE_COMPARE, 0, set->pos);

	if (err)
		return err;
	node = ktf_parser_last(p);
	node->first = left->first;
	node->pred = left->pred;
	node->pos = left->pos;
	node->len = p->lx.pos - left->pos;
	ktf_parser_count(p, node, KTF_REL_IN);
	return MEMBERS_END;
}

static int parse_number_set(struct ktf_parser *p, const struct ktf_waiting *set)
{
	const struct ktf_node left = *ktf_parser_last(p);
	int err;

	do {
		err = add_member(p, KTF_REL_EQ);
		if (!err && ktf_lex_at_range(&p->lx))
			err = add_member(p, KTF_REL_LE);
	} while (!err && (err = next_member(p)) == 0);
	return err == MEMBERS_END ? end_number_set(p, set, &left) : err;
}

/**
 * ktf_parse_set - read a set behind "in", "~" or "!~"
 * @p: the parser, at the brace; the relation is on top of the stack.
 *
 * Context: may sleep. May move the nodes.
 * Return: KTF_OPERATOR_DUE; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_set(struct ktf_parser *p)
{
	struct ktf_waiting set = p->stack[--p->top];
	bool texts = set.op != KTF_REL_IN;
	int err;

	p->lx.pos++;	/* the brace */
	err = first_member(p, &texts);
	if (!err)
		err = texts ? parse_text_set(p, &set) : parse_number_set(p, &set);
	return err == MEMBERS_END ? KTF_OPERATOR_DUE : err;
}

/**
 * ktf_parse_group - read what stands for several numbers behind "in"
 * @p: the parser, behind the relation, which is on top of the stack.
 *
 * It is a set of one member: x in ipv4(10.0.0.0/8).
 *
 * Context: may sleep. May move the nodes.
 * Return: KTF_OPERATOR_DUE; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_group(struct ktf_parser *p)
{
	struct ktf_waiting set = p->stack[--p->top];
	const struct ktf_node left = *ktf_parser_last(p);
	struct ktf_lexer ahead = p->lx;
	struct ktf_value val;
	int err;

	lex_member(&ahead, &val);
	if (val.kind != KTF_VAL_CALL)
		return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, p->lx.pos);
	if (at_long_address(p))
		return add_text_member(p, &set, left.first, 0, false) ?: KTF_OPERATOR_DUE;
	err = add_member(p, KTF_REL_EQ);
	if (!err)
		err = end_number_set(p, &set, &left);
	return err == MEMBERS_END ? KTF_OPERATOR_DUE : err;
}
