// SPDX-License-Identifier: GPL-2.0
/*
 * Strings behind pointers that are copied once: which strings, how often each is read, and
 * that the verdict does not depend on it.
 */
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/opt.h"
#include "prog/ops.h"
#include "vm/run.h"
#include "vm/verify.h"

static struct ktf_prog *build(const char *text)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(text, &env_events[KTF_EVENT_main], &diag);

	EXPECT(!IS_ERR(prog), "%s: %s", text, ktf_err_text[diag.code]);
	return prog;
}

/* Compare the copy slots of the instructions with @expected, a digit each. */
static void places(const char *text, const char *expected)
{
	struct ktf_prog *prog = build(text);
	u32 i;

	for (i = 0; i < prog->nr; i++)
		EXPECT(expected[i] - '0' == (ktf_is_pointer_text(&prog->insns[i]) ?
					     prog->insns[i].copy_slot : 0), "%s: %u", text, i);
	EXPECT(!expected[i], "%s: %u instructions", text, i);
	ktf_free(prog);
}

TEST(fetch_places)
{
	places("ptr == 'a'", "0");
	places("ptr == 'a' || s32 == 1", "00");
	places("ptr == 'a' || ptr == 'b'", "11");
	places("ptr == 'a' || s32 == 1 && ptr ~ '*b*' || ptr ~ 'a?c'", "1011");
	/* The address is the same, but one is of the kernel and the other of a user. */
	places("ptr == 'a' || ptr.ustring == 'a'", "00");
	places("ptr == 'a' || ptr.ustring == 'a' || ptr == 'b' || ptr.ustring == 'b'", "1212");
	places("uptr.ustring == 'x' || ptr == 'a' || uptr.ustring == 'a' || ptr == 'b'", "1212");
	places("ptr == 'x' || uptr.ustring == 'a' || uptr.ustring == 'b'", "011");
	/* More pointers than there are slots. */
	places("ptr == 'a' || ptr.ustring == 'a' || uptr == 'a' || uptr.ustring == 'a' || "
	       "ptr == 'b' || ptr.ustring == 'b' || uptr == 'b' || uptr.ustring == 'b'",
	       "12301230");
}

static u32 reads(const char *text, const void *rec)
{
	struct ktf_prog *prog = build(text);

	env.reads = 0;
	ktf_run(prog, rec, sizeof(struct ktf_record));
	EXPECT_EQ(env.scratch_level, 0);
	ktf_free(prog);
	return env.reads;
}

TEST(fetch_once)
{
	struct ktf_record *rec = malloc(sizeof(*rec));

	env_reset();
	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	EXPECT_EQ(reads("ptr == 'x'", rec), 1);
	EXPECT_EQ(reads("ptr == 'x' || ptr ~ 'y*' || ptr ~ '*z' || ptr ~ '*a*x*' || ptr ~ '*q*'",
			rec), 1);
	EXPECT_EQ(reads("ptr == 'x' || s32 == 99 || comm ~ '*q?' || ptr == 'y'", rec), 1);
	EXPECT_EQ(reads("ptr == 'x' || uptr.ustring == 'x' || ptr == 'y' || uptr.ustring == 'y'",
			rec), 2);
	/* A string is read only on a path that tests it. */
	EXPECT_EQ(reads("s32 == 99 && (ptr == 'x' || ptr == 'y')", rec), 0);
	EXPECT_EQ(reads("(s32 == 99 && ptr == 'x') || ptr == 'y'", rec), 1);
	env.faults = true;
	EXPECT_EQ(reads("ptr == 'x' || ptr == 'y' || !ptr == 'z'", rec), 1);
	env.faults = false;
	env.scratch_free = 0;
	EXPECT_EQ(reads("ptr == 'x' || ptr == 'y'", rec), 0);
	env_reset();
	env.passes &= ~KTF_PASS_FETCH;
	EXPECT_EQ(reads("ptr == 'x' || ptr == 'y' || ptr == 'z'", rec), 3);
	free(rec);
}

static bool holds(const char *text, const void *rec)
{
	struct ktf_prog *prog = build(text);
	bool held = ktf_run(prog, rec, sizeof(struct ktf_record));

	EXPECT_EQ(env.scratch_level, 0);
	ktf_free(prog);
	return held;
}

/* A longer text is cut, and how long it may be is a parameter. */
TEST(fetch_text_bytes)
{
	struct ktf_case_record row = ktf_case_records[KTF_RECORD_zero];
	struct ktf_record *rec = malloc(sizeof(*rec));
	char *text = calloc(1, KTF_MOST_PTR_BYTES + 2);

	memset(text, 'x', KTF_MOST_PTR_BYTES + 1);
	memcpy(text + KTF_MOST_PTR_BYTES - 4, "end", 3);
	row.user = text;
	row.rec.main.ptr = text;
	env_reset();
	env_record(&row, rec);
	EXPECT(holds("len(uptr.ustring) == 1023 && len(ptr) == 1023", rec), "1024 bytes");
	EXPECT(!holds("uptr.ustring ~ '*end' || ptr ~ '*end*'", rec), "1024 bytes");
	ktf_ptr_bytes = KTF_MOST_PTR_BYTES;
	EXPECT(holds("len(uptr.ustring) == 4095 && len(ptr) == 4095", rec), "4096 bytes");
	EXPECT(holds("uptr.ustring ~ '*end' && ptr ~ '*end' && uptr.ustring == ptr", rec),
	       "4096 bytes");
	EXPECT(holds("!(ptr == 'a') && ptr ~ '*end' && ptr ~ 'x*' && "
		     "uptr.ustring ~ '*nd' && uptr.ustring ~ 'x*'", rec), "4096 bytes, kept");
	free(text);
	free(rec);
}

static bool run_with(struct ktf_prog *prog, const void *rec, bool once)
{
	u32 bad, i;

	for (i = 0; i < prog->nr; i++)
		if (ktf_is_pointer_text(&prog->insns[i]))
			prog->insns[i].copy_slot = 0;
	if (once)
		ktf_opt_fetch(prog);
	EXPECT(!ktf_verify(prog, &bad), "instruction %u", bad);
	return ktf_run(prog, rec, sizeof(struct ktf_record));
}

/* The verdict must be the same with and without the pass. */
TEST(fetch_changes_nothing)
{
	static const char * const preds[] = {
		"ptr == 'bash'", "ptr != 'bash'", "!(ptr == 'sh')", "ptr ~ 'b*'", "!(ptr ~ '*h')",
		"ptr ~ '*as*'", "ptr ~ 'b?s*'", "uptr.ustring == 'bash'", "uptr.ustring ~ '*sh'",
		"!uptr.ustring ~ 'x*'", "uptr ~ '*'", "ptr.ustring != 'x'", "s32 == 2", "u8 > 3",
	};
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct ktf_prog *prog;
	char text[1024];
	u32 i, n, record;

	for (i = 0; i < 3000; i++) {
		env_reset();
		*text = 0;
		for (n = 1 + test_below(8); n--;) {
			strcat(text, preds[test_below(ARRAY_SIZE(preds))]);
			if (n)
				strcat(text, test_below(2) ? " && " : " || ");
		}
		prog = build(text);
		for (record = 0; record < KTF_NR_RECORDS; record++) {
			env_record(&ktf_case_records[record], rec);
			env.faults = !test_below(4);
			env.scratch_free = test_below(8) ? KTF_SCRATCH_LEVELS : 0;
			EXPECT(run_with(prog, rec, true) == run_with(prog, rec, false), "%s", text);
			EXPECT_EQ(env.scratch_level, 0);
		}
		ktf_free(prog);
	}
	free(rec);
}
