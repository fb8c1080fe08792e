// SPDX-License-Identifier: GPL-2.0
/*
 * Sets of CPUs on machines of all sizes: random sets against random masks, fields and CPUs,
 * with the verdicts that the definition gives.
 *
 * A set of one CPU is compared as a number. A set of several equals no number, and a number
 * that is no CPU neither differs from it nor is in it. A recorded mask may have bits for
 * CPUs that do not exist. They count when the mask is compared with a set of several, not
 * with one CPU.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/run.h"

enum op { EQ, NE, ANY };

static const char * const spelling[] = { "==", "!=", "&" };

#define MOST_BITS	320

struct set {
	unsigned long	bits[MOST_BITS / BITS_PER_LONG];
	char		text[2048];
};

static bool has(const unsigned long *bits, u64 bit)
{
	return bit < MOST_BITS && bits[bit / BITS_PER_LONG] >> (bit % BITS_PER_LONG) & 1;
}

static u32 weight(const unsigned long *bits, u32 nr)
{
	u32 sum = 0, i;

	for (i = 0; i < nr; i++)
		sum += has(bits, i);
	return sum;
}

/* A set with no CPU, one CPU, a range of CPUs, or random CPUs. */
static void random_set(struct set *set)
{
	u32 from = test_below(env.nr_cpus), to = from, len = 0, way = test_below(5), i;

	memset(set, 0, sizeof(*set));
	if (way > 1)
		to += test_below(env.nr_cpus - from);
	for (i = from; way && i <= to; i++)
		if (way < 4 || !test_below(4))
			set->bits[i / BITS_PER_LONG] |= 1UL << (i % BITS_PER_LONG);
	for (i = 0; i < env.nr_cpus; i++)
		if (has(set->bits, i))
			len += sprintf(set->text + len, "%u,", i);
	if (!len)
		sprintf(set->text, " ");
}

static bool mask_verdict(enum op op, const unsigned long *mask, const struct set *set)
{
	bool one = weight(set->bits, env.nr_cpus) == 1, equal = true, any = false;
	u32 i;

	for (i = 0; i < (one ? env.nr_cpus : env.nr_mask_bits); i++) {
		equal &= has(mask, i) == has(set->bits, i);
		any |= has(mask, i) && has(set->bits, i);
	}
	return op == ANY ? any : equal == (op == EQ);
}

/* The verdict on @val in a field of @bits bits, or on the running CPU. */
static bool number_verdict(enum op op, u64 val, u32 bits, const struct set *set)
{
	u32 cpu = val;

	if (weight(set->bits, env.nr_cpus) == 1) {
		u64 only = 0;

		while (!has(set->bits, only))
			only++;
		/* Truncate to the field's width, like every number. */
		if (bits < 64)
			only &= (1ULL << bits) - 1;
		return (val == only) == (op != NE);
	}
	if (cpu >= env.nr_cpus)
		return false;
	return op == ANY ? has(set->bits, cpu) : op == NE;
}

static void expect(const char *field, enum op op, const struct set *set,
		   const struct ktf_record *rec, bool verdict)
{
	struct ktf_diag diag;
	struct ktf_prog *prog;
	char text[2200];

	snprintf(text, sizeof(text), "%s %s CPUS{%s}", field, spelling[op], set->text);
	prog = ktf_build(text, &env_events[KTF_EVENT_main], &diag);
	EXPECT(!IS_ERR(prog), "%s", text);
	if (IS_ERR(prog))
		return;
	EXPECT(ktf_run(prog, rec, sizeof(*rec)) == verdict, "%u CPUs: %s is not %d", env.nr_cpus,
	       text, verdict);
	ktf_free(prog);
}

static u64 random_number(const struct set *set)
{
	u32 i = test_below(env.nr_cpus);

	switch (test_below(4)) {
	case 0:
		return test_random();
	case 1:
		return env.nr_cpus - 1 + test_below(3);
	case 2:
		return i | (u64)test_below(2) << 32;
	}
	while (i < env.nr_cpus && !has(set->bits, i))
		i++;
	return i;
}

static void numbers(enum op op, const struct set *set, struct ktf_record *rec)
{
	u64 val = random_number(set);

	rec->main.u8 = val;
	rec->main.s16 = val;
	rec->main.u32 = val;
	rec->main.s64 = val;
	expect("u8", op, set, rec, number_verdict(op, (u8)val, 8, set));
	expect("s16", op, set, rec, number_verdict(op, (u16)val, 16, set));
	expect("u32", op, set, rec, number_verdict(op, (u32)val, 32, set));
	expect("s64", op, set, rec, number_verdict(op, val, 64, set));
	env.cpu = test_below(env.nr_cpus);
	expect("cpu", op, set, rec, number_verdict(op, env.cpu, 32, set));
}

static void masks(enum op op, const struct set *set, struct ktf_record *rec)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rec->cpus); i++)
		rec->cpus[i] = test_below(3) ? set->bits[i] : test_random() * test_below(2);
	if (!test_below(3))
		rec->cpus[test_below(ARRAY_SIZE(rec->cpus))] ^=
			1UL << test_below(BITS_PER_LONG);
	expect("mask", op, set, rec, mask_verdict(op, rec->cpus, set));
}

static void machine(u32 nr_cpus, u32 nr_mask_bits)
{
	struct ktf_record *rec = calloc(1, sizeof(*rec));
	struct set *set = malloc(sizeof(*set));
	u32 i;

	env.nr_cpus = nr_cpus;
	env.nr_mask_bits = nr_mask_bits;
	rec->main.mask = sizeof(rec->cpus) << 16 | offsetof(struct ktf_record, cpus);
	for (i = 0; i < 2000; i++) {
		random_set(set);
		numbers(i % 3, set, rec);
		/* A record of this test has no room for longer masks. */
		if (nr_mask_bits <= 256)
			masks(i % 3, set, rec);
	}
	free(set);
	free(rec);
}

TEST(sets_one_cpu) { machine(1, 1); machine(1, 64); }
TEST(sets_a_few_cpus) { machine(2, 2); machine(4, 8); machine(8, 64); }
TEST(sets_a_word_of_cpus) { machine(33, 64); machine(63, 63); machine(64, 64); }
TEST(sets_many_cpus) { machine(65, 65); machine(128, 128); machine(200, 200); }
/* A byte cannot hold the number of every CPU. */
TEST(sets_most_cpus) { machine(256, 256); machine(300, 300); }
