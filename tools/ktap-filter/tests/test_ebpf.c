// SPDX-License-Identifier: GPL-2.0
/*
 * Translation to eBPF: the translated program has the interpreter's verdict.
 *
 * On every row of the table of cases, however it is going to be run; on programs that
 * have every relation, width and sign, for values near their constants; and on
 * programs with changed bytes that are still verified.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ebpf.h"
#include "edge.h"
#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/ops.h"
#include "vm/run.h"
#include "vm/verify.h"

static const char * const kinds[] = { "JIT", "calls", "wrapped" };

static struct ktf_prog *build(const char *text, u32 event)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(text, &env_events[event], &diag);

	EXPECT(!IS_ERR(prog), "%s: %s", text, ktf_err_text[diag.code]);
	return IS_ERR(prog) ? NULL : prog;
}

/* Only the interpreter can run a program that keeps copied texts. */
static bool keeps_texts(const struct ktf_prog *prog)
{
	u32 i;

	for (i = 0; i < prog->nr; i++)
		if (ktf_is_pointer_text(&prog->insns[i]) && prog->insns[i].copy_slot)
			return true;
	return false;
}

/*
 * Translate and run a program. Return @otherwise if it cannot be translated. A kind that does
 * not check the length needs a record whose loc words are valid.
 */
static u64 translated(const struct ktf_prog *prog, enum ktf_ebpf_kind kind, const void *rec,
		      u32 len, u64 otherwise)
{
	struct ebpf_machine machine = { .prog = prog, .rec = rec, .len = len };
	struct ktf_ebpf_env with = ebpf_env(kind, len);
	struct ktf_ebpf ebpf;
	int err = ktf_ebpf_translate(prog, &with, &ebpf);
	u64 verdict = otherwise;

	/* Only a program for the interpreter alone may be refused. */
	EXPECT(!err || err == -E2BIG ||
	       (err == -EOPNOTSUPP && (kind == KTF_EBPF_WRAPPED || keeps_texts(prog))),
	       "%s: %d", kinds[kind], err);
	if (!err)
		verdict = ebpf_run(&machine, &ebpf, kind);
	ktf_ebpf_free(&ebpf);
	return verdict;
}

static void case_row(const char *group, const struct ktf_case *row, u32 *wrapped)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct ktf_prog *prog = build(row->filter, row->event);
	enum ktf_ebpf_kind kind;

	env_record(&ktf_case_records[row->record], rec);
	for (kind = 0; prog && kind < ARRAY_SIZE(kinds); kind++) {
		u64 verdict = translated(prog, kind, rec, sizeof(*rec), 2);

		*wrapped += kind == KTF_EBPF_WRAPPED && verdict != 2;
		EXPECT(verdict == row->verdict ||
		       (verdict == 2 && (kind == KTF_EBPF_WRAPPED || keeps_texts(prog))),
		       "%s: %s as %s on %s is %llu", group, row->filter, kinds[kind],
		       ktf_case_records[row->record].name, verdict);
	}
	if (prog)
		ktf_free(prog);
	free(rec);
}

TEST(ebpf_cases)
{
	u32 i, j, rows = 0, wrapped = 0;

	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++, rows++)
			case_row(ktf_case_groups[i].name, &ktf_case_groups[i].rows[j], &wrapped);
	EXPECT(2 * wrapped > rows, "%u of %u rows run without the interpreter", wrapped, rows);
}

static void run_at_edge(const struct ktf_case *row, const struct ktf_prog *prog,
			const void *rec, u32 len)
{
	enum ktf_ebpf_kind kind;

	for (kind = 0; kind < ARRAY_SIZE(kinds); kind++)
		EXPECT(translated(prog, kind, rec, len, row->verdict) == row->verdict,
		       "%s as %s on the %u bytes of %s is not %d", row->filter, kinds[kind], len,
		       ktf_case_records[row->record].name, row->verdict);
}

/* Translated programs must not read behind a record. */
TEST(ebpf_cases_at_the_edge)
{
	u32 tried = edge_cases(run_at_edge);

	EXPECT(tried > 10000, "%u records", tried);
}

