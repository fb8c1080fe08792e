/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tree of an expression, as an array in postfix order.
 *
 * A node comes right after its operands, so that
 *
 *	a == 1 && (b == 2 || !c == 3)
 *
 * is stored as (one predicate abbreviated to three nodes once, to one after)
 *
 *	  0    1   2     3     4     5     6    7     8
 *	 a    1   ==   b==2  c==3   !     ||   &&
 *
 * The right operand of the node at i ends at i - 1; the left one ends right
 * before the right one's first node, and each node knows the first node of its
 * subtree. So there are no links, a pass over a tree of any depth is a loop
 * without a stack (upwards: operands first; downwards: parents first), and the
 * deepest expression costs no more than the flattest.
 *
 * An image stands where a predicate can. It is one node, but has as many predicates
 * as it has instructions, and nothing is known of how they belong together but what
 * their targets say.
 *
 * A predicate is a comparison of two operands, each of which has a node. Today
 * the left one is a field and the right one a constant; arithmetic, a second
 * field, sets and functions would be other kinds of operand nodes.
 *
 * A mistake that the parser finds is a node too (KTF_NODE_ERROR), the last one.
 * Semantic analysis goes through the nodes in order and stops at the first
 * thing wrong, so that of several mistakes the leftmost is told, as ever.
 */
#ifndef _KTF_AST_H
#define _KTF_AST_H

#include "prog/env.h"
#include "prog/err.h"
#include "lang/lex.h"
#include "prog/portable.h"

enum ktf_node_kind {
	KTF_NODE_FIELD,
	KTF_NODE_VALUE,
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
 * @suffixes: of VALUE: KTF_SUFFIX_ bits of the field's name.
 * @first: the first node of the subtree that ends here.
 * @pred: ordinal of that subtree's first predicate.
 * @pos: where it stands in the text.
 * @len: how long it is there, bytes.
 * @to: set by code generation: where to go when false, when true.
 * @value: of VALUE: the constant as written.
 * @image: of IMAGE: its number among the images.
 * @op: of COMPARE, set by analysis: enum ktap_filter_op.
 * @flags: of COMPARE, set by analysis: KTAP_FILTER_NOT and the like.
 * @field: of COMPARE, set by analysis: index of the field's relocation.
 * @func: of COMPARE, set by analysis: the number of the function that it names, or 0.
 * @imm: of COMPARE, set by analysis: the constant as the instruction has it.
 */
struct ktf_node {
	u8	kind;
	u8	rel;
	u8	suffixes;
	u32	first;
	u32	pred;
	u32	pos;
	u32	len;
	u16	to[2];
	union {
		struct ktf_value	value;
		u32			image;
		struct {
			u8	op;
			u8	flags;
			u16	field;
			u32	func;
			u64	imm;
		};
	};
};

/**
 * struct ktf_ast - a tree
 * @text: what it was made from.
 * @stop: where the parser stopped: at the text's end, or where it saw a mistake.
 * @nodes: the nodes.
 * @nr_nodes: how many.
 * @cap: how many there is room for.
 * @nr_preds: how many of them are comparisons, and instructions of images.
 * @images: the images' programs.
 * @nr_images: how many.
 * @cap_images: how many there is room for.
 * @error: the parser's mistake, which the last node stands for.
 */
struct ktf_ast {
	const char	*text;
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

/* The root of the left operand of the AND or OR at @i; the right one is i - 1. */
static inline u32 ktf_ast_left(const struct ktf_ast *ast, u32 i)
{
	return ast->nodes[i - 1].first - 1;
}

struct ktf_node *ktf_ast_add(struct ktf_ast *ast, u8 kind);
struct ktf_portable *ktf_ast_add_image(struct ktf_ast *ast);
void ktf_ast_free(struct ktf_ast *ast);

#endif /* _KTF_AST_H */
