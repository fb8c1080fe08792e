/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_RUN_H
#define _KTF_RUN_H

#include "ktf_insn.h"

bool ktf_run_any(const struct ktf_prog *prog, const struct ktf_insn *insn,
		 const void *rec, u32 len);

/* The uniform test, see ktf_lower.c. */
static __always_inline bool ktf_passes(const struct ktf_insn *insn, u64 val)
{
	return ((val - insn->lo) & insn->mask) <= insn->range;
}

/**
 * ktf_run - evaluate a program on a record
 * @prog: a program that ktf_verify() accepted.
 * @rec: the record; the program's fixed part of it can be read.
 * @len: its length, bytes, at least the fixed part; U32_MAX where it is unknown.
 *
 * Goes as far as there is nothing but uniform tests: see ktf_run.c.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict, true to keep the event.
 */
static __always_inline bool ktf_run(const struct ktf_prog *prog, const void *rec, u32 len)
{
	const struct ktf_insn *insn = prog->insns;
	bool outcome;
	u32 next;

	for (;;) {
		if (likely(insn->op == KTF_OP_WORD))
			outcome = ktf_passes(insn, get_unaligned((const u64 *)(rec + insn->off)));
		else if (insn->op == KTF_OP_COMM_WORD)
			outcome = ktf_passes(insn, get_unaligned((const u64 *)(ktf_comm() + insn->off)));
		else if (insn->op == KTF_OP_CPU)
			outcome = ktf_passes(insn, ktf_cpu());
		else
			return ktf_run_any(prog, insn, rec, len);
		if (outcome == insn->onward) {
			insn++;
			continue;
		}
		next = insn->to[outcome];
		if (next >= KTAP_FILTER_REJECT)
			return next & 1;
		insn = &prog->insns[next];
	}
}

#endif /* _KTF_RUN_H */