/* Change single bytes of a program, as test_verify.c does, and run those that still verify. */
static u32 compare_mutants(const char *text)
{
	struct ktf_prog *prog = build(text, KTF_EVENT_main), *copy = malloc(prog->bytes);
	u32 at, bad, accepted = 0, len = prog->fixed + 64;
	u8 *rec = malloc(len);
	bool ours;
	u64 theirs;

	for (at = sizeof(*prog); at < prog->bytes; at++) {
		memcpy(copy, prog, prog->bytes);
		((u8 *)copy)[at] = test_below(2) ? test_random() : 1 << test_below(8);
		if (ktf_verify(copy, &bad))
			continue;
		for (bad = 0; bad < len; bad++)
			rec[bad] = test_below(3) ? test_below(3) : test_random();
		ours = ktf_run(copy, rec, len);
		theirs = translated(copy, KTF_EBPF_WRAPPED, rec, len, ours);
		EXPECT(theirs == ours, "%s, byte %u is %#x: %llu, not %d", text, at,
		       ((u8 *)copy)[at], theirs, ours);
		accepted++;
	}
	free(rec);
	free(copy);
	ktf_free(prog);
	return accepted;
}

TEST(ebpf_changed_programs)
{
	static const char * const texts[] = {
		"s32 == 1 && u8 < 3 || last & 4", "u8 > 100", "s16 >= -3 && s64 < 5",
		"u64 > 0x123456789abc && s8 <= 4", "u16 & 0x8000 || s64 & 0x4000000000000000",
		"u16 & CPUS{0,2} || mask & CPUS{1}", "name == 'abcdefghi' || name ~ 'ab*'",
		"dyn == 'abc' || dyn ~ 'abcdefghij*' || dyn ~ '*abcde'",
		"name ~ '*abc' || comm ~ '*b' || name ~ '*abcdefgh' || name ~ '*abcde'",
		"rel == 'abcd' || rel ~ 'ab*' || rel ~ '*a' || tail == 'abc' || tail ~ 'a*'",
		"u32 == 1 || u32 == 3 || u32 == 9 || u32 == 60",
		"u32 == 1 || u32 == 300 || u32 == 9000000 || u32 == 6000 || u32 == 77777777",
		"s64 == 1 || s64 > 30 && s64 < 1000 || s64 > 9000000 && s64 < 9999999 || s64 == -5",
		"s64 * u8 in {-5-1, 9, 15-99} || args[u8] * 3 in {0, 256-511, 9}",
	};
	u32 i, n, accepted = 0;

	for (i = 0; i < ARRAY_SIZE(texts); i++)
		for (n = 0; n < 60; n++)
			accepted += compare_mutants(texts[i]);
	EXPECT(accepted > 10000, "%u accepted", accepted);
}

/* Compare one random test of a 64-bit word, with valid and with arbitrary constants. */
static void random_word(struct ktf_prog *prog)
{
	struct ktf_insn *insn = prog->insns;
	u32 width = 1 + test_below(64), shift = test_below(65 - width);
	u64 ones = width == 64 ? ~0ULL : (1ULL << width) - 1, word;
	u8 rec[16] = { };
	u32 i;

	insn->off = test_below(9);
	insn->mask = test_below(8) ? ones << shift | (test_below(2) ? (1ULL << shift) - 1 : 0) :
		     test_random();
	insn->lo = test_below(4) ? test_random() << shift & insn->mask : 0;
	insn->range = test_below(4) ? test_random() % (insn->mask ?: 1) : 0;
	if (test_below(2))
		insn->range |= (1ULL << shift) - 1;
	insn->to[0] = KTAP_FILTER_REJECT + test_below(2);
	insn->to[1] = insn->to[0] ^ 1;
	for (i = 0; i < 4; i++) {
		word = i == 3 ? test_random() << 8 : insn->lo + insn->range + i - 1;
		memcpy(rec + insn->off, &word, sizeof(word));
		EXPECT(translated(prog, KTF_EBPF_JIT, rec, 16, 2) == ktf_run(prog, rec, 16),
		       "(%llx - %llx & %llx) <= %llx", word, insn->lo, insn->mask, insn->range);
	}
}

TEST(ebpf_random_words)
{
	struct ktf_prog *prog = build("u64 == 5", KTF_EVENT_main);
	u32 i;

	prog->fixed = 16;
	for (i = 0; i < 50000; i++)
		random_word(prog);
	ktf_free(prog);
}

/* A random text of few letters, so that patterns often match; a NUL may be anywhere or missing. */
static void random_text(u8 *text)
{
	u32 i;

	for (i = 0; i < 16; i++)
		text[i] = test_below(12) ? test_below(2) ? 'a' : 0x80 : test_below(4);
}

