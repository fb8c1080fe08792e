// SPDX-License-Identifier: GPL-2.0
/*
 * What a program does, as data for the printers.
 *
 * The program comes as an image, read or just compiled. So there is one way to explain a
 * program, and it only explains programs that can be loaded. For an event, the program is
 * linked, lowered and folded as the kernel does it.
 *
 * An image has no tree, but it may have its source. The source is parsed without an event.
 * The comparisons then take their meaning from the instructions, one by one in the order of
 * the text, if both name the same field at the same place. Finally the tree has to generate
 * the program's targets. If the source belongs to another program, one of these steps fails,
 * and no tree is shown.
 */
#include "explain/explain.h"
#include "fold.h"
#include "ktf_build.h"
#include "lang/gen.h"
#include "lang/parse.h"
#include "prog/image.h"
#include "prog/ops.h"
#include "prog/variables.h"
#include "vm/lowering.h"

/* May a predicate have become FALSE: by a has() of its field, or as no number is several CPUs? */
static bool may_be_false(const struct ktf_ast *ast)
{
	const struct ktf_node *node;

	for (node = ast->nodes; node < ast->nodes + ast->nr_nodes; node++)
		if (node->rel == KTF_REL_HAS ||
		    (node->kind == KTF_NODE_VALUE && node->value.kind == KTF_VAL_CPUS))
			return true;
	return false;
}

/* Do the comparison at @node and instruction @nr have the same span and field? */
static bool same_place(const struct ktf_explain *x, const struct ktf_node *node, u32 nr)
{
	const struct ktf_pred *pred = &x->prog.insns[nr];
	const struct ktf_span *span = &x->prog.spans[nr];
	const struct ktf_node *field = &x->ast.nodes[node->first];
	const char *name;

	if (field->kind == KTF_NODE_VALUE)	/* a constant on the left */
		field++;
	if (node->pos != span->pos || node->len != span->len)
		return false;
	switch (ktf_op_info[pred->op].format) {
	case KTF_FMT_NONE:
		return may_be_false(&x->ast);
	case KTF_FMT_CELLS:
	case KTF_FMT_FIELD:
	case KTF_FMT_ARG:
	case KTF_FMT_PAIR:
	case KTF_FMT_ARGS:
	case KTF_FMT_GROUP:
		return true;
	}
	name = x->prog.pool + x->prog.fields[pred->field].name;
	return (field->kind == KTF_NODE_FIELD || field->kind == KTF_NODE_VARIABLE) &&
	       strlen(name) == field->value.len &&
	       !memcmp(name, x->prog.source + field->value.in, field->value.len);
}

/* Does an image in the source have the same opcodes and flags as its instructions? */
static bool same_image(const struct ktf_explain *x, const struct ktf_node *node)
{
	const struct ktf_portable *image = &x->ast.images[node->image];
	const struct ktf_pred *pred = &x->prog.insns[node->pred];
	u32 i;

	for (i = 0; i < image->nr_insns; i++, pred++)
		if (pred->op != image->insns[i].op || pred->flags != image->insns[i].flags)
			return false;
	return true;
}

static bool take_meaning(struct ktf_explain *x)
{
	struct ktf_node *node = x->ast.nodes;

	if (x->ast.nr_preds != x->prog.nr_insns)
		return false;
	for (; node < x->ast.nodes + x->ast.nr_nodes; node++) {
		if (node->kind == KTF_NODE_ERROR ||
		    (node->kind == KTF_NODE_IMAGE && !same_image(x, node)))
			return false;
		if (node->kind != KTF_NODE_COMPARE)
			continue;
		if (!same_place(x, node, node->pred))
			return false;
		node->op = x->prog.insns[node->pred].op;
		node->flags = x->prog.insns[node->pred].flags;
		node->field = x->prog.insns[node->pred].field;
		node->imm = x->prog.insns[node->pred].imm;
	}
	return x->ast.nr_preds;
}

static bool same_targets(const struct ktf_portable *a, const struct ktf_portable *b)
{
	u32 i;

	for (i = 0; i < a->nr_insns; i++)
		if (a->insns[i].jt != b->insns[i].jt || a->insns[i].jf != b->insns[i].jf)
			return false;
	return true;
}

static int make_tree(struct ktf_explain *x)
{
	struct ktf_portable made = { };
	struct ktf_diag diag = { };
	int err;

	if (!x->prog.source)
		return 0;
	if (ktf_parse(x->prog.source, 0, &x->ast, &diag))
		return diag.err == -ENOMEM ? diag.err : 0;
	if (!take_meaning(x))
		return 0;
	err = ktf_gen(&x->ast, &made);
	x->has_tree = !err && same_targets(&made, &x->prog);
	ktf_portable_free(&made);
	return err == -ENOMEM ? err : 0;
}

static int take_fields(struct ktf_explain *x, const struct ktf_schema *schema)
{
	const char *name;
	u32 i;

	x->live = ktf_alloc(array_size(x->prog.nr_fields + 1, sizeof(*x->live)));
	if (!x->live)
		return -ENOMEM;
	for (i = 0; i < x->prog.nr_fields; i++) {
		name = x->prog.pool + x->prog.fields[i].name;
		if (ktf_find_named(schema, name, strlen(name), &x->live[i]))
			return -ENOMEM;
	}
	return 0;
}

