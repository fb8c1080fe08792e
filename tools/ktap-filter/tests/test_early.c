// SPDX-License-Identifier: GPL-2.0
/*
 * Early programs: which part of a filter they have, and that they reject no event that the
 * filter accepts.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "listing.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/early.h"
#include "prog/limits.h"
#include "vm/pack.h"
#include "vm/run.h"
#include "vm/verify.h"

static struct ktf_prog *build(const char *filter)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(filter, &env_events[KTF_EVENT_main], &diag);

	EXPECT(!IS_ERR(prog), "%s: %s", filter, ktf_err_text[diag.code]);
	return IS_ERR(prog) ? NULL : prog;
}

static void free_early(const struct ktf_prog *early, const struct ktf_prog *prog)
{
	if (early != prog)
		ktf_free(early);
}

/* List the early program of a filter; "same" if it is the filter's own program. */
static void list(const char *filter, char *text)
{
	const struct ktf_prog *early;
	struct ktf_prog *prog = build(filter);

	*text = 0;
	if (!prog)
		return;
	early = ktf_early(prog);
	if (early && early != prog)
		listing_of(early, text);
	else
		snprintf(text, LISTING_BYTES, "%s", early ? "same" : "none");
	free_early(early, prog);
	ktf_free(prog);
}

#define PID(nr, n, targets)							\
	"    " nr ": WORD_ARC       [0] - 0x" n						\
	BY_ORDER("00000000 & 0xffffffffffffffff <= 0xffffffff ", " & 0xffffffff <= 0x0 ")	\
	targets "\n"
#define COMM(nr, targets) "    " nr ": COMM_GLOB      \"a?c\" " targets "\n"

static const struct {
	const char	*filter;
	const char	*early;
} listings[] = {
	/* All fields are known early, so there is no second program. */
	{ "common_pid == 5", "same" },
	{ "common_type == 5 && common_flags & 1 && common_preempt_count < 2", "same" },
	{ "comm == 'sh' || comm == 'a-longer-name' || comm ~ 'a?c'", "same" },
	{ "cpu == 1 && CPU & CPUS{0,2-3}", "same" },
	{ "common_pid & CPUS{1,3}", "same" },
	{ "$pid == 5 && $comm == 'sh' && $cpu < 3 || $child_of(5)", "same" },
	{ "$pid in {5, 7, 9} || $pid * $tgid == common_pid", "same" },
	{ "$pid * $tgid == u8", "none" },
	{ "$in_irq == 0 && $preempt < 2 && $uid == 0 && $netns != 5", "same" },
	{ "$cgroup in cgroup('/a') && u32 == 5",
	  "    0: TASK_HOLDS     BELOW 101  true accept false reject\n" },
	{ "$now > 5", "none" }, { "$now / 2 > 5", "none" },
	{ "u32 == 5 && !$child_of(5)",
	  "    0: TASK_HOLDS     CHILD 5  true reject false accept\n" },
	/* No field is known early, or the known ones cannot reject. */
	{ "u32 == 5", "none" },
	{ "u32 == 5 || common_pid == 5", "none" },
	{ "common_pid == 5 || dyn == 'a'", "none" },
	{ "(u32 == 5 && common_pid == 5) || comm == 'sh' || !(s8 > 1)", "none" },
	{ "name == 'a' && mask & CPUS{0} && ptr == 'a'", "none" },
	/* The early program keeps the predicates on known fields, at any place. */
	{ "common_pid == 5 && u32 == 5", PID("0", "5", " true accept false reject") },
	{ "u32 == 5 && common_pid == 5", PID("0", "5", " true accept false reject") },
	{ "(s8 == 1 || dyn == 'a') && common_pid != 5",
	  PID("0", "5", " true reject false accept") },
	{ "common_pid == 5 && (u32 == 5 || comm ~ 'a?c') && ptr == 'a' && common_pid == 6",
	  PID("0", "5", " true 1 false reject")
	  PID("1", "6", " true accept false reject") },
	{ "(u32 == 5 || comm ~ 'a?c') && common_pid == 6",
	  PID("0", "6", " true accept false reject") },
	{ "common_pid == 5 || (u8 == 1 && common_pid == 6)",
	  PID("0", "5", " true accept false 1")
	  PID("1", "6", " true accept false reject") },
	{ "name ~ '*x*y' && (common_pid == 5 || comm ~ 'a?c')",
	  PID("0", "5", " true accept false 1")
	  COMM("1", " true accept false reject") },
	/* Filters that are never true. */
	{ "u32 == 5 && cpu & 1", "same" },
	/* Sets. */
	{ "(common_pid == 1 || common_pid == 9 || common_pid == 5) && u8 == 1",
	  "    0: WORD_SET       [0] - "
	  BY_ORDER("0x100000000 & 0xffffffffffffffff >> 32", "0x1 & 0xffffffff >> 0")
	  " {0,4,8}  true accept false reject\n" },
	{ "u8 == 1 && (common_pid == 1 || common_pid == 1000000 || common_pid == 5000 || "
	  "common_pid == 77777 || common_pid == 123456 || common_pid == 9999999)",
	  "    0: WORD_HASH      [0] & "
	  BY_ORDER("0xffffffffffffffff >> 32", "0xffffffff >> 0")
	  " {123456,5000,9999999,1,77777,1000000}  true accept false reject\n" },
};

