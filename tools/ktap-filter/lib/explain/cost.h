/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The most that a program can do for one record.
 */
#ifndef _KTF_LIB_EXPLAIN_COST_H
#define _KTF_LIB_EXPLAIN_COST_H

#include "prog/portable.h"
#include "vm/insn.h"

/**
 * struct ktf_cost - the largest cost of a program for one record
 * @steps: number of instructions.
 * @bytes: bytes read of the record and of the texts that it points to.
 * @search: steps of the matchers that may return to a byte. Each step compares up to
 *	eight bytes.
 */
struct ktf_cost {
	u32	steps;
	u64	bytes;
	u64	search;
};

int ktf_cost_portable(const struct ktf_portable *prog, struct ktf_cost *cost);
int ktf_cost_runnable(const struct ktf_prog *prog, struct ktf_cost *cost);

#endif /* _KTF_LIB_EXPLAIN_COST_H */
