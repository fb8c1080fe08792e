// SPDX-License-Identifier: GPL-2.0
/*
 * Optimisation: a string is copied once.
 *
 * A text behind a pointer is copied before it is looked at, and that costs more than
 * any look. So a string that several predicates name gets a slot, in which a run
 * keeps its copy: whoever comes there later finds it, on whatever way. That a string could
 * not be read is kept as well, and each predicate has its own outcome for that. A string
 * that is named once gets none: to keep a copy costs a little, too.
 *
 * Two instructions are about the same string if they find the pointer at the same place of
 * the record and take it for the same kind of address. There are few slots, since
 * each context of each CPU has them; the strings that are named first get them.
 */
#include "prog/limits.h"
#include "vm/opt.h"

static bool same_text(const struct ktf_insn *a, const struct ktf_insn *b)
{
	return ktf_is_pointer_text(b) && a->off == b->off &&
	       ktf_source(a) == ktf_source(b);
}

/* Give all about the text of @nr the slot, if there are others. True if so. */
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
 * ktf_opt_fetch - have strings behind pointers copied once
 * @prog: a program that is not published yet.
 *
 * Takes as many passes as the event has strings.
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
