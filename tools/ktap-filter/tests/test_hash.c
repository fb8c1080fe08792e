// SPDX-License-Identifier: GPL-2.0
/*
 * Perfect hashes: members are found and other numbers are not. Numbers that were chosen to
 * defeat the hash get none.
 */
#include "env.h"
#include "test.h"

#include "vm/run.h"

/* A hash finds its members, and nothing else. */
static int try_hash(u64 *members, u32 nr, bool buckets)
{
	struct ktf_hash hash = ktf_hash_size(nr, buckets);
	u64 *table = ktf_alloc(ktf_hash_bytes(hash.bucket_bits, hash.slot_bits));
	int err = ktf_hash_fill(&hash, members, nr, table);
	struct ktf_insn insn = {
		.mult = hash.mult, .index = ~0ULL, .bucket_bits = hash.bucket_bits,
		.slot_bits = hash.slot_bits,
	};
	u32 i, n;
	u64 val;

	for (i = 0; i < nr && !err; i++) {
		EXPECT(ktf_in_hash(&insn, table, members[i]), "%u of %u is missing", i, nr);
		val = members[i] + 1 + test_below(3);
		for (n = 0; n < nr && members[n] != val; n++)
			;
		if (n == nr)
			EXPECT(!ktf_in_hash(&insn, table, val), "one too many");
	}
	ktf_free(table);
	return err;
}

TEST(hash_sizes)
{
	static u64 members[3000];
	u32 nr, i;

	for (nr = 1; nr <= ARRAY_SIZE(members); nr += 1 + nr / 8) {
		for (i = 0; i < nr; i++)
			members[i] = test_random() << 12 | i;
		EXPECT(!try_hash(members, nr, nr > 24 || nr & 1), "%u random", nr);
		for (i = 0; i < nr; i++)
			members[i] = 1000 + 7 * i;
		EXPECT(!try_hash(members, nr, nr > 24 || nr & 1), "%u in steps", nr);
		for (i = 0; i < nr; i++)
			members[i] = (u64)i << 40;
		EXPECT(!try_hash(members, nr, nr > 24 || nr & 1), "%u high ones", nr);
	}
}

/* Numbers whose products collide, for one multiplier after another. */
TEST(hash_defeated)
{
	static u64 members[64 * 16];
	u64 z = 0, mult, inverse;
	u32 i, n, nr = 0;

	for (i = 0; i < 64; i++) {
		z = (z + 1) * 0x9e3779b97f4a7c15ULL;
		mult = z | 1;
		for (inverse = mult, n = 0; n < 6; n++)
			inverse *= 2 - mult * inverse;
		for (n = 0; n < 16; n++)
			members[nr++] = inverse * (n + 1);
	}
	EXPECT_EQ(try_hash(members, nr, true), -ENOSPC);
}