/* Compare the interpreter's verdict with that of each kind of eBPF. */
static bool same_verdict(const struct ktf_prog *prog, const char *text, const u8 *rec, u32 len)
{
	bool ours = ktf_run(prog, rec, len);
	enum ktf_ebpf_kind kind;

	for (kind = 0; kind < ARRAY_SIZE(kinds); kind++)
		EXPECT(translated(prog, kind, rec, len, ours) == ours, "%s as %s is not %d", text,
		       kinds[kind], ours);
	return ours;
}

static void compare_tails(const char *text, u32 off)
{
	struct ktf_prog *prog = build(text, KTF_EVENT_main);
	u32 len = prog->fixed + 64, accepted = 0, i;
	u8 *rec = calloc(1, len);
	u8 comm[KTF_COMM_BYTES] = { };

	env.comm = (char *)comm;

	for (i = 0; i < 3000; i++) {
		random_text(off ? rec + off : comm);
		accepted += same_verdict(prog, text, rec, len);
	}
	EXPECT(accepted && accepted < i, "%s: %u accepted", text, accepted);
	env.comm = "";
	free(rec);
	ktf_free(prog);
}

TEST(ebpf_tails)
{
	static const char letters[] = "aa\200a\200aaa";
	char text[32];
	u32 n;

	for (n = 1; n <= 8; n++) {
		sprintf(text, "name ~ '*%s'", letters + 8 - n);
		compare_tails(text, 96);
		sprintf(text, "comm ~ '*%s'", letters + 8 - n);
		compare_tails(text, 0);
	}
}

/* Put a text behind the loc word of the program's only instruction: @n bytes, or up to its NUL. */
static void put_located(const struct ktf_prog *prog, u8 *rec, u32 n, bool relative)
{
	u32 off = prog->insns[0].off, at = prog->fixed + test_below(8), i;
	u32 loc = (relative ? at - off - 4 : at) | n << 16, len = n ?: 1 + test_below(20);

	memcpy(rec + off, &loc, sizeof(loc));
	for (i = 0; i < len; i++)
		rec[at + i] = "aabb/"[test_below(5)];
	rec[at + len - 1] = test_below(4) && n ? 'b' : 0;
}

/* Texts with and without a NUL behind, in an array of another size than the field has. */
static void compare_arrays(const char *text, u32 size)
{
	struct ktf_prog *prog = build(text, KTF_EVENT_main);
	u32 len = prog->insns[0].off + size, accepted = 0, i, at, n;
	u8 *rec = calloc(1, len);

	prog->insns[0].size = size;
	for (i = 0; i < 500; i++) {
		n = test_below(size + 1);
		for (at = 0; at < size; at++)
			rec[len - size + at] = at == n ? 0 : "ab"[test_below(at ? 30 : 3) == 0];
		accepted += same_verdict(prog, text, rec, len);
	}
	EXPECT(accepted && accepted < i, "%s in %u bytes: %u accepted", text, size, accepted);
	free(rec);
	ktf_free(prog);
}

static void compare_located(const char *text, bool relative)
{
	struct ktf_prog *prog = build(text, KTF_EVENT_main);
	u32 len = prog->fixed + 64, accepted = 0, i, n;
	u8 *rec = calloc(1, len);

	for (i = 0; i < 3000; i++) {
		n = test_below(4) ? test_below(40) : 0;
		put_located(prog, rec, n, relative);
		accepted += same_verdict(prog, text, rec, len);
	}
	EXPECT(accepted && accepted < i, "%s: %u accepted", text, accepted);
	free(rec);
	ktf_free(prog);
}

/* Sixteen texts are so many that they become one test. Some fill one word, or two, or nine. */
#define EIGHT(a)	a a a a a a a a
#define TEXTS(a, b)									\
	"{'', '" a "', '" b "', '" a a "', '" a b "', '" b a "', '" b b "', '" a a a "', '"	\
	a b b "', '" b a a "', '" b b a "', '" a a b "', '" a b a b "', '" a a a a "', '"	\
	EIGHT(a) "', '" b EIGHT(a) "', '" EIGHT(a) EIGHT(a) "', '"				\
	EIGHT(a) EIGHT(a) EIGHT(a) EIGHT(a) EIGHT(a) EIGHT(a) EIGHT(a) EIGHT(a) a "'}"

