// SPDX-License-Identifier: GPL-2.0
/*
 * Optimisation of runnable programs: the passes in their order.
 *
 *	fold	what decides nothing is dropped: its targets are the same
 *	ranges	two tests of one word that follow each other become one
 *	gather	tests of one word are brought together
 *	sets	a chain of tests of one word becomes one
 *	fetch	a string behind a pointer is copied once
 *
 * A pass takes a program and leaves one that gives the same verdict on every record.
 * None knows texts or fields: they are about words, and arcs of the numbers in them
 * (vm/arc.h). What they need in memory is proportional to the program, and so is the
 * time that they take, but for sorting. Most filters give a pass nothing to do: it looks
 * for that first, and takes no memory then. Each can be switched off, to be measured.
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
 * @prog: a verified program; gets another in its place, to be freed by ktf_free() as well.
 * @passes: bits of enum ktf_pass.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM, after which the program is of no use.
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
		err = ktf_opt_sets(prog);
	if (!err && passes & KTF_PASS_FETCH)
		ktf_opt_fetch(*prog);
	return err;
}
