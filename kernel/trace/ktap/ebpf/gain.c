// SPDX-License-Identifier: GPL-2.0
/*
 * The gain of a program by machine code. ktf_jit.c compares it with the price.
 *
 * The unit is the time by which the interpreter is slower than machine code for the test ARC,
 * about a nanosecond. The gain of each test is in its row (vm/isa.h). If the interpreter
 * reaches an instruction by its table, machine code also saves an indirect jump. It takes as
 * long as ten arcs where retpolines are on, and one or two where they are off
 * (ktap-filter-design.rst), and counts as seven. The call of machine code is an indirect jump,
 * too: see WORTH_A_CALL in ktf_jit.c. Machine code calls the interpreter for some instructions,
 * and gains nothing by these.
 *
 * The way of a run through the program is not known, so the way with the greatest gain counts.
 */
#include "ebpf/emit.h"

#define INDIRECT_JUMP	7

/*
 * ISA order. The interpreter has direct branches for texts in arrays of 16 bytes, and for
 * searches and globs.
 */
static bool is_by_table(const struct ktf_insn *insn)
{
	if (ktf_is_search(insn))
		return false;
	return ktf_source(insn) >= KTF_SOURCE_DYN || ktf_has_pattern(insn) || ktf_has_texts(insn);
}

static u32 gain_of(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	if (!ktf_is_emitted(prog, insn))
		return 0;
	return ktf_test_info(insn)->gain + (is_by_table(insn) ? INDIRECT_JUMP : 0);
}

/**
 * ktf_ebpf_gain - get the gain of a program by machine code
 * @prog: a program that ktf_verify() accepted.
 *
 * Context: may sleep.
 * Return: the greatest gain of a way through the program, in ARCs; 0 if there is no memory.
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