/* Searches, globs and sets of texts call the interpreter's matchers. */
TEST(ebpf_matches)
{
	u32 size;

	compare_located("dyn in " TEXTS("a", "b"), false);
	compare_located("rel in " TEXTS("b", "a"), true);
	compare_tails("name in " TEXTS("a", "\200"), 96);
	compare_tails("comm in " TEXTS("a", "\200"), 0);
	for (size = 3; size <= 80; size++)
		compare_arrays("name in " TEXTS("a", "b"), size);
	compare_located("dyn ~ '*ab*'", false);
	compare_located("rel ~ '*b/*'", true);
	compare_located("dyn ~ '*abababab/*' || dyn ~ '*abba*'", false);
	compare_located("dyn ~ '*aabb?a*'", false);
	compare_located("rel ~ 'a*[!b]'", true);
	compare_tails("name ~ '*aaa*'", 96);
	compare_tails("comm ~ '*a\200a*'", 0);
	compare_tails("name ~ 'a*a?[!a]*'", 96);
	compare_tails("comm ~ '?*a[!a]a*'", 0);
}

/* The length of the translation of a filter, in instructions. */
static u32 length(const char *text)
{
	struct ktf_ebpf_env with = ebpf_env(KTF_EBPF_JIT, U32_MAX);
	struct ktf_prog *prog = build(text, KTF_EVENT_main);
	struct ktf_ebpf ebpf;
	u32 nr;

	EXPECT_EQ(ktf_ebpf_translate(prog, &with, &ebpf), 0);
	nr = ebpf.nr;
	ktf_ebpf_free(&ebpf);
	ktf_free(prog);
	return nr;
}

TEST(ebpf_is_short)
{
	const u32 verdicts = 4;

	/* A load and a comparison. */
	EXPECT_EQ(length("s32 == 5"), 2 + verdicts);
	EXPECT_EQ(length("s32 != 5"), 2 + verdicts);
	EXPECT_EQ(length("u8 < 5"), 2 + verdicts);
	EXPECT_EQ(length("s32 > -3"), 2 + verdicts);
	EXPECT_EQ(length("u16 & 8"), 2 + verdicts);
	EXPECT_EQ(length("s64 >= 5"), 2 + verdicts);
	EXPECT_EQ(length("s32 == 5 && u8 == 2 && s64 > 6"), 6 + verdicts);
	EXPECT_EQ(length("comm == 'bash'"), 5 + verdicts);
	EXPECT_EQ(length("cpu == 3"), 2 + verdicts);
	/* Two numbers, their product, six bounds. */
	EXPECT_EQ(length("s32 * u32 in {1-5, 9, 15}"), 5 + 17 + verdicts);
	/* Save the record and the task in registers; constant, record, call, test. */
	EXPECT_EQ(length("ptr ~ '*a*'"), 1 + 5 + verdicts);
	/* Address and size of the text, constants of the matcher, call, test. */
	EXPECT_EQ(length("name ~ '*a*'"), 1 + 2 + 6 + 2 + verdicts);
	EXPECT_EQ(length("name ~ 'a*b'"), 1 + 3 + 2 + 2 + verdicts);
	EXPECT_EQ(length("dyn ~ '*a*'"), 1 + 7 + 5 + 2 + verdicts);
	EXPECT_EQ(length("dyn ~ 'a*b'"), 1 + 7 + 2 + 2 + verdicts);
	EXPECT_EQ(length("dyn in " TEXTS("a", "b")), 1 + 7 + 2 + 2 + verdicts);
}

/* The interpreter runs programs with jumps that are too far, or with an odd offset. */
TEST(ebpf_limits)
{
	struct ktf_ebpf_env with = ebpf_env(KTF_EBPF_JIT, U32_MAX);
	struct ktf_prog *prog;
	struct ktf_ebpf ebpf;
	char *text = malloc(12 * 5000), *at = text;
	u32 i;

	for (i = 0; i < 2500; i++)
		at += sprintf(at, "%sdyn~'a*b'", i ? "&&" : "");
	prog = build(text, KTF_EVENT_main);
	EXPECT_EQ(ktf_ebpf_translate(prog, &with, &ebpf), 0);
	ktf_ebpf_free(&ebpf);
	ktf_free(prog);
	for (i = 0; i < 2500; i++)
		at += sprintf(at, "&&dyn~'a*b'");
	prog = build(text, KTF_EVENT_main);
	EXPECT_EQ(ktf_ebpf_translate(prog, &with, &ebpf), -E2BIG);
	EXPECT(!ebpf.insns && !ebpf.alone, "%u left", ebpf.nr);
	ktf_free(prog);
	free(text);
	prog = build("s32 == 5", KTF_EVENT_main);
	prog->fixed = 0xffff;
	prog->insns[0].off = 0x8000;
	EXPECT_EQ(ktf_ebpf_translate(prog, &with, &ebpf), -E2BIG);
	ktf_free(prog);
}

