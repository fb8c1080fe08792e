// SPDX-License-Identifier: GPL-2.0
/*
 * Optimisation of runnable programs: the passes, in their order.
 *
 *	fold	drop instructions whose two targets are the same
 *	ranges	merge two tests of one word that follow each other
 *	gather	bring tests of one word together
 *	sets	make one instruction of a chain of tests of one word, or of one text
 *	fetch	copy a string behind a pointer once
 *	task	make variables of the running task words of it
 *
 * A pass takes a program and leaves one with the same verdict on every record. The passes
 * know no texts and no fields, but only words, and arcs of the numbers in them (vm/arc.h).
 * Their memory is proportional to the program, and so is their time, except for sorting.
 * Most filters give a pass nothing to do. It checks that first, and then takes no memory.
 * Each pass can be switched off, so that it can be measured.
 */
#include "vm/opt.h"
#include "vm/pack.h"
#include "vm/task.h"

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
 * ktf_opt_next - go on to the next instruction that is reached
 * @prog: the program. A pass starts at instruction 0.
 * @i: number of the instruction where the pass is, with its new targets.
 * @reached: for each instruction: one where the pass was leads there. All false at the start.
 *
 * Targets go forward only, so whether an instruction is reached is known before a pass comes
 * there. One that only a replaced test led to is passed over.
 *
 * Context: any.
 * Return: the number of the next one; that of instructions if there is none.
 */
u32 ktf_opt_next(const struct ktf_prog *prog, u32 i, bool *reached)
{
	const u16 *to = prog->insns[i].to;
	u32 x;

	for (x = 0; x < 2; x++)
		if (to[x] < prog->nr)
			reached[to[x]] = true;
	do
		i++;
	while (i < prog->nr && !reached[i]);
	return i;
}

/* The passes that need two instructions. */
static int join(struct ktf_prog **prog, u32 passes)
{
	int err = 0;

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
	int err = (*prog)->nr > 1 ? join(prog, passes) : 0;

	if (!err && passes & KTF_PASS_TASK)
		ktf_opt_task(*prog);
	return err;
}
