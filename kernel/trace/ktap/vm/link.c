// SPDX-License-Identifier: GPL-2.0
/*
 * Linking a portable program to an event.
 *
 * Each relocation is looked up among the event's fields, and the field must fit in kind, size
 * and sign. Then predicates that can never be true on these fields become the constant FALSE,
 * which the optimiser drops. The stock engine accepts such predicates, so they are no errors:
 *
 *	- a number or a set against a field that is not 1, 2, 4 or 8 bytes wide,
 *	- "cpu &" a number,
 *	- a single number "==" a set that has not exactly one CPU, or "&" a set of none.
 *
 * In the first two cases NOT, as in "!=", changes nothing: no comparison is made, so there is
 * no outcome to negate.
 *
 * A field may be missing if the program has a HAS of it. Then HAS is false, and so is each
 * predicate on the field, with NOT and without it. HAS never runs: it is a constant here.
 */
#include "prog/cells.h"
#include "prog/ops.h"
#include "prog/variables.h"
#include "vm/link.h"

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

/* One more than the set's last member; 0 if it has none. */
static u32 set_end(const struct ktf_portable *prog, u64 imm)
{
	const char *set = prog->pool + ktf_slice_off(imm);
	u32 end = 8 * ktf_slice_len(imm);

	while (end && !(set[(end - 1) / 8] >> ((end - 1) % 8) & 1))
		end--;
	return end;
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

static const char *field_name(const struct ktf_portable *prog, u32 nr)
{
	return prog->pool + prog->fields[nr].name;
}

/* Look up the function of an image's predicate. Functions of a text are known. */
static int find_function(struct ktf_portable *prog, u32 nr, struct ktf_diag *diag)
{
	struct ktf_pred *insn = &prog->insns[nr];
	const char *op = ktf_op_info[insn->op].name, *name = NULL;
	int func = -EINVAL;

	if (prog->fields[insn->field].size != sizeof(long))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_FIELD_SIZE, "insn %u: %s ^%s", nr, op,
				  field_name(prog, insn->field));
	if (insn->func)
		return 0;
	if (!(insn->flags & KTAP_FILTER_ADDR))
		name = prog->pool + ktf_slice_off(insn->imm);
	if (name || insn->imm <= (unsigned long)-1)
		func = ktf_portable_find_func(prog, name, insn->imm);
	if (func > 0) {
		insn->func = func;
		return 0;
	}
	if (func != -EINVAL)
		return ktf_fail(diag, func, KTF_ERR_NONE, 0);
	if (name)
		return ktf_refuse(diag, func, KTF_ERR_NO_FUNCTION, "insn %u: %s ^%s", nr, op, name);
	return ktf_refuse(diag, func, KTF_ERR_NO_FUNCTION, "insn %u: %s ^0x%llx", nr, op,
			  insn->imm);
}

/* Check that an array has the elements that it had where the program was compiled. */
static int check_array(const struct ktf_portable *prog, u32 nr, const struct ktf_cell *cell,
		       const struct ktf_field *field, struct ktf_diag *diag)
{
	struct ktf_array array;

	if (!ktf_field_array(field, &array) && array.bytes == (cell->arg & KTF_CELL_BYTES) &&
	    array.is_signed == !!(cell->arg & KTF_CELL_SIGNED) &&
	    (cell->op == KTAP_FILTER_CELL_ELEM || !array.nr))
		return 0;
	return ktf_refuse(diag, -EINVAL, KTF_ERR_FIELD_SIZE, "insn %u: elements of ^%s", nr,
			  field_name(prog, cell->field));
}

static int check_cells(const struct ktf_portable *prog, u32 nr, const struct ktf_field *fields,
		       struct ktf_diag *diag)
{
	const struct ktf_pred *insn = &prog->insns[nr];
	const struct ktap_filter_cell *at = (void *)(prog->pool + ktf_slice_off(insn->imm));
	const struct ktap_filter_cell *end = at + ktf_slice_len(insn->imm) / sizeof(*at);
	struct ktf_cell cell[2];

	for (; at < end; at += ktf_pool_span(at)) {
		if (at->op != KTAP_FILTER_CELL_ELEM && at->op != KTAP_FILTER_CELL_LEN)
			continue;
		ktf_cells_get(at, 1, cell);
		if (!cell->arg)		/* the length of a text */
			continue;
		if (check_array(prog, nr, cell, &fields[cell->field], diag))
			return diag->err;
	}
	return 0;
}

static int check_cgroup(const struct ktf_portable *prog, u32 nr, struct ktf_diag *diag)
{
	const char *name = prog->pool + ktf_slice_off(prog->insns[nr].imm);
	u64 id;
	u32 level;
	int err = ktf_find_cgroup(name, &id, &level);

	if (err != -EINVAL)
		return err ? ktf_fail(diag, err, KTF_ERR_NONE, 0) : 0;
	return ktf_refuse(diag, err, KTF_ERR_NO_CGROUP, "insn %u: %s ^%s", nr,
			  ktf_op_info[prog->insns[nr].op].name, name);
}