TEST(ebpf_without_memory)
{
	struct ktf_ebpf_env with = ebpf_env(KTF_EBPF_JIT, U32_MAX);
	struct ktf_prog *prog = build("s32 == 5 || ptr == 'a'", KTF_EVENT_main);
	long before = env.allocated;
	struct ktf_ebpf ebpf;
	u32 n;

	for (n = 1; n < 10; n++) {
		env.fail_at = n;
		if (!ktf_ebpf_translate(prog, &with, &ebpf))
			break;
		EXPECT_EQ(env.allocated, before);
	}
	EXPECT_EQ(n, 4);
	env.fail_at = 0;
	ktf_ebpf_free(&ebpf);
	ktf_free(prog);
}

TEST(ebpf_gain)
{
	static const struct {
		const char	*text;
		u32		gain;
	} rows[] = {
		{ "s32 == 5", 1 },
		{ "s32 == 5 && u8 == 2 && s64 > 6", 3 },
		{ "s32 == 5 || ptr == 'a'", 1 },
		{ "dyn == 'abc'", 8 },
		{ "dyn == 'abc' && s32 == 5 || u8 == 3", 10 },
		{ "dyn ~ '*abc*'", 4 },
		{ "comm ~ 'a*c' && s32 == 5", 5 },
		{ "name in " TEXTS("a", "b"), 9 },
		/* TAIL is translated on little-endian machines only: see ebpf/tail.c. */
		{ "comm ~ '*sh' && name ~ '*d'", KTF_BIG_ENDIAN ? 0 : 4 },
	};
	struct ktf_prog *prog;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		prog = build(rows[i].text, KTF_EVENT_main);
		EXPECT(ktf_ebpf_gain(prog) == rows[i].gain, "%s: %u", rows[i].text,
		       ktf_ebpf_gain(prog));
		ktf_free(prog);
	}
}

/*
 * A CPU that mispredicts a branch still loads data, and the cache shows which. So no number
 * of a record may lead to a load outside of a set. Here the set ends where the program's
 * memory ends.
 */
TEST(ebpf_wrong_guesses)
{
	static const char * const text[] = {
		"u64 & CPUS{0,2,200}", "u32 & CPUS{1,255}", "cpu & CPUS{3,77,250}",
		"u64 == 1 || u64 == 3 || u64 == 5 || u64 == 70 || u64 == 90 || u64 == 120",
		"s64 == 9 || s64 == 14 || s64 == 90 || s64 == 222 || s64 == 223 || s64 == 300",
		"u64 == 7 || u64 == 1000 || u64 == 4000000 || u64 == 9000000000000",
		"u64 < 7 || u64 == 1000 || u64 == 40000 || u64 > 9000000 || u64 == 77777",
		"name in " TEXTS("a", "b"),
	};
	static const u64 far[] = {
		0, 1, 63, 64, 255, 256, 1 << 12, 1 << 20, 1ULL << 40, 1ULL << 62, 1ULL << 63, -1ULL,
		-256ULL,
	};
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct ebpf_machine machine = { .rec = rec, .len = sizeof(*rec), .guesses_wrong = true };
	struct ktf_ebpf_env with = ebpf_env(KTF_EBPF_JIT, U32_MAX);
	struct ktf_ebpf ebpf;
	u32 i, j;

	env_reset();
	env.nr_cpus = 256;
	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	for (i = 0; i < ARRAY_SIZE(text); i++) {
		machine.prog = build(text[i], KTF_EVENT_main);
		EXPECT_EQ(ktf_ebpf_translate(machine.prog, &with, &ebpf), 0);
		for (j = 0; j < ARRAY_SIZE(far); j++) {
			rec->main.u64 = far[j];
			rec->main.s64 = far[j];
			rec->main.u32 = far[j];
			env.cpu = far[j];
			EXPECT(ebpf_run(&machine, &ebpf, KTF_EBPF_JIT) <= 1, "%s", text[i]);
		}
		ktf_ebpf_free(&ebpf);
		ktf_free(machine.prog);
	}
	free(rec);
}
