// SPDX-License-Identifier: GPL-2.0
/*
 * Optimisation: a string behind a pointer is copied once.
 *
 * A string behind a pointer is copied before it is tested, and the copy costs more than any
 * test. So a string that several predicates name gets a copy slot, where a run keeps its
 * copy. The first predicate that a run comes to makes the copy, and all later ones use it.
 * The slot also keeps that a string could not be read, and each predicate has its own outcome
 * for that. A string that is named once gets no slot, since keeping a copy has a cost too.
 *
 * Two instructions name the same string if they take the pointer from the same offset of the
 * record and for the same kind of address. There are few slots, since each context of each
 * CPU has them. The strings that are named first get them.
 */
#include "prog/limits.h"
#include "vm/opt.h"

static bool same_text(const struct ktf_insn *a, const struct ktf_insn *b)
{
	return ktf_is_pointer_text(b) && a->off == b->off &&
	       ktf_source(a) == ktf_source(b);
}

/* Give the slot to all instructions that name the text of @nr. Returns false if only @nr does. */
static bool share(struct ktf_prog *prog, u32 nr, u32 slot)
{
	struct ktf_insn *insn = &prog->insns[nr];
	u32 i;

	for (i = nr + 1; i < prog->nr; i++) {
		if (!same_text(insn, &prog->insns[i]))
			continue;
		insn->copy_slot = slot;
		prog->insns[i].copy_slot = slot;
	}
	return insn->copy_slot;
}

/**
 * ktf_opt_fetch - copy strings behind pointers once
 * @prog: a program that is not published yet, changed in place.
 *
 * Goes through the program once for each string, as long as there are slots.
 *
 * Context: any.
 */
void ktf_opt_fetch(struct ktf_prog *prog)
{
	u32 slot = 1, i;

	for (i = 0; i < prog->nr && slot <= KTF_HELD_TEXTS; i++) {
		if (!ktf_is_pointer_text(&prog->insns[i]) || prog->insns[i].copy_slot)
			continue;
		slot += share(prog, i, slot);
	}
}
