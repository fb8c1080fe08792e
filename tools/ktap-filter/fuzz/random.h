/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random numbers that repeat: all of them follow from a seed.
 */
#ifndef _KTF_FUZZ_RANDOM_H
#define _KTF_FUZZ_RANDOM_H

#include "prog/env.h"

struct rng {
	u64	state;
};

/* The random numbers of round @nr of a seed. */
static inline struct rng rng_of(u64 seed, u64 nr)
{
	return (struct rng) { (seed ^ nr * 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9 | 1 };
}

static inline u64 rng_next(struct rng *rng)
{
	rng->state ^= rng->state << 13;
	rng->state ^= rng->state >> 7;
	rng->state ^= rng->state << 17;
	return rng->state * 0x2545f4914f6cdd1d >> 8;
}

static inline u32 rng_below(struct rng *rng, u32 limit)
{
	return rng_next(rng) % limit;
}

static inline bool rng_one_in(struct rng *rng, u32 nr)
{
	return !rng_below(rng, nr);
}

/* A number at which behaviour may change: a limit, a neighbour of a limit, a single bit. */
static inline u64 rng_number(struct rng *rng)
{
	static const u64 at[] = { 0, 1, 2, 7, 8, 0x7f, 0xff, 0x100, 0x3ff, 0x7fff, 0xfffe,
				  0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff,
				  0x7fffffffffffffff, 0x8000000000000000 };

	switch (rng_below(rng, 4)) {
	case 0:
		return at[rng_below(rng, ARRAY_SIZE(at))] - rng_below(rng, 2);
	case 1:
		return 1ULL << rng_below(rng, 64);
	case 2:
		return rng_below(rng, 64);
	default:
		return rng_next(rng) << 32 ^ rng_next(rng);
	}
}

#endif /* _KTF_FUZZ_RANDOM_H */
