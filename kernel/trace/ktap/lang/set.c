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
 * The first member says which of both a set is.
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

/* Go to a member. Its first character says whether the set is one of texts. */
static int first_member(struct ktf_parser *p, bool *texts)
{
	char c = ktf_lex_next(&p->lx);

	if (!c)
		return cut_set(p);
	if (c == '}' || c == ',')
		return invalid_set(p);
	*texts |= c == '\'' || c == '"';
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
		err = ktf_parse_constant(p);
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

	ktf_lex_member(&p->lx, &val);
	if (val.code)
		return ktf_parser_mistake(p, -EINVAL, val.code, val.errpos);
	node = ktf_parser_add_operand(p, KTF_NODE_MEMBER, pos);
	if (!node)
		return -ENOMEM;
	node->rel = rel;
	node->value = val;
	return 0;
}

static int parse_number_set(struct ktf_parser *p, const struct ktf_waiting *set)
{
	const struct ktf_node left = *ktf_parser_last(p);
	struct ktf_node *node;
	int err;

	do {
		err = add_member(p, KTF_REL_EQ);
		if (!err && ktf_lex_at_range(&p->lx))
			err = add_member(p, KTF_REL_LE);
	} while (!err && (err = next_member(p)) == 0);
	if (err != MEMBERS_END)
		return err;
	err = ktf_parser_add_unary(p, KTF_NODE_COMPARE, 0, set->pos);
	if (err)
		return err;
	node = ktf_parser_last(p);
	node->first = left.first;
	node->pred = left.pred;
	node->pos = left.pos;
	node->len = p->lx.pos - left.pos;
	ktf_parser_count(p, node, KTF_REL_IN);
	return MEMBERS_END;
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
