// SPDX-License-Identifier: GPL-2.0
/*
 * Early reject: what a filter can decide before there is a record.
 *
 * Building a record costs many times more than a filter. Some of the data of a filter is
 * known without a record: the header that all records have, the running task's name, this
 * CPU. So a program gets a smaller one, the early program, which looks at nothing else. It
 * rejects only if the program would reject whatever the rest of the record holds. If it does
 * not reject, the event is not decided.
 *
 *	0: next_prio < 100	true 1	false 2		early:
 *	1: common_pid == 5	true T	false F		0: common_pid == 5   true T  false F
 *	2: ...			true 1	false F
 *
 * The early program keeps each instruction whose source is known early. A jump to another
 * instruction goes instead to the nearest place through which all ways from that
 * instruction to accept lead:
 *
 *	- the other target, if one target is reject. "A && B" becomes B;
 *	- the place behind a group. "(A || B) && C" becomes C;
 *	- accept, if there is no such place. "A || B" is not decided.
 *
 * These places form chains. Let gate[i] be a place further on through which all ways from
 * the kept instruction i to accept lead; accept itself is the last of all. Then
 * gate[gate[i]] is such a place as well. The gate of two targets is where their chains
 * meet. If one target is reject, the gate is the other target.
 *
 * Proof, from the last instruction to the first. Say that the early program rejects when it
 * starts at the gate of an instruction's targets. Then it would reject if it started at
 * either target, as the only way to accept is through the gate. So the program rejects
 * there, whatever the instruction finds.
 *
 * A state term (vm/state.c) counts how often it is asked, so each record that comes to it must
 * come to it. Nothing behind it may reject a record before: its gate is accept, and it is passed
 * over itself.
 *
 * An instruction that was passed over has the same target twice, so packing (vm/pack.c)
 * drops it, and all instructions that only it led to. Each instruction that is left can
 * reject: its targets differ, and the last one's targets are verdicts.
 */
#include "prog/limits.h"
#include "prog/variables.h"
#include "vm/cells.h"
#include "vm/early.h"
#include "vm/pack.h"
#include "vm/text.h"
#include "vm/verify.h"

/* A limit of the steps along chains. Places further on are given up: accept is always right. */
#define MOST_STEPS	64

/* Does the instruction look only at the header, the task or the CPU? */
static bool known_early(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_source_info *source = ktf_source_info(insn);
	bool in_header = insn->off + source->bytes <= KTF_MIN_FIXED;

	switch (source->known) {
	case KTF_KNOWN_ALWAYS:
		return true;
	case KTF_KNOWN_HEADER:
		return in_header;
	case KTF_KNOWN_PAIR:
		return in_header && insn->off2 + source->bytes <= KTF_MIN_FIXED;
	case KTF_KNOWN_CELLS:
		return ktf_cells_known_early(prog, insn);
	case KTF_KNOWN_VARIABLE:
		return ktf_test(insn) == KTF_TEST_HOLDS || ktf_variables[insn->off].is_early;
	case KTF_KNOWN_DUO:
		return ktf_texts_known_early(insn);
	}
	return false;
}

/* Where two chains meet. Targets go forward, and accept is the greatest number. */
static u16 meet(const u16 *gate, u16 a, u16 b)
{
	u32 steps = MOST_STEPS;

	if (a == KTAP_FILTER_REJECT)
		return b;
	if (b == KTAP_FILTER_REJECT)
		return a;
	while (a != b && steps--) {
		if (a > b)
			swap(a, b);
		a = gate[a];
	}
	return a == b ? a : KTAP_FILTER_ACCEPT;
}

/* Make the program pass over the instructions that are not known early. */
static void pass_over(struct ktf_prog *prog, u16 *gate)
{
	struct ktf_insn *insn;
	u32 i = prog->nr;

	while (i--) {
		insn = &prog->insns[i];
		insn->to[0] = ktf_settle(prog, insn->to[0]);
		insn->to[1] = ktf_settle(prog, insn->to[1]);
		gate[i] = meet(gate, insn->to[0], insn->to[1]);
		if (ktf_source_info(insn)->known == KTF_KNOWN_NEVER)
			gate[i] = KTAP_FILTER_ACCEPT;
		if (known_early(prog, insn))
			continue;
		insn->to[0] = gate[i];
		insn->to[1] = gate[i];
	}
}

static const struct ktf_prog *derive(const struct ktf_prog *prog, struct ktf_prog *copy, u16 *gate)
{
	const struct ktf_prog *early;
	u32 bad;

	memcpy(copy, prog, prog->bytes);
	copy->fixed = KTF_MIN_FIXED;
	pass_over(copy, gate);
	if (ktf_settle(copy, 0) == KTAP_FILTER_ACCEPT)
		return NULL;
	early = ktf_pack(copy, 0);
	if (!early || !WARN_ON_ONCE(ktf_verify(early, &bad)))
		return early;
	ktf_free(early);
	return NULL;
}

/**
 * ktf_early - derive the early program
 * @prog: a program that ktf_verify() accepted.
 *
 * The early program runs on the first KTF_MIN_FIXED bytes of a record, and rejects only if
 * @prog rejects the record. It is always right to have none.
 *
 * Context: may sleep.
 * Return: @prog itself, if all of it is known early; else a program to be freed by ktf_free(),
 * or NULL if it would never reject or there is no memory for it.
 */
const struct ktf_prog *ktf_early(const struct ktf_prog *prog)
{
	const struct ktf_prog *early = NULL;
	u32 known = 0, i;
	struct ktf_prog *copy;
	u16 *gate;

	for (i = 0; i < prog->nr; i++)
		known += known_early(prog, &prog->insns[i]);
	if (!known || ktf_settle(prog, 0) == KTAP_FILTER_ACCEPT)
		return NULL;
	if (known == prog->nr)
		return prog;
	gate = ktf_alloc(array_size(prog->nr, sizeof(*gate)));
	copy = ktf_alloc(prog->bytes);
	if (gate && copy)
		early = derive(prog, copy, gate);
	ktf_free(copy);
	ktf_free(gate);
	return early;
}
