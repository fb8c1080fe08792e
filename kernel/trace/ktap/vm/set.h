/* SPDX-License-Identifier: GPL-2.0 */
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

/* Which slot of a hash a number would be in. */
static __always_inline u64 ktf_hash_slot(const struct ktf_insn *insn, const u64 *slots, u64 number)
{
	const u16 *displacement = (const u16 *)(slots + (1UL << insn->slot_bits));
	u64 product = number * insn->mult;

	if (!insn->bucket_bits)
		return product >> (64 - insn->slot_bits);
	return (product << insn->bucket_bits >> (64 - insn->slot_bits)) ^
	       displacement[product >> (64 - insn->bucket_bits)];
}

bool ktf_set_put(struct ktf_prog *prog, u32 end, struct ktf_insn *insn, const struct ktf_range *r,
		 u32 nr, u32 tests);
u32 ktf_hash_bytes(u32 bucket_bits, u32 slot_bits);
struct ktf_hash ktf_hash_size(u32 nr, bool buckets);
int ktf_hash_fill(struct ktf_hash *hash, const u64 *members, u32 nr, void *table);

#endif /* _KTF_SET_H */
