// SPDX-License-Identifier: GPL-2.0
/*
 * Optimisation of runnable programs: the passes, in their order.
 *
 *	fold	drop instructions whose two targets are the same
 *	ranges	merge two tests of one word that follow each other
 *	gather	bring tests of one word together
 *	sets	make one instruction of a chain of tests of one word, or of one text
 *	fetch	copy a string behind a pointer once
 *
 * A pass takes a program and leaves one with the same verdict on every record. The passes
 * know no texts and no fields, but only words, and arcs of the numbers in them (vm/arc.h).
 * Their memory is proportional to the program, and so is their time, except for sorting.
 * Most filters give a pass nothing to do. It checks that first, and then takes no memory.
 * Each pass can be switched off, so that it can be measured.
 */
#include "vm/opt.h"
#include "vm/pack.h"

static int fold(struct ktf_prog **prog)
{
	const struct ktf_insn *insn;
	u32 i;

	for (i = 0; i < (*prog)->nr; i++) {
		insn = &(*prog)->insns[i];
		if (insn->to[0] == insn->to[1])
			return ktf_repack(prog, 0);
	}
	return 0;
}

/**
 * ktf_opt - optimise a program
 * @prog: a verified program; gets the optimised one, to be freed by ktf_free(), in its place.
 * @passes: bits of enum ktf_pass.
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM, and then the program can only be freed.
 */
int ktf_opt(struct ktf_prog **prog, u32 passes)
{
	int err = 0;

	if ((*prog)->nr < 2)
		return 0;
	if (passes & KTF_PASS_FOLD)
		err = fold(prog);
	if (!err && passes & KTF_PASS_RANGES)
		err = ktf_opt_ranges(prog);
	if (!err && passes & KTF_PASS_GATHER)
		err = ktf_opt_gather(*prog);
	if (!err && passes & KTF_PASS_SETS)
		err = ktf_opt_sets(prog) ?: ktf_opt_texts(prog);
	if (!err && passes & KTF_PASS_FETCH)
		ktf_opt_fetch(*prog);
	return err;
}
