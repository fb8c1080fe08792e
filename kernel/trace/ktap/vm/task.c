// SPDX-License-Identifier: GPL-2.0
/*
 * Running the instructions of the source TASK: what the running task is, and what it is related to.
 *
 * Such an instruction is often the first of a filter, so the first tier gets here by direct
 * branches.
 */
#include "prog/env_task.h"
#include "prog/variables.h"
#include "vm/related.h"
#include "vm/run.h"
#include "vm/task.h"

static __always_inline bool is_related(const struct ktf_insn *insn)
{
	if (insn->off == KTF_RELATED_BELOW)
		return ktf_task_is_below(insn->lo, insn->range);
	return ktf_task_is_child(insn->lo);
}

static __always_inline bool outcome_of(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	u64 val = 0;

	if (ktf_test(insn) == KTF_TEST_HOLDS)
		return is_related(insn);
	ktf_variable(insn->off, &val);
	if (ktf_test(insn) == KTF_TEST_BOUNDS)
		return ktf_in_bounds(insn, ktf_const(prog, insn->set), val);
	return ktf_passes(insn, val);
}

/**
 * ktf_task_outcome - find the outcome of a TASK
 * @prog: a program that ktf_verify() accepted.
 * @insn: the instruction. A variable that a task may lack is left to cells.
 *
 * Context: any, NMI included.
 * Return: the outcome of the test.
 */
bool ktf_task_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return outcome_of(prog, insn);
}

/**
 * ktf_run_task - continue a run at a TASK
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at, a TASK.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_task(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len)
{
	return ktf_go_on(entry, rec, insn, len, outcome_of(ktf_prog_at(entry), insn));
}
