// SPDX-License-Identifier: GPL-2.0
/*
 * Sets of numbers: the instruction that a set becomes.
 *
 *	one range on the circle		ARC
 *	close together			SET, a bitmap that begins where the set does
 *	scattered numbers		HASH, see vm/hash.c
 *	scattered ranges		BOUNDS, the numbers at which membership changes,
 *					ascending. An odd count of them is at or below
 *					a member
 *
 * No constant takes more room than 32 bytes for each test that the set replaces, which is
 * the size of a test's instruction. "Close together" means that a bitmap fits: up to 256
 * numbers for each test.
 *
 * The circle is cut open at its widest gap, so that signed numbers around zero are close
 * together, too. A field may have other fields below it in the word. Then all bounds of the
 * set end in the same zero bits, and the numbers are shifted down by these first.
 */
#include "vm/arc.h"
#include "vm/set.h"

/* Fewer tests than these are no slower than the instruction that would replace them. */
#define LEAST_FOR_BITMAP	3
#define LEAST_FOR_OTHERS	4

/* Up to so many scattered numbers, a few dozen multipliers find a table without buckets. */
#define MOST_WITHOUT_BUCKETS	24

#define BYTES_A_TEST		sizeof(struct ktf_insn)

/* A set and its properties. */
struct set {
	const struct ktf_range	*r;
	u32			nr;
	u64			mask;
	u32			tests;
	u32			end;	/* of the room behind the program */
	u32			shift;	/* bits at the bottom that do not matter */
	u64			base;	/* the first number behind the widest gap */
	u64			span;	/* from there to the last, bottom bits shifted out */
	bool			points;	/* each range is one number */
};

static bool comes_round(const struct set *s)
{
	return s->nr > 1 && !s->r[0].first && s->r[s->nr - 1].last == s->mask;
}

static u32 common_shift(const struct set *s)
{
	u64 ends = 0;
	u32 i;

	for (i = 0; i < s->nr; i++) {
		ends |= s->r[i].first;
		ends |= (s->r[i].last + 1) & s->mask;
	}
	return ends ? __ffs64(ends) : 0;
}

static void find_widest_gap(struct set *s)
{
	u64 gap, widest = 0, before = s->r[s->nr - 1].last;
	u32 i;

	for (i = 0; i < s->nr; i++) {
		gap = (s->r[i].first - before - 1) & s->mask;
		if (gap > widest) {
			widest = gap;
			s->base = s->r[i].first;
		}
		before = s->r[i].last;
	}
	s->span = (s->mask - widest) >> s->shift;
}

static bool has_points_only(const struct set *s)
{
	u64 one = (1ULL << s->shift) - 1;
	u32 i;

	for (i = 0; i < s->nr; i++)
		if (s->r[i].last - s->r[i].first != one)
			return false;
	return true;
}

/*
 * Does a constant pay for its room, and is there room left? There may be none, because
 * chains that end in the same tests each count these tests.
 */
static bool fits(const struct set *s, const struct ktf_prog *prog, u64 bytes)
{
	return bytes <= s->tests * BYTES_A_TEST &&
	       ALIGN(prog->bytes, sizeof(u64)) + bytes <= s->end;
}

/* Add a constant behind the program. Returns its offset in the program. */
static u32 add_constant(struct ktf_prog *prog, u32 bytes)
{
	u32 off = ALIGN(prog->bytes, sizeof(u64));

	prog->bytes = off + bytes;
	memset((char *)prog + off, 0, bytes);
	return off;
}

static bool put_range(const struct set *s, struct ktf_insn *insn)
{
	if (s->nr > 1 && !(s->nr == 2 && comes_round(s)))
		return false;
	insn->lo = s->nr ? s->base : 0;
	insn->range = s->span << s->shift | ((1ULL << s->shift) - 1);
	return true;
}

static bool put_bitmap(const struct set *s, struct ktf_prog *prog, struct ktf_insn *insn)
{
	u64 bytes = ALIGN(s->span / 8 + 1, sizeof(u64)), at, last;
	unsigned long *bits;
	u32 off, i;

	if (!fits(s, prog, bytes))
		return false;
	off = add_constant(prog, bytes);
	bits = (unsigned long *)((char *)prog + off);

	for (i = 0; i < s->nr; i++) {
		at = ((s->r[i].first - s->base) & s->mask) >> s->shift;
		last = at + ((s->r[i].last - s->r[i].first) >> s->shift);
		for (; at <= last; at++)
			bits[at / BITS_PER_LONG] |= 1UL << (at % BITS_PER_LONG);
	}
	insn->op = insn->op == KTF_OP(CPU, ARC) ? KTF_OP(CPU, SET) : KTF_OP(WORD, SET);
	insn->base = s->base;
	insn->index = s->mask;
	insn->set = off;
	insn->shift = s->shift;
	insn->bits = s->span + 1;
	return true;
}

