// SPDX-License-Identifier: GPL-2.0
/*
 * Statistics: the counts of random filters against a recount. The recount knows the filter as a
 * list of predicates with "&&" and "||" between them, and has asked each predicate by itself.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/run.h"
#include "vm/stats.h"
#include "vm/verify.h"

#define MOST_PREDS	10

static const struct ktf_schema *event = &env_events[KTF_EVENT_main];

/* Every kind of instruction; several of one field, which the passes would join. */
static const char * const preds[] = {
	"s32 == 2", "s32 == 3", "s32 > 1", "u8 < 1", "u8 == 7", "comm == 'bash'", "comm ~ '*sh'",
	"comm == 'abcdefghijklmno'", "cpu == 0", "name ~ '*ash'", "name == 'init'",
	"cpu & CPUS{0,2}", "u8 & CPUS{0,3}", "dyn == 'bash'", "dyn ~ 'b*'", "rel ~ '*sh'",
	"comm ~ '*a*'", "name ~ 'b?sh'", "rel ~ 'b*h'", "ptr == 'bash'", "ptr ~ '*s*'",
	"ptr == 'sh'", "uptr.ustring ~ 'ba?h'", "tail ~ 'b*'", "word == 'bash'", "s32 + u8 > 4",
	"u8 in {1, 5, 7}", "name == dyn", "s32 != 2", "s32 in {1-3, 9}",
};

/**
 * struct recount - a filter as a list, and what a naive run of it counts
 * @nr: number of predicates.
 * @pred: each predicate's number in @preds.
 * @not: there is a "!" before it, which the predicate's own counts do not know.
 * @or: there is "||" behind it, not "&&".
 * @visited: how often it was asked.
 * @passed: how often it was true.
 * @asked: how often the filter was asked.
 * @kept: how often the filter was true.
 */
struct recount {
	u32	nr;
	u32	pred[MOST_PREDS];
	bool	not[MOST_PREDS];
	bool	or[MOST_PREDS];
	u64	visited[MOST_PREDS];
	u64	passed[MOST_PREDS];
	u64	asked;
	u64	kept;
};

static bool holds(const char *text, const struct ktf_record *rec)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(text, event, &diag);
	bool verdict;

	if (IS_ERR(prog)) {
		EXPECT(false, "%s: %s at %u", text, ktf_err_text[diag.code], diag.pos);
		return false;
	}
	verdict = ktf_run(prog, rec, sizeof(*rec));
	ktf_free(prog);
	return verdict;
}

/* "&&" binds stronger: a group ends at "||". */
static bool run_list(struct recount *r, const bool *truth)
{
	bool group = true;
	u32 i;

	r->asked++;
	for (i = 0; i < r->nr; i++) {
		if (group) {
			r->visited[i]++;
			r->passed[i] += truth[r->pred[i]];
			group = truth[r->pred[i]] != r->not[i];
		}
		if (!r->or[i])
			continue;
		if (group)
			break;
		group = true;
	}
	r->kept += group;
	return group;
}

static void write_list(struct recount *r, char *text)
{
	u32 i;

	memset(r, 0, sizeof(*r));
	r->nr = 1 + test_below(MOST_PREDS);
	for (i = 0; i < r->nr; i++) {
		r->pred[i] = test_below(ARRAY_SIZE(preds));
		r->not[i] = !test_below(3);
		r->or[i] = i + 1 < r->nr && !test_below(2);
		text += sprintf(text, "%s(%s)%s", r->not[i] ? "!" : "", preds[r->pred[i]],
				i + 1 == r->nr ? "" : r->or[i] ? "||" : "&&");
	}
}

/* Build a filter with statistics. */
static struct ktf_stats *make_for(const struct ktf_schema *event, const char *text,
				  struct ktf_prog **prog)
{
	struct ktf_stats *stats = NULL;
	struct ktf_portable portable;
	struct ktf_diag diag = { };
	u32 bad;

