/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tree of an expression, as an array in postfix order.
 *
 * A node comes right after its operands. A predicate takes three nodes: its field, its
 * constant and the comparison of both. For example,
 *
 *	a == 1 && (b == 2 || !c == 3)
 *
 * is stored as follows, where the second and the third predicate are shown as one node each:
 *
 *	  0    1   2     3     4     5     6    7
 *	 a    1   ==   b==2  c==3   !     ||   &&
 *
 * The right operand of the node at i ends at i - 1. Each node knows the first node of its
 * subtree (@first), and the left operand ends right before the first node of the right one.
 * So no links are needed. A pass over a tree of any depth is a loop without a stack: upwards
 * it sees operands before their operator, downwards the operator before its operands. The
 * deepest expression costs no more than the flattest.
 *
 * An image may stand where a predicate may. It is one node, but it counts as many predicates
 * as it has instructions. Only the targets of these instructions say how they belong together.
 *
 * A predicate compares two operands. In the stock engine's language the left operand is a field
 * and the right one a constant. In the whole language both are value expressions, which have
 * nodes in postfix order as well: (a + 1) * 2 < b is
 *
 *	a  1  +  2  *  b  <
 *
 * An operator that the stock engine does not know has one more node, LEFT, between its operands,
 * so that an operator that does not fit the left operand is a mistake further left than any in
 * the right one. A value that stands alone is compared by the relation TRUE. A set is lowered
 * where it is parsed, if its members are texts: s in {"a", "b"} has the tree of s == "a" ||
 * s == "b". A set of numbers is an operand of the relation IN, with a node for each member.
 *
 * A mistake that the parser finds becomes the last node (KTF_NODE_ERROR). Semantic analysis
 * visits the nodes in order and stops at the first mistake. So the leftmost of several
 * mistakes is reported, as the kernel has always done.
 */
#ifndef _KTF_AST_H
#define _KTF_AST_H

#include "lang/functions.h"
#include "lang/lex.h"
#include "prog/env.h"
#include "prog/err.h"
#include "prog/portable.h"

/* What is compared with an end of a range: @op of a COMPARE whose right operand is a MEMBER. */
#define KTF_BOUND_END		0x1	/* it is the greatest value, not the least one */
#define KTF_BOUND_LONG		0x2	/* it is an address that is two numbers */
#define KTF_BOUND_SECOND	0x4	/* the second of these is compared */

enum ktf_node_kind {
	KTF_NODE_FIELD,		/* a name; or a number that may be one */
	KTF_NODE_VALUE,		/* a constant */
	KTF_NODE_VARIABLE,
	KTF_NODE_LEFT,		/* the operand before it is the left one of an operator */
	KTF_NODE_BINARY,
	KTF_NODE_UNARY,
	KTF_NODE_CALL,
	KTF_NODE_ELEMENT,
	KTF_NODE_MEMBER,	/* of a set */
	KTF_NODE_COMPARE,
	KTF_NODE_IMAGE,
	KTF_NODE_NOT,
	KTF_NODE_AND,
	KTF_NODE_OR,
	KTF_NODE_ERROR,
};

/**
 * struct ktf_node - one node
 * @kind: enum ktf_node_kind.
 * @rel: of VALUE and COMPARE: enum ktf_rel.
 * @suffixes: of FIELD and VALUE: KTF_SUFFIX_ bits of the field's name.
 * @op: of LEFT, BINARY and UNARY: enum ktap_filter_cell_op; of CALL: enum ktf_function; of
 *	FIELD: the name stands where a value is due, so it may be the name of a constant; of
 *	VALUE: it is a member of a set of texts; of
 *	VARIABLE: enum ktf_variable; of a COMPARE by the relation TERM: enum ktf_term, and with
 *	a MEMBER: KTF_BOUND_ bits.
 *	Of COMPARE, set by analysis: enum ktap_filter_op.
 * @flags: of COMPARE, set by analysis: KTAP_FILTER_NOT, _USER, _ADDR.
 * @first: index of the first node of the subtree that ends with this node.
 * @pred: number of the subtree's first predicate, counted from 0 over the whole text.
 * @pos: offset in the text, bytes; of an operand in parentheses, of its first parenthesis.
 * @len: length in the text, bytes.
 * @at: of an operator or a relation, where it stands in the text. Of FIELD and of the relation
 *	HAS, where the name starts. Of the relation TRUE, where a relation could stand.
 * @to: set by code generation: the targets when the subtree is false and when it is true.
 * @value: of VALUE, MEMBER and the relations TERM and UNDER: the constant as written; of FIELD:
 *	its name; of VARIABLE: its name with the "$".
 * @image: of IMAGE: index into @images of struct ktf_ast.
 * @field: of COMPARE, set by analysis: index of the field's relocation.
 * @func: of COMPARE, set by analysis: number of the function that it names, counted
 *	from 1; 0 if it names none.
 * @imm: of COMPARE, set by analysis: the constant as an instruction holds it.
 */
