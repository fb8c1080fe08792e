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

/* The number behind the last instruction must not be a verdict. */
static_assert(2 * KTF_MAX_INSNS < KTAP_FILTER_REJECT);

static u16 instruction_of(const struct ktf_lowering *l, u16 target)
{
	return ktf_is_verdict(target) ? target : l->at[target];
}

/* Lower a predicate. ktf_mark_falls() sets falls_through later. */
static int lower_pred(struct ktf_lowering *l, u32 nr, const struct ktf_field *field,
		      struct ktf_diag *diag)
{
	const struct ktf_pred *pred = &l->from->insns[nr];
	struct ktf_insn *insn = &l->to->insns[l->at[nr]];
	const struct ktf_func *func;

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
	case KTF_FMT_SET:
		ktf_lower_cpus(l, insn, pred, field);
		return 0;
	case KTF_FMT_FUNC:
		if (!pred->func)
			return ktf_fail(diag, -EINVAL, KTF_ERR_NO_FUNCTION, nr);
		func = &l->from->funcs[pred->func - 1];
		ktf_lower_function(l, insn, func->start, func->size, field);
		return 0;
	default:
		return ktf_fail(diag, -EINVAL, KTF_ERR_NONE, nr);
	}
}

/* The bytes of the constant that lower_pred() will put behind the instructions. */
static u32 constant_bytes(const struct ktf_lowering *l, const struct ktf_pred *pred,
			  const struct ktf_field *field)
{
	switch (ktf_op_info[pred->op].format) {
	case KTF_FMT_STR:
		return ktf_text_constant(l, pred, field);
	case KTF_FMT_SET:
		return ktf_cpus_constant(l, pred, field);
	}
	return 0;
}

/* The number of instructions that a predicate becomes. */
static u32 nr_lowered(const struct ktf_pred *pred, const struct ktf_field *field)
{
	return ktf_op_info[pred->op].format == KTF_FMT_STR ? ktf_text_insns(pred, field) : 1;
}

static size_t pool_bytes(const struct ktf_lowering *l, const struct ktf_field *fields)
{
	const struct ktf_pred *pred = l->from->insns;
	size_t bytes = 0;

	for (; pred < l->from->insns + l->from->nr_insns; pred++)
		bytes += constant_bytes(l, pred, &fields[pred->field]);
	return bytes;
}

/* Number the instructions, and allocate the program with room for its constants. */
static int lay_out(struct ktf_lowering *l, const struct ktf_field *fields)
{
	size_t bytes;
	u32 nr = 0, i;

	l->at = ktf_alloc(array_size(l->from->nr_insns, sizeof(*l->at)));
	if (!l->at)
		return -ENOMEM;
	for (i = 0; i < l->from->nr_insns; i++) {
		l->at[i] = nr;
		nr += nr_lowered(&l->from->insns[i], &fields[l->from->insns[i].field]);
	}
	l->pool = struct_size(l->to, insns, nr);
	bytes = l->pool + pool_bytes(l, fields);
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
 * @prog: a linked program.
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
struct ktf_prog *ktf_lower(const struct ktf_portable *prog, const struct ktf_field *fields,
			   u32 fixed, struct ktf_diag *diag)
{
	struct ktf_lowering l = { .from = prog, .fixed = fixed };
	int err;
	u32 i;

	if (fixed < KTF_MIN_FIXED || fixed > KTF_MAX_FIXED)
		return ERR_PTR(ktf_fail(diag, -E2BIG, KTF_ERR_NONE, 0));
	err = lay_out(&l, fields);
	if (err)
		ktf_fail(diag, err, KTF_ERR_NONE, 0);
	for (i = 0; i < prog->nr_insns && !err; i++)
		err = lower_pred(&l, i, &fields[prog->insns[i].field], diag);
	if (!err && WARN_ON_ONCE(l.pool != l.to->bytes))
		err = ktf_fail(diag, -EINVAL, KTF_ERR_NONE, 0);
	ktf_free(l.at);
	if (err) {
		ktf_free(l.to);
		return ERR_PTR(err);
	}
	ktf_mark_falls(l.to);
	return l.to;
}
