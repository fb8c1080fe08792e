// SPDX-License-Identifier: GPL-2.0
/*
 * The tree of a filter: operators, and predicates with their types.
 *
 *	and
 *	|-- 0: LT next_prio 100        signed of 32 bits
 *	`-- or
 *	    |-- 1: BITS cpu 1          the running CPU's number
 *	    `-- not
 *	        `-- 2: STR_EQ ...
 *
 * Operators of one kind in a row are one node: that is how people read them. Only generated
 * filters have deep trees; below the depth that fits on a terminal, dots are printed.
 */
#include <stdlib.h>

#include "explain/print.h"
#include "explain/put.h"
#include "prog/ops.h"
#include "utf8.h"

#define MAX_DEPTH	24
#define TYPE_COLUMN	50

struct tree {
	const struct ktf_explain	*x;
	FILE				*out;
	char				prefix[4 * MAX_DEPTH + 1];
};

static int print_node(struct tree *t, u32 node, u32 depth);

/*
 * Describe what a predicate looks at. Its cells may name several fields, so they have no type. A
 * state term looks at nothing.
 */
static void type_of(const struct ktf_explain *x, u32 nr, char *type, u32 bytes)
{
	const struct ktf_pred *pred = &x->prog.insns[nr];

	switch (ktf_op_info[pred->op].format) {
	case KTF_FMT_NONE:
		snprintf(type, bytes, "of a field that the event lacks");
		break;
	case KTF_FMT_CELLS:
	case KTF_FMT_ARG:
	case KTF_FMT_PAIR:
	case KTF_FMT_ARGS:
	case KTF_FMT_GROUP:
		*type = '\0';
		break;
	default:
		ktf_explain_type(&x->prog.fields[pred->field], type, bytes);
	}
}

static int print_leaf(struct tree *t, u32 nr, u32 depth)
{
	char *text = ktf_predicate_text(&t->x->prog, nr);
	char type[64];
	int width;

	if (!text)
		return -ENOMEM;
	type_of(t->x, nr, type, sizeof(type));
	width = fprintf(t->out, "%u: ", nr) + 4 * (int)depth + utf8_columns(text, strlen(text));
	fprintf(t->out, "%s%*s  %s\n", text, max(TYPE_COLUMN - width, 0), "", type);
	free(text);
	return 0;
}

/* The source does not show the operators inside an image, only its instructions. */
static int print_image(struct tree *t, const struct ktf_node *node)
{
	u32 nr = t->x->ast.images[node->image].nr_insns;

	fprintf(t->out, nr > 1 ? "%u-%u: an image\n" : "%u: an image\n", node->pred,
		node->pred + nr - 1);
	return 0;
}

/* @last: this is the operator's last operand. */
static int print_operand(struct tree *t, u32 node, u32 depth, bool last)
{
	char *prefix = t->prefix + 4 * depth;
	int err;

	fprintf(t->out, "  %s%s", t->prefix, last ? "`-- " : "|-- ");
	memcpy(prefix, last ? "    " : "|   ", 5);
	err = print_node(t, node, depth + 1);
	*prefix = 0;
	return err;
}

static int print_operator(struct tree *t, u32 node, u32 depth)
{
	static const char * const name[] = {
		[KTF_NODE_NOT] = "not", [KTF_NODE_AND] = "and", [KTF_NODE_OR] = "or",
	};
	u32 *operand, nr, i;
	int err = 0;

	fprintf(t->out, "%s\n", name[t->x->ast.nodes[node].kind]);
	operand = ktf_alloc(array_size(t->x->ast.nr_preds + 1, sizeof(*operand)));
	if (!operand)
		return -ENOMEM;
	nr = ktf_explain_operands(&t->x->ast, node, operand);
	for (i = 0; i < nr && !err; i++)
		err = print_operand(t, operand[i], depth, i == nr - 1);
	ktf_free(operand);
	return err;
}

static int print_node(struct tree *t, u32 node, u32 depth)
{
	const struct ktf_node *n = &t->x->ast.nodes[node];

	if (n->kind == KTF_NODE_COMPARE)
		return print_leaf(t, n->pred, depth);
	if (n->kind == KTF_NODE_IMAGE)
		return print_image(t, n);
	if (depth < MAX_DEPTH)
		return print_operator(t, node, depth);
	fputs("...\n", t->out);
	return 0;
}

/**
 * ktf_explain_print_tree - print the tree of a filter
 * @x: the explanation; @has_tree is true.
 * @out: the stream.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_explain_print_tree(const struct ktf_explain *x, FILE *out)
{
	struct tree t = { .x = x, .out = out };

	fputs("\nTree\n  ", out);
	return print_node(&t, x->ast.nr_nodes - 1, 0);
}
