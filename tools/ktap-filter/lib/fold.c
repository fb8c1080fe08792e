// SPDX-License-Identifier: GPL-2.0
/*
 * Folding of portable programs, to find the predicates of a filter that decide nothing. The
 * kernel folds runnable programs (vm/opt.c), by the same rule.
 *
 * Folding drops the predicates that decide nothing: constants, and those whose two targets
 * are the same, as
 *
 *	0: a	true 1	false 2		a && FALSE || b
 *	1: FALSE	false 2
 *	2: b	true T	false F
 *
 * in which 1 is a constant. So 0 goes to 2 with either outcome, and the program is b alone.
 * Targets are always further on, so one pass from the last instruction to the first finds
 * every final target: a jump to an instruction that decides nothing goes to that
 * instruction's target. A pass forward then keeps the instructions that can be reached, in
 * the same order.
 *
 * A predicate that is dropped so has no effect that could be missed: reading a field or a
 * string changes nothing, and its result does not matter.
 */
#include "fold.h"

#define GONE	0	/* not reached; a reached instruction has its new number plus one */

/* Follow a jump. An instruction whose targets are the same decides nothing, so skip it. */
static u16 settle(const struct ktf_portable *prog, u16 target)
{
	const struct ktf_pred *insn;

	if (ktf_is_verdict(target))
		return target;
	insn = &prog->insns[target];
	return insn->jt == insn->jf ? insn->jt : target;
}

/* Settle all targets, from the last instruction to the first. */
static void settle_targets(struct ktf_portable *prog)
{
	struct ktf_pred *insn = prog->insns + prog->nr_insns;

	while (insn-- > prog->insns) {
		insn->jt = settle(prog, insn->jt);
		insn->jf = settle(prog, insn->jf);
		if (insn->op != KTAP_FILTER_OP_FALSE)
			continue;
		if (insn->flags & KTAP_FILTER_NOT)
			insn->jf = insn->jt;
		else
			insn->jt = insn->jf;
	}
	prog->start = settle(prog, prog->start);
}

static void reach(u16 *number, u16 target)
{
	if (!ktf_is_verdict(target))
		number[target] = 1;
}

/* Number the instructions that can be reached, from 1, in their order. */
static u32 number_reached(const struct ktf_portable *prog, u16 *number)
{
	u32 nr = 0, i;

	reach(number, prog->start);
	for (i = 0; i < prog->nr_insns; i++) {
		if (number[i] == GONE)
			continue;
		reach(number, prog->insns[i].jt);
		reach(number, prog->insns[i].jf);
		number[i] = ++nr;
	}
	return nr;
}

static u16 renumber(const u16 *number, u16 target)
{
	return ktf_is_verdict(target) ? target : number[target] - 1;
}

static void compact(struct ktf_portable *prog, const u16 *number, u32 nr)
{
	struct ktf_pred *to;
	u32 i;

	for (i = 0; i < prog->nr_insns; i++) {
		if (number[i] == GONE)
			continue;
		to = &prog->insns[number[i] - 1];
		*to = prog->insns[i];
		to->jt = renumber(number, to->jt);
		to->jf = renumber(number, to->jf);
		prog->spans[number[i] - 1] = prog->spans[i];
	}
	prog->start = renumber(number, prog->start);
	prog->nr_insns = nr;
}

/**
 * ktf_fold - remove predicates that decide nothing
 * @prog: a program with forward targets. It may lose all instructions; @start is the
 *	verdict then.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_fold(struct ktf_portable *prog)
{
	u16 *number = ktf_alloc(array_size(prog->nr_insns, sizeof(*number)));

	if (!number)
		return -ENOMEM;
	settle_targets(prog);
	compact(prog, number, number_reached(prog, number));
	ktf_free(number);
	return 0;
}
