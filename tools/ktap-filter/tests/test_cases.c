// SPDX-License-Identifier: GPL-2.0
/*
 * Every row of the table of cases, from text to verdict.
 */
#include <stdio.h>
#include <stdlib.h>

#include "edge.h"
#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/ops.h"
#include "vm/run.h"

/* Copy a record into memory of exactly its size. */
static struct ktf_record *make_record(u32 nr)
{
	struct ktf_record *rec = malloc(sizeof(*rec));

	env_record(&ktf_case_records[nr], rec);
	return rec;
}

static void row(const char *group, const struct ktf_case *row)
{
	struct ktf_record *rec = make_record(row->record);
	struct ktf_diag diag = { };
	struct ktf_prog *prog;

	prog = ktf_build(row->filter, &env_events[row->event], &diag);
	EXPECT(!IS_ERR(prog), "%s: %s: %ld %s at %u", group, row->filter, PTR_ERR(prog),
	       ktf_err_text[diag.code], diag.pos);
	if (!IS_ERR(prog)) {
		EXPECT(ktf_run(prog, rec, sizeof(*rec)) == row->verdict,
		       "%s: %s on %s is not %d", group, row->filter,
		       ktf_case_records[row->record].name, row->verdict);
		ktf_free(prog);
	}
	free(rec);
}

static void group(const char *name)
{
	u32 i, j;

	for (i = 0; i < ktf_nr_case_groups; i++) {
		const struct ktf_case_group *group = &ktf_case_groups[i];

		if (strcmp(group->name, name))
			continue;
		for (j = 0; j < group->nr; j++)
			row(name, &group->rows[j]);
	}
}

TEST(cases_integers) { group("integers"); }
TEST(cases_strings) { group("strings"); }
TEST(cases_faults) { group("faults"); }
TEST(cases_sets) { group("sets"); }
TEST(cases_logic) { group("logic"); }
TEST(cases_other) { group("other"); }
TEST(cases_cpu_sets) { group("cpu_sets"); }
TEST(cases_differences) { group("differences"); }
TEST(cases_values) { group("values"); }
TEST(cases_value_faults) { group("value_faults"); }
TEST(cases_variables) { group("variables"); }
TEST(cases_state) { group("state"); }

TEST(cases_all_groups_run)
{
	EXPECT_EQ(ktf_nr_case_groups, 12);
}

static void run_at_edge(const struct ktf_case *row, const struct ktf_prog *prog,
			const void *rec, u32 len)
{
	EXPECT(ktf_run(prog, rec, len) == row->verdict, "%s on the %u bytes of %s is not %d",
	       row->filter, len, ktf_case_records[row->record].name, row->verdict);
	EXPECT(ktf_run(prog, rec, U32_MAX) == row->verdict, "%s on %s is not %d", row->filter,
	       ktf_case_records[row->record].name, row->verdict);
}

/* The engine must not read behind a record, with or without a known length. */
TEST(cases_at_the_edge)
{
	u32 tried = edge_cases(run_at_edge);

	EXPECT(tried > 10000, "%u records", tried);
}

static void error_row(const struct ktf_case_error *row, u32 language)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog;

	if (!(row->languages & language))
		return;
	prog = ktf_build(row->filter, &env_events[row->event], &diag);
	EXPECT(IS_ERR(prog), "%s is accepted", row->filter);
	if (!IS_ERR(prog)) {
		ktf_free(prog);
		return;
	}
	EXPECT(PTR_ERR(prog) == row->err && diag.err == row->err,
	       "%s: errno %ld, not %d", row->filter, PTR_ERR(prog), row->err);
	EXPECT(diag.code == row->code, "%s: \"%s\", not \"%s\"", row->filter,
	       ktf_err_text[diag.code], ktf_err_text[row->code]);
	EXPECT(diag.pos == row->pos, "%s: %s at %u, not %u", row->filter,
	       ktf_err_text[diag.code], diag.pos, row->pos);
}

TEST(cases_errors)
{
	u32 i;

	for (i = 0; i < ktf_nr_case_errors; i++)
		error_row(&ktf_case_errors[i], KTF_IN_FULL);
}

