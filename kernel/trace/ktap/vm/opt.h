/* SPDX-License-Identifier: GPL-2.0 */
/* Optimisation of runnable programs. See vm/opt.c. */
#ifndef _KTF_OPT_H
#define _KTF_OPT_H

#include "vm/insn.h"

/* The passes. The numbers are those of the parameter ktap_filter.opt. */
enum ktf_pass {
	KTF_PASS_FOLD	= 1 << 0,
	KTF_PASS_RANGES	= 1 << 1,
	KTF_PASS_GATHER	= 1 << 2,
	KTF_PASS_SETS	= 1 << 3,
	KTF_PASS_FETCH	= 1 << 4,
	KTF_PASS_TASK	= 1 << 5,
};

u32 ktf_opt_next(const struct ktf_prog *prog, u32 i, bool *reached);
int ktf_opt_ranges(struct ktf_prog **prog);
int ktf_opt_gather(struct ktf_prog *prog);
int ktf_opt_sets(struct ktf_prog **prog);
int ktf_opt_texts(struct ktf_prog **prog);
void ktf_opt_fetch(struct ktf_prog *prog);
int ktf_opt(struct ktf_prog **prog, u32 passes);

#endif /* _KTF_OPT_H */
