// SPDX-License-Identifier: GPL-2.0
/*
 * Reading operands, where the parser (lang/parse.c) expects one.
 *
 * The first character says what an operand is. Behind a relation, or an "&", of which the left
 * side is a field alone, a constant is read as the stock engine reads it, which depends on the
 * suffixes of the field. A "!" and a "(" are read here, too, as they stand where an operand is due.
 * What starts with a name is read by lang/named.c.
 */
#include "lang/parser.h"
#include "prog/image.h"

/* Is a value due, so that no predicate may start here? */
static bool value_is_due(struct ktf_parser *p)
{
	u8 strength = ktf_parser_top(p);

	if (strength == KTF_WAIT_PAREN)
		return p->top && p->stack[p->top - 1].op;
	return strength > KTF_WAIT_NOT || strength == KTF_WAIT_INDEX ||
	       strength == KTF_WAIT_CALL || strength == KTF_WAIT_TERM;
}

/**
 * ktf_parser_add_operand - add the node of an operand that was read
 * @p: the parser, behind the operand.
 * @kind: enum ktf_node_kind.
 * @pos: where the operand starts in the text.
 *
 * Context: may sleep. May move the nodes.
 * Return: the node, or NULL if there is no memory.
 */
struct ktf_node *ktf_parser_add_operand(struct ktf_parser *p, u8 kind, u32 pos)
{
	struct ktf_node *node = ktf_ast_add(p->ast, kind);

	if (!node)
		return NULL;
	node->pos = pos;
	node->at = pos;
	node->len = p->lx.pos - pos;
	return node;
}

/**
 * ktf_parser_add_value - add the node of an operand with its value
 * @p: the parser, behind the operand.
 * @kind: enum ktf_node_kind.
 * @pos: where the operand starts in the text.
 * @val: the value as written.
 *
 * Context: may sleep. May move the nodes.
 * Return: 0 or -ENOMEM.
 */
int ktf_parser_add_value(struct ktf_parser *p, u8 kind, u32 pos, const struct ktf_value *val)
{
	struct ktf_node *node = ktf_parser_add_operand(p, kind, pos);

	if (node)
		node->value = *val;
	return node ? 0 : -ENOMEM;
}

/**
 * ktf_parser_add_call - add a predicate that is a name and an argument in parentheses
 * @p: the parser, behind the argument.
 * @pos: where the name starts in the text.
 * @rel: the predicate's relation, enum ktf_rel.
 *
 * Context: may sleep. May move the nodes.
 * Return: KTF_OPERATOR_DUE; -EBADMSG if the parenthesis is not closed; -ENOMEM.
 */
int ktf_parser_add_call(struct ktf_parser *p, u32 pos, u8 rel)
{
	struct ktf_node *node;

	if (ktf_lex_next(&p->lx) != ')')
		return ktf_parser_wrong(p, KTF_ERR_ARGUMENT, p->lx.pos);
	p->lx.pos++;
	node = ktf_parser_add_operand(p, KTF_NODE_COMPARE, pos);
	if (!node)
		return -ENOMEM;
	ktf_parser_count(p, node, rel);
	return KTF_OPERATOR_DUE;
}

/**
 * ktf_parser_end_operand - an operand of a value expression is complete
 * @p: the parser, behind the operand.
 * @err: an error of its last step, or 0.
 *
 * A "-" or "~" before it applies to it alone.
 *
 * Context: may sleep. May move the nodes.
 * Return: KTF_OPERATOR_DUE; @err if it is none; -EBADMSG; -ENOMEM.
 */
int ktf_parser_end_operand(struct ktf_parser *p, int err)
{
	return err ?: ktf_parser_reduce(p, KTF_WAIT_UNARY) ?: KTF_OPERATOR_DUE;
}

/* Read a constant. The suffixes are those of the field that it is compared with. */
static int parse_literal(struct ktf_parser *p, u32 suffixes)
{
	u32 pos = p->lx.pos;
	struct ktf_value val;

	ktf_lex_value(&p->lx, suffixes, p->flags & KTF_PARSE_PATTERNS, &val);
	if (val.kind == KTF_VAL_BAD)
		return ktf_parser_mistake(p, -EINVAL, val.code, val.errpos);
	return ktf_parser_add_value(p, KTF_NODE_VALUE, pos, &val);
}

/**
 * ktf_parse_constant - read a constant that must be well written, whatever it is compared with
 * @p: the parser.
 *
 * Context: may sleep. May move the nodes.
 * Return: 0, -EBADMSG or -ENOMEM.
 */
int ktf_parse_constant(struct ktf_parser *p)
{
	int err = parse_literal(p, 0);
	const struct ktf_value *val;

	if (err)
		return err;
	val = &ktf_parser_last(p)->value;
	return val->code ? ktf_parser_mistake(p, -EINVAL, val->code, val->errpos) : 0;
}

