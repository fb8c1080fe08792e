// SPDX-License-Identifier: GPL-2.0
/*
 * From the tree to instructions.
 *
 * Each predicate becomes one instruction, in the order of the text. "&&", "||"
 * and "!" become none: they only say where predicates go. Every node is told
 * where to go when it is true and when it is false, and tells its operands:
 *
 *	node		operand	when true		when false
 *	!x		x	where ! goes if false	where ! goes if true
 *	x && y		x	y's first predicate	where && goes if false
 *			y	where && goes if true	where && goes if false
 *	x || y		x	where || goes if true	y's first predicate
 *			y	where || goes if true	where || goes if false
 *
 * The root goes to the verdicts. Since parents are told before their operands,
 * and the tree is in postfix order, this is one loop from the last node to the
 * first. A target is a predicate or a verdict from the start, so there is never
 * a jump to a jump; and it is always further on in the text, so every program
 * ends. Example, "a && !(!b || (c && g)) || d || e && !f", T and F the verdicts:
 *
 *	0: a	true 1	false 4		3: g	true 4	false T
 *	1: b	true 2	false 4		4: d	true T	false 5
 *	2: c	true 3	false T		5: e	true 6	false F
 *					6: f	true F	false T
 *
 * Visiting order is left to right, and nothing is visited whose outcome cannot
 * matter, which the kernel's start-up test looks at.
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

static u16 in_whole(const struct ktf_node *node, u16 target)
{
	if (target == KTAP_FILTER_REJECT)
		return node->to[0];
	return target == KTAP_FILTER_ACCEPT ? node->to[1] : target + node->pred;
}

/*
 * An image's instructions go where it says, and from its verdicts to where the node
 * goes. If it is all there is, the source that they come from is the image's.
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
 * ktf_gen - emit a program
 * @ast: a tree that ktf_sema() found nothing wrong with.
 * @prog: has the relocations and constants already; gets the instructions.
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
