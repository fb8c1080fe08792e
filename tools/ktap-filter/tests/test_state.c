// SPDX-License-Identifier: GPL-2.0
/*
 * State terms: what each remembers, on one CPU and on several at once, and that nothing of the
 * engine makes a visit come earlier, later, twice or not at all. Threads stand for CPUs.
 */
#include <pthread.h>
#include <stdlib.h>

#include "env.h"
#include "listing.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/ops.h"
#include "vm/early.h"
#include "vm/link.h"
#include "vm/lower.h"
#include "vm/opt.h"
#include "vm/run.h"
#include "vm/state.h"
#include "vm/verify.h"

#define SOME_CPUS	4U

static const struct ktf_schema *event = &env_events[KTF_EVENT_main];

/* Give the terms memory, as ktf_state.c does. */
static void attach(struct ktf_prog *prog)
{
	u32 i, cpu;

	for (i = 0; i < prog->nr; i++) {
		struct ktf_insn *insn = &prog->insns[i];
		struct ktf_state *state;

		if (ktf_source(insn) != KTF_SOURCE_STATE)
			continue;
		state = calloc(ktf_state_is_per_cpu(insn) ? SOME_CPUS : 1, sizeof(*state));
		insn->range = (unsigned long)state;
		for (cpu = 0; cpu < SOME_CPUS && insn->term == KTAP_FILTER_OP_SAMPLE; cpu++)
			state[cpu].salt = 0x1234567 * (cpu + 1);
	}
}

static void detach(struct ktf_prog *prog)
{
	u32 i;

	for (i = 0; i < prog->nr; i++)
		if (ktf_source(&prog->insns[i]) == KTF_SOURCE_STATE)
			free((void *)(unsigned long)prog->insns[i].range);
	ktf_free(prog);
}

/* A predicate, and where it goes. */
struct row {
	u8		op;
	const char	*field;
	u64		imm;
	u16		jt;
	u16		jf;
};

#define T	KTAP_FILTER_ACCEPT
#define F	KTAP_FILTER_REJECT

static void add_row(struct ktf_portable *portable, u32 nr, const struct row *row)
{
	struct ktf_cell cell = { .op = KTAP_FILTER_CELL_FIELD };
	struct ktap_filter_cell cells[1];
	struct ktf_field field;
	int index = 0;
	u64 imm = row->imm;

	if (row->field) {
		EXPECT_EQ(ktf_schema_find(event, row->field, strlen(row->field), &field), 0);
		index = ktf_portable_field(portable, row->field, strlen(row->field));
		if (index < 0)
			index = ktf_portable_add_field(portable, row->field, strlen(row->field),
						       field.kind, field.size, field.is_signed);
	}
	cell.field = index;
	if (ktf_op_info[row->op].format == KTF_FMT_CELLS) {
		ktf_cells_put(&cell, 1, cells);
		EXPECT_EQ(ktf_portable_add(portable, cells, sizeof(cells), &imm), 0);
		index = 0;
	}
	portable->insns[nr] = (struct ktf_pred) {
		.op = row->op, .field = index, .jt = row->jt, .jf = row->jf, .imm = imm,
	};
}

/* Link, lower and optimise a program that is written by hand. */
static struct ktf_prog *make(const struct row *rows, u32 nr, u32 passes)
{
	struct ktf_portable portable = { };
	struct ktf_diag diag = { };
	struct ktf_field fields[4];
	struct ktf_prog *prog;
	u32 i, bad;

	EXPECT_EQ(ktf_portable_insns(&portable, nr), 0);
	for (i = 0; i < nr; i++)
		add_row(&portable, i, &rows[i]);
	EXPECT_EQ(ktf_link(&portable, event, fields, &diag), 0);
	prog = ktf_lower(&portable, fields, event->fixed, &diag);
	EXPECT_EQ(ktf_verify(prog, &bad), 0);
	EXPECT_EQ(ktf_opt(&prog, passes), 0);
	EXPECT_EQ(ktf_verify(prog, &bad), 0);
	ktf_portable_free(&portable);
	return prog;
}

static struct ktf_prog *make_term(u8 op, const char *field, u64 imm)
{
	const struct row row = { op, field, imm, T, F };
	struct ktf_prog *prog = make(&row, 1, ~0U);

	attach(prog);
	return prog;
}

static struct ktf_record *new_record(void)
{
	struct ktf_record *rec = malloc(sizeof(*rec));

