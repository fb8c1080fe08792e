// SPDX-License-Identifier: GPL-2.0
/*
 * What a program gains by being machine code, for those who decide whether it is.
 *
 * The unit is what the test ARC costs the interpreter more than machine code: about a
 * nanosecond. The rows of the tests say what each gains. What the interpreter reaches by
 * its table costs it an indirect jump besides, as much as seven arcs where retpolines are
 * on. What machine code leaves to the interpreter gains nothing: it is called and
 * dispatched all the same.
 *
 * Which way a run will go is not known, so the longest counts.
 */
#include "ebpf/emit.h"

#define INDIRECT_JUMP	7

/* ISA order. Of texts, the interpreter has direct branches for arrays of 16 bytes only. */
static bool is_by_table(const struct ktf_insn *insn)
{
	return ktf_source(insn) >= KTF_SOURCE_DYN || ktf_has_pattern(insn);
}

static u32 gain_of(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	if (!ktf_is_emitted(prog, insn))
		return 0;
	return ktf_test_info(insn)->gain + (is_by_table(insn) ? INDIRECT_JUMP : 0);
}

/**
 * ktf_ebpf_gain - what a program gains by being machine code
 * @prog: a program that ktf_verify() accepted.
 *
 * Context: may sleep.
 * Return: the gain on the longest way through the program, in ARCs; 0 if
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
