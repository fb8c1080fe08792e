// SPDX-License-Identifier: GPL-2.0
/*
 * The arrays behind the tree, which grow as it does.
 */
#include "lang/ast.h"
#include "prog/limits.h"

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

	if (ktf_grow((void **)&ast->nodes, &ast->cap, ast->nr_nodes + 1, sizeof(*node),
		     KTF_MAX_NODES))
		return NULL;
	node = &ast->nodes[ast->nr_nodes];
	node->kind = kind;
	node->first = ast->nr_nodes++;
	node->pred = ast->nr_preds;
	return node;
}

/**
 * ktf_ast_add_image - append an image's program
 * @ast: the tree.
 *
 * Context: may sleep. Moves the array.
 * Return: an empty program, the last one; NULL when there is no memory.
 */
struct ktf_portable *ktf_ast_add_image(struct ktf_ast *ast)
{
	if (ktf_grow((void **)&ast->images, &ast->cap_images, ast->nr_images + 1,
		     sizeof(*ast->images), KTF_MAX_NODES))
		return NULL;
	return &ast->images[ast->nr_images++];
}

/**
 * ktf_ast_free - free what the tree holds
 * @ast: the tree; may be empty.
 *
 * Context: may sleep.
 */
void ktf_ast_free(struct ktf_ast *ast)
{
	while (ast->nr_images)
		ktf_portable_free(&ast->images[--ast->nr_images]);
	ktf_free(ast->images);
	ktf_free(ast->nodes);
	memset(ast, 0, sizeof(*ast));
}