/* Decode the image at @pos, @len bytes of armour. A mistake in it is put into the tree's error. */
static int read_image(struct ktf_parser *p, u32 pos, u32 len, struct ktf_portable *prog)
{
	char *word = ktf_alloc(len + 1);
	void *image;
	u32 bytes;
	int err;

	if (!word)
		return -ENOMEM;
	memcpy(word, p->lx.text + pos, len);
	err = ktf_armour_decode(word, &image, &bytes, &p->ast->error);
	ktf_free(word);
	if (err)
		return err;
	err = ktf_image_decode(image, bytes, prog, &p->ast->error);
	ktf_free(image);
	return err;
}

/* The mistake of an image, which read_image() has put into the tree's error. */
static int leave_mistake(struct ktf_parser *p)
{
	return ktf_ast_add(p->ast, KTF_NODE_ERROR) ? -EBADMSG : -ENOMEM;
}

/* Read an image where an operand is due. */
static int parse_image(struct ktf_parser *p)
{
	u32 pos = p->lx.pos, len = ktf_lex_image(&p->lx);
	struct ktf_portable *prog;
	struct ktf_node *node;
	int err;

	if (value_is_due(p))
		return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, pos);
	if (p->flags & KTF_PARSE_NO_IMAGES)
		return ktf_parser_mistake(p, -EACCES, KTF_ERR_NONE, pos);
	prog = ktf_ast_add_image(p->ast);
	if (!prog)
		return -ENOMEM;
	p->operands++;
	err = read_image(p, pos, len, prog);
	if (err)
		return err == -ENOMEM ? err : leave_mistake(p);
	if (p->ast->nr_preds + prog->nr_insns > KTF_MAX_INSNS)
		return ktf_parser_mistake(p, -E2BIG, KTF_ERR_TOO_MANY_PREDS, pos);
	node = ktf_ast_add(p->ast, KTF_NODE_IMAGE);
	if (!node)
		return -ENOMEM;
	node->pos = pos;
	node->at = pos;
	node->len = len;
	node->image = p->ast->nr_images - 1;
	p->ast->nr_preds += prog->nr_insns;
	return 0;
}

/* The text ends where an operand is due. */
static int cut_short(struct ktf_parser *p)
{
	if (p->ast->nr_preds)
		return ktf_parser_mistake(p, -EINVAL, KTF_ERR_INVALID_FILTER, p->lx.pos);
	return ktf_parser_mistake(p, -EINVAL, KTF_ERR_NO_FILTER, p->lx.pos);
}

/* An "&" before CPUs makes a predicate, and no value. */
static int end_cpus(struct ktf_parser *p)
{
	struct ktf_node *node;
	int err;

	if (ktf_parser_top(p) != KTF_WAIT_BITS)
		return 0;
	err = ktf_parser_reduce(p, KTF_WAIT_BITS);
	if (err)
		return err;
	node = ktf_parser_last(p);
	node[-1].rel = KTF_REL_BITS;
	ktf_parser_count(p, node, KTF_REL_BITS);
	return 0;
}

/* Read a literal behind the relation or the "&" that is on top of the stack. */
static int parse_stock_literal(struct ktf_parser *p, u32 suffixes)
{
	const struct ktf_value *val;
	bool good;
	int err;

	err = parse_literal(p, suffixes);
	if (err)
		return err;
	val = &ktf_parser_last(p)->value;
	good = !val->code;
	err = val->kind == KTF_VAL_CPUS ? end_cpus(p) : 0;
	if (err || good)
		return err ?: KTF_OPERATOR_DUE;
	/* lang/stock.c reports a bad constant, if it fits the field. */
	return ktf_parser_reduce(p, KTF_WAIT_RELATION) ?: ktf_parser_make_predicate(p) ?: -EBADMSG;
}

/* Are CPUs due: do they start here, behind a relation or an "&"? */
static bool cpus_are_due(struct ktf_parser *p)
{
	const struct ktf_waiting *top = &p->stack[p->top - 1];

	if (!p->top || strncmp(p->lx.text + p->lx.pos, "CPUS{", 5))
		return false;
	return top->strength == KTF_WAIT_RELATION ||
	       (top->strength == KTF_WAIT_BITS && top->op == KTAP_FILTER_CELL_AND);
}

/* Does the left operand of the operator on top take a literal as the stock engine reads it? */
static bool literal_is_due(struct ktf_parser *p, u32 *suffixes)
{
	const struct ktf_node *left = p->ast->nr_nodes ? ktf_parser_last(p) : NULL;
	const struct ktf_waiting *top = &p->stack[p->top - 1];

	*suffixes = left && ktf_node_is_plain_field(left) ? left->suffixes : 0;
	if (!p->top || (top->strength != KTF_WAIT_RELATION && top->strength != KTF_WAIT_BITS))
		return false;
	if (top->strength == KTF_WAIT_RELATION && ktf_rel_is_glob(top->op))
		return true;
	if (!ktf_node_is_plain_field(left))
		return false;
	if (top->strength == KTF_WAIT_BITS && top->op != KTAP_FILTER_CELL_AND)
		return false;
	return p->lx.stock || left->suffixes & KTF_SUFFIX_FUNCTION || ktf_lex_is_literal(&p->lx);
}

