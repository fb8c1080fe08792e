// SPDX-License-Identifier: GPL-2.0
/*
 * What a filter can ask of a record after the event.
 *
 * A record has what its format says, and so the number of the task and the context. The reader
 * of a trace knows the CPU and the task's name. All else that variables stand for is gone: who
 * the task's parent was, its user, its namespaces. What a state term counts are the visits on
 * a kernel that runs. A filter that asks for one of these would be quietly false, so it is
 * refused by the name of what it asks for.
 */
#include "lang/terms.h"
#include "prog/ops.h"
#include "prog/variables.h"
#include "recorded.h"

static int not_recorded(struct ktf_diag *diag, const char *name)
{
	return ktf_refuse(diag, -EINVAL, KTF_ERR_NOT_RECORDED, "^%s", name);
}

static bool is_lost(u32 variable)
{
	return ktf_variable_is_task(variable) && variable != KTF_VARIABLE_pid;
}

static int check_cells(const struct ktf_portable *prog, const struct ktf_pred *pred,
		       struct ktf_diag *diag)
{
	const struct ktap_filter_cell *at = (void *)(prog->pool + ktf_slice_off(pred->imm));
	const struct ktap_filter_cell *end = at + ktf_slice_len(pred->imm) / sizeof(*at);
	u32 nr;

	for (; at < end; at += ktf_pool_span(at)) {
		nr = get_unaligned_le32(&at->imm);
		if (at->op == KTAP_FILTER_CELL_VAR && is_lost(nr))
			return not_recorded(diag, ktf_variables[nr].name);
		if (at->op == KTAP_FILTER_CELL_NAME && at->arg == KTAP_FILTER_NAME_CGROUP)
			return not_recorded(diag, "cgroup()");
	}
	return 0;
}

/* The name of the term that became this opcode. */
static const char *term_name(u8 op)
{
	u32 i;

	for (i = 0; i < KTF_NR_TERMS; i++)
		if (ktf_terms[i].op == op)
			return ktf_terms[i].name;
	return NULL;
}

static int check_pred(const struct ktf_portable *prog, const struct ktf_pred *pred,
		      struct ktf_diag *diag)
{
	const char *term = term_name(pred->op);

	if (term)
		return not_recorded(diag, term);
	if (ktf_op_info[pred->op].format == KTF_FMT_CELLS)
		return check_cells(prog, pred, diag);
	if (ktf_op_info[pred->op].format == KTF_FMT_GROUP)
		return not_recorded(diag, "$cgroup");
	return 0;
}

/**
 * ktf_check_recorded - can a filter run on records of a trace?
 * @prog: the filter.
 * @diag: gets the error, which names the variable or the term.
 *
 * Context: any.
 * Return: 0; -EINVAL for what is not in a recorded trace.
 */
int ktf_check_recorded(const struct ktf_portable *prog, struct ktf_diag *diag)
{
	u32 i;
	int err = 0;

	for (i = 0; i < prog->nr_insns && !err; i++)
		err = check_pred(prog, &prog->insns[i], diag);
	return err;
}