	EXPECT_EQ(ktf_compile(text, event, &portable, &diag), 0);
	portable.is_counted = true;
	*prog = ktf_load(&portable, event, &diag);
	EXPECT(!IS_ERR(*prog), "%s: %s at %u", text, ktf_err_text[diag.code], diag.pos);
	if (!IS_ERR(*prog)) {
		EXPECT_EQ(ktf_verify(*prog, &bad), 0);
		stats = ktf_stats_make(*prog, &portable);
	}
	ktf_portable_free(&portable);
	if (stats)
		stats->counts = calloc(1, ktf_stats_counts_bytes(*prog));
	return stats;
}

static struct ktf_stats *make(const char *text, struct ktf_prog **prog)
{
	return make_for(event, text, prog);
}

static void drop(struct ktf_stats *stats, struct ktf_prog *prog)
{
	free(stats->counts);
	ktf_free(stats);
	ktf_free(prog);
}

static void compare(const struct ktf_stats *stats, const struct recount *r, const char *text)
{
	u32 i;

	EXPECT(ktf_stats_asked(stats) == r->asked, "%s: asked %llu", text,
	       (unsigned long long)ktf_stats_asked(stats));
	EXPECT(ktf_stats_kept(stats) == r->kept, "%s: kept %llu", text,
	       (unsigned long long)ktf_stats_kept(stats));
	EXPECT_EQ(stats->nr, r->nr);
	for (i = 0; i < stats->nr && i < r->nr; i++) {
		const struct ktf_span *span = &stats->preds[i].span;
		const char *pred = preds[r->pred[i]];

		EXPECT(span->len == strlen(pred) && !memcmp(text + span->pos, pred, span->len),
		       "%s: %u is at %u+%u", text, i, span->pos, span->len);
		EXPECT(ktf_stats_visited(stats, i) == r->visited[i] &&
		       ktf_stats_true(stats, i) == r->passed[i],
		       "%s: %s: visited %llu, not %llu, true %llu, not %llu", text, pred,
		       (unsigned long long)ktf_stats_visited(stats, i),
		       (unsigned long long)r->visited[i],
		       (unsigned long long)ktf_stats_true(stats, i),
		       (unsigned long long)r->passed[i]);
	}
}

/* What is true of each record. */
struct truths {
	bool	of[KTF_NR_RECORDS][ARRAY_SIZE(preds)];
};

static void find_truths(struct ktf_record *rec, struct truths *truths)
{
	u32 i, j;

	for (i = 0; i < KTF_NR_RECORDS; i++) {
		env_record(&ktf_case_records[i], rec);
		for (j = 0; j < ARRAY_SIZE(preds); j++)
			truths->of[i][j] = holds(preds[j], rec);
	}
}

TEST(stats_random_filters)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct truths *truths = malloc(sizeof(*truths));
	struct ktf_prog *prog;
	struct ktf_stats *stats;
	struct recount r;
	char text[1024];
	u32 i, n;

	env_reset();
	find_truths(rec, truths);
	for (n = 0; n < 500; n++) {
		write_list(&r, text);
		stats = make(text, &prog);
		if (!stats)
			continue;
		for (i = 0; i < KTF_NR_RECORDS; i++) {
			env_record(&ktf_case_records[i], rec);
			EXPECT(ktf_run_from(&stats->entry, rec, sizeof(*rec)) ==
			       run_list(&r, truths->of[i]), "%s: record %u", text, i);
		}
		compare(stats, &r, text);
		drop(stats, prog);
	}
	EXPECT_EQ(env.scratch_level, 0);
	free(truths);
	free(rec);
}

