// SPDX-License-Identifier: GPL-2.0
/*
 * From a linked portable program to the runnable one.
 *
 * The first of two passes counts the instructions and constants that each predicate needs,
 * so that one allocation holds all of them. The second pass writes them. There is a file for
 * each kind of predicate: vm/lower_range.c for integers, which also explains the test ARC
 * that most predicates become, vm/lower_text.c and vm/lower_cpus.c.
 */
#include "prog/ops.h"
#include "vm/lower.h"
#include "vm/lowering.h"
#include "vm/pack.h"
#include "vm/related.h"

static u16 instruction_of(const struct ktf_lowering *l, u16 target)
{
	return ktf_is_verdict(target) ? target : l->at[target];
}

/* The task's relation to a process, or a state term. */
static void lower_argument(struct ktf_insn *insn, const struct ktf_pred *pred)
{
	insn->lo = pred->imm;
	if (pred->op == KTAP_FILTER_OP_CHILD) {
		insn->op = KTF_OP(TASK, HOLDS);
		insn->off = KTF_RELATED_CHILD;
	} else {
		insn->op = KTF_OP(STATE, SPAN);
		insn->term = pred->op;
	}
}

/* vm/link.c has found the cgroup, but it may be gone by now. */
static int lower_cgroup(struct ktf_lowering *l, struct ktf_insn *insn,
			const struct ktf_pred *pred, u32 nr, struct ktf_diag *diag)
{
	u32 level;
	int err = ktf_find_cgroup(l->from->pool + ktf_slice_off(pred->imm), &insn->lo, &level);

	if (err)
		return ktf_fail(diag, err, KTF_ERR_NO_CGROUP, nr);
	insn->op = KTF_OP(TASK, HOLDS);
	insn->off = KTF_RELATED_BELOW;
	insn->range = level;
	return 0;
}

static int lower_function(struct ktf_lowering *l, struct ktf_insn *insn, u32 nr,
			  const struct ktf_field *field, struct ktf_diag *diag)
{
	u32 at = l->from->insns[nr].func;
	const struct ktf_func *func;

	if (!at)
		return ktf_fail(diag, -EINVAL, KTF_ERR_NO_FUNCTION, nr);
	func = &l->from->funcs[at - 1];
	ktf_lower_function(l, insn, func->start, func->size, field);
	return 0;
}

/* Lower a predicate. ktf_mark_falls() sets falls_through later. */
static int lower_pred(struct ktf_lowering *l, u32 nr, const struct ktf_field *field,
		      struct ktf_diag *diag)
{
	const struct ktf_pred *pred = &l->from->insns[nr];
	struct ktf_insn *insn = &l->to->insns[l->at[nr]];

	insn->to[0] = instruction_of(l, pred->jf);
	insn->to[1] = instruction_of(l, pred->jt);
	if (pred->flags & KTAP_FILTER_NOT)
		ktf_swap_targets(insn);
	switch (ktf_op_info[pred->op].format) {
	case KTF_FMT_NONE:
		/* Never true: the target if false is the target of both outcomes. */
		insn->op = KTF_OP(WORD, ARC);
		insn->to[1] = insn->to[0];
		return 0;
	case KTF_FMT_NUM:
		ktf_lower_number(l, insn, pred, field);
		return 0;
	case KTF_FMT_STR:
		ktf_lower_text(l, insn, pred, field);
		return 0;
	case KTF_FMT_PAIR:
		ktf_lower_pair(l, insn, pred);
		return 0;
	case KTF_FMT_SET:
		ktf_lower_cpus(l, insn, pred, field);
		return 0;
	case KTF_FMT_CELLS:
		ktf_lower_value(l, insn, pred);
		return 0;
	case KTF_FMT_GROUP:
		return lower_cgroup(l, insn, pred, nr, diag);
	case KTF_FMT_ARG:
	case KTF_FMT_ARGS:
		lower_argument(insn, pred);
		return 0;
	case KTF_FMT_FUNC:
		return lower_function(l, insn, nr, field, diag);
	default:
		return ktf_fail(diag, -EINVAL, KTF_ERR_NONE, nr);
	}
}

