// SPDX-License-Identifier: GPL-2.0
/*
 * Packing: copy the reachable part of a program to an allocation of its size.
 *
 * Passes over runnable programs change instructions in place. They leave behind instructions
 * that no jump reaches, and instructions whose two targets are the same. Targets always lie
 * further on. So one pass from the last instruction to the first finds where each jump ends
 * up, and one pass forward finds which instructions are reached. These are copied in their
 * order, each with its constant.
 *
 *	0: a	true 1	false 2		0: a	true T	false 1
 *	1: -	true T	false T		1: b	true T	false F
 *	2: b	true T	false F
 */
#include "prog/portable.h"
#include "vm/pack.h"
#include "vm/set.h"

#define GONE	0	/* not reached; a kept instruction has its new number plus one */

/* Backwards: replace the targets of each instruction by those where the jumps end up. */
static void settle_targets(struct ktf_prog *prog)
{
	struct ktf_insn *insn = prog->insns + prog->nr;

	while (insn-- > prog->insns) {
		insn->to[0] = ktf_settle(prog, insn->to[0]);
		insn->to[1] = ktf_settle(prog, insn->to[1]);
	}
}

static void reach(u16 *number, u16 target)
{
	if (!ktf_is_verdict(target))
		number[target] = 1;
}

/* Forwards: number the instructions that are reached, from 1. Returns how many there are. */
static u32 number_reached(const struct ktf_prog *prog, u16 *number)
{
	u32 nr = 0, i;

	reach(number, ktf_settle(prog, 0));
	for (i = 0; i < prog->nr; i++) {
		if (number[i] == GONE)
			continue;
		reach(number, prog->insns[i].to[0]);
		reach(number, prog->insns[i].to[1]);
		number[i] = ++nr;
	}
	return nr;
}

/* The same for a DUO, of which one text may be a constant. */
static u32 *constant_text(struct ktf_insn *insn, u32 *bytes)
{
	struct ktf_place *text = insn->text;

	if (text->source != KTF_SOURCE_CONSTANT)
		text++;
	*bytes = text->off;
	return text->source == KTF_SOURCE_CONSTANT ? &text->size : NULL;
}

/* The member with the offset of an instruction's constant, and its size; NULL if none. */
static u32 *constant_of(struct ktf_insn *insn, u32 *bytes)
{
	if (insn->op == KTF_OP(TASK, HOLDS))
		return NULL;
	switch (ktf_source(insn)) {
	case KTF_SOURCE_PAIR:
		return NULL;
	case KTF_SOURCE_DUO:
		return constant_text(insn, bytes);
	case KTF_SOURCE_STATE:
		if (!insn->nr_cells)
			return NULL;
		fallthrough;
	case KTF_SOURCE_CELL:
		*bytes = (insn->nr_cells + (ktf_test(insn) == KTF_TEST_BOUNDS ? insn->bits : 0)) *
			 sizeof(u64);
		return &insn->cells;
	}
	switch (ktf_test_info(insn)->constant) {
	case KTF_CONST_ARC:
	case KTF_CONST_SHORT:
		return NULL;
	case KTF_CONST_SET:
	case KTF_CONST_CPUS:
		*bytes = DIV_ROUND_UP(insn->bits, BITS_PER_LONG) * sizeof(long);
		return &insn->set;
	case KTF_CONST_HASH:
		if (ktf_has_texts(insn)) {
			*bytes = insn->table_bytes;
			return &insn->pat;
		}
		*bytes = ktf_hash_bytes(insn->bucket_bits, insn->slot_bits);
		return &insn->set;
	case KTF_CONST_BOUNDS:
		*bytes = insn->bits * sizeof(u64);
		return &insn->set;
	default:
		*bytes = insn->len + 1 + insn->aux_bytes;
		return &insn->pat;
	}
}

