// SPDX-License-Identifier: GPL-2.0
/*
 * A portable program meets an event.
 *
 * Each relocation is looked up among the event's fields and must fit in kind,
 * size and sign. Then predicates that can never be true on these fields become
 * the constant FALSE, for the optimiser to drop. Such predicates are accepted
 * because they always were:
 *
 *	- a number against a field that is not 1, 2, 4 or 8 bytes wide,
 *	- "cpu &" a number,
 *	- a single number "==" a set of several CPUs, or "&" a set of none.
 *
 * "!=" in the first two is false as well: it is the comparison that is never
 * made, not its outcome that is negated.
 */
#include "ktf_link.h"
#include "ktf_ops.h"

static bool same_field(const struct ktf_reloc *reloc, const struct ktf_field *live)
{
	return reloc->kind == live->kind && reloc->size == live->size &&
	       !(reloc->flags & KTAP_FILTER_FIELD_SIGNED) == !live->is_signed;
}

static bool has_width(const struct ktf_field *field)
{
	return field->size == 1 || field->size == 2 || field->size == 4 || field->size == 8;
}

static u32 set_weight(const struct ktf_portable *prog, u64 imm)
{
	const char *set = prog->pool + ktf_slice_off(imm);
	u32 weight = 0, i;

	for (i = 0; i < 8 * ktf_slice_len(imm); i++)
		weight += set[i / 8] >> (i % 8) & 1;
	return weight;
}

static bool never(const struct ktf_portable *prog, const struct ktf_pred *insn,
		  const struct ktf_field *field)
{
	switch (ktf_op_info[insn->op].format) {
	case KTF_FMT_NUM:
		if (field->kind == KTAP_FILTER_KIND_CPU)
			return insn->op == KTAP_FILTER_OP_BITS;
		return !has_width(field);
	case KTF_FMT_SET:
		if (field->kind == KTAP_FILTER_KIND_CPUMASK)
			return false;
		if (field->kind == KTAP_FILTER_KIND_OTHER && !has_width(field))
			return true;
		if (insn->op == KTAP_FILTER_OP_SET_ANY)
			return !set_weight(prog, insn->imm);
		return !(insn->flags & KTAP_FILTER_NOT) && set_weight(prog, insn->imm) != 1;
	}
	return false;
}

/**
 * ktf_link - resolve a program's fields and fold what cannot be true
 * @prog: the program.
 * @schema: the event.
 * @live: gets the event's fields, one for each relocation.
 * @diag: gets the error; its position is the relocation's index.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if a field is missing or does not fit; -ENOMEM.
 */
int ktf_link(struct ktf_portable *prog, const struct ktf_schema *schema,
	     struct ktf_field *live, struct ktf_diag *diag)
{
	struct ktf_pred *insn;
	u32 i;
	int err;

	for (i = 0; i < prog->nr_fields; i++) {
		const char *name = prog->pool + prog->fields[i].name;

		err = ktf_schema_find(schema, name, strlen(name), &live[i]);
		if (err == -ENOMEM)
			return ktf_fail(diag, err, KTF_ERR_NONE, i);
		if (err || !same_field(&prog->fields[i], &live[i]))
			return ktf_fail(diag, -EINVAL, KTF_ERR_FIELD_NOT_FOUND, i);
	}
	for (insn = prog->insns; insn < prog->insns + prog->nr_insns; insn++) {
		if (!never(prog, insn, &live[insn->field]))
			continue;
		insn->op = KTAP_FILTER_OP_FALSE;
		insn->flags = 0;
	}
	return 0;
}
