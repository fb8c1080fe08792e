/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of the parser, which its files share. See lang/parse.c.
 */
#ifndef _KTF_PARSER_H
#define _KTF_PARSER_H

#include "lang/parse.h"
#include "prog/limits.h"

/* What waits on the stack. A larger number binds more tightly. */
enum ktf_strength {
	KTF_WAIT_PAREN,
	KTF_WAIT_PAREN_NOT,	/* a "(" behind "!" */
	KTF_WAIT_CALL,		/* a "(" behind a function's name */
	KTF_WAIT_TERM,		/* a "(" behind the name of a term that has a value */
	KTF_WAIT_INDEX,		/* a "[" */
	KTF_WAIT_OR,
	KTF_WAIT_AND,
	KTF_WAIT_NOT,
	KTF_WAIT_RELATION,
	KTF_WAIT_BITS,
	KTF_WAIT_SUM,
	KTF_WAIT_PRODUCT,
	KTF_WAIT_UNARY,
};

/* One of each may wait on a level of parentheses, and one of these opens the level. */
#define KTF_ENTRIES_PER_LEVEL	(KTF_WAIT_UNARY - KTF_WAIT_OR + 2)

/* Brackets of indexes may nest in each other, but they are not counted before. */
#define KTF_MOST_INDEXES	KTF_MAX_VALUES

/**
 * struct ktf_waiting - an operator that waits for its right operand, or an open parenthesis
 * @strength: enum ktf_strength.
 * @op: of RELATION, enum ktf_rel; of BITS to UNARY, enum ktap_filter_cell_op; of CALL, enum
 *	ktf_function; of TERM, enum ktf_term; of PAREN, whether a value is due inside; of PAREN_NOT,
 *	whether an odd number of "!" stands before it.
 * @pos: where it stands in the text.
 */
struct ktf_waiting {
	u8	strength;
	u8	op;
	u32	pos;
};

/**
 * struct ktf_parser - the state of the parser
 * @ast: the tree.
 * @lx: the position in the text.
 * @shape: upper bounds of what the text can have.
 * @stack: what waits.
 * @top: how many entries wait.
 * @depth: how many of these are parentheses.
 * @indexes: how many are brackets.
 * @operands: how many predicates were begun.
 * @flags: KTF_PARSE_ bits.
 * @nots: number of "!" before the operand that is due: 0, 1 for any odd one, 2 for any even one.
 */
struct ktf_parser {
	struct ktf_ast		*ast;
	struct ktf_lexer	lx;
	struct ktf_shape	shape;
	struct ktf_waiting	*stack;
	u32			top;
	u32			depth;
	u32			indexes;
	u32			operands;
	u32			flags;
	u8			nots;
};

/* What is due next in the text. Functions that return it return negative values for errors. */
enum ktf_due { KTF_NOTHING_DUE, KTF_OPERAND_DUE, KTF_OPERATOR_DUE };

static inline struct ktf_node *ktf_parser_last(struct ktf_parser *p)
{
	return &p->ast->nodes[p->ast->nr_nodes - 1];
}

static inline u8 ktf_parser_top(struct ktf_parser *p)
{
	return p->top ? p->stack[p->top - 1].strength : KTF_WAIT_PAREN;
}

static inline void ktf_parser_push(struct ktf_parser *p, u8 strength, u8 op, u32 pos)
{
	p->stack[p->top++] = (struct ktf_waiting) { strength, op, pos };
}

/* lang/reduce.c */
int ktf_parser_mistake(struct ktf_parser *p, int err, u32 code, u32 pos);
int ktf_parser_add_unary(struct ktf_parser *p, u8 kind, u8 op, u32 at);
int ktf_parser_add_binary(struct ktf_parser *p, u8 kind, u8 op, u32 at);
bool ktf_parser_is_stock_bits(const struct ktf_ast *ast, const struct ktf_node *node);
void ktf_parser_count(struct ktf_parser *p, struct ktf_node *node, u8 rel);
int ktf_parser_make_predicate(struct ktf_parser *p);
int ktf_parser_add_compare(struct ktf_parser *p, const struct ktf_waiting *relation);
int ktf_parser_reduce(struct ktf_parser *p, u8 strength);

/* A mistake inside a predicate: its position is one column behind its place. */
static inline int ktf_parser_wrong(struct ktf_parser *p, u32 code, u32 pos)
{
	return ktf_parser_mistake(p, -EINVAL, code, pos + 1);
}

/* What does not belong where the parser is: an operator that does not mix, a second relation. */
static inline int ktf_parser_too_many(struct ktf_parser *p, u32 pos)
{
	return ktf_parser_mistake(p, -EPERM, KTF_ERR_TOO_MANY_PREDS, pos);
}

/* lang/operand.c */
struct ktf_node *ktf_parser_add_operand(struct ktf_parser *p, u8 kind, u32 pos);
int ktf_parser_add_value(struct ktf_parser *p, u8 kind, u32 pos, const struct ktf_value *val);
int ktf_parser_add_call(struct ktf_parser *p, u32 pos, u8 rel);
int ktf_parser_end_operand(struct ktf_parser *p, int err);
int ktf_parser_open(struct ktf_parser *p, u8 strength, u8 op, u32 pos);
int ktf_parse_constant(struct ktf_parser *p);
int ktf_parse_operand(struct ktf_parser *p);

/* lang/named.c */
int ktf_parse_field(struct ktf_parser *p, bool value_due);
int ktf_parse_variable(struct ktf_parser *p, bool value_due);
int ktf_parse_call(struct ktf_parser *p, bool value_due);

/* lang/set.c */
void ktf_lex_constant(struct ktf_lexer *lx, struct ktf_value *val);
int ktf_parse_set(struct ktf_parser *p);
int ktf_parse_group(struct ktf_parser *p);

#endif /* _KTF_PARSER_H */