TEST(early_listings)
{
	char text[LISTING_BYTES];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(listings); i++) {
		list(listings[i].filter, text);
		EXPECT(!strcmp(text, listings[i].early), "%s becomes:\n%s", listings[i].filter,
		       text);
	}
}

/* A predicate on the CPU or on comm does not use its offset, so the offset may be anything. */
TEST(early_offsets_of_nothing)
{
	struct ktf_prog *prog = build("cpu == 1 && comm ~ 'a?c' && u32 == 5");
	const struct ktf_prog *early;
	u32 bad;

	prog->insns[0].off = 2 * KTF_MIN_FIXED;
	prog->insns[1].off = 2 * KTF_MIN_FIXED;
	EXPECT_EQ(ktf_verify(prog, &bad), 0);
	early = ktf_early(prog);
	EXPECT(early && early != prog && early->nr == 2, "there is an early program");
	free_early(early, prog);
	ktf_free(prog);
}

/* Run each filter of the cases on each record: an early reject must be a reject. */
TEST(early_rejects_what_the_filter_rejects)
{
	u32 i, j, nr, rejected = 0, early_rejected = 0;

	for (i = 0; i < ktf_nr_case_groups; i++) {
		for (j = 0; j < ktf_case_groups[i].nr; j++) {
			const struct ktf_case *row = &ktf_case_groups[i].rows[j];
			const struct ktf_schema *event = &env_events[row->event];
			struct ktf_record *rec = malloc(sizeof(*rec));
			struct ktf_diag diag = { };
			struct ktf_prog *prog = ktf_build(row->filter, event, &diag);
			const struct ktf_prog *early = ktf_early(prog);
			void *head = malloc(KTF_MIN_FIXED);

			for (nr = 0; early && nr < KTF_NR_RECORDS; nr++) {
				bool full, some;

				env_record(&ktf_case_records[nr], rec);
				memcpy(head, rec, KTF_MIN_FIXED);
				full = ktf_run(prog, rec, sizeof(*rec));
				some = ktf_run(early, head, KTF_MIN_FIXED);
				EXPECT(some || !full, "%s on %s is rejected early", row->filter,
				       ktf_case_records[nr].name);
				rejected += !full;
				early_rejected += !some;
			}
			free_early(early, prog);
			ktf_free(prog);
			free(head);
			free(rec);
		}
	}
	EXPECT(early_rejected && early_rejected <= rejected, "%u of %u", early_rejected, rejected);
}

#define NR_INSNS	8
#define NR_BITS		3

static u16 random_target(u32 nr, u32 i)
{
	u32 ahead = nr - i - 1, pick = test_below(ahead + 2);

	return pick < ahead ? i + 1 + pick : KTAP_FILTER_REJECT + pick - ahead;
}

/* Each instruction tests one bit, either of the header or of the rest of the record. */
static void random_program(struct ktf_prog *prog, u32 nr)
{
	u32 i;

	memset(prog, 0, struct_size(prog, insns, NR_INSNS));
	prog->bytes = struct_size(prog, insns, nr);
	prog->nr = nr;
	prog->fixed = 16;
	for (i = 0; i < nr; i++) {
		struct ktf_insn *insn = &prog->insns[i];

		insn->op = KTF_OP(WORD, ARC);
		insn->off = test_random() & 1 ? 0 : 8;
		insn->mask = 1ULL << test_below(NR_BITS);
		insn->to[0] = random_target(nr, i);
		insn->to[1] = random_target(nr, i);
	}
	ktf_mark_falls(prog);
}

/* Does the program reject every record that starts with @head? */
static bool rejects_all(const struct ktf_prog *prog, u64 head)
{
	u64 rec[2] = { head };

	for (; rec[1] < 1 << NR_BITS; rec[1]++)
		if (ktf_run(prog, rec, sizeof(rec)))
			return false;
	return true;
}

/* Programs of any shape, also those that "&&" and "||" cannot make. */
TEST(early_any_program)
{
	struct ktf_prog *prog = malloc(struct_size(prog, insns, NR_INSNS));
	u32 i, decided = 0, rejected = 0, same = 0, none = 0, bad;
	const struct ktf_prog *early;
	u64 head;

	for (i = 0; i < 20000; i++) {
		random_program(prog, 1 + test_below(NR_INSNS));
		early = ktf_early(prog);
		same += early == prog;
		none += !early;
		EXPECT(!early || !ktf_verify(early, &bad), "program %u at %u", i, bad);
		for (head = 0; head < 1 << NR_BITS; head++) {
			bool all = rejects_all(prog, head);
			bool here = early && !ktf_run(early, &head, sizeof(head));

			EXPECT(all || !here, "program %u rejects %llu early", i, head);
			decided += all;
			rejected += here;
		}
		free_early(early, prog);
	}
	EXPECT(same && none, "%u the same, %u without", same, none);
	/* An early program misses verdicts that follow only from several paths together. */
	EXPECT(rejected > decided / 4 * 3, "%u of %u rejected early", rejected, decided);
	free(prog);
}

/* Without memory there is no early program, which is valid, and no memory leaks. */
TEST(early_without_memory)
{
	struct ktf_prog *prog = build("u32 == 5 && comm ~ 'a?c'");
	const struct ktf_prog *early;
	u32 fail_at;

	for (fail_at = 1; fail_at < 6; fail_at++) {
		env.fail_at = fail_at;
		early = ktf_early(prog);
		EXPECT(!early == (fail_at < 5), "failing allocation %u", fail_at);
		env.fail_at = 0;
		ktf_free(early);
	}
	ktf_free(prog);
}
