// SPDX-License-Identifier: GPL-2.0
/*
 * The interpreter: ways through all its tiers, records that are cut short, strings that
 * cannot be read. The table of cases tests the meaning of each opcode.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/run.h"

static struct ktf_prog *build(const char *text)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(text, &env_events[KTF_EVENT_main], &diag);

	EXPECT(!IS_ERR(prog), "%s: %s at %u", text, ktf_err_text[diag.code], diag.pos);
	return prog;
}

static bool passes(const char *text, const struct ktf_record *rec, u32 len)
{
	struct ktf_prog *prog = build(text);
	bool verdict;

	if (IS_ERR(prog))
		return false;
	verdict = ktf_run(prog, rec, len);
	ktf_free(prog);
	return verdict;
}

/* Predicates that are true on the record "bash", of every kind with its own dispatch. */
static const char * const holds[] = {
	"s32 == 2", "u8 < 1", "comm == 'bash'", "comm ~ '*sh'", "cpu == 0", "name ~ '*ash'",
	"cpu & CPUS{0,2}", "u8 & CPUS{0,3}", "dyn == 'bash'", "dyn ~ 'b*'", "rel ~ '*sh'",
	"comm ~ '*a*'", "name ~ 'b?sh'", "dyn ~ '*as*'", "rel ~ 'b*h'", "ptr == 'bash'",
	"ptr ~ '*s*'", "uptr.ustring ~ 'b*'", "tail ~ 'b*'", "mac ~ '*sh'",
	"uptr.ustring ~ 'ba?h'", "word == 'bash'", "comm == 'bash' && s32 == 2",
};

/* Each kind follows each other kind, true and false, joined by "&&" and by "||". */
TEST(run_all_pairs)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	u32 i, j, way;
	char text[128];

	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	for (i = 0; i < ARRAY_SIZE(holds); i++)
		for (j = 0; j < ARRAY_SIZE(holds); j++)
			for (way = 0; way < 8; way++) {
				bool a = way & 1, b = way & 2, and = way & 4;

				snprintf(text, sizeof(text), "%s(%s) %s %s(%s)", a ? "" : "!",
					 holds[i], and ? "&&" : "||", b ? "" : "!", holds[j]);
				EXPECT(passes(text, rec, sizeof(*rec)) ==
				       (and ? a && b : a || b), "%s", text);
			}
	free(rec);
}

/* A text of two words takes two instructions, in every tier. */
TEST(run_two_words_everywhere)
{
	static const char * const before[] = {
		"", "dyn ~ 'abc*' && ", "cpu & CPUS{0,2} && ", "name ~ '*m*' && ",
	};
	static const char * const source[] = { "comm", "name" };
	struct ktf_record *rec = malloc(sizeof(*rec));
	u32 i, j, at;
	char text[128], word[16];

	env_record(&ktf_case_records[KTF_RECORD_full], rec);
	for (i = 0; i < ARRAY_SIZE(before); i++)
		for (j = 0; j < ARRAY_SIZE(source); j++)
			for (at = 0; at < 16; at++) {
				/* Each round but the last makes one character wrong. */
				memcpy(word, "abcdefghijklmno", sizeof(word));
				if (at < 15)
					word[at] = 'x';
				snprintf(text, sizeof(text), "%s%s ~ '%s*'", before[i], source[j],
					 word);
				EXPECT(passes(text, rec, sizeof(*rec)) == (at == 15), "%s", text);
			}
	EXPECT(passes("dyn ~ 'a*' && comm == 'abcdefghijklmno'", rec, sizeof(*rec)), "equal");
	free(rec);
}

/* Longer paths. */
TEST(run_random_mixes)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	u32 i, n, len;
	char text[1024];
	bool all, any;

	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	for (i = 0; i < 20000; i++) {
		any = false;
		all = true;
		len = 0;
		for (n = 1 + test_below(10); n--;) {
			bool true_one = test_below(3), or = n && !test_below(3);

			len += sprintf(text + len, "%s(%s)%s", true_one ? "" : "!",
				       holds[test_below(ARRAY_SIZE(holds))],
				       !n ? "" : or ? "||" : "&&");
			all &= true_one;
			if (or || !n) {
				any |= all;
				all = true;
			}
		}
		EXPECT(passes(text, rec, sizeof(*rec)) == any, "%s", text);
	}
	free(rec);
}

/*
 * A file may have a record that is shorter than its loc words claim. A text that is not
 * inside the record matches nothing, and none of its bytes is read.
 */
