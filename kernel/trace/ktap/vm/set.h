/* SPDX-License-Identifier: GPL-2.0 */
/* Sets of numbers: how to make them (vm/set.c, vm/hash.c) and how to test membership. */
#ifndef _KTF_SET_H
#define _KTF_SET_H

#include "vm/insn.h"

/* Numbers from one to another, both included. */
struct ktf_range {
	u64	first;
	u64	last;
};

/* A perfect hash: see vm/hash.c. */
struct ktf_hash {
	u64	mult;
	u32	bucket_bits;
	u32	slot_bits;
};

/* The slot of a hash that a number would be in. */
static __always_inline u64 ktf_slot_of(const struct ktf_hash *hash, const u64 *slots, u64 number)
{
	const u16 *displacement;
	u64 product = number * hash->mult, slot;

	/* -bits & 63 is 64 - bits, without a register for the 64. */
	slot = product << hash->bucket_bits >> (-hash->slot_bits & 63);
	if (!hash->bucket_bits)
		return slot;
	displacement = (const u16 *)(slots + (1UL << hash->slot_bits));
	return slot ^ displacement[product >> (-hash->bucket_bits & 63)];
}

/* The same for the hash of an instruction. */
static __always_inline u64 ktf_hash_slot(const struct ktf_insn *insn, const u64 *slots, u64 number)
{
	struct ktf_hash hash = { insn->mult, insn->bucket_bits, insn->slot_bits };

	return ktf_slot_of(&hash, slots, number);
}

/* The number in the word, as an index into a bitmap. */
static __always_inline u64 ktf_index(const struct ktf_insn *insn, u64 val)
{
	return ((val - insn->base) & insn->index) >> insn->shift;
}

/*
 * The number may be an argument of a system call, chosen by the caller. A processor that
 * guesses the comparison wrong would load from anywhere, so the index is bounded for it too.
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

/* Are an odd number of @nr bounds at or below the number? See vm/set.c. */
static __always_inline bool ktf_is_in_bounds(const u64 *bounds, u32 nr, u64 val)
{
	const u64 *low = bounds;
	u32 half;

	for (; nr > 1; nr -= half) {
		half = nr / 2;
		low += low[half] <= val ? half : 0;
	}
	return (low - bounds + (*low <= val)) & 1;
}

/* The same for the word's number. */
static __always_inline bool ktf_in_bounds(const struct ktf_insn *insn, const u64 *bounds, u64 val)
{
	return ktf_is_in_bounds(bounds, insn->bits, val & insn->index);
}

/*
 * Is the value of an instruction a member of its set, a bitmap, hash or bounds? The word is loaded
 * for a set of CPUs, too, whose offset is 0. That saves a branch for the other sets.
 */
static __always_inline bool ktf_is_member(const struct ktf_prog *prog,
					  const struct ktf_insn *insn, const void *rec)
{
	const void *set = ktf_const(prog, insn->set);
	u64 val = get_unaligned((const u64 *)(rec + insn->off));

	if (insn->op == KTF_OP(WORD, HASH))
		return ktf_in_hash(insn, set, val);
	if (insn->op > KTF_OP(WORD, HASH)) {		/* ISA order */
		if (insn->op == KTF_OP(WORD, BOUNDS))
			return ktf_in_bounds(insn, set, val);
		val = ktf_cpu();
	}
	return ktf_in_set(set, ktf_index(insn, val), insn->bits);
}

bool ktf_set_put(struct ktf_prog *prog, u32 end, struct ktf_insn *insn, const struct ktf_range *r,
		 u32 nr, u32 tests);
u32 ktf_hash_bytes(u32 bucket_bits, u32 slot_bits);
bool ktf_hash_bits_ok(u32 bucket_bits, u32 slot_bits);
bool ktf_hash_ok(const struct ktf_hash *hash, const u64 *slots);
struct ktf_hash ktf_hash_size(u32 nr, bool buckets);
int ktf_hash_fill(struct ktf_hash *hash, const u64 *members, u32 nr, void *table);

#endif /* _KTF_SET_H */