struct ktf_node {
	u8	kind;
	u8	rel;
	u8	suffixes;
	u8	op;
	u8	flags;
	u32	first;
	u32	pred;
	u32	pos;
	u32	len;
	u32	at;
	u16	to[2];
	union {
		struct ktf_value	value;
		u32			image;
		struct {
			u16	field;
			u32	func;
			u64	imm;
		};
	};
};

/**
 * struct ktf_ast - a tree
 * @text: the text that was parsed; not owned.
 * @stock: it was parsed in the stock engine's language.
 * @stop: offset in the text where the parser stopped: at its end, or at a mistake.
 * @nodes: the nodes.
 * @nr_nodes: how many nodes there are.
 * @cap: how many nodes there is room for.
 * @nr_preds: number of comparisons, plus the number of instructions of all images.
 * @images: the programs of the images.
 * @nr_images: how many images there are.
 * @cap_images: how many images there is room for.
 * @error: the parser's mistake, if the last node is a KTF_NODE_ERROR.
 */
struct ktf_ast {
	const char	*text;
	bool		stock;
	u32		stop;
	struct ktf_node	*nodes;
	u32		nr_nodes;
	u32		cap;
	u32		nr_preds;
	struct ktf_portable	*images;
	u32		nr_images;
	u32		cap_images;
	struct ktf_diag	error;
};

/* Index of the root of the left operand of the AND or OR at @i; the right one's is @i - 1. */
static inline u32 ktf_ast_left(const struct ktf_ast *ast, u32 i)
{
	return ast->nodes[i - 1].first - 1;
}

/* Is the subtree that ends with the node a value, and no predicate? */
static inline bool ktf_node_is_value(const struct ktf_node *node)
{
	return node->kind < KTF_NODE_COMPARE;
}

/* Is it a field alone, without parentheses or an index? */
static inline bool ktf_node_is_plain_field(const struct ktf_node *node)
{
	return node && node->kind == KTF_NODE_FIELD && node->pos == node->at &&
	       !(node->suffixes & (KTF_SUFFIX_INDEX | KTF_SUFFIX_SYM));
}

/* Is it a constant of the stock engine's language that stands without parentheses? */
static inline bool ktf_node_is_literal(const struct ktf_node *node)
{
	return node->kind == KTF_NODE_VALUE && node->pos == node->at &&
	       node->value.kind != KTF_VAL_CALL;
}

/* Is it a function of a name that is looked up where the filter is installed? */
static inline bool ktf_value_is_name(const struct ktf_value *val)
{
	return val->kind == KTF_VAL_CALL &&
	       (val->fn == KTF_FUNCTION_syscall || val->fn == KTF_FUNCTION_cgroup);
}

/* Has a function a second argument? It is a constant, with a LEFT of no operator before it. */
static inline bool ktf_node_has_second(const struct ktf_ast *ast, const struct ktf_node *call)
{
	return call - ast->nodes >= call->first + 3 && call[-1].kind == KTF_NODE_VALUE &&
	       call[-2].kind == KTF_NODE_LEFT && !call[-2].op;
}

struct ktf_node *ktf_ast_add(struct ktf_ast *ast, u8 kind);
struct ktf_portable *ktf_ast_add_image(struct ktf_ast *ast);
void ktf_ast_free(struct ktf_ast *ast);

#endif /* _KTF_AST_H */