	env_reset();
	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	return rec;
}

static u32 count(const struct ktf_prog *prog, const struct ktf_record *rec, u32 visits)
{
	u32 passed = 0;

	while (visits--)
		passed += ktf_run(prog, rec, sizeof(*rec));
	return passed;
}

TEST(state_first)
{
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog = make_term(KTAP_FILTER_OP_FIRST, NULL, 3);

	EXPECT_EQ(count(prog, rec, 2), 2);
	env.cpu = 1;
	EXPECT_EQ(count(prog, rec, 5), 1);
	EXPECT_EQ(((struct ktf_state *)(unsigned long)prog->insns[0].range)->count.counter, 3);
	detach(prog);
	free(rec);
}

TEST(state_sample)
{
	static const u32 of[] = { 1, 2, 3, 7, 100 };
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog;
	u32 i, passed, other;

	for (i = 0; i < ARRAY_SIZE(of); i++) {
		prog = make_term(KTAP_FILTER_OP_SAMPLE, NULL, of[i]);
		env.cpu = 0;
		passed = count(prog, rec, 100000);
		EXPECT(abs((int)(passed - 100000 / of[i])) < 700, "1/%u: %u", of[i], passed);
		EXPECT(of[i] > 1 || passed == 100000, "1/1: %u", passed);
		/* Every second visit is sampled as all are. */
		for (other = 0, passed = 0; other < 50000; other++) {
			passed += count(prog, rec, 1);
			count(prog, rec, 1);
		}
		EXPECT(abs((int)(passed - 50000 / of[i])) < 500, "1/%u: %u", of[i], passed);
		detach(prog);
	}
	prog = make_term(KTAP_FILTER_OP_SAMPLE, NULL, KTF_MAX_VISITS);
	EXPECT_EQ(count(prog, rec, 10000), 0);
	detach(prog);
	free(rec);
}

/* CPUs choose differently. */
TEST(state_sample_by_cpu)
{
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog = make_term(KTAP_FILTER_OP_SAMPLE, NULL, 2);
	u64 choice[SOME_CPUS] = { };
	u32 i, j;

	for (env.cpu = 0; env.cpu < SOME_CPUS; env.cpu++)
		for (i = 0; i < 64; i++)
			choice[env.cpu] |= (u64)count(prog, rec, 1) << i;
	for (i = 0; i < SOME_CPUS; i++)
		for (j = 0; j < i; j++)
			EXPECT(choice[i] != choice[j], "CPU %u as CPU %u", i, j);
	detach(prog);
	free(rec);
}

static u64 rate(u32 visits, u32 microseconds)
{
	return (u64)microseconds << 32 | visits;
}

TEST(state_rate)
{
	struct ktf_record *rec;
	struct ktf_prog *prog;

	if (BITS_PER_LONG != 64) {
		test_skip("a RATE needs a word of 64 bits that is exchanged as a whole");
		return;
	}
	rec = new_record();
	prog = make_term(KTAP_FILTER_OP_RATE, NULL, rate(2, 10));
	EXPECT_EQ(count(prog, rec, 5), 2);
	env.clock = 9999;
	EXPECT_EQ(count(prog, rec, 5), 0);
	env.clock = 10000;
	EXPECT_EQ(count(prog, rec, 5), 2);
	env.cpu = 1;
	EXPECT_EQ(count(prog, rec, 5), 0);
	/* A CPU whose clock is behind counts in the window that the others have reached. */
	env.clock = 30000;
	EXPECT_EQ(count(prog, rec, 1), 1);
	env.clock = 29999;
	EXPECT_EQ(count(prog, rec, 5), 1);
	env.clock = 30000;
	EXPECT_EQ(count(prog, rec, 5), 0);
	/* The number of the window has gone round, and half round. */
	env.clock += 10000 * (1ULL << 31);
	EXPECT_EQ(count(prog, rec, 5), 2);
	env.clock += 10000 * ((1ULL << 31) + (1ULL << 30));
	EXPECT_EQ(count(prog, rec, 5), 2);
	env.clock += 10000 * ((1ULL << 32) + 1);
	EXPECT_EQ(count(prog, rec, 5), 2);
	detach(prog);
	free(rec);
}