TEST(run_records_cut_short)
{
	const u32 fixed = env_events[KTF_EVENT_main].fixed;
	u32 dyn = offsetof(struct ktf_record, dyn), rel = offsetof(struct ktf_record, rel);
	u32 mask = offsetof(struct ktf_record, cpus), len, i;
	static const char * const text[] = {
		"dyn == 'bash'", "dyn ~ 'b*'", "dyn ~ '*sh'", "dyn ~ '*as*'", "dyn ~ 'b?sh'",
		"rel == 'bash'", "rel ~ 'b*'", "rel ~ '*sh'", "rel ~ '*as*'", "rel ~ 'b?sh'",
	};
	struct ktf_record *rec;

	for (len = fixed; len <= sizeof(*rec); len++) {
		rec = malloc(sizeof(*rec));
		env_record(&ktf_case_records[KTF_RECORD_bash], rec);
		rec->main.mask = mask | 8 << 16;
		rec->cpus[0] = 2;
		rec = realloc(rec, len);
		for (i = 0; i < ARRAY_SIZE(text); i++)
			EXPECT(passes(text[i], rec, len) ==
			       (len >= (i < 5 ? dyn : rel) + 5), "%s in %u bytes", text[i], len);
		/* The mask counts only if all of it is inside, whichever word a test reads. */
		EXPECT(passes("mask == CPUS{1}", rec, len) == (len >= mask + 8), "%u", len);
		EXPECT(passes("mask & CPUS{1-2}", rec, len) == (len >= mask + 8), "%u", len);
		EXPECT(passes("tail == 'bash'", rec, len) == (len >= fixed + 4), "%u", len);
		EXPECT(passes("tail ~ '*bash'", rec, len) == (len >= fixed + 4), "%u", len);
		free(rec);
	}
}

/* Random loc words, in records whose last byte is the last of their memory. */
TEST(run_wild_locations)
{
	static const char * const text[] = {
		"dyn == ''", "dyn == 'a'", "dyn ~ '*'", "dyn ~ '**'", "dyn ~ 'a*'", "dyn ~ '*a*'",
		"dyn ~ '?*'", "rel == ''", "rel ~ '*'", "rel ~ 'a*'", "rel ~ '*a*'", "rel ~ '*?'",
		"mask & CPUS{0}", "mask != CPUS{0-1}", "mask == CPUS{1}",
	};
	static const u32 where[] = { 0, 1, 8, 180, 184, 199, 247, 248, 280, 0xfffe, 0xffff };
	struct ktf_record *rec = calloc(1, sizeof(*rec));
	u32 i, j, n, done = 0;
	struct ktf_prog *prog;

	for (n = 0; n < ARRAY_SIZE(text); n++) {
		prog = build(text[n]);
		for (i = 0; i < ARRAY_SIZE(where); i++)
			for (j = 0; j < ARRAY_SIZE(where); j++) {
				rec->main.dyn = where[i] | where[j] << 16;
				rec->main.rel = rec->main.dyn;
				rec->main.mask = rec->main.dyn;
				done += 1 + ktf_run(prog, rec, sizeof(*rec));
			}
		ktf_free(prog);
	}
	EXPECT(done > ARRAY_SIZE(text) * ARRAY_SIZE(where) * ARRAY_SIZE(where), "%u", done);
	free(rec);
}

/* Scratch buffers are prepared for the first filter that needs them, and not before. */
TEST(run_prepares_scratch)
{
	struct ktf_record *rec = malloc(sizeof(*rec));

	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	EXPECT(passes("comm == 'bash' && dyn ~ 'b*'", rec, sizeof(*rec)), "without");
	EXPECT(!env.prepared, "nobody asked");
	EXPECT(passes("ptr == 'bash'", rec, sizeof(*rec)), "with");
	EXPECT(env.prepared, "for the only field");
	env.prepared = false;
	EXPECT(passes("s32 == 2 && uptr.ustring ~ 'b*'", rec, sizeof(*rec)), "with");
	EXPECT(env.prepared, "for one of two fields");
	free(rec);
}

/* Contexts that nest too deeply get no scratch buffer, so the string cannot be read. */
TEST(run_without_scratch)
{
	struct ktf_record *rec = malloc(sizeof(*rec));

	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	EXPECT(passes("ptr == 'bash'", rec, sizeof(*rec)), "with scratch");
	env.scratch_free = 0;
	EXPECT(!passes("ptr == 'bash'", rec, sizeof(*rec)), "equal");
	EXPECT(!passes("ptr != 'bash'", rec, sizeof(*rec)), "not equal");
	EXPECT(!passes("uptr.ustring ~ '!*x*'", rec, sizeof(*rec)), "user");
	EXPECT(passes("!ptr == 'bash'", rec, sizeof(*rec)), "negated");
	EXPECT_EQ(env.scratch_level, 0);
	free(rec);
}

