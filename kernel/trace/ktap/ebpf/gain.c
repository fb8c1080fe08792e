// SPDX-License-Identifier: GPL-2.0
/*
 * What a program gains by being machine code, for those who decide whether it is.
 *
 * The unit is what a uniform test costs the interpreter more than machine code: about
 * a nanosecond. What the interpreter reaches by a computed goto costs it that as well,
 * as much as eight tests where retpolines are on. A search takes it no goto, but a few
 * comparisons and registers to be saved. What machine code leaves to the interpreter gains
 * nothing: it is called and dispatched all the same.
 *
 * Which way a run will go is not known, so the longest counts.
 */
#include "ebpf/emit.h"

#define WITH_GOTO	8
#define WITH_SEARCH	4

static u32 gain_of(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	switch (insn->op) {
	case KTF_OP_WORD:
	case KTF_OP_COMM_WORD:
	case KTF_OP_CPU:
	case KTF_OP_MASK_WORD:
		return 1;
	case KTF_OP_WORD_SET:
	case KTF_OP_WORD_HASH:
		return 2;
	case KTF_OP_CPU_SET:
	case KTF_OP_WORD_SEARCH:
		return WITH_GOTO;
	case KTF_OP_TAIL:
	case KTF_OP_COMM_TAIL:
		return ktf_is_inline_tail(insn) ? 2 : 0;
	}
	if (ktf_is_called_match(insn))
		return WITH_SEARCH;
	return ktf_is_inline_text(prog, insn) ? WITH_GOTO : 0;
}

/**
 * ktf_ebpf_gain - what a program gains by being machine code
 * @prog: a program that ktf_verify() accepted.
 *
 * Context: may sleep.
 * Return: the gain on the longest way through the program, in uniform tests; 0 if
 * there is no memory to find it.
 */
u32 ktf_ebpf_gain(const struct ktf_prog *prog)
{
	u32 *gain = ktf_alloc(array_size(prog->nr, sizeof(*gain))), best, to, i, way;

	if (!gain)
		return 0;
	for (i = prog->nr; i--;) {
		best = 0;
		for (way = 0; way < 2; way++) {
			to = prog->insns[i].to[way];
			if (to < KTAP_FILTER_REJECT)
				best = max(best, gain[to]);
		}
		gain[i] = best + gain_of(prog, &prog->insns[i]);
	}
	best = gain[0];
	ktf_free(gain);
	return best;
}
