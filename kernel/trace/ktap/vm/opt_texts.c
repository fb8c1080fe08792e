// SPDX-License-Identifier: GPL-2.0
/*
 * Sets of texts: a chain of comparisons of one text becomes one instruction.
 *
 *	0: name == "a"	true T	false 1
 *	1: name == "b"	true T	false 2		name in {"a", "b"}	true T	false F
 *
 * All tests of the chain leave to the same place if they are true, and go on if they are false.
 * So the first that is true leads there, and so does the test of membership. "!=" joined by "&&"
 * is the same with other places. If the text cannot be read, all tests have the same outcome,
 * and the test of membership has it, too.
 *
 * vm/text_set.c makes the table. It takes less than twice the room of the tests and their
 * constants. Chains that end in the same tests, which images may have, can ask for more: then
 * the chain that comes last finds no room, and stays a chain.
 */
#include "vm/opt.h"
#include "vm/pack.h"
#include "vm/text_set.h"

/* The memory of the pass: room for the longest chain. */
struct work {
	struct ktf_prog		*prog;
	u32			end;	/* of the room behind prog, an offset in it */
	struct ktf_wanted	*texts;
	u32			steps;	/* tests that collect() may still look at */
};

/* Does the next test go on with the chain of a test? */
static bool goes_on(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_insn *next = &prog->insns[insn->to[0]];

	return insn->to[0] < prog->nr && next->op == insn->op && next->off == insn->off &&
	       next->size == insn->size && next->fault == insn->fault &&
	       next->copy_slot == insn->copy_slot && next->to[1] == insn->to[1];
}

/* Collect the texts of a chain. Returns how many; @end gets the last test. */
static u32 collect(struct work *w, const struct ktf_insn *insn, const struct ktf_insn **end)
{
	u32 nr = 0;

	for (; w->steps; insn = &w->prog->insns[insn->to[0]]) {
		w->texts[nr++] = (struct ktf_wanted) {
			.s = ktf_const(w->prog, insn->pat), .len = insn->len,
		};
		*end = insn;
		w->steps--;
		if (!goes_on(w->prog, insn))
			break;
	}
	return nr;
}

static void make_set(struct work *w, struct ktf_insn *insn)
{
	u32 off = ALIGN(w->prog->bytes, sizeof(u64)), bytes, nr;
	const struct ktf_insn *end = insn;

	nr = collect(w, insn, &end);
	if (nr < KTF_LEAST_TEXTS || off > w->end)
		return;
	bytes = ktf_text_set_put((char *)w->prog + off, w->end - off, w->texts, nr);
	if (!bytes)
		return;
	w->prog->bytes = off + bytes;
	insn->op += KTF_TEST_HASH - KTF_TEST_EQ;
	insn->pat = off;
	insn->len = 0;
	insn->aux_bytes = 0;
	insn->table_bytes = bytes;
	insn->to[0] = end->to[0];
}

/* Make sets in the order of the program. Tests that only a replaced chain led to are skipped. */
static void make_sets(struct work *w, bool *reached)
{
	u32 i;

	for (i = 0; i < w->prog->nr; i = ktf_opt_next(w->prog, i, reached))
		if (ktf_test(&w->prog->insns[i]) == KTF_TEST_EQ)
			make_set(w, &w->prog->insns[i]);
}

static u32 count_tests(const struct ktf_prog *prog)
{
	u32 nr = 0, i;

	for (i = 0; i < prog->nr; i++)
		nr += ktf_test(&prog->insns[i]) == KTF_TEST_EQ;
	return nr;
}

/* Optimise a program that has @room bytes behind it. */
static int optimise(struct ktf_prog *prog, u32 room)
{
	struct work w = {
		.prog = prog,
		.end = prog->bytes + room,
		.texts = ktf_alloc(array_size(prog->nr, sizeof(*w.texts))),
		.steps = 64 * prog->nr,
	};
	bool *reached = ktf_alloc(array_size(prog->nr, sizeof(*reached)));
	int err = -ENOMEM;

	if (w.texts && reached) {
		make_sets(&w, reached);
		err = 0;
	}
	ktf_free(reached);
	ktf_free(w.texts);
	return err;
}

/**
 * ktf_opt_texts - make one instruction of a chain of comparisons of one text
 * @prog: a verified program; if it has many such tests, gets the new program in its place.
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM, and then the program can only be freed.
 */
int ktf_opt_texts(struct ktf_prog **prog)
{
	u32 room = 2 * (*prog)->bytes;

	if (count_tests(*prog) < KTF_LEAST_TEXTS)
		return 0;
	return ktf_repack(prog, room) ?: optimise(*prog, room) ?: ktf_repack(prog, 0);
}
