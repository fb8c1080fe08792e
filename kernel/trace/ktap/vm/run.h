/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_RUN_H
#define _KTF_RUN_H

#include "vm/insn.h"
#include "vm/match.h"
#include "vm/set.h"

struct ktf_copies;

/*
 * The record stays in the register in which filter_match_preds() gets it, and programs are
 * known by their first instruction, so that there is one pointer less to begin with.
 */
u32 ktf_run_sets(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len);
u32 ktf_run_leaf(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len);
u32 ktf_run_search(const struct ktf_insn *entry, const void *rec,
		   const struct ktf_insn *insn, u32 len);
u32 ktf_run_all(const struct ktf_insn *entry, const void *rec,
		const struct ktf_insn *insn, u32 len, struct ktf_copies *copies);

static __always_inline u32 ktf_run_rest(const struct ktf_insn *entry, const void *rec,
					const struct ktf_insn *insn, u32 len)
{
	return ktf_run_all(entry, rec, insn, len, NULL);
}

/* The uniform test, see vm/lower.c. */
static __always_inline bool ktf_passes(const struct ktf_insn *insn, u64 val)
{
	return ((val - insn->lo) & insn->mask) <= insn->range;
}

/* The number of the word's member in a set. */
static __always_inline u64 ktf_index(const struct ktf_insn *insn, u64 val)
{
	return ((val - insn->base) & insn->index) >> insn->shift;
}

/*
 * The number may be an argument of a system call, so that its maker could have a processor
 * that guesses the comparison wrong look anywhere: it is cut to the set for that one, too.
 */
static __always_inline bool ktf_in_set(const unsigned long *set, u64 bit, u32 bits)
{
	unsigned long at = bit;

	if (bit >= bits)
		return false;
	at = array_index_nospec(at, bits);
	return set[at / BITS_PER_LONG] >> (at % BITS_PER_LONG) & 1;
}

/* Is the word's number in a hash? See vm/hash.c. */
static __always_inline bool ktf_in_hash(const struct ktf_insn *insn, const u64 *slots, u64 val)
{
	u64 number = (val & insn->index) >> insn->hash_shift;

	return slots[ktf_hash_slot(insn, slots, number)] == number;
}

/* Are an odd number of bounds at or below the word's number? See vm/set.c. */
static __always_inline bool ktf_in_bounds(const struct ktf_insn *insn, const u64 *bounds, u64 val)
{
	const u64 *low = bounds;
	u32 nr = insn->bits, half;

	val &= insn->index;
	for (; nr > 1; nr -= half) {
		half = nr / 2;
		low += low[half] <= val ? half : 0;
	}
	return (low - bounds + (*low <= val)) & 1;
}

/* Is what the instruction looks at a member of its set, whichever kind that is? */
static __always_inline bool ktf_is_member(const struct ktf_prog *prog,
					  const struct ktf_insn *insn, const void *rec)
{
	const void *set = ktf_const(prog, insn->set);
	u64 val = insn->op == KTF_OP_CPU_SET ? ktf_cpu() :
		  get_unaligned((const u64 *)(rec + insn->off));

	if (insn->op == KTF_OP_WORD_HASH)
		return ktf_in_hash(insn, set, val);
	if (unlikely(insn->op == KTF_OP_WORD_SEARCH))
		return ktf_in_bounds(insn, set, val);
	return ktf_in_set(set, ktf_index(insn, val), insn->bits);
}

/*
 * The first word of the cpumask behind a loc word, whose upper half is the mask's size. A
 * mask that has not even that has no CPU, and so has one that a record cut short lacks.
 */
static __always_inline u64 ktf_mask_word(const void *rec, u32 len, u32 off)
{
	u32 loc = get_unaligned((const u32 *)(rec + off)), at = loc & 0xffff;

	if (loc < KTF_LOC_OF_8 || at + 8 > len)
		return 0;
	return get_unaligned((const u64 *)(rec + at));
}