TEST(cases_errors_of_the_stock_language)
{
	u32 i;

	env.stock_language = true;
	for (i = 0; i < ktf_nr_case_errors; i++)
		error_row(&ktf_case_errors[i], KTF_IN_STOCK);
}

/* A row that only the stock engine refuses so is legal, or has a row for the whole language. */
TEST(cases_only_stock_refuses)
{
	const struct ktf_case_error *row, *other, *end = ktf_case_errors + ktf_nr_case_errors;
	struct ktf_portable prog;
	struct ktf_diag diag = { };
	bool refused;

	for (row = ktf_case_errors; row < end; row++) {
		if (row->languages != KTF_IN_STOCK)
			continue;
		refused = ktf_compile(row->filter, &env_events[row->event], &prog, &diag);
		ktf_portable_free(&prog);
		for (other = row; refused && other < end; other++)
			if (other->languages == KTF_IN_FULL && !strcmp(other->filter, row->filter))
				break;
		EXPECT(!refused || other < end, "%s: %s", row->filter, ktf_err_text[diag.code]);
	}
}

/* What the stock engine accepts has one program in both languages, byte for byte. */
TEST(cases_languages_agree)
{
	struct ktf_portable full, stock;
	const struct ktf_case *row;
	struct ktf_diag diag = { };
	u32 i;

	for (i = 0; i < ktf_nr_case_groups; i++) {
		if (!(ktf_case_groups[i].languages & KTF_IN_STOCK))
			continue;
		for (row = ktf_case_groups[i].rows;
		     row < ktf_case_groups[i].rows + ktf_case_groups[i].nr; row++) {
			env.stock_language = false;
			EXPECT(!ktf_compile(row->filter, &env_events[row->event], &full, &diag),
			       "%s: %s", row->filter, ktf_err_text[diag.code]);
			env.stock_language = true;
			EXPECT(!ktf_compile(row->filter, &env_events[row->event], &stock, &diag),
			       "%s, stock: %s", row->filter, ktf_err_text[diag.code]);
			EXPECT(ktf_portable_same(&full, &stock), "%s", row->filter);
			ktf_portable_free(&full);
			ktf_portable_free(&stock);
		}
	}
}

/* Every error that a text can cause must have a row. */
TEST(cases_every_error_has_a_row)
{
	bool seen[KTF_NR_ERRORS] = { };
	u32 i;

	for (i = 0; i < ktf_nr_case_errors; i++)
		seen[ktf_case_errors[i].code] = true;
	for (i = 0; i < KTF_NR_ERRORS; i++)
		EXPECT(seen[i] != ktf_case_not_from_text(i), "%s", ktf_err_text[i]);
}

/* perf reads such a program; it never runs. */
TEST(cases_function_patterns)
{
	const char *text = "(ip == vfs_*,a b ) || ip != c";
	struct ktf_portable prog;
	struct ktf_diag diag;

	EXPECT_EQ(ktf_compile(text, &env_events[KTF_EVENT_function], &prog, &diag), 0);
	EXPECT_EQ(prog.nr_insns, 2);
	EXPECT(!strcmp(prog.pool + ktf_slice_off(prog.insns[0].imm), "vfs_*,a b "), "%s", text);
	EXPECT(!strcmp(prog.pool + ktf_slice_off(prog.insns[1].imm), "c"), "%s", text);
	EXPECT_EQ(prog.insns[0].op, KTF_OP_PERF_IP);
	EXPECT_EQ(prog.insns[0].flags, 0);
	EXPECT_EQ(prog.insns[0].jf, 1);
	EXPECT_EQ(prog.insns[1].flags, KTAP_FILTER_NOT);
	ktf_portable_free(&prog);
	/* The stock engine accepts and ignores these. We refuse them, without an error text. */
	EXPECT_EQ(ktf_compile("ip > a", &env_events[KTF_EVENT_function], &prog, &diag), -EINVAL);
	ktf_portable_free(&prog);
}
