// SPDX-License-Identifier: GPL-2.0
/*
 * What a filter does, for scripts.
 *
 * The tree is a list of nodes, operands before their operators, the root last. So the output
 * is flat, however deep the tree is.
 */
#include <stdlib.h>

#include "assembler/names.h"
#include "cmd.h"
#include "explain/put.h"
#include "explain_cmd.h"
#include "prog/ops.h"

static void add_text(struct json_object *json, const char *key, const char *text)
{
	json_object_object_add(json, key, cmd_json_string(text));
}

static void add_number(struct json_object *json, const char *key, u64 nr)
{
	json_object_object_add(json, key, json_object_new_int64(nr));
}

/* Add an empty list to @json as the member @key. */
static struct json_object *add_list(struct json_object *json, const char *key)
{
	struct json_object *list = json_object_new_array();

	json_object_object_add(json, key, list);
	return list;
}

/* Add an empty object to @list. */
static struct json_object *add_object(struct json_object *list)
{
	struct json_object *json = json_object_new_object();

	json_object_array_add(list, json);
	return json;
}

static void add_target(struct json_object *json, const char *key, u16 target)
{
	if (!ktf_is_verdict(target))
		add_number(json, key, target);
	else
		add_text(json, key, target == KTAP_FILTER_ACCEPT ? "accept" : "reject");
}

static void add_fields(struct json_object *json, const struct ktf_explain *x)
{
	struct json_object *list = add_list(json, "fields"), *item;
	const struct ktf_reloc *field = x->prog.fields;
	u32 i;

	for (i = 0; i < x->prog.nr_fields; i++, field++) {
		item = add_object(list);
		add_text(item, "name", x->prog.pool + field->name);
		add_text(item, "kind", ktf_kind_name[field->kind]);
		add_number(item, "size", field->size);
		json_object_object_add(item, "signed",
				       json_object_new_boolean(field->flags &
							       KTAP_FILTER_FIELD_SIGNED));
		if (x->live && field->size)
			add_number(item, "offset", x->live[i].off);
	}
}

static void add_span(struct json_object *item, const struct ktf_explain *x, u32 nr)
{
	const char *piece;
	char *text;
	u32 len;

	piece = ktf_explain_piece(x, nr, &len);
	text = piece ? strndup(piece, len) : NULL;
	if (!text)
		return;
	add_number(item, "position", x->prog.spans[nr].pos);
	add_number(item, "length", len);
	add_text(item, "source", text);
	free(text);
}

/* An address is a text: it has 64 bits, and a number of a script has 53. */
static void add_function(struct json_object *item, const struct ktf_explain *x, u32 nr)
{
	struct ktf_explain_function f;
	char address[24];

	if (!x->run || !ktf_explain_function(x, nr, &f))
		return;
	snprintf(address, sizeof(address), "0x%llx", f.start);
	add_text(item, x->made_up ? "placeholder" : "address", address);
	if (!x->made_up)
		add_number(item, "bytes", f.bytes);
}

static void add_program(struct json_object *json, const struct ktf_explain *x)
{
	struct json_object *list = add_list(json, "program"), *item;
	const struct ktf_pred *pred = x->prog.insns;
	char *text;
	u32 i;

	for (i = 0; i < x->prog.nr_insns; i++, pred++) {
		item = add_object(list);
		text = ktf_predicate_text(&x->prog, i);
		add_text(item, "text", text ?: "");
		free(text);
		add_text(item, "opcode", ktf_op_info[pred->op].name);
		if (ktf_op_names_field(pred->op))
			add_number(item, "field", pred->field);
		add_target(item, "true", pred->jt);
		add_target(item, "false", pred->jf);
		add_span(item, x, i);
		add_function(item, x, i);
		if (x->run)
			json_object_object_add(item, "folded",
					       json_object_new_boolean(!ktf_explain_is_left(x, i)));
	}
}

static void add_operands(struct json_object *item, const struct ktf_ast *ast, u32 node)
{
	struct json_object *list = add_list(item, "operands");

	if (ast->nodes[node].kind != KTF_NODE_NOT)
		json_object_array_add(list, json_object_new_int64(ktf_ast_left(ast, node)));
	json_object_array_add(list, json_object_new_int64(node - 1));
}

static void add_tree(struct json_object *json, const struct ktf_explain *x)
{
	static const char * const kind[] = {
		[KTF_NODE_COMPARE] = "predicate", [KTF_NODE_IMAGE] = "image",
		[KTF_NODE_NOT] = "not", [KTF_NODE_AND] = "and", [KTF_NODE_OR] = "or",
	};
	struct json_object *list = add_list(json, "tree"), *item;
	const struct ktf_node *node = x->ast.nodes;
	u32 i;

	for (i = 0; i < x->ast.nr_nodes; i++, node++) {
		/* The instruction of a comparison already has its operands. */
		if (!kind[node->kind])
			continue;
		item = add_object(list);
		add_number(item, "node", i);
		add_text(item, "kind", kind[node->kind]);
		if (node->kind == KTF_NODE_COMPARE || node->kind == KTF_NODE_IMAGE)
			add_number(item, "instruction", node->pred);
		else
			add_operands(item, &x->ast, i);
		if (node->kind == KTF_NODE_IMAGE)
			add_number(item, "instructions",
				   x->ast.images[node->image].nr_insns);
	}
}

static void add_runnable(struct json_object *json, const struct ktf_explain *x)
{
	struct json_object *run = json_object_new_object(), *list;
	char *text = ktf_listing(x), *line = text, *end;

	json_object_object_add(json, "runnable", run);
	add_number(run, "bytes", x->run->bytes);
	list = add_list(run, "listing");
	for (; line && (end = strchr(line, '\n')); line = end + 1) {
		*end = 0;
		json_object_array_add(list, cmd_json_string(line + strspn(line, " ")));
	}
	free(text);
}

static void add_cost(struct json_object *json, const struct ktf_explain *x)
{
	struct json_object *cost = json_object_new_object();

	json_object_object_add(json, "worst", cost);
	add_number(cost, "predicates", x->portable.steps);
	if (!x->run)
		return;
	add_number(cost, "instructions", x->runnable.steps);
	add_number(cost, "bytes", x->runnable.bytes);
	add_number(cost, "search", x->runnable.search);
}

/**
 * cmd_explain_json - describe a program in JSON, for scripts
 * @x: the explained program.
 *
 * Context: any.
 * Return: a JSON object.
 */
struct json_object *cmd_explain_json(const struct ktf_explain *x)
{
	struct json_object *json = json_object_new_object();

	if (x->event)
		add_text(json, "event", x->event);
	if (x->prog.source)
		add_text(json, "source", x->prog.source);
	add_fields(json, x);
	add_program(json, x);
	if (x->has_tree)
		add_tree(json, x);
	if (x->run)
		add_runnable(json, x);
	add_cost(json, x);
	return json;
}