TEST(state_changed)
{
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog = make_term(KTAP_FILTER_OP_CHANGED, "s32", 0);

	rec->main.s32 = 0;
	EXPECT_EQ(count(prog, rec, 3), 1);
	rec->main.s32 = -1;
	EXPECT_EQ(count(prog, rec, 3), 1);
	env.cpu = 2;
	EXPECT_EQ(count(prog, rec, 3), 1);
	env.cpu = 0;
	EXPECT_EQ(count(prog, rec, 3), 0);
	rec->main.s32 = 0;
	EXPECT_EQ(count(prog, rec, 3), 1);
	detach(prog);
	free(rec);
}

/* A program that no filter owns. */
TEST(state_without_memory)
{
	static const struct row rows[] = {
		{ KTAP_FILTER_OP_FIRST, NULL, 1, T, F },
		{ KTAP_FILTER_OP_SAMPLE, NULL, 1, T, F },
		{ KTAP_FILTER_OP_CHANGED, "s32", 0, T, F },
	};
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		prog = make(&rows[i], 1, ~0U);
		EXPECT_EQ(count(prog, rec, 3), 0);
		ktf_free(prog);
	}
	free(rec);
}

/* Threads that visit one program. */
struct visitor {
	pthread_t		thread;
	const struct ktf_prog	*prog;
	const struct ktf_record	*rec;
	u32			cpu;
	u32			passed;
};

#define VISITS	20000U

static void *visit(void *data)
{
	struct visitor *v = data;

	env_thread = v->cpu;
	v->passed = count(v->prog, v->rec, VISITS);
	return NULL;
}

static u32 count_at_once(const struct ktf_prog *prog, const struct ktf_record *rec)
{
	struct visitor v[SOME_CPUS];
	u32 i, passed = 0;

	for (i = 0; i < SOME_CPUS; i++) {
		v[i] = (struct visitor) { .prog = prog, .rec = rec, .cpu = i };
		pthread_create(&v[i].thread, NULL, visit, &v[i]);
	}
	for (i = 0; i < SOME_CPUS; i++) {
		pthread_join(v[i].thread, NULL);
		passed += v[i].passed;
	}
	return passed;
}

TEST(state_at_once)
{
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog = make_term(KTAP_FILTER_OP_FIRST, NULL, VISITS);
	u32 passed;

	EXPECT_EQ(count_at_once(prog, rec), VISITS);
	detach(prog);
	if (BITS_PER_LONG == 64) {
		prog = make_term(KTAP_FILTER_OP_RATE, NULL, rate(VISITS / 2, 1));
		passed = count_at_once(prog, rec);
		EXPECT(passed <= VISITS / 2 && passed > VISITS / 4, "%u", passed);
		EXPECT_EQ(passed + count(prog, rec, VISITS), VISITS / 2);
		detach(prog);
	}
	prog = make_term(KTAP_FILTER_OP_CHANGED, "u8", 0);
	EXPECT_EQ(count_at_once(prog, rec), SOME_CPUS);
	detach(prog);
	prog = make_term(KTAP_FILTER_OP_SAMPLE, NULL, 10);
	passed = count_at_once(prog, rec);
	EXPECT(abs((int)(passed - SOME_CPUS * VISITS / 10)) < 600, "%u", passed);
	detach(prog);
	free(rec);
}

/* The same words on both sides of a term are not brought together, and the term stays. */
TEST(state_is_not_passed_by)
{
	static const struct row any[] = {
		{ KTAP_FILTER_OP_EQ, "u8", 5, T, 1 },
		{ KTAP_FILTER_OP_EQ, "s32", 1, T, 2 },
		{ KTAP_FILTER_OP_FIRST, NULL, 2, T, 3 },
		{ KTAP_FILTER_OP_EQ, "u8", 7, T, 4 },
		{ KTAP_FILTER_OP_EQ, "s32", 3, T, F },
	};
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog = make(any, ARRAY_SIZE(any), ~0U);

	EXPECT_EQ(prog->nr, ARRAY_SIZE(any));
	EXPECT_EQ(prog->insns[2].op, KTF_OP(STATE, SPAN));
	attach(prog);
	/* A record that passes behind the term has visited it. One that passes before has not. */
	rec->main.s32 = 3;
	rec->main.u8 = 5;
	EXPECT_EQ(count(prog, rec, 3), 3);
	rec->main.u8 = 0;
	EXPECT_EQ(count(prog, rec, 3), 3);
	rec->main.s32 = 0;
	EXPECT_EQ(count(prog, rec, 3), 0);
	detach(prog);
	free(rec);
}

