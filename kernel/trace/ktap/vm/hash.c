// SPDX-License-Identifier: GPL-2.0
/*
 * A perfect hash: membership of scattered numbers by one comparison.
 *
 * A number is multiplied. The product's top bits choose a bucket, and its next bits choose a
 * slot. Each bucket has a displacement, which is exclusive-ored to the slots of all its
 * numbers:
 *
 *	product = number * mult
 *	bucket	= product >> (64 - bucket_bits)
 *	slot	= (product << bucket_bits >> (64 - slot_bits)) ^ displacement[bucket]
 *
 * A number is a member if its slot holds that number. A slot that belongs to no member holds a
 * member of another slot, which is never found there.
 *
 * To fill the table, each bucket takes the smallest displacement that puts all its numbers
 * in free slots. The buckets with the most numbers choose first, while most slots are free. A
 * bucket with one number can take any slot, so the table may become full. With two numbers
 * to a bucket on average, a multiplier fails if two numbers of a bucket have the same slot,
 * or if the last buckets of two numbers find no room. Then another multiplier is tried: two
 * on average, ten if the table is to be full. A user may choose numbers that defeat all
 * multipliers; then there is no table, and the set becomes BOUNDS.
 *
 * A few numbers can have so many slots that a multiplier with which no two numbers have the
 * same slot is soon found. Such a table has no buckets and no displacements (bucket_bits is
 * 0), which saves a third of the instructions. Of n numbers in s slots, about one multiplier
 * in e^(n*n/2s) is good: one in 20 if n*n is 6s.
 *
 * The table is the slots, u64, and behind them the displacements, u16.
 */
#include "vm/set.h"

#define TRIES	64

/* A table that is being filled. */
struct filling {
	struct ktf_hash	*hash;
	const u64	*members;
	u32		nr;
	u64		*slots;
	u16		*displacement;
	bool		*taken;		/* for each slot */
	u16		*order;		/* members, by bucket */
	u32		*start;		/* of each bucket in the order, and the end of the last */
	u32		largest;	/* number of members of the fullest bucket */
};

static u64 product(const struct filling *f, u32 member)
{
	return f->members[member] * f->hash->mult;
}

static u32 bucket_of(const struct filling *f, u32 member)
{
	return product(f, member) >> (64 - f->hash->bucket_bits);
}

static u32 slot_of(const struct filling *f, u32 member)
{
	/* Without buckets nothing is shifted out. */
	return product(f, member) << f->hash->bucket_bits >> (64 - f->hash->slot_bits);
}

/* Sort the members by bucket: count, then place from each bucket's end. */
static void fill_buckets(struct filling *f)
{
	u32 nr_buckets = 1U << f->hash->bucket_bits, i, n;

	memset(f->start, 0, (nr_buckets + 1) * sizeof(*f->start));
	for (i = 0; i < f->nr; i++)
		f->start[bucket_of(f, i)]++;
	for (i = 0, n = 0, f->largest = 0; i < nr_buckets; i++) {
		f->largest = max(f->largest, f->start[i]);
		n += f->start[i];
		f->start[i] = n;
	}
	f->start[nr_buckets] = n;
	for (i = f->nr; i--;)
		f->order[--f->start[bucket_of(f, i)]] = i;
}

/* Take the slots of a bucket's members: all of them, or none. */
static bool take(struct filling *f, u32 bucket, u32 displacement)
{
	u32 i, slot;

	for (i = f->start[bucket]; i < f->start[bucket + 1]; i++) {
		slot = slot_of(f, f->order[i]) ^ displacement;
		if (f->taken[slot])
			break;
		f->taken[slot] = true;
		f->slots[slot] = f->members[f->order[i]];
	}
	if (i == f->start[bucket + 1])
		return true;
	while (i-- > f->start[bucket])
		f->taken[slot_of(f, f->order[i]) ^ displacement] = false;
	return false;
}

static bool displace(struct filling *f, u32 bucket)
{
	u32 d;

	for (d = 0; d < 1U << f->hash->slot_bits; d++) {
		if (take(f, bucket, d)) {
			f->displacement[bucket] = d;
			return true;
		}
	}
	return false;
}

static bool displace_all(struct filling *f)
{
	u32 nr_buckets = 1U << f->hash->bucket_bits, size, b;

	fill_buckets(f);
	/* A good multiplier never puts so many in one bucket. */
	if (f->largest > 16)
		return false;
	for (size = f->largest; size; size--)
		for (b = 0; b < nr_buckets; b++)
			if (f->start[b + 1] - f->start[b] == size && !displace(f, b))
				return false;
	return true;
}

