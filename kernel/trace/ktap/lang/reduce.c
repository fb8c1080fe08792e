// SPDX-License-Identifier: GPL-2.0
/*
 * From the parser's stack to the tree.
 *
 * An operator gets its node when both operands are in the tree. What an operator makes is a value
 * or a predicate, and an operator that wants a value refuses a predicate at its own place. A value
 * becomes a predicate where one is due: "f & 8" is then the stock engine's comparison, and every
 * other value alone is compared with 0 by the relation TRUE.
 */
#include "lang/parser.h"

/**
 * ktf_parser_mistake - leave a mistake in the tree
 * @p: the parser.
 * @err: errno.
 * @code: enum ktf_err.
 * @pos: its position.
 *
 * A mistake becomes the last node (lang/ast.h).
 *
 * Context: may sleep. May move the nodes.
 * Return: -EBADMSG, which stops the parser, or -ENOMEM.
 */
int ktf_parser_mistake(struct ktf_parser *p, int err, u32 code, u32 pos)
{
	ktf_fail(&p->ast->error, err, code, pos);
	return ktf_ast_add(p->ast, KTF_NODE_ERROR) ? -EBADMSG : -ENOMEM;
}

/**
 * ktf_parser_add_unary - add the node of an operator with one operand, the last subtree
 * @p: the parser.
 * @kind: enum ktf_node_kind.
 * @op: what the node is to have as its operator.
 * @at: where the operator stands in the text.
 *
 * Context: may sleep. May move the nodes.
 * Return: 0 or -ENOMEM.
 */
int ktf_parser_add_unary(struct ktf_parser *p, u8 kind, u8 op, u32 at)
{
	struct ktf_node *node = ktf_ast_add(p->ast, kind), *operand;

	if (!node)
		return -ENOMEM;
	operand = node - 1;
	node->first = operand->first;
	node->pred = operand->pred;
	node->op = op;
	node->at = at;
	node->pos = at;
	node->len = operand->pos + operand->len - at;
	return 0;
}

/**
 * ktf_parser_add_binary - add the node of an operator with two operands, the last two subtrees
 * @p: the parser.
 * @kind: enum ktf_node_kind.
 * @op: what the node is to have as its operator.
 * @at: where the operator stands in the text.
 *
 * Context: may sleep. May move the nodes.
 * Return: 0 or -ENOMEM.
 */
int ktf_parser_add_binary(struct ktf_parser *p, u8 kind, u8 op, u32 at)
{
	struct ktf_node *node = ktf_ast_add(p->ast, kind), *right, *left;

	if (!node)
		return -ENOMEM;
	right = node - 1;
	left = &p->ast->nodes[ktf_ast_left(p->ast, p->ast->nr_nodes - 1)];
	node->first = left->first;
	node->pred = left->pred;
	node->op = op;
	node->at = at;
	node->pos = left->pos;
	node->len = right->pos + right->len - left->pos;
	return 0;
}

/**
 * ktf_parser_is_stock_bits - does a node compare as the stock engine's "&" does?
 * @ast: the tree.
 * @node: a node of the tree.
 *
 * Context: any.
 * Return: true if it is a field "&" a constant, and nothing else.
 */
bool ktf_parser_is_stock_bits(const struct ktf_ast *ast, const struct ktf_node *node)
{
	u32 i = node - ast->nodes;

	return node->kind == KTF_NODE_BINARY && node->op == KTAP_FILTER_CELL_AND &&
	       node->first + 2 == i && ktf_node_is_literal(&node[-1]) &&
	       ktf_node_is_plain_field(&node[-2]);
}

/**
 * ktf_parser_count - make a comparison of a node
 * @p: the parser.
 * @node: the node.
 * @rel: its relation, enum ktf_rel.
 *
 * Context: any.
 */
void ktf_parser_count(struct ktf_parser *p, struct ktf_node *node, u8 rel)
{
	node->kind = KTF_NODE_COMPARE;
	node->rel = rel;
	p->ast->nr_preds++;
}