static void count_row(const struct ktf_case *row, struct ktf_record *rec)
{
	struct ktf_prog *prog;
	struct ktf_stats *stats = make_for(&env_events[row->event], row->filter, &prog);
	u32 i;

	if (!stats)
		return;
	env_record(&ktf_case_records[row->record], rec);
	EXPECT(ktf_run_from(&stats->entry, rec, sizeof(*rec)) == row->verdict &&
	       ktf_run_from(&stats->entry, rec, U32_MAX) == row->verdict,
	       "%s on %s is not %d", row->filter, ktf_case_records[row->record].name,
	       row->verdict);
	EXPECT(ktf_stats_asked(stats) == 2 && ktf_stats_kept(stats) == 2 * row->verdict,
	       "%s: asked or kept", row->filter);
	for (i = 0; i < stats->nr; i++)
		EXPECT(ktf_stats_true(stats, i) <= ktf_stats_visited(stats, i) &&
		       ktf_stats_visited(stats, i) <= 2, "%s: predicate %u", row->filter, i);
	drop(stats, prog);
}

/* Every row of the table of cases has the verdict that it has without statistics. */
TEST(stats_cases)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	u32 i, j;

	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++)
			count_row(&ktf_case_groups[i].rows[j], rec);
	free(rec);
}

/* A text in copies is read once by a run, and not at all if no scratch buffer is left. */
TEST(stats_copies)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct ktf_prog *prog;
	struct ktf_stats *stats;

	env_reset();
	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	stats = make("ptr == 'x' || ptr == 'y' || ptr == 'bash'", &prog);
	env.reads = 0;
	EXPECT_EQ(ktf_run_from(&stats->entry, rec, sizeof(*rec)), 1);
	EXPECT_EQ(env.reads, 1);
	env.scratch_free = 0;
	EXPECT_EQ(ktf_run_from(&stats->entry, rec, sizeof(*rec)), 0);
	EXPECT_EQ(env.reads, 1);
	EXPECT_EQ(ktf_stats_asked(stats), 2);
	EXPECT_EQ(ktf_stats_visited(stats, 2), 2);
	EXPECT_EQ(ktf_stats_true(stats, 2), 1);
	EXPECT_EQ(ktf_stats_kept(stats), 1);
	drop(stats, prog);
	env_reset();
	free(rec);
}

/* No program has the opcode that starts a counted one. */
TEST(stats_opcode_is_refused)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build("s32 == 2", event, &diag);
	u32 bad;

	EXPECT_EQ(ktf_verify(prog, &bad), 0);
	prog->insns[0].op = KTF_OP_COUNTED;
	EXPECT_EQ(ktf_verify(prog, &bad), -EINVAL);
	EXPECT(!ktf_is_op(KTF_OP_COUNTED), "an opcode");
	ktf_free(prog);
}

/* A filter without statistics is still optimised; one with statistics keeps its predicates. */
TEST(stats_keep_predicates_apart)
{
	static const char text[] = "s32 == 2 || s32 == 4 || s32 == 9";
	struct ktf_diag diag = { };
	struct ktf_prog *plain = ktf_build(text, event, &diag), *prog;
	struct ktf_stats *stats = make(text, &prog);

	EXPECT_EQ(plain->nr, 1);
	EXPECT_EQ(prog->nr, 3);
	EXPECT_EQ(stats->nr, 3);
	drop(stats, prog);
	ktf_free(plain);
}

/* More instructions than may be counted, and each allocation that fails. */
TEST(stats_limits)
{
	char *text = malloc(KTF_MAX_COUNTED * 24), *at = text;
	struct ktf_portable portable;
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	struct ktf_stats *stats;
	u32 i;

	for (i = 0; i < KTF_MAX_COUNTED; i++)
		at += sprintf(at, "s32 == %u||", i);
	at[-2] = 0;
	stats = make(text, &prog);
	EXPECT(stats, "the most instructions");
	drop(stats, prog);
	sprintf(at - 2, "||u8 == 1");
	EXPECT(!make(text, &prog), "one more");
	ktf_free(prog);

	EXPECT_EQ(ktf_compile("s32 == 2", event, &portable, &diag), 0);
	portable.is_counted = true;
	prog = ktf_load(&portable, event, &diag);
	env.fail_at = 1;
	EXPECT(!ktf_stats_make(prog, &portable), "no memory");
	env.fail_at = 0;
	ktf_free(prog);
	ktf_portable_free(&portable);
	free(text);
}