/* Without buckets, each member takes the slot that its product chooses. */
static bool take_all(struct filling *f)
{
	u32 i, slot;

	for (i = 0; i < f->nr; i++) {
		slot = slot_of(f, i);
		if (f->taken[slot])
			return false;
		f->taken[slot] = true;
		f->slots[slot] = f->members[i];
	}
	return true;
}

static void fill_empty(struct filling *f)
{
	u32 i;

	for (i = 0; i < 1U << f->hash->slot_bits; i++)
		if (!f->taken[i])
			f->slots[i] = f->members[0];
}

static bool try_multipliers(struct filling *f)
{
	u64 z = 0;
	u32 i;

	for (i = 0; i < TRIES; i++) {
		/* The golden ratio scatters consecutive numbers best, so it comes first. */
		z = (z + 1) * 0x9e3779b97f4a7c15ULL;
		f->hash->mult = z | 1;
		memset(f->taken, 0, 1U << f->hash->slot_bits);
		if (f->hash->bucket_bits ? displace_all(f) : take_all(f)) {
			fill_empty(f);
			return true;
		}
	}
	return false;
}

/**
 * ktf_hash_bytes - get the size of a table
 * @bucket_bits: log2 of the number of buckets, up to 30; 0 for none.
 * @slot_bits: log2 of the number of slots, up to 27.
 *
 * Context: any.
 * Return: bytes, a multiple of 8.
 */
u32 ktf_hash_bytes(u32 bucket_bits, u32 slot_bits)
{
	u32 slots = sizeof(u64) << slot_bits;

	return bucket_bits ? slots + ALIGN(sizeof(u16) << bucket_bits, sizeof(u64)) : slots;
}

/**
 * ktf_hash_bits_ok - may a table have so many buckets and slots?
 * @bucket_bits: log2 of the number of buckets; 0 for none.
 * @slot_bits: log2 of the number of slots.
 *
 * Context: any.
 * Return: true if it may.
 */
bool ktf_hash_bits_ok(u32 bucket_bits, u32 slot_bits)
{
	return slot_bits && slot_bits <= 16 && bucket_bits <= 16;
}

/**
 * ktf_hash_ok - prove that no displacement leads out of the slots
 * @hash: a hash that ktf_hash_bits_ok() accepted.
 * @slots: its table; all of it can be read.
 *
 * Context: any.
 * Return: true if none does.
 */
bool ktf_hash_ok(const struct ktf_hash *hash, const u64 *slots)
{
	u32 nr_slots = 1U << hash->slot_bits, i;
	const u16 *displacement = (const u16 *)(slots + nr_slots);

	for (i = 0; hash->bucket_bits && i < 1U << hash->bucket_bits; i++)
		if (displacement[i] >= nr_slots)
			return false;
	return true;
}

/**
 * ktf_hash_size - choose the numbers of slots and buckets
 * @nr: number of members, 1 to 0xc000, or a few dozen without buckets.
 * @buckets: true for a table with buckets.
 *
 * Context: any.
 * Return: the hash, without a multiplier.
 */
struct ktf_hash ktf_hash_size(u32 nr, bool buckets)
{
	struct ktf_hash hash = { .slot_bits = 3 };

	if (!buckets) {
		while (6ULL << hash.slot_bits < (u64)nr * nr)
			hash.slot_bits++;
		return hash;
	}
	while (1ULL << hash.slot_bits < nr)
		hash.slot_bits++;
	hash.bucket_bits = hash.slot_bits - 1;
	return hash;
}

/**
 * ktf_hash_fill - find a multiplier and fill a table
 * @hash: from ktf_hash_size(); gets the multiplier.
 * @members: different numbers.
 * @nr: number of members, at least 1, as passed to ktf_hash_size().
 * @table: ktf_hash_bytes() of zeroes; gets the slots and displacements.
 *
 * Context: may sleep.
 * Return: 0, -ENOSPC if all multipliers that were tried fail, -ENOMEM.
 */
int ktf_hash_fill(struct ktf_hash *hash, const u64 *members, u32 nr, void *table)
{
	u32 nr_buckets = 1U << hash->bucket_bits;
	struct filling f = {
		.hash = hash,
		.members = members,
		.nr = nr,
		.slots = table,
		.displacement = table + (sizeof(u64) << hash->slot_bits),
		.taken = ktf_alloc(1U << hash->slot_bits),
		.order = ktf_alloc(array_size(nr, sizeof(*f.order))),
		.start = ktf_alloc(array_size(nr_buckets + 1, sizeof(*f.start))),
	};
	int err = -ENOMEM;

	if (f.taken && f.order && f.start)
		err = try_multipliers(&f) ? 0 : -ENOSPC;
	ktf_free(f.start);
	ktf_free(f.order);
	ktf_free(f.taken);
	return err;
}