/*
 * Check the function, the names or the CPUs. For a text, sema has done so; for an image, nothing
 * has.
 */
static int check_insn(struct ktf_portable *prog, u32 nr, const struct ktf_schema *schema,
		      const struct ktf_field *fields, struct ktf_diag *diag)
{
	const struct ktf_pred *insn = &prog->insns[nr];
	const struct ktf_op_info *op = &ktf_op_info[insn->op];

	switch (op->format) {
	case KTF_FMT_ARGS:
		if (BITS_PER_LONG < 64)
			return ktf_refuse(diag, -EINVAL, KTF_ERR_MACHINE, "insn %u: ^%s", nr,
					  op->name);
		break;
	case KTF_FMT_FUNC:
		return find_function(prog, nr, diag);
	case KTF_FMT_CELLS:
		return check_cells(prog, nr, fields, diag) ?:
		       ktf_link_names(prog, nr, schema, diag);
	case KTF_FMT_GROUP:
		return check_cgroup(prog, nr, diag);
	case KTF_FMT_SET:
		if (set_end(prog, insn->imm) > ktf_nr_cpus())
			return ktf_refuse(diag, -EINVAL, KTF_ERR_INVALID_CPULIST,
					  "insn %u: %s " KTF_DIAG_NAME " ^%u", nr, op->name,
					  field_name(prog, insn->field),
					  set_end(prog, insn->imm) - 1);
		break;
	}
	return 0;
}

/* Does the program ask whether the event has the field? */
static bool is_optional(const struct ktf_portable *prog, u32 field)
{
	const struct ktf_pred *insn = prog->insns;

	while (insn < prog->insns + prog->nr_insns &&
	       !(insn->op == KTAP_FILTER_OP_HAS && insn->field == field))
		insn++;
	return insn < prog->insns + prog->nr_insns;
}

static bool cells_lack_field(const struct ktf_portable *prog, const struct ktf_pred *insn,
			     const struct ktf_field *fields)
{
	const struct ktap_filter_cell *at = (void *)(prog->pool + ktf_slice_off(insn->imm));
	const struct ktap_filter_cell *end = at + ktf_slice_len(insn->imm) / sizeof(*at);

	for (; at < end; at += ktf_pool_span(at))
		if (ktf_cell_names_field(at->op) && !fields[get_unaligned_le16(&at->field)].name)
			return true;
	return false;
}

/* Does the predicate name a field that the event lacks? */
static bool lacks_field(const struct ktf_portable *prog, const struct ktf_pred *insn,
			const struct ktf_field *fields)
{
	if (ktf_op_info[insn->op].format == KTF_FMT_CELLS)
		return cells_lack_field(prog, insn, fields);
	if (ktf_op_info[insn->op].format == KTF_FMT_PAIR &&
	    !fields[ktf_second_field(insn->imm)].name)
		return true;
	return ktf_op_names_field(insn->op) && !fields[insn->field].name;
}

static void fold(struct ktf_pred *insn, bool is_true)
{
	insn->op = KTAP_FILTER_OP_FALSE;
	insn->flags = is_true ? KTAP_FILTER_NOT : 0;
}

static void fold_has(struct ktf_pred *insn, const struct ktf_field *field)
{
	fold(insn, !!field->name != !!(insn->flags & KTAP_FILTER_NOT));
}

/* A field that is optional and missing has no name. */
static int resolve(const struct ktf_portable *prog, const struct ktf_schema *schema,
		   u32 nr, struct ktf_field *fields, struct ktf_diag *diag)
{
	const char *name = field_name(prog, nr);
	int err = ktf_find_named(schema, name, strlen(name), fields);

	if (err == -ENOMEM)
		return ktf_fail(diag, err, KTF_ERR_NONE, 0);
	if (err && is_optional(prog, nr)) {
		fields->name = NULL;
		return 0;
	}
	if (err)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_FIELD_NOT_FOUND, "field ^%s", name);
	return ktf_portable_fits(&prog->fields[nr], name, fields->kind, fields->size,
				 fields->is_signed, diag);
}

/**
 * ktf_link - resolve a program's fields, and fold predicates that cannot be true
 * @prog: the program.
 * @schema: the event.
 * @fields: gets the event's fields, one for each relocation.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if a field is missing or does not fit, or if this machine has no such
 * function or CPU; -ENOMEM.
 */
int ktf_link(struct ktf_portable *prog, const struct ktf_schema *schema,
	     struct ktf_field *fields, struct ktf_diag *diag)
{
	struct ktf_pred *insn = prog->insns;
	u32 i;

	for (i = 0; i < prog->nr_fields; i++)
		if (resolve(prog, schema, i, &fields[i], diag))
			return diag->err;
	for (i = 0; i < prog->nr_insns; i++, insn++) {
		if (insn->op == KTAP_FILTER_OP_HAS)
			fold_has(insn, &fields[insn->field]);
		else if (lacks_field(prog, insn, fields))
			fold(insn, false);
		else if (check_insn(prog, i, schema, fields, diag))
			return diag->err;
		else if (never(prog, insn, &fields[insn->field]))
			fold(insn, false);
	}
	return 0;
}