/**
 * ktf_parser_open - open a parenthesis
 * @p: the parser, behind the parenthesis.
 * @strength: enum ktf_strength, one that a ")" ends.
 * @op: what the ")" needs to know.
 * @pos: where the operand starts in the text.
 *
 * Context: any.
 * Return: KTF_OPERAND_DUE, or -EBADMSG.
 */
int ktf_parser_open(struct ktf_parser *p, u8 strength, u8 op, u32 pos)
{
	/* The stack has room only for the depth that ktf_lex_shape() counted. */
	if (++p->depth >= p->shape.depth)
		return ktf_parser_mistake(p, -EINVAL, KTF_ERR_NONE, 0);
	ktf_parser_push(p, strength, op, pos);
	return KTF_OPERAND_DUE;
}

/* A predicate starts here. ktf_lex_shape() has counted how many there can be. */
static int start_predicate(struct ktf_parser *p)
{
	if (p->operands++ >= p->shape.preds)
		return ktf_parser_too_many(p, p->lx.pos);
	if (p->ast->nr_preds >= KTF_MAX_INSNS)
		return ktf_parser_mistake(p, -E2BIG, KTF_ERR_TOO_MANY_PREDS, p->lx.pos);
	if (p->nots & 1)
		ktf_parser_push(p, KTF_WAIT_NOT, 0, p->lx.pos);
	p->nots = 0;
	return 0;
}

static int parse_unary(struct ktf_parser *p, u8 op)
{
	u32 pos = p->lx.pos - 1;

	if (ktf_parser_top(p) == KTF_WAIT_UNARY)
		return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, pos);
	ktf_parser_push(p, KTF_WAIT_UNARY, op, pos);
	return KTF_OPERAND_DUE;
}

/* Read an operand, of which the first character says what it is. */
static int parse_primary(struct ktf_parser *p, enum ktf_tok tok, bool value_due)
{
	switch (tok) {
	case KTF_TOK_NAME:
		if (value_due && isdigit(p->lx.text[p->lx.pos]))
			return ktf_parser_end_operand(p, ktf_parse_constant(p));
		if (cpus_are_due(p))
			return parse_stock_literal(p, 0);
		return ktf_parse_field(p, value_due);
	case KTF_TOK_CALL:
		return ktf_parse_call(p, value_due);
	case KTF_TOK_VARIABLE:
		return ktf_parse_variable(p, value_due);
	case KTF_TOK_LITERAL:
		return ktf_parser_end_operand(p, ktf_parse_constant(p));
	case KTF_TOK_NEGATIVE:
		return parse_unary(p, KTAP_FILTER_CELL_NEG);
	case KTF_TOK_INVERT:
		return parse_unary(p, KTAP_FILTER_CELL_INV);
	default:
		if (value_due)
			return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, p->lx.pos);
		return ktf_parser_mistake(p, -EPERM, KTF_ERR_NONE, 0);
	}
}

static int end_image(struct ktf_parser *p, int err)
{
	if (!err && p->nots & 1)
		err = ktf_parser_add_unary(p, KTF_NODE_NOT, 0, p->lx.pos);
	p->nots = 0;
	return err ?: KTF_OPERATOR_DUE;
}

/* Read "!", or a "(" which a "!" may stand before. */
static int parse_prefix(struct ktf_parser *p, enum ktf_tok tok, bool value_due)
{
	u32 pos = p->lx.pos - 1;
	u8 nots = p->nots;

	if (tok == KTF_TOK_NOT && value_due)
		return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, pos);
	if (tok == KTF_TOK_NOT) {
		p->nots = nots & 1 ? 2 : 1;
		return KTF_OPERAND_DUE;
	}
	p->nots = 0;
	if (nots)
		return ktf_parser_open(p, KTF_WAIT_PAREN_NOT, nots & 1, pos);
	return ktf_parser_open(p, KTF_WAIT_PAREN, value_due, pos);
}

/**
 * ktf_parse_operand - read what stands where an operand is due
 * @p: the parser.
 *
 * Context: may sleep. May move the nodes.
 * Return: enum ktf_due; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_operand(struct ktf_parser *p)
{
	bool value_due = value_is_due(p);
	enum ktf_tok tok;
	u32 suffixes;
	int err;

	if (literal_is_due(p, &suffixes))
		return parse_stock_literal(p, suffixes);
	tok = ktf_lex_operand(&p->lx);
	switch (tok) {
	case KTF_TOK_NOT:
	case KTF_TOK_OPEN:
		return parse_prefix(p, tok, value_due);
	case KTF_TOK_END:
		if (value_due)
			return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, p->lx.pos);
		return cut_short(p);
	case KTF_TOK_IMAGE:
		return end_image(p, parse_image(p));
	default:
		err = value_due ? 0 : start_predicate(p);
		return err ?: parse_primary(p, tok, value_due);
	}
}