/* Only a limited part of a pointer's string is read. */
TEST(run_long_pointer_strings)
{
	struct ktf_record *rec = calloc(1, sizeof(*rec));
	char *s = malloc(3000);

	memset(s, 'x', 2999);
	s[2999] = 0;
	memcpy(s + 1019, "tailpast", 8);
	rec->main.ptr = s;
	EXPECT(passes("ptr ~ '*tail'", rec, sizeof(*rec)), "1023 bytes and a NUL");
	EXPECT(passes("ptr ~ '*xtail*'", rec, sizeof(*rec)), "contains");
	EXPECT(!passes("ptr ~ '*past*'", rec, sizeof(*rec)), "behind the end");
	EXPECT(passes("ptr ~ 'x?*tail'", rec, sizeof(*rec)), "glob");
	free(s);
	free(rec);
}

/* A recorded mask may have bits of CPUs beyond the last possible one. */
TEST(run_no_more_cpus_than_there_are)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	static const char * const beyond[] = {
		"cpu == CPUS{4}", "mask == CPUS{0-4}", "u8 & CPUS{63}",
	};
	struct ktf_diag diag;
	u32 i;

	env_record(&ktf_case_records[KTF_RECORD_high], rec);
	for (i = 0; i < ARRAY_SIZE(beyond); i++) {
		EXPECT(PTR_ERR(ktf_build(beyond[i], &env_events[0], &diag)) == -EINVAL, "%s",
		       beyond[i]);
		EXPECT_EQ(diag.code, KTF_ERR_INVALID_CPULIST);
	}
	EXPECT(passes("mask == CPUS{all}", rec, sizeof(*rec)), "all");
	EXPECT(passes("mask == CPUS{0-N}", rec, sizeof(*rec)), "to the last");
	EXPECT(passes("mask == CPUS{0,1,2,3}", rec, sizeof(*rec)), "each");
	EXPECT(!passes("u8 == CPUS{N}", rec, sizeof(*rec)), "the last");
	/* Tests of several CPUs count every bit. A test of one CPU counts only possible CPUs. */
	rec->cpus[0] = 0x1f;
	EXPECT(!passes("mask == CPUS{all}", rec, sizeof(*rec)), "one more");
	rec->cpus[0] = 0x18;
	EXPECT(passes("mask == CPUS{3}", rec, sizeof(*rec)), "one, and one that cannot be");
	free(rec);
}

static void set_cpu(struct ktf_record *rec, u32 cpu)
{
	rec->cpus[cpu / BITS_PER_LONG] |= 1UL << (cpu % BITS_PER_LONG);
}

/* More CPUs than a word has bits. */
TEST(run_many_cpus)
{
	struct ktf_record *rec = malloc(sizeof(*rec));

	env_record(&ktf_case_records[KTF_RECORD_zero], rec);
	env.nr_cpus = 150;
	env.nr_mask_bits = 150;
	rec->main.mask = offsetof(struct ktf_record, cpus) | 24 << 16;
	set_cpu(rec, 64);
	EXPECT(passes("mask == CPUS{64}", rec, sizeof(*rec)), "one");
	EXPECT(passes("mask & CPUS{64}", rec, sizeof(*rec)), "one");
	EXPECT(passes("mask & CPUS{60-70}", rec, sizeof(*rec)), "several");
	EXPECT(!passes("mask & CPUS{0-63,65-149}", rec, sizeof(*rec)), "all others");
	EXPECT(!passes("mask == CPUS{0,64}", rec, sizeof(*rec)), "and another");
	set_cpu(rec, 0);
	EXPECT(passes("mask == CPUS{0,64}", rec, sizeof(*rec)), "both");
	EXPECT(!passes("mask == CPUS{64}", rec, sizeof(*rec)), "not alone");
	set_cpu(rec, 150);	/* not a possible CPU */
	EXPECT(passes("mask == CPUS{0,64}", rec, sizeof(*rec)), "what cannot be");
	set_cpu(rec, 149);
	EXPECT(!passes("mask == CPUS{0,64}", rec, sizeof(*rec)), "149");
	EXPECT(passes("mask & CPUS{149}", rec, sizeof(*rec)), "149");
	env.cpu = 100;
	rec->main.u8 = 100;
	EXPECT(passes("cpu & CPUS{1,64-127} && u8 & CPUS{64-127,0}", rec, sizeof(*rec)), "100");
	EXPECT(!passes("cpu & CPUS{0-99,101-149}", rec, sizeof(*rec)), "100");
	EXPECT(passes("cpu == CPUS{100} && u8 == CPUS{100}", rec, sizeof(*rec)), "100");
	rec->main.u8 = 149;
	EXPECT(passes("u8 != CPUS{0-1}", rec, sizeof(*rec)), "149 is a CPU");
	rec->main.u8 = 150;
	EXPECT(!passes("u8 != CPUS{0-1}", rec, sizeof(*rec)), "150 is none");
	free(rec);
}