/* The number of instructions that a predicate becomes, and the bytes of its constant. */
static u32 size_of(struct ktf_lowering *l, const struct ktf_pred *pred, u32 *bytes)
{
	const struct ktf_field *field = &l->fields[pred->field];

	*bytes = 0;
	switch (ktf_op_info[pred->op].format) {
	case KTF_FMT_STR:
		*bytes = ktf_text_constant(l, pred, field);
		return ktf_text_insns(l->from, pred, field);
	case KTF_FMT_SET:
		*bytes = ktf_cpus_constant(l, pred, field);
		return 1;
	case KTF_FMT_CELLS:
		return ktf_value_insns(l, pred, bytes);
	}
	return 1;
}

/* Room for the values of one predicate, if any predicate compares values. */
static int prepare_values(struct ktf_lowering *l)
{
	u32 i = l->from->nr_insns;

	while (i && ktf_op_info[l->from->insns[i - 1].op].format != KTF_FMT_CELLS)
		i--;
	if (!i)
		return 0;
	l->values = ktf_alloc(sizeof(*l->values));
	l->sums = ktf_alloc(KTF_MAX_VALUES * sizeof(*l->sums));
	return l->values && l->sums ? 0 : -ENOMEM;
}

/* Number the instructions, and allocate the program with room for its constants. */
static int lay_out(struct ktf_lowering *l)
{
	size_t bytes = 0;
	u32 nr = 0, i, constant;

	l->at = ktf_alloc(array_size(l->from->nr_insns, sizeof(*l->at)));
	if (!l->at || prepare_values(l))
		return -ENOMEM;
	for (i = 0; i < l->from->nr_insns; i++) {
		l->at[i] = nr;
		nr += size_of(l, &l->from->insns[i], &constant);
		bytes += constant;
		/* The number behind the last instruction must not be a verdict. */
		if (nr >= KTAP_FILTER_REJECT)
			return -E2BIG;
	}
	l->pool = struct_size(l->to, insns, nr);
	bytes += l->pool;
	l->to = ktf_alloc(bytes);
	if (!l->to)
		return -ENOMEM;
	l->to->bytes = bytes;
	l->to->nr = nr;
	l->to->fixed = l->fixed;
	return 0;
}

/**
 * ktf_lower - make a runnable program of a portable one
 * @prog: a linked program; gets @at, if it is counted.
 * @fields: the event's fields, one for each relocation.
 * @fixed: size of the fixed part of the event's records, bytes, KTF_MIN_FIXED to
 *	KTF_MAX_FIXED.
 * @diag: gets the error; its position is the number of the instruction.
 *
 * Context: may sleep.
 * Return: the program, not verified yet, one allocation to be freed by ktf_free(); or
 * ERR_PTR: -EINVAL for an instruction that cannot run, -E2BIG if @fixed is out of its range,
 * -ENOMEM.
 */
struct ktf_prog *ktf_lower(struct ktf_portable *prog, const struct ktf_field *fields,
			   u32 fixed, struct ktf_diag *diag)
{
	struct ktf_lowering l = { .from = prog, .fixed = fixed, .fields = fields };
	int err;
	u32 i;

	if (fixed < KTF_MIN_FIXED || fixed > KTF_MAX_FIXED)
		return ERR_PTR(ktf_fail(diag, -E2BIG, KTF_ERR_NONE, 0));
	err = lay_out(&l);
	if (err)
		ktf_fail(diag, err, KTF_ERR_NONE, 0);
	for (i = 0; i < prog->nr_insns && !err; i++)
		err = lower_pred(&l, i, &fields[prog->insns[i].field], diag);
	if (!err && WARN_ON_ONCE(l.pool != l.to->bytes))
		err = ktf_fail(diag, -EINVAL, KTF_ERR_NONE, 0);
	if (prog->is_counted)
		prog->at = l.at;
	else
		ktf_free(l.at);
	ktf_free(l.values);
	ktf_free(l.sums);
	if (err) {
		ktf_free(l.to);
		return ERR_PTR(err);
	}
	ktf_mark_falls(l.to);
	return l.to;
}