static size_t packed_bytes(const struct ktf_prog *from, const u16 *number, u32 nr)
{
	size_t bytes = struct_size(from, insns, nr);
	struct ktf_insn insn;
	u32 i, constant;

	for (i = 0; i < from->nr; i++) {
		insn = from->insns[i];
		if (number[i] != GONE && constant_of(&insn, &constant))
			bytes += ALIGN(constant, sizeof(u64));
	}
	return bytes;
}

static u16 renumber(const u16 *number, u16 target)
{
	return ktf_is_verdict(target) ? target : number[target] - 1;
}

static void copy_reached(struct ktf_prog *prog, const struct ktf_prog *from, const u16 *number)
{
	struct ktf_insn *insn = prog->insns;
	u32 i, bytes, *constant;

	for (i = 0; i < from->nr; i++) {
		if (number[i] == GONE)
			continue;
		*insn = from->insns[i];
		insn->to[0] = renumber(number, insn->to[0]);
		insn->to[1] = renumber(number, insn->to[1]);
		constant = constant_of(insn, &bytes);
		if (constant) {
			memcpy((char *)prog + prog->bytes, ktf_const(from, *constant), bytes);
			*constant = prog->bytes;
			prog->bytes += ALIGN(bytes, sizeof(u64));
		}
		insn++;
	}
}

static struct ktf_prog *pack(struct ktf_prog *from, u32 room, u16 *number)
{
	struct ktf_prog *prog;
	size_t bytes;
	u32 nr;

	settle_targets(from);
	nr = number_reached(from, number);
	bytes = packed_bytes(from, number, max(nr, 1U));
	prog = ktf_alloc(bytes + room);
	if (!prog)
		return NULL;
	prog->nr = max(nr, 1U);
	prog->fixed = from->fixed;
	prog->bytes = struct_size(prog, insns, prog->nr);
	copy_reached(prog, from, number);
	/* All records have the same verdict: one test that always leads to it. */
	if (!nr) {
		prog->insns[0].op = KTF_OP(WORD, ARC);
		prog->insns[0].to[0] = ktf_settle(from, 0);
		prog->insns[0].to[1] = ktf_settle(from, 0);
	}
	ktf_mark_falls(prog);
	return prog;
}

/**
 * ktf_mark_falls - set falls_through of all instructions
 * @prog: a program that is complete except for that.
 *
 * Context: any.
 */
void ktf_mark_falls(struct ktf_prog *prog)
{
	struct ktf_insn *insn;
	u32 i;

	for (i = 0; i < prog->nr; i++) {
		insn = &prog->insns[i];
		if (i + 1 == prog->nr || (insn->to[0] != i + 1 && insn->to[1] != i + 1))
			insn->falls_through = KTF_FALLS_NEVER;
		else
			insn->falls_through = (insn->to[0] != i + 1) |
				       (insn[1].op == KTF_OP(WORD, ARC) ? KTF_FALLS_ON_ARC : 0);
	}
}

/**
 * ktf_pack - copy the reachable part of a program
 * @from: a verified program, whose targets may have been moved further on since, and
 *	whose falls_through need not be right. Its targets become those where the jumps end up.
 * @room: bytes of free room to allocate behind the copy, not counted in its @bytes.
 *
 * Context: may sleep.
 * Return: the copy, to be freed by ktf_free(); NULL if there is no memory.
 */
struct ktf_prog *ktf_pack(struct ktf_prog *from, u32 room)
{
	u16 *number = ktf_alloc(array_size(from->nr, sizeof(*number)));
	struct ktf_prog *prog = NULL;

	if (number)
		prog = pack(from, room, number);
	ktf_free(number);
	return prog;
}

/**
 * ktf_repack - replace a program by its reachable part
 * @prog: a program as ktf_pack() takes it; freed when the copy takes its place.
 * @room: bytes of free room to allocate behind the copy, not counted in its @bytes.
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM, and then the program can only be freed.
 */
int ktf_repack(struct ktf_prog **prog, u32 room)
{
	struct ktf_prog *packed = ktf_pack(*prog, room);

	if (!packed)
		return -ENOMEM;
	ktf_free(*prog);
	*prog = packed;
	return 0;
}
