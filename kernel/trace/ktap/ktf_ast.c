// SPDX-License-Identifier: GPL-2.0
/*
 * The array behind the tree: it doubles when it is full.
 */
#include "ktf_ast.h"
#include "ktf_limits.h"

static int make_room(struct ktf_ast *ast)
{
	u32 cap = max(2 * ast->cap, 32U);
	struct ktf_node *nodes = ktf_alloc(array_size(cap, sizeof(*nodes)));

	if (!nodes)
		return -ENOMEM;
	if (ast->nodes)
		memcpy(nodes, ast->nodes, ast->nr_nodes * sizeof(*nodes));
	ktf_free(ast->nodes);
	ast->nodes = nodes;
	ast->cap = cap;
	return 0;
}

/**
 * ktf_ast_add - append a node
 * @ast: the tree.
 * @kind: enum ktf_node_kind.
 *
 * The node is its own subtree; whoever adds an operator sets @first and @pred.
 *
 * Context: may sleep. Moves the array: pointers to nodes do not stay valid.
 * Return: the node, all else zero; NULL when there is no memory.
 */
struct ktf_node *ktf_ast_add(struct ktf_ast *ast, u8 kind)
{
	struct ktf_node *node;

	if (ast->nr_nodes == ast->cap && make_room(ast))
		return NULL;
	node = &ast->nodes[ast->nr_nodes];
	memset(node, 0, sizeof(*node));
	node->kind = kind;
	node->first = ast->nr_nodes++;
	node->pred = ast->nr_preds;
	return node;
}

/**
 * ktf_ast_free - free the tree's nodes
 * @ast: the tree; may be empty.
 *
 * Context: may sleep.
 */
void ktf_ast_free(struct ktf_ast *ast)
{
	ktf_free(ast->nodes);
	memset(ast, 0, sizeof(*ast));
}