/* Two equal terms are two terms. */
TEST(state_is_not_merged)
{
	static const struct row both[] = {
		{ KTAP_FILTER_OP_FIRST, NULL, 2, 1, F },
		{ KTAP_FILTER_OP_FIRST, NULL, 2, T, F },
	};
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog = make(both, ARRAY_SIZE(both), ~0U);

	EXPECT_EQ(prog->nr, 2);
	attach(prog);
	EXPECT(prog->insns[0].range != prog->insns[1].range, "one memory");
	EXPECT_EQ(count(prog, rec, 5), 2);
	detach(prog);
	free(rec);
}

/* Does a program reject a record of another process before there is one? */
static bool rejects_early(const struct row *rows, u32 nr)
{
	struct ktf_record *rec = new_record();
	struct ktf_prog *prog = make(rows, nr, ~0U);
	const struct ktf_prog *early = ktf_early(prog);
	bool rejects;

	rec->main.head.pid = 4;
	rejects = early && !ktf_run(early, rec, KTF_MIN_FIXED);
	if (early != prog)
		ktf_free(early);
	ktf_free(prog);
	free(rec);
	return rejects;
}

TEST(state_early)
{
	static const struct {
		bool		rejects;
		u32		nr;
		struct row	rows[4];
	} rows[] = {
		{ true, 2, { { KTAP_FILTER_OP_EQ, "common_pid", 5, 1, F },
			     { KTAP_FILTER_OP_FIRST, NULL, 2, T, F } } },
		{ false, 2, { { KTAP_FILTER_OP_FIRST, NULL, 2, 1, F },
			      { KTAP_FILTER_OP_EQ, "common_pid", 5, T, F } } },
		{ false, 3, { { KTAP_FILTER_OP_EQ, "u8", 5, 2, 1 },
			      { KTAP_FILTER_OP_FIRST, NULL, 2, 2, F },
			      { KTAP_FILTER_OP_EQ, "common_pid", 5, T, F } } },
		{ false, 3, { { KTAP_FILTER_OP_EQ, "u8", 5, 1, 2 },
			      { KTAP_FILTER_OP_CHANGED, "s32", 0, T, 2 },
			      { KTAP_FILTER_OP_EQ, "common_pid", 5, T, F } } },
		/* Nobody can see whether a term without consequences is visited. */
		{ true, 3, { { KTAP_FILTER_OP_EQ, "u8", 5, 1, 2 },
			     { KTAP_FILTER_OP_CHANGED, "s32", 0, 2, 2 },
			     { KTAP_FILTER_OP_EQ, "common_pid", 5, T, F } } },
		{ true, 3, { { KTAP_FILTER_OP_EQ, "u8", 5, 1, F },
			     { KTAP_FILTER_OP_EQ, "common_pid", 5, 2, F },
			     { KTAP_FILTER_OP_SAMPLE, NULL, 9, T, F } } },
		{ false, 4, { { KTAP_FILTER_OP_EQ, "u8", 5, 1, F },
			      { KTAP_FILTER_OP_SAMPLE, NULL, 9, 2, 3 },
			      { KTAP_FILTER_OP_EQ, "common_pid", 5, T, F },
			      { KTAP_FILTER_OP_EQ, "common_pid", 6, T, F } } },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		EXPECT(rejects_early(rows[i].rows, rows[i].nr) == rows[i].rejects, "row %u", i);
}

TEST(state_verify)
{
	static const struct row rows[] = {
		{ KTAP_FILTER_OP_FIRST, NULL, 1, 1, F },
		{ KTAP_FILTER_OP_CHANGED, "s32", 0, T, F },
	};
	struct ktf_prog *prog = make(rows, ARRAY_SIZE(rows), ~0U);
	u32 bad;

#define REFUSED(nr, member, val)						\
	do {									\
		__typeof__(prog->insns[nr].member) was = prog->insns[nr].member;	\
		prog->insns[nr].member = (val);					\
		EXPECT(ktf_verify(prog, &bad) == -EINVAL && bad == (nr), #member " " #val); \
		prog->insns[nr].member = was;					\
	} while (0)

	REFUSED(0, range, 1);
	REFUSED(1, range, 1ULL << 63);
	REFUSED(0, term, 0);
	REFUSED(0, term, KTAP_FILTER_OP_EQ);
	REFUSED(0, term, 0xff);
	REFUSED(0, term, KTAP_FILTER_OP_RATE);
	REFUSED(0, term, KTAP_FILTER_OP_CHANGED);
	REFUSED(0, lo, 0);
	REFUSED(0, lo, KTF_MAX_VISITS + 1ULL);
	REFUSED(0, lo, 1ULL << 32 | 1);
	REFUSED(0, nr_cells, 1);
	REFUSED(1, nr_cells, 0);
	REFUSED(1, nr_cells, 2);
	REFUSED(1, cells, prog->bytes);
	REFUSED(1, no_value, 2);
	EXPECT_EQ(ktf_verify(prog, &bad), 0);
	prog->insns[0].term = KTAP_FILTER_OP_RATE;
	prog->insns[0].lo = rate(1, 1);
	EXPECT_EQ(ktf_verify(prog, &bad), 0);
	REFUSED(0, lo, rate(0, 1));
	REFUSED(0, lo, rate(1, 0));
	ktf_free(prog);
}

/* The listing has the terms, and no address of their memory. */
TEST(state_listing)
{
	static const struct row rows[] = {
		{ KTAP_FILTER_OP_FIRST, NULL, 100, 1, F },
		{ KTAP_FILTER_OP_SAMPLE, NULL, 7, 2, F },
		{ KTAP_FILTER_OP_CHANGED, "u8", 0, T, F },
	};
	struct ktf_prog *prog = make(rows, ARRAY_SIZE(rows), ~0U);
	static char listing[LISTING_BYTES], attached[LISTING_BYTES];

	listing_of(prog, listing);
	EXPECT(strstr(listing, "0: STATE_SPAN     FIRST 100  true 1 false reject\n"),
	       "%s", listing);
	EXPECT(strstr(listing, "1: STATE_SPAN     SAMPLE 7  true 2"), "%s", listing);
	EXPECT(strstr(listing, "2: STATE_SPAN     CHANGED {FIELD.1 [9]}  true"), "%s", listing);
	attach(prog);
	listing_of(prog, attached);
	EXPECT(!strcmp(listing, attached), "%s", attached);
	detach(prog);
}

/* Terms as they are written. */
TEST(state_texts)
{
	static const struct {
		const char	*text;
		const char	*listing;
	} rows[] = {
		{ "$first(100)", "FIRST 100  true accept false reject" },
		{ "$sample(1/100)", "SAMPLE 100  true accept" },
		{ "!$sample( 1 /\t7 )", "SAMPLE 7  true reject false accept" },
		{ "$changed(s32)", "CHANGED {FIELD.4s [" },
		{ "$changed(u8 + 1)", "NUM 1, ADD}  true accept" },
		{ "$ratelimit(10/1s)", "RATE 10 in 1000000 us  true accept" },
		{ "$ratelimit(1/1us)", "RATE 1 in 1 us" },
		{ "$ratelimit( 1k / 5ms )", "RATE 1024 in 5000 us" },
		{ "$ratelimit(7/2000ns)", "RATE 7 in 2 us" },
	};
	static char listing[LISTING_BYTES];
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		prog = ktf_build(rows[i].text, event, &diag);
		if (BITS_PER_LONG < 64 && strstr(rows[i].text, "$ratelimit")) {
			EXPECT(IS_ERR(prog) && diag.code == KTF_ERR_MACHINE && diag.pos == 1,
			       "%s: %s at %u", rows[i].text, ktf_err_text[diag.code], diag.pos);
			continue;
		}
		EXPECT(!IS_ERR(prog), "%s: %s", rows[i].text, ktf_err_text[diag.code]);
		if (IS_ERR(prog))
			continue;
		listing_of(prog, listing);
		EXPECT(strstr(listing, rows[i].listing), "%s: %s", rows[i].text, listing);
		ktf_free(prog);
	}
}

/* The order of the text decides which records are visits. */
TEST(state_visits)
{
	struct ktf_record *rec = new_record();
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build("u8 == 1 && $first(2) && s32 == 7", event, &diag);

	EXPECT(!IS_ERR(prog), "%s", ktf_err_text[diag.code]);
	attach(prog);
	rec->main.u8 = 0;
	rec->main.s32 = 7;
	EXPECT_EQ(count(prog, rec, 5), 0);	/* no visits */
	rec->main.u8 = 1;
	rec->main.s32 = 0;
	EXPECT_EQ(count(prog, rec, 1), 0);	/* a visit */
	rec->main.s32 = 7;
	EXPECT_EQ(count(prog, rec, 5), 1);
	detach(prog);
	free(rec);
}
