// SPDX-License-Identifier: GPL-2.0
/*
 * The variables of a value expression.
 *
 * A variable is a cell of its own if the machine has to ask the kernel for it. Some need no such
 * cell, because each record has them: they are bits of a field that all events have, or the field
 * itself (prog/variables.c).
 */
#include "lang/expression.h"
#include "prog/variables.h"

static int push_comm(struct ktf_analysis *a, const struct ktf_node *node)
{
	const struct ktf_value *name = &node->value;
	int err = ktf_sema_push(a, node, KTF_OPERAND_FIELD);

	if (err)
		return err;
	ktf_sema_top(a)->is_field = true;
	ktf_sema_top(a)->named = node;
	return ktf_find_named(a->schema, a->ast->text + name->in, name->len,
			      &ktf_sema_top(a)->field);
}

/* A variable that a record has: some bits of a field that all events have. */
static int push_bits(struct ktf_analysis *a, const struct ktf_node *node, const char *name)
{
	u8 bits = ktf_variables[node->op].arg;
	u64 mask = (1U << KTF_NR_BITS(bits)) - 1;
	struct ktf_field field;
	int err;

	err = ktf_schema_find(a->schema, name, strlen(name), &field);
	if (err == -ENOENT)
		return ktf_wrong_at(a, KTF_ERR_UNKNOWN_VARIABLE, node->pos + node->len);
	if (err)
		return ktf_no_room(a, err);
	err = ktf_sema_push(a, node, KTF_OPERAND_NUMBER);
	if (err)
		return err;
	if (a->ex.depth == KTF_MAX_VALUES)	/* the numbers behind the field need one more */
		return ktf_sema_too_complex(a, node);
	ktf_sema_top(a)->type = ktf_type_of_range(0, mask);
	err = ktf_sema_field_cell(a, node, &field, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_FIELD,
	});
	if (!err && KTF_FIRST_BIT(bits))
		err = ktf_sema_number_cell(a, node, ktf_big(KTF_FIRST_BIT(bits), true)) ?:
		      ktf_sema_cell(a, node, (struct ktf_cell) { .op = KTAP_FILTER_CELL_SHR });
	return err ?: ktf_sema_number_cell(a, node, ktf_big(mask, true)) ?:
		      ktf_sema_cell(a, node, (struct ktf_cell) { .op = KTAP_FILTER_CELL_AND });
}

/**
 * ktf_operand_variable - analyse a variable
 * @a: the analysis.
 * @node: the variable's node.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_operand_variable(struct ktf_analysis *a, const struct ktf_node *node)
{
	int err;

	a->ex.asks = true;
	switch (ktf_variables[node->op].from) {
	case KTF_FROM_COMM:
		return push_comm(a, node);
	case KTF_FROM_FLAGS:
		return push_bits(a, node, "common_flags");
	case KTF_FROM_COUNT:
		return push_bits(a, node, "common_preempt_count");
	}
	err = ktf_sema_push(a, node, KTF_OPERAND_NUMBER);
	if (err)
		return err;
	ktf_sema_top(a)->type = ktf_variable_type(node->op);
	return ktf_sema_cell(a, node, (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_VAR, .imm = node->op,
	});
}