static int make_runnable(struct ktf_explain *x, const void *image, u32 bytes,
			 const struct ktf_schema *schema, struct ktf_diag *diag)
{
	u32 i;

	if (ktf_image_decode(image, bytes, &x->folded, diag))
		return diag->err;
	for (i = 0; i < x->folded.nr_insns; i++)
		x->folded.spans[i].pos = i;
	x->run = ktf_load(&x->folded, schema, diag);
	if (IS_ERR(x->run)) {
		x->run = NULL;
		return diag->err;
	}
	return ktf_fold(&x->folded) ? ktf_fail(diag, -ENOMEM, KTF_ERR_NONE, 0) : 0;
}

/**
 * ktf_explain_init - explain a program
 * @x: gets the explanation; free it with ktf_explain_free(), also on failure.
 * @image: the program's image.
 * @bytes: the image's size.
 * @schema: the event to explain the program for; NULL for none.
 * @event: the event's name; it must live as long as @x.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0, or the errno of ktf_image_decode() or ktf_load().
 */
int ktf_explain_init(struct ktf_explain *x, const void *image, u32 bytes,
		     const struct ktf_schema *schema, const char *event, struct ktf_diag *diag)
{
	int err;

	memset(x, 0, sizeof(*x));
	err = ktf_image_decode(image, bytes, &x->prog, diag);
	if (!err && schema)
		err = make_runnable(x, image, bytes, schema, diag);
	if (err)
		return err;
	x->event = event;
	err = make_tree(x);
	if (!err && schema)
		err = take_fields(x, schema);
	if (!err)
		err = ktf_cost_portable(&x->prog, &x->portable);
	if (!err && x->run)
		err = ktf_cost_runnable(x->run, &x->runnable);
	return err ? ktf_fail(diag, err, KTF_ERR_NONE, 0) : 0;
}

/**
 * ktf_explain_free - free an explanation, but not the struct itself
 * @x: the explanation.
 *
 * Context: may sleep.
 */
void ktf_explain_free(struct ktf_explain *x)
{
	ktf_portable_free(&x->prog);
	ktf_portable_free(&x->folded);
	ktf_ast_free(&x->ast);
	ktf_free(x->live);
	ktf_free(x->run);
	memset(x, 0, sizeof(*x));
}

/**
 * ktf_explain_piece - get the piece of the source that an instruction was compiled from
 * @x: the explanation.
 * @nr: the instruction's number.
 * @len: gets the length of the piece in bytes.
 *
 * Context: any.
 * Return: the start of the piece; NULL without a source.
 */
const char *ktf_explain_piece(const struct ktf_explain *x, u32 nr, u32 *len)
{
	*len = x->prog.source ? x->prog.spans[nr].len : 0;
	return x->prog.source ? x->prog.source + x->prog.spans[nr].pos : NULL;
}

/**
 * ktf_explain_is_left - is an instruction left after folding?
 * @x: the explanation.
 * @nr: the instruction's number.
 *
 * Context: any.
 * Return: true if the instruction is left, or if there is no event.
 */
bool ktf_explain_is_left(const struct ktf_explain *x, u32 nr)
{
	u32 i;

	for (i = 0; i < x->folded.nr_insns; i++)
		if (x->folded.spans[i].pos == nr)
			return true;
	return !x->run;
}

/**
 * ktf_explain_first_insn - find the first runnable instruction of a folded one
 * @x: the explanation, with an event.
 * @nr: the instruction's number in @x->folded.
 *
 * Context: any.
 * Return: the number of the first runnable instruction.
 */
u32 ktf_explain_first_insn(const struct ktf_explain *x, u32 nr)
{
	const struct ktf_pred *pred = x->folded.insns;
	u32 first = 0;

	for (; pred < x->folded.insns + nr; pred++)
		first += ktf_op_info[pred->op].format == KTF_FMT_STR ?
			 ktf_text_insns(&x->folded, pred, &x->live[pred->field]) : 1;
	return first;
}

/**
 * ktf_explain_function - find the function that an instruction compares with
 * @x: the explanation, with an event.
 * @nr: the instruction's number.
 * @f: gets the function.
 *
 * Context: may sleep.
 * Return: true if the instruction compares with a function.
 */
bool ktf_explain_function(const struct ktf_explain *x, u32 nr, struct ktf_explain_function *f)
{
	const struct ktf_pred *pred = &x->prog.insns[nr];
	bool by_name = !(pred->flags & KTAP_FILTER_ADDR);

	if (ktf_op_info[pred->op].format != KTF_FMT_FUNC)
		return false;
	f->name = by_name ? x->prog.pool + ktf_slice_off(pred->imm) : NULL;
	f->inside = by_name ? 0 : pred->imm;
	return !ktf_find_function(f->name, f->inside, &f->start, &f->bytes);
}

/**
 * ktf_explain_operands - list the operands of an operator
 * @ast: the tree.
 * @node: a node AND, OR or NOT.
 * @operand: gets the nodes of the operands from left to right: "a && b && c" has three.
 *	It needs room for one more than the tree has predicates.
 *
 * Context: any.
 * Return: the number of operands.
 */
u32 ktf_explain_operands(const struct ktf_ast *ast, u32 node, u32 *operand)
{
	u8 kind = ast->nodes[node].kind;
	u32 nr = 0, i;

	do {
		operand[nr++] = node - 1;
		node = kind == KTF_NODE_NOT ? node - 1 : ktf_ast_left(ast, node);
	} while (kind != KTF_NODE_NOT && ast->nodes[node].kind == kind);
	if (kind != KTF_NODE_NOT)
		operand[nr++] = node;
	for (i = 0; i < nr / 2; i++)
		swap(operand[i], operand[nr - 1 - i]);
	return nr;
}