static int put_table(const struct set *s, struct ktf_prog *prog, struct ktf_insn *insn,
		     const u64 *members, bool buckets)
{
	struct ktf_hash hash = ktf_hash_size(s->nr, buckets);
	u32 bytes = ktf_hash_bytes(hash.bucket_bits, hash.slot_bits), before = prog->bytes, off;
	int err;

	if (!fits(s, prog, bytes))
		return -ENOSPC;
	off = add_constant(prog, bytes);
	err = ktf_hash_fill(&hash, members, s->nr, (char *)prog + off);
	if (err) {
		prog->bytes = before;
		return err;
	}
	insn->op = KTF_OP(WORD, HASH);
	insn->mult = hash.mult;
	insn->index = s->mask;
	insn->set = off;
	insn->hash_shift = s->shift;
	insn->bucket_bits = hash.bucket_bits;
	insn->slot_bits = hash.slot_bits;
	return 0;
}

static bool put_hash(const struct set *s, struct ktf_prog *prog, struct ktf_insn *insn)
{
	u64 *members = ktf_alloc(array_size(s->nr, sizeof(*members)));
	int err = -ENOSPC;
	u32 i;

	if (!members)
		return false;
	for (i = 0; i < s->nr; i++)
		members[i] = s->r[i].first >> s->shift;
	if (s->nr <= MOST_WITHOUT_BUCKETS)
		err = put_table(s, prog, insn, members, false);
	if (err == -ENOSPC)
		err = put_table(s, prog, insn, members, true);
	ktf_free(members);
	return !err;
}

static bool put_bounds(const struct set *s, struct ktf_prog *prog, struct ktf_insn *insn)
{
	u32 nr = 2 * s->nr, off, i;
	u64 *bounds;

	/* A range that ends at the greatest number has no upper bound. */
	if (s->r[s->nr - 1].last == s->mask)
		nr--;
	if (!fits(s, prog, nr * sizeof(*bounds)))
		return false;
	off = add_constant(prog, nr * sizeof(*bounds));
	bounds = (u64 *)((char *)prog + off);
	for (i = 0; i < nr; i++)
		bounds[i] = i & 1 ? s->r[i / 2].last + 1 : s->r[i / 2].first;
	insn->op = insn->op == KTF_OP(TASK, ARC) ? KTF_OP(TASK, BOUNDS) : KTF_OP(WORD, BOUNDS);
	insn->base = 0;
	insn->index = s->mask;
	insn->set = off;
	insn->shift = 0;
	insn->bits = nr;
	return true;
}

/**
 * ktf_set_put - make an instruction a test of membership
 * @prog: the program; gets the set's constant behind it.
 * @end: where the room for constants ends, an offset in @prog, bytes.
 * @insn: an instruction of @prog, which tests an arc of the set's word. It becomes true for
 *	the members, or stays as it is if false is returned.
 * @r: the members: ascending ranges with gaps between them.
 * @nr: number of ranges; 0 makes a test that is always true.
 * @tests: number of tests that the set replaces, at least 2.
 *
 * Context: may sleep.
 * Return: true if @insn is the test; false if it does not pay or there is no memory.
 */
bool ktf_set_put(struct ktf_prog *prog, u32 end, struct ktf_insn *insn, const struct ktf_range *r,
		 u32 nr, u32 tests)
{
	struct set s = {
		.r = r, .nr = nr, .mask = insn->mask, .tests = tests, .end = end,
		.span = insn->mask,
	};

	if (nr) {
		s.shift = common_shift(&s);
		find_widest_gap(&s);
		s.points = has_points_only(&s);
	}
	if (put_range(&s, insn))
		return true;
	if (tests < LEAST_FOR_BITMAP || insn->op == KTF_OP(COMM, ARC))
		return false;
	if (insn->op == KTF_OP(TASK, ARC))
		return put_bounds(&s, prog, insn);
	if (put_bitmap(&s, prog, insn))
		return true;
	if (tests < LEAST_FOR_OTHERS || insn->op != KTF_OP(WORD, ARC))
		return false;
	return (s.points && put_hash(&s, prog, insn)) || put_bounds(&s, prog, insn);
}
