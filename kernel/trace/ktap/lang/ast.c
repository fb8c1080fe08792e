// SPDX-License-Identifier: GPL-2.0
/*
 * The arrays of the tree of an expression.
 *
 * The parser does not know in advance how many nodes and images a text has, so it appends
 * them one by one. ktf_grow() makes a full array larger and moves it. Nodes therefore refer
 * to each other by index and never by pointer.
 */
#include "lang/ast.h"
#include "prog/limits.h"

/**
 * ktf_ast_add - append a node
 * @ast: the tree.
 * @kind: enum ktf_node_kind.
 *
 * The new node is a subtree of its own: @first is its own index, and @pred is the number of
 * predicates so far. The caller that adds an operator sets both to those of its left operand.
 *
 * Context: may sleep. May move the array: pointers to nodes do not stay valid.
 * Return: the node, zero but for @kind, @first and @pred; NULL if there is no memory, or
 * if the tree has KTF_MAX_NODES nodes already.
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
 * ktf_ast_add_image - append an empty program for an image
 * @ast: the tree.
 *
 * Context: may sleep. May move the array: pointers to programs do not stay valid.
 * Return: the program, which is the last one of @ast->images; NULL if there is no memory, or
 * if the tree has KTF_MAX_NODES images already.
 */
struct ktf_portable *ktf_ast_add_image(struct ktf_ast *ast)
{
	if (ktf_grow((void **)&ast->images, &ast->cap_images, ast->nr_images + 1,
		     sizeof(*ast->images), KTF_MAX_NODES))
		return NULL;
	return &ast->images[ast->nr_images++];
}

/**
 * ktf_ast_free - free the arrays of a tree, and the programs of its images
 * @ast: the tree, perhaps empty or half built; is empty afterwards. The struct itself is
 *	the caller's.
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