/* The last 8 bytes of the text in 16 bytes, with zeroes below if it is shorter. */
static __always_inline u64 ktf_tail_word(const char *s)
{
	u64 word = get_unaligned_le64(s), nul;

	/* As ktf_zero_bytes(), but first without the step for bytes above 0x80. */
	nul = (word - KTF_LOW_BITS) & KTF_LOW_BITS << 7;
	if (unlikely(nul) && nul & ~word)
		/* The top bit of the byte at i is 8 * i + 7. */
		return word << (63 - __ffs64(nul & ~word)) << 8;
	word = get_unaligned_le64(s + 8);
	nul = ktf_zero_bytes(word);
	return nul ? get_unaligned_le64(s + (__ffs64(nul) >> 3)) : word;
}

/*
 * Go on with a program as far as there are uniform tests, and sets if @with_sets says so:
 * what sets take in registers, others would have to save.
 *
 * The barriers keep the compiler from making one of both outcomes: then each of them would
 * take a jump more, and a load that it may not need.
 */
static __always_inline u32 ktf_run_words(const struct ktf_insn *entry, const void *rec,
					 const struct ktf_insn *insn, u32 len, const bool with_sets)
{
	u64 val;
	u32 next;

	if (with_sets)		/* that is what it was called for */
		goto set;
dispatch:
	if (unlikely(insn->op != KTF_OP_WORD))
		goto other;
word:
	val = get_unaligned((const u64 *)(rec + insn->off));
test:
	if (!ktf_passes(insn, val))
		goto fails;
passes:
	barrier();
	if (insn->onward == (1 | KTF_ONWARD_WORD)) {
		insn++;
		goto word;
	}
	next = insn->to[1];
	if (next < KTAP_FILTER_REJECT)
		goto jump;
	barrier();
	return next - KTAP_FILTER_REJECT;
fails:
	if (insn->onward == (0 | KTF_ONWARD_WORD)) {
		insn++;
		goto word;
	}
	next = insn->to[0];
	if (next >= KTAP_FILTER_REJECT)
		return next - KTAP_FILTER_REJECT;
jump:
	insn = entry + next;
	goto dispatch;

other:
	if (insn->op == KTF_OP_COMM_WORD)
		val = get_unaligned((const u64 *)(ktf_comm() + insn->off));
	else if (insn->op > KTF_OP_COMM_WORD)
		goto leave;
	else if (insn->op == KTF_OP_TAIL)
		val = ktf_tail_word(rec + insn->off);
	else if (insn->op > KTF_OP_TAIL)
		goto set;
	else if (insn->op == KTF_OP_COMM_TAIL)
		val = ktf_tail_word(ktf_comm());
	else if (insn->op == KTF_OP_CPU)
		val = ktf_cpu();
	else
		val = ktf_mask_word(rec, len, insn->off);
	goto test;
leave:
	if (insn->op < KTF_FIRST_WITH_CALLS)
		return ktf_run_leaf(entry, rec, insn, len);
	if (ktf_is_search(insn))
		return ktf_run_search(entry, rec, insn, len);
	return ktf_run_rest(entry, rec, insn, len);
set:
	if (!with_sets)
		return ktf_run_sets(entry, rec, insn, len);
	if (ktf_is_member(ktf_prog_at(entry), insn, rec))
		goto passes;
	goto fails;
}

/**
 * ktf_run_from - evaluate a program on a record
 * @entry: the first instruction of a program that ktf_verify() accepted.
 * @rec: the record; the program's fixed part of it can be read.
 * @len: its length, bytes, at least the fixed part; U32_MAX where it is unknown.
 *
 * Goes as far as there is nothing but uniform tests: see vm/run.c.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
static __always_inline u32 ktf_run_from(const struct ktf_insn *entry, const void *rec, u32 len)
{
	return ktf_run_words(entry, rec, entry, len, false);
}

static __always_inline u32 ktf_run(const struct ktf_prog *prog, const void *rec, u32 len)
{
	return ktf_run_from(prog->insns, rec, len);
}

#endif /* _KTF_RUN_H */
