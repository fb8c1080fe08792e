// SPDX-License-Identifier: GPL-2.0
/*
 * Semantic analysis: names become fields, values become constants, relations become operations.
 *
 * This is one walk over the tree in postfix order, which is the order of the text. The walk
 * looks up a field, checks the value against the field, and gives the comparison its operation.
 * It ends at the first mistake, found here or by the parser, which left its mistake as the last
 * node. Predicates do not depend on each other, so a caller that wants to report every mistake
 * can continue with the next predicate (ktf_sema_from()).
 *
 * Predicates in the stock engine's form are analysed by lang/stock.c, all others by
 * lang/expression.c and lang/relation.c.
 */
#include "lang/analysis.h"
#include "lang/sema.h"

/* Is the comparison at @node of the stock engine's form, on a field that the event has? */
static bool is_stock(const struct ktf_analysis *a, const struct ktf_node *node)
{
	u32 i = node - a->ast->nodes;

	return !a->ex.lacks_field && i < a->ast->nr_nodes && node->kind == KTF_NODE_COMPARE &&
	       node->first + 2 == i && node->rel < KTF_REL_IN && ktf_node_is_literal(&node[-1]) &&
	       ktf_node_is_plain_field(&node[-2]);
}

static int analyse_node(struct ktf_analysis *a, struct ktf_node *node)
{
	switch (node->kind) {
	case KTF_NODE_FIELD:
		return is_stock(a, node + 2) ? ktf_sema_field(a, node) : ktf_sema_operand(a, node);
	case KTF_NODE_VALUE:
		return is_stock(a, node + 1) ? ktf_sema_value(a, node) : ktf_sema_operand(a, node);
	case KTF_NODE_COMPARE:
		return is_stock(a, node) ? 0 : ktf_sema_relation(a, node);
	case KTF_NODE_IMAGE:
		if (ktf_portable_merge(a->prog, &a->ast->images[node->image], a->diag))
			return a->diag->err;
		return 0;
	case KTF_NODE_ERROR:
		*a->diag = a->ast->error;
		return a->diag->err;
	case KTF_NODE_NOT:
	case KTF_NODE_AND:
	case KTF_NODE_OR:
		return 0;
	default:
		return ktf_sema_operand(a, node);
	}
}

/* Do nodes of a predicate, an image or a mistake start here, behind a whole predicate? */
static bool starts_operand(const struct ktf_node *node)
{
	return ktf_node_is_value(node) || node->kind == KTF_NODE_IMAGE ||
	       node->kind == KTF_NODE_ERROR ||
	       (node->kind == KTF_NODE_COMPARE &&
		(node->rel == KTF_REL_HAS || node->rel == KTF_REL_TERM));
}

/*
 * Go from a mistake to the node where the next predicate, image or mistake starts. The mistake may
 * be at the predicate's last node, its comparison.
 */
static void skip_predicate(const struct ktf_ast *ast, u32 *at)
{
	(*at)--;
	while (*at < ast->nr_nodes && ktf_node_is_value(&ast->nodes[*at]))
		(*at)++;
	do
		(*at)++;
	while (*at < ast->nr_nodes && !starts_operand(&ast->nodes[*at]));
	*at = min(*at, ast->nr_nodes);
}

/**
 * ktf_sema_from - analyse a tree for an event, starting at a given predicate
 * @ast: a tree from ktf_parse(); its comparisons get operation, field and constant.
 * @at: index of the node to start at: 0, or the value that the last call left. Gets the index
 *	of the node where the next operand starts (a field, an image or the parser's mistake),
 *	or the number of nodes if there is none.
 * @stop: gets the index of the node at which a mistake was found.
 * @schema: the event.
 * @prog: gets the relocations and the constants. The caller frees it by
 *	ktf_portable_free(), after a failure too.
 * @diag: gets the leftmost mistake from @at on, found by the parser or here.
 *
 * Context: may sleep.
 * Return: as ktf_sema().
 */
int ktf_sema_from(struct ktf_ast *ast, u32 *at, u32 *stop, const struct ktf_schema *schema,
		  struct ktf_portable *prog, struct ktf_diag *diag)
{
	struct ktf_analysis *a = ktf_alloc(sizeof(*a));
	int err = 0;

	if (!a)
		return ktf_fail(diag, -ENOMEM, KTF_ERR_NONE, 0);
	a->ast = ast;
	a->schema = schema;
	a->prog = prog;
	a->diag = diag;
	while (*at < ast->nr_nodes && !err)
		err = analyse_node(a, &ast->nodes[(*at)++]);
	*stop = *at - 1;
	if (err)
		skip_predicate(ast, at);
	ktf_free(a);
	return err;
}

/**
 * ktf_sema - analyse a tree for an event
 * @ast: a tree from ktf_parse(); its comparisons get operation, field and constant.
 * @schema: the event.
 * @prog: gets the relocations and the constants. The caller frees it by
 *	ktf_portable_free(), after a failure too.
 * @diag: gets the leftmost mistake, found by the parser or here.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL, -EPERM or -E2BIG for a mistake in the text; -EACCES if a restricted
 * filter has an image, a kernel string or a function; -ENOMEM.
 */
int ktf_sema(struct ktf_ast *ast, const struct ktf_schema *schema,
	     struct ktf_portable *prog, struct ktf_diag *diag)
{
	u32 at = 0, stop;

	return ktf_sema_from(ast, &at, &stop, schema, prog, diag);
}
