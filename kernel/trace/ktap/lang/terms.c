// SPDX-License-Identifier: GPL-2.0
/*
 * Terms: their table, and how they are read and analysed.
 *
 * A term is a predicate of one node, as it has no operands. The node keeps the argument as it is
 * written until the analysis replaces it by the number that an instruction holds.
 */
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

/* Read a positive number. */
static int read_number(struct ktf_parser *p, struct ktf_value *val)
{
	if (!isdigit(ktf_lex_next(&p->lx)))
		return ktf_parser_wrong(p, KTF_ERR_ARGUMENT, p->lx.pos);
	ktf_lex_member(&p->lx, val);
	return val->code ? ktf_parser_wrong(p, KTF_ERR_ARGUMENT, val->pos) : 0;
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
	struct ktf_value val;
	struct ktf_node *node;
	int err;

	p->lx.pos++;	/* the parenthesis */
	err = read_number(p, &val);
	if (err)
		return err;
	if (ktf_lex_next(&p->lx) != ')')
		return ktf_parser_wrong(p, KTF_ERR_ARGUMENT, p->lx.pos);
	p->lx.pos++;
	node = ktf_parser_add_operand(p, KTF_NODE_COMPARE, pos);
	if (!node)
		return -ENOMEM;
	node->op = term;
	node->value = val;
	ktf_parser_count(p, node, KTF_REL_TERM);
	return KTF_OPERATOR_DUE;
}

/**
 * ktf_sema_term - analyse a term
 * @a: the analysis.
 * @node: the term; gets its operation and its number.
 *
 * Context: any.
 * Return: 0; -EINVAL if the argument does not fit.
 */
int ktf_sema_term(struct ktf_analysis *a, struct ktf_node *node)
{
	const struct ktf_term_info *term = &ktf_terms[node->op];
	u32 pos = node->value.pos;
	struct ktf_big big;

	if (ktf_sema_literal(a, &node->value, &big) || !ktf_op_takes(term->op, big.mag))
		return ktf_wrong_at(a, KTF_ERR_ARGUMENT, pos);
	node->op = term->op;
	node->flags = 0;
	node->field = 0;
	node->func = 0;
	node->imm = big.mag;
	return 0;
}