/*
 * A text of size 0 ends at its NUL, and its length is unknown. The engine must not read
 * behind the first byte that differs. Here, no memory follows that byte.
 */
TEST(run_open_texts_stop)
{
	static const struct {
		const char	*form;
		bool		verdict;
	} rows[] = {
		{ "%s == 'b'", false }, { "%s == 'ax'", false }, { "%s == 'bbcdefg'", false },
		{ "%s == 'axcdefg'", false }, { "%s == 'axcdefghijklmnopqrstuvw'", false },
		{ "%s ~ 'a*'", true }, { "%s ~ 'ab*'", true }, { "%s ~ 'ax*'", false },
		{ "%s ~ 'bbcdefgh*'", false }, { "%s ~ 'axcdefghijklmnop*'", false },
		{ "%s != 'ax'", true }, { "!(%s ~ 'x*')", true },
		{ "%s == 'x' || %s ~ 'ab*'", true }, { "%s == 'ax' || %s == 'ay'", false },
	};
	static const char * const field[] = { "dyn", "rel", "tail" };
	const u32 fixed = offsetof(struct ktf_record, tail), bytes = fixed + 2;
	struct ktf_event_main *rec = malloc(bytes);
	char text[128];
	u32 i, j;

	memset(rec, 0, fixed);
	memcpy((char *)rec + fixed, "ab", 2);
	rec->dyn = fixed;
	rec->rel = fixed - offsetof(struct ktf_event_main, rel) - 4;
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		for (j = 0; j < ARRAY_SIZE(field); j++) {
			snprintf(text, sizeof(text), rows[i].form, field[j], field[j]);
			EXPECT(passes(text, (void *)rec, U32_MAX) == rows[i].verdict, "%s", text);
			EXPECT(passes(text, (void *)rec, bytes) == rows[i].verdict, "%s", text);
		}
	free(rec);
}

/*
 * A cpumask is as long as its loc word says. That may be shorter than the possible CPUs need,
 * if a process wrote it (user events). Here, no memory follows the mask.
 */
TEST(run_short_masks)
{
	static const struct {
		u32		cpus, bytes;
		const char	*text;
		bool		verdict;
	} rows[] = {
		{ 64, 8, "mask & CPUS{1}", true },	{ 64, 8, "mask == CPUS{1,63}", true },
		{ 64, 0, "mask & CPUS{1}", false },	{ 64, 0, "mask == CPUS{1}", false },
		{ 64, 0, "mask != CPUS{1}", true },	{ 64, 4, "mask & CPUS{0-63}", false },
		{ 256, 8, "mask & CPUS{1,200}", true },	{ 256, 8, "mask == CPUS{1,63}", true },
		{ 256, 8, "mask & CPUS{64-255}", false }, { 256, 8, "mask != CPUS{1,63}", false },
		{ 256, 0, "mask & CPUS{0-255}", false }, { 256, 0, "mask != CPUS{1,63}", true },
		{ 256, 16, "mask & CPUS{64,66-255}", false }, { 256, 16, "mask & CPUS{65}", true },
	};
	const u32 fixed = offsetof(struct ktf_record, tail);
	struct ktf_event_main *rec;
	const u64 mask[] = { BIT(1) | 1ULL << 63, BIT(1) };
	u32 i;

	if (BITS_PER_LONG != 64) {
		test_skip("the rows are about longs of 64 bits");
		return;
	}
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		u32 len = fixed + rows[i].bytes;

		rec = malloc(len);
		memset(rec, 0, fixed);
		memcpy((char *)rec + fixed, mask, rows[i].bytes);
		rec->mask = rows[i].bytes << 16 | fixed;
		env.nr_cpus = rows[i].cpus;
		env.nr_mask_bits = rows[i].cpus;
		EXPECT(passes(rows[i].text, (void *)rec, U32_MAX) == rows[i].verdict, "%u: %s",
		       rows[i].bytes, rows[i].text);
		EXPECT(passes(rows[i].text, (void *)rec, len) == rows[i].verdict, "%u: %s",
		       rows[i].bytes, rows[i].text);
		free(rec);
	}
}
