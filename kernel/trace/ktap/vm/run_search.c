// SPDX-License-Identifier: GPL-2.0
/*
 * The interpreter's tier of searches and globs.
 *
 * Most filters that have one have nothing else. So a run that comes to one gets here by
 * direct branches, and a few comparisons of the opcode tell where the text is, which may be
 * in four places, and what is looked for in it. A computed goto would cost as much as the
 * search of a short text where retpolines are on.
 *
 * What comes after it is for ktf_run_all(), and so are texts that end where their NUL is.
 */
#include "vm/run.h"
#include "prog/limits.h"
#include "vm/match.h"
#include "vm/text.h"

/* The text that is searched; of no size, if it cannot be had or ends where its NUL is. */
static __always_inline struct ktf_text searched_text(const struct ktf_insn *insn,
						     const void *rec, u32 len)
{
	const char *at = rec + insn->off;

	if (insn->op >= KTF_OP_REL_CONTAINS)
		return ktf_located(rec, len, at + 4, get_unaligned((const u32 *)at));
	if (insn->op >= KTF_OP_DYN_CONTAINS)
		return ktf_located(rec, len, rec, get_unaligned((const u32 *)at));
	if (insn->op >= KTF_OP_FIX_CONTAINS)
		return (struct ktf_text) { at, insn->size };
	return (struct ktf_text) { ktf_comm(), KTF_COMM_BYTES };
}

/**
 * ktf_run_search - go on with a program that does so with a search or a glob
 * @entry: the first instruction of a program that ktf_verify() accepted.
 * @rec: the record; the program's fixed part of it can be read.
 * @insn: the instruction to go on with, of which ktf_is_search() is true.
 * @len: the record's length, bytes, at least the fixed part; U32_MAX where it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_search(const struct ktf_insn *entry, const void *rec,
		   const struct ktf_insn *insn, u32 len)
{
	const struct ktf_prog *prog = ktf_prog_at(entry);
	struct ktf_text t;
	bool outcome;
	u32 next;

	if (insn->op <= KTF_OP_PIECE) {
		outcome = ktf_has_piece(insn->op == KTF_OP_PIECE ? rec + insn->off : ktf_comm(),
					insn->lo, insn->mask, insn->range);
		goto branch;
	}
	t = searched_text(insn, rec, len);
	if (unlikely(!t.n))
		return ktf_run_rest(entry, rec, insn, len);
	if (ktf_is_glob(insn)) {
		outcome = ktf_match_glob(t.s, t.n, ktf_prepared(prog, insn));
	} else {
		if (insn->op < KTF_OP_DYN_CONTAINS)
			t.n = ktf_text_len(t.s, t.n);
		outcome = ktf_match_contains(t.s, t.n, ktf_const(prog, insn->pat), insn->len,
					     insn->head);
	}
branch:
	next = insn->to[outcome];
	if (next >= KTAP_FILTER_REJECT)
		return next & 1;
	return ktf_run_rest(entry, rec, entry + next, len);
}
