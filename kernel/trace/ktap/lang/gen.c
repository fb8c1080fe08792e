// SPDX-License-Identifier: GPL-2.0
/*
 * From the tree to the instructions of a portable program.
 *
 * Each predicate becomes one instruction, in the order of the text. "&&", "||" and "!" become
 * no instruction: they only decide the targets of predicates. Every node has two targets, one
 * for each outcome, and gives targets to its operands:
 *
 *	node		operand	target if true		target if false
 *	!x		x	false target of !	true target of !
 *	x && y		x	y's first predicate	false target of &&
 *			y	true target of &&	false target of &&
 *	x || y		x	true target of ||	y's first predicate
 *			y	true target of ||	false target of ||
 *
 * The targets of the root are the verdicts. A node must have its targets before its operands
 * can get theirs, and the tree is in postfix order, so one loop from the last node to the
 * first does it. A target is a predicate or a verdict from the start, so there is never a
 * jump to a jump. A target is always further on in the text, so every program ends.
 *
 * Example, "a && !(!b || (c && g)) || d || e && !f", where T is accept and F is reject:
 *
 *	0: a	true 1	false 4		3: g	true 4	false T
 *	1: b	true 2	false 4		4: d	true T	false 5
 *	2: c	true 3	false T		5: e	true 6	false F
 *					6: f	true F	false T
 *
 * Predicates are evaluated from left to right, and a predicate whose outcome cannot matter is
 * not evaluated. The kernel's start-up test of filters depends on both.
 */
#include "lang/gen.h"

static void tell(struct ktf_node *node, u16 when_false, u16 when_true)
{
	node->to[0] = when_false;
	node->to[1] = when_true;
}

static void tell_operands(struct ktf_ast *ast, u32 i)
{
	struct ktf_node *node = &ast->nodes[i], *right = node - 1, *left;

	switch (node->kind) {
	case KTF_NODE_NOT:
		tell(right, node->to[1], node->to[0]);
		break;
	case KTF_NODE_AND:
		left = &ast->nodes[ktf_ast_left(ast, i)];
		tell(left, node->to[0], right->pred);
		tell(right, node->to[0], node->to[1]);
		break;
	case KTF_NODE_OR:
		left = &ast->nodes[ktf_ast_left(ast, i)];
		tell(left, right->pred, node->to[1]);
		tell(right, node->to[0], node->to[1]);
		break;
	}
}

/* The target in the whole program for a target within the image at @node. */
static u16 in_whole(const struct ktf_node *node, u16 target)
{
	if (target == KTAP_FILTER_REJECT)
		return node->to[0];
	return target == KTAP_FILTER_ACCEPT ? node->to[1] : target + node->pred;
}

/*
 * An instruction of an image keeps its targets within the image. Where its target is a verdict
 * of the image, it gets the target that the image's node has for this verdict. If the image is
 * the whole text, spans and source are the image's own.
 */
static void emit_image(struct ktf_ast *ast, const struct ktf_node *node,
		       struct ktf_portable *prog)
{
	struct ktf_portable *image = &ast->images[node->image];
	u32 i;

	for (i = 0; i < image->nr_insns; i++) {
		struct ktf_pred *insn = &prog->insns[node->pred + i];

		*insn = image->insns[i];
		insn->jf = in_whole(node, insn->jf);
		insn->jt = in_whole(node, insn->jt);
		prog->spans[node->pred + i] = ast->nr_nodes == 1 ? image->spans[i] :
			(struct ktf_span) { node->pos, node->len };
	}
	prog->is_image = ast->nr_nodes == 1;
	if (prog->is_image)
		swap(prog->source, image->source);
}

static void emit(const struct ktf_node *node, struct ktf_portable *prog)
{
	prog->insns[node->pred] = (struct ktf_pred) {
		.op	= node->op,
		.flags	= node->flags,
		.field	= node->field,
		.jf	= node->to[0],
		.jt	= node->to[1],
		.func	= node->func,
		.imm	= node->imm,
	};
	prog->spans[node->pred] = (struct ktf_span) { node->pos, node->len };
}

/**
 * ktf_gen - emit the instructions of a program
 * @ast: a tree that ktf_sema() accepted.
 * @prog: has relocations and constants already; gets instructions and spans.
 *
 * Context: may sleep.
 * Return: 0, -E2BIG for more than KTF_MAX_INSNS predicates, or -ENOMEM.
 */
int ktf_gen(struct ktf_ast *ast, struct ktf_portable *prog)
{
	u32 i = ast->nr_nodes;
	int err;

	err = ktf_portable_insns(prog, ast->nr_preds);
	if (err)
		return err;
	tell(&ast->nodes[i - 1], KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	while (i--) {
		if (ast->nodes[i].kind == KTF_NODE_COMPARE)
			emit(&ast->nodes[i], prog);
		else if (ast->nodes[i].kind == KTF_NODE_IMAGE)
			emit_image(ast, &ast->nodes[i], prog);
		else
			tell_operands(ast, i);
	}
	return 0;
}
