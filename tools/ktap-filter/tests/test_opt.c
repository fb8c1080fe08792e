// SPDX-License-Identifier: GPL-2.0
/*
 * The optimiser's passes: the result of each on small programs, and that a program gives the
 * same verdicts whichever of them ran.
 *
 * Programs that no text compiles to are tried as well: random ones of a few words, whose
 * targets are anything further on. Words of four bits leave no value out.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "listing.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/opt.h"
#include "vm/pack.h"
#include "vm/run.h"
#include "vm/text_set.h"
#include "vm/verify.h"

#define ALL	(~0U)

static const struct ktf_schema *event = &env_events[KTF_EVENT_main];

static char listing[LISTING_BYTES];

static struct ktf_prog *build(const char *text, u32 passes)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog;

	env.passes = passes;
	prog = ktf_build(text, event, &diag);
	EXPECT(!IS_ERR(prog), "%s: %s", text, ktf_err_text[diag.code]);
	return prog;
}

/* A text, the passes to run, and the pieces that the lines of the program must contain. */
struct golden {
	const char	*text;
	u32		passes;
	u32		nr;
	const char	*pieces[4];
};

static void check_golden(const struct golden *g)
{
	struct ktf_prog *prog = build(g->text, g->passes);
	u32 i;

	if (IS_ERR(prog))
		return;
	listing_of(prog, listing);
	EXPECT(prog->nr == g->nr, "%s: %u instructions\n%s", g->text, prog->nr, listing);
	for (i = 0; i < ARRAY_SIZE(g->pieces) && g->pieces[i]; i++)
		EXPECT(strstr(listing, g->pieces[i]), "%s: no '%s' in\n%s", g->text,
		       g->pieces[i], listing);
	ktf_free(prog);
}

#define R	KTF_PASS_RANGES
#define G	KTF_PASS_GATHER
#define S	KTF_PASS_SETS

/* A test of s8 or u8, the first two bytes of a word: least value and width of the range, in hex. */
#define S8(least, more)								\
	BY_ORDER("0x" least " & 0xff <= 0x" more,				\
		 "0x" least "00000000000000 & 0xffffffffffffffff <= 0x" more "ffffffffffffff")
#define U8(least, more)								\
	BY_ORDER("0x" least "00 & 0xffff <= 0x" more "ff",			\
		 "0x" least "000000000000 & 0xffffffffffffff <= 0x" more "ffffffffffff")