/* A field alone. The stock engine takes the first "&" of "&&" for a relation. */
static int no_relation(struct ktf_parser *p)
{
	if (p->lx.text[p->lx.at] == '&')
		return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, p->lx.at + 1);
	return ktf_parser_wrong(p, KTF_ERR_INVALID_OP, p->lx.at);
}

/**
 * ktf_parser_make_predicate - make a predicate of the last subtree, if it is a value
 * @p: the parser.
 *
 * Context: may sleep. May move the nodes.
 * Return: 0; -EBADMSG if the stock engine's language has no such predicate; -ENOMEM.
 */
int ktf_parser_make_predicate(struct ktf_parser *p)
{
	struct ktf_node *node = ktf_parser_last(p);
	int err;

	if (!ktf_node_is_value(node))
		return 0;
	if (ktf_parser_is_stock_bits(p->ast, node)) {
		node[-1].rel = KTF_REL_BITS;
		node->pos = node[-2].pos;
		node->len = node[-1].pos + node[-1].len - node->pos;
		ktf_parser_count(p, node, KTF_REL_BITS);
		return 0;
	}
	if (p->lx.stock)
		return no_relation(p);
	err = ktf_parser_add_unary(p, KTF_NODE_COMPARE, 0, p->lx.at);
	if (err)
		return err;
	node = ktf_parser_last(p);
	node->pos = node[-1].pos;
	node->len = node[-1].len;
	ktf_parser_count(p, node, KTF_REL_TRUE);
	return 0;
}

/**
 * ktf_parser_add_compare - add a comparison of the last two subtrees
 * @p: the parser.
 * @relation: the relation; not on the stack any more.
 *
 * Context: may sleep. May move the nodes.
 * Return: 0; -EBADMSG if the right one is no value; -ENOMEM.
 */
int ktf_parser_add_compare(struct ktf_parser *p, const struct ktf_waiting *relation)
{
	struct ktf_node *right = ktf_parser_last(p);
	int err;

	if (!ktf_node_is_value(right))
		return ktf_parser_too_many(p, relation->pos);
	right->rel = relation->op;
	err = ktf_parser_add_binary(p, KTF_NODE_COMPARE, 0, relation->pos);
	if (!err)
		ktf_parser_count(p, ktf_parser_last(p), relation->op);
	return err;
}

/* Move the operator on top of the stack to the tree. */
static int reduce_top(struct ktf_parser *p)
{
	struct ktf_waiting entry = p->stack[--p->top];

	switch (entry.strength) {
	case KTF_WAIT_OR:
		return ktf_parser_add_binary(p, KTF_NODE_OR, 0, entry.pos);
	case KTF_WAIT_AND:
		return ktf_parser_add_binary(p, KTF_NODE_AND, 0, entry.pos);
	case KTF_WAIT_NOT:
		return ktf_parser_make_predicate(p) ?:
		       ktf_parser_add_unary(p, KTF_NODE_NOT, 0, entry.pos);
	case KTF_WAIT_RELATION:
		return ktf_parser_add_compare(p, &entry);
	default:
		if (!ktf_node_is_value(ktf_parser_last(p)))
			return ktf_parser_too_many(p, entry.pos);
		return entry.strength == KTF_WAIT_UNARY ?
			ktf_parser_add_unary(p, KTF_NODE_UNARY, entry.op, entry.pos) :
			ktf_parser_add_binary(p, KTF_NODE_BINARY, entry.op, entry.pos);
	}
}

/**
 * ktf_parser_reduce - move operators from the stack to the tree
 * @p: the parser.
 * @strength: enum ktf_strength: those that bind at least as tightly are moved.
 *
 * Context: may sleep. May move the nodes.
 * Return: 0; -EBADMSG for a predicate where an operator wants a value; -ENOMEM.
 */
int ktf_parser_reduce(struct ktf_parser *p, u8 strength)
{
	int err = 0;

	while (!err && p->top && ktf_parser_top(p) >= strength)
		err = reduce_top(p);
	return err;
}