TEST(opt_ranges)
{
	static const struct golden rows[] = {
		{ "u8 >= 9 && u8 <= 12", 0, 2, { } },
		{ "u8 >= 9 && u8 <= 12", R, 1,
		  { U8("9", "3") "  true accept false reject" } },
		{ "u8 < 9 || u8 > 12", R, 1,
		  { U8("9", "3") "  true reject false accept" } },
		{ "s8 > -3 && s8 < 3", R, 1, { S8("fe", "4") "  true accept" } },
		{ "u8 == 5 || u8 == 6", R, 1, { U8("7", "fd") "  true reject" } },
		{ "u8 == 6 || u8 == 5", R, 1, { U8("7", "fd") "  true reject" } },
		{ "u8 != 5 && u8 != 6", R, 1, { } },
		{ "u8 == 5 && u8 == 6", R, 1, { "true reject false reject" } },
		{ "u8 < 5 || u8 >= 5", R, 1, { "true accept false accept" } },
		{ "u8 >= 5 && u8 <= 9 && u8 != 9 && s32 == 1", R, 2,
		  { U8("5", "3") } },
		{ "(u8 >= 5 && u8 <= 9 || u8 == 10) && s32 == 1", R, 2,
		  { U8("5", "5") "  true 1" } },
		{ "u8 == 5 || u8 == 7", R, 2, { } },		/* two arcs */
		{ "u8 >= 5 && s8 <= 9", R, 2, { } },		/* different words */
		{ "u8 == 5 || s32 == 1 || u8 == 6", R, 3, { } },
		{ "(u8 == 5 || u8 == 6) && (u8 == 5 || u8 == 7)", R, 1,
		  { U8("5", "") "  true accept" } },
		{ "u8 < 5 && (u8 < 9 || s32 == 1)", R, 1, { } },
		/* One bit, asked in two ways. */
		{ "(common_flags & 8) == 0 && $in_irq == 0", R, 1, { "true accept false reject" } },
		{ "common_flags & 8 && !$in_irq", R, 1, { "true reject false reject" } },
		{ "common_flags & 8 || $in_softirq", R, 2, { } },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		check_golden(&rows[i]);
}

TEST(opt_gather)
{
	static const struct golden rows[] = {
		{ "u8 == 5 || s32 == 1 || u8 == 7", G, 3,
		  { "0: WORD_ARC       [8] - " U8("5", ""),
		    "1: WORD_ARC       [8] - " U8("7", "") } },
		{ "u8 == 5 || s32 == 1 || u8 == 6", G | R, 3, { } },
		{ "u8 == 5 || s32 == 1 || u8 == 6", G | S, 2, { U8("5", "1") } },
		{ "u8 != 5 && s32 == 1 && u8 != 6", G | S, 2, { U8("5", "1") } },
		{ "common_pid == 5 || s32 == 1 || common_pid == 6", G | S, 2, { } },
		{ "u8 == 5 || ptr == 'a' || u8 == 6", G | S, 3, { } },	/* may fault */
		{ "u8 == 5 || dyn == 'a' || u8 == 6", G | S, 2, { } },
		{ "s32 == 1 && (u8 == 5 || s32 == 2 || u8 == 6)", G | S, 3, { } },
		{ "u8 == 5 && (s32 == 1 || u8 == 6)", G, 3, { } },		/* two exits */
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		check_golden(&rows[i]);
}

TEST(opt_sets)
{
	static const struct golden rows[] = {
		{ "u8 == 5 || u8 == 30 || u8 == 7", S, 1,
		  { "WORD_SET ", "{0,2,25}  true accept false reject" } },
		{ "u8 != 5 && u8 != 30 && u8 != 7", S, 1,
		  { "WORD_SET ", "{0,2,25}  true reject false accept" } },
		{ "s32 == -2 || s32 == 2 || s32 == 0", S, 1, { "{0,2,4}  true accept" } },
		{ "s32==5 || (s32>=9&&s32<=12) || s32==20", S, 2, { } },
		{ "s32==5 || (s32>=9&&s32<=12) || s32==20", R | S, 1, { "{0,4,5,6,7,15}" } },
		{ "s32 == 5 || s32 == 1000 || s32 == 100000 || s32 == 10000000", S, 1,
		  { "WORD_HASH ", "{", "10000000" } },
		{ "s32 == 5 || s32 == 1000 || s32 == 100000", S, 3, { } },	/* not worth it */
		{ "s32 < -5000 || s32 == 1 || s32 == 100000 || s32 > 900000", S, 1,
		  { "WORD_BOUNDS ", "true reject false accept" } },
		{ "u8 == 3 || u8 == 1 || u8 == 2", S, 1, { "WORD_ARC ", U8("1", "2") } },
		{ "cpu == 0 || cpu == 3 || cpu == 5", S, 1, { "CPU_SET ", "{0,3,5}" } },
		{ "$pid == 5 || $pid == 6", R, 1,
		  { "TASK_ARC ", "- 0x7 & 0xffffffff <= 0xfffffffd  true reject" } },
		{ "$pid == 5 || $pid == 7 || $pid == 9", S, 1, { "TASK_BOUNDS ", "{0x5-0x5,0x7" } },
		{ "$pid == 5 || $tgid == 5 || $tgid == 6", R | S, 2, { } },
		{ "$child_of(5) || $child_of(6) || $child_of(7)", R | S, 3, { } },
		{ "u8 != 3 && (u8 == 3 || u8 == 7 || u8 == 9)", S, 1, { "{0,2}  true accept" } },
		{ "u8 == 5 && u8 == 6 && u8 == 9", S, 1, { "true reject false reject" } },
		{ "(u8 == 5 || u8 == 30 || u8 == 7) && (s32 == 1 || s32 == 9 || s32 == 4)", S, 2,
		  { "{0,2,25}  true 1 false reject", "{0,3,8}  true accept false reject" } },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		check_golden(&rows[i]);
}

#define TEN(f)	f " == 'k0' || " f " == 'k100000000' || " f " == 'k200' || "			\
		f " == 'k300' || " f " == 'k4' || " f " == 'k500' || " f " == 'k600' || "	\
		f " == 'k7000000' || " f " == 'k8' || " f " == 'k9' || "
#define FIVE(f)	f " == 'l1' || " f " == 'l2' || " f " == 'l3' || " f " == 'l4' || " f " == 'l5' || "
#define NINE_NOT(f) f " != 'k0' && " f " != 'k1' && " f " != 'k2' && " f " != 'k3' && "		\
		f " != 'k400000000' && " f " != 'k5' && " f " != 'k6' && " f " != 'k7' && "
#define MANY(f)	TEN(f) FIVE(f) f " == ''"
#define MANY_NOT(f) NINE_NOT(f) NINE_NOT(f) f " != ''"

TEST(opt_texts)
{
	static const struct golden rows[] = {
		{ MANY("name"), S, 1, { "FIX_HASH ", " size 16 {", "\"k100000000\"",
					"}  true accept false reject" } },
		{ "!(" MANY("name") ")", S, 1, { "FIX_HASH ", "true reject false accept" } },
		{ MANY_NOT("comm"), S, 1, { "COMM_HASH ", "true reject false accept" } },
		{ MANY("dyn"), S, 1, { "DYN_HASH ", "true accept false reject" } },
		{ MANY("rel"), S, 1, { "REL_HASH ", "true accept false reject" } },
		{ MANY("ptr"), S, 1, { "PTR_HASH ", "}  true accept false reject" } },
		{ MANY_NOT("ptr"), S, 1, { "PTR_HASH ", "} fault true  true reject" } },
		{ MANY_NOT("uptr.ustring"), S, 1, { "USR_HASH ", "} fault true  true reject" } },
		{ "(" MANY("ptr") ") && ptr != 'k4'", S | KTF_PASS_FETCH, 2,
		  { "PTR_HASH ", "} slot 1", "\"k4\" fault true slot 1" } },
		{ MANY("name"), 0, 16, { "FIX_EQ " } },
		{ TEN("dyn") FIVE("dyn") "s32 == 1", S, 16, { "DYN_ARC ", "DYN_EQ " } },
		{ MANY("dyn") " || s32 == 1", S, 2, { "DYN_HASH ", "true accept false 1" } },
		{ MANY("dyn") " || " MANY("rel"), S, 2, { "DYN_HASH ", "REL_HASH " } },
		{ "(" MANY("dyn") ") && (" MANY("rel") ")", S, 2, { "true 1 false reject" } },
		{ "$pid == 1 || " MANY("comm"), S, 2, { "COMM_HASH ", "true accept" } },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		check_golden(&rows[i]);
}

/* Random members: beginnings of the texts that records have, whole or with a byte more. */
static void random_texts(const char *field, bool differ, char *to)
{
	static const char * const whole[] = {
		"bash", "/usr/bin/ktap.1", "abcdefghijklmnop", "sh", "unsized", "firefox-bin",
	};
	u32 nr = KTF_LEAST_TEXTS - 2 + test_below(40), len, i;
	const char *text;

	for (i = 0; i < nr; i++) {
		text = whole[test_below(ARRAY_SIZE(whole))];
		len = strlen(text) - test_below(3) * test_below(2);
		to += sprintf(to, "%s%s %s '%.*s%s'", i ? differ ? " && " : " || " : "", field,
			      differ ? "!=" : "==", len, text, test_below(3) ? "x" : "");
	}
}

/* A set of texts and the chain that it stands for keep the same records. */
TEST(opt_random_texts)
{
	static const char * const fields[] = {
		"name", "comm", "word", "tail", "dyn", "rel", "ptr", "uptr.ustring",
	};
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct ktf_prog *chain, *set;
	static char text[8192];
	u32 i, n, kept = 0;
	bool keeps;

	for (i = 0; i < 400; i++) {
		random_texts(fields[i % ARRAY_SIZE(fields)], test_below(2), text);
		chain = build(text, 0);
		set = build(text, ALL);
		for (n = 0; n < KTF_NR_RECORDS; n++) {
			env_record(&ktf_case_records[n], rec);
			keeps = ktf_run(chain, rec, sizeof(*rec));
			kept += keeps;
			EXPECT(ktf_run(set, rec, sizeof(*rec)) == keeps, "%s on %s: not %d",
			       text, ktf_case_records[n].name, keeps);
		}
		ktf_free(chain);
		ktf_free(set);
	}
	EXPECT(kept > 500 && kept < 8000, "%u kept", kept);
	free(rec);
}

/* A program of random tests of the low @bits bits of one word, or of one of two words. */
static struct ktf_prog *random_prog(u32 nr, u32 bits, u32 words)
{
	struct ktf_prog *prog = ktf_alloc(struct_size(prog, insns, nr));
	u64 mask = (1ULL << bits) - 1;
	struct ktf_insn *insn;
	u32 i, x, to;

	prog->bytes = struct_size(prog, insns, nr);
	prog->nr = nr;
	prog->fixed = 16;
	for (i = 0; i < nr; i++) {
		insn = &prog->insns[i];
		insn->op = KTF_OP(WORD, ARC);
		insn->falls_through = KTF_FALLS_NEVER;
		insn->off = test_below(words);
		insn->lo = test_random() & mask;
		insn->mask = mask;
		insn->range = test_below(3) ? test_below(3) & mask : test_random() & mask;
		for (x = 0; x < 2; x++) {
			to = i + 1 + (test_below(3) ? 0 : test_below(nr));
			insn->to[x] = to < nr ? to : KTAP_FILTER_REJECT + test_below(2);
		}
	}
	return prog;
}

static void copy_prog(struct ktf_prog **to, const struct ktf_prog *from)
{
	*to = ktf_alloc(from->bytes);
	memcpy(*to, from, from->bytes);
}

/* Returns true if the program got shorter. */
static bool check_same(const struct ktf_prog *prog, u32 passes, u32 values)
{
	struct ktf_prog *other;
	u8 rec[16] = { };
	u32 i, bad;
	bool less;

	copy_prog(&other, prog);
	EXPECT_EQ(ktf_opt(&other, passes), 0);
	EXPECT(!ktf_verify(other, &bad), "passes %#x: instruction %u", passes, bad);
	for (i = 0; i < values; i++) {
		rec[0] = i;
		rec[1] = i >> 4;
		if (values > 256) {
			memcpy(rec, &(u64){ test_random() }, 8);
			if (test_below(2)) {
				u64 near = prog->insns[test_below(prog->nr)].lo + test_below(3) - 1;

				memcpy(rec, &near, 8);
			}
		}
		if (ktf_run(prog, rec, sizeof(rec)) != ktf_run(other, rec, sizeof(rec)))
			break;
	}
	EXPECT(i == values, "passes %#x differ", passes);
	less = other->nr < prog->nr;
	ktf_free(other);
	return less;
}

TEST(opt_random_programs)
{
	static const u32 passes[] = { R, G, S, R | G, R | S, G | S, R | G | S };
	u32 i, n, shorter[ARRAY_SIZE(passes)] = { };
	struct ktf_prog *prog;

	for (i = 0; i < 20000; i++) {
		prog = random_prog(2 + test_below(10), 4, 1 + test_below(2));
		for (n = 0; n < ARRAY_SIZE(passes); n++)
			shorter[n] += check_same(prog, passes[n], 256);
		ktf_free(prog);
	}
	for (n = 0; n < ARRAY_SIZE(passes); n++)
		/* Gathering alone only changes the order. */
		EXPECT((shorter[n] > 1000) == (passes[n] != G), "passes %#x: %u got shorter",
		       passes[n], shorter[n]);
}

TEST(opt_random_wide_programs)
{
	struct ktf_prog *prog;
	u32 i, shorter = 0;

	for (i = 0; i < 300; i++) {
		prog = random_prog(2 + test_below(200), 16 + test_below(47), 1);
		shorter += check_same(prog, ALL, 2000);
		ktf_free(prog);
	}
	EXPECT(shorter > 100, "%u got shorter", shorter);
}

/* All pairs of arcs on a circle of eight numbers, and all ways to join two tests. */
TEST(opt_every_pair_of_arcs)
{
	struct ktf_prog *prog = random_prog(2, 3, 1);
	u32 i, arcs, ends;

	for (arcs = 0; arcs < 1 << 12; arcs++) {
		for (ends = 0; ends < 1 << 4; ends++) {
			for (i = 0; i < 2; i++) {
				prog->insns[i].lo = arcs >> 6 * i & 7;
				prog->insns[i].range = arcs >> (6 * i + 3) & 7;
				prog->insns[1].to[i] = KTAP_FILTER_REJECT + (ends >> i & 1);
			}
			prog->insns[0].to[ends >> 2 & 1] = 1;
			prog->insns[0].to[!(ends >> 2 & 1)] = KTAP_FILTER_REJECT + (ends >> 3 & 1);
			check_same(prog, R, 8);
		}
	}
	ktf_free(prog);
}

TEST(opt_long_chains)
{
	static char text[1 << 20];
	struct ktf_record rec = { };
	struct ktf_prog *prog;
	u32 i, n = 0;

	/* Swap each pair, so that there is something to sort. */
	for (i = 0; i < 20000; i++)
		n += snprintf(text + n, sizeof(text) - n, "%su32 == %u", i ? " || " : "",
			      (i ^ 1) * 977 + 3);
	prog = build(text, ALL);
	EXPECT_EQ(prog->nr, 1);
	for (i = 0; i < 40000; i++) {
		rec.main.u32 = i * 977 + 3;
		EXPECT(ktf_run(prog, &rec, sizeof(rec)) == (i < 20000), "%u", i);
		rec.main.u32 += 1 + test_below(900);
		EXPECT(!ktf_run(prog, &rec, sizeof(rec)), "near %u", i);
	}
	ktf_free(prog);
}

/* A program that the passes cannot improve stays the same, without new allocations. */
TEST(opt_nothing)
{
	static const char * const texts[] = {
		"u32 == 5", "u32 == 5 && s32 == 3 && u8 > 7", "comm == 'bash' && u32 & 8",
		"s32 == 1 && u32 == 8 || u32 == 9 && u8 != 3", "dyn == 'a' || dyn == 'b'",
	};
	struct ktf_prog *prog, *before;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		prog = build(texts[i], KTF_PASS_FOLD);
		before = prog;
		env.fail_at = 1;
		EXPECT(!ktf_opt(&prog, ALL) && prog == before, "%s", texts[i]);
		env.fail_at = 0;
		ktf_free(prog);
	}
}

/* Let each allocation fail: the filter is refused, and no memory leaks. */
TEST(opt_without_memory)
{
	const char *text = "s32 == 5 || u8 == 3 || s32 == 1000 || s32 == 100000 || s32 == 10000000";
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	u32 at, failed = 0;

	for (at = 1; at < 200; at++) {
		env_reset();
		env.fail_at = at;
		prog = ktf_build(text, event, &diag);
		env.fail_at = 0;
		failed += IS_ERR(prog);
		EXPECT(!IS_ERR(prog) || PTR_ERR(prog) == -ENOMEM, "%u: %ld", at, PTR_ERR(prog));
		if (!IS_ERR(prog))
			ktf_free(prog);
	}
	EXPECT(failed > 10, "%u failed", failed);
}
