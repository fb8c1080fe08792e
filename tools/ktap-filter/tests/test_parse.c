// SPDX-License-Identifier: GPL-2.0
/*
 * Trees, programs and folding, on random expressions whose value is known.
 *
 * A leaf is a bit of the field u64, or a comparison that is never made; so one random number
 * for the field is a random assignment to all leaves. An expression is written as text and
 * evaluated side by side, by recursion, which the parser under test does not use.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "fold.h"
#include "test.h"

#include "ktf_build.h"
#include "lang/gen.h"
#include "prog/limits.h"
#include "vm/link.h"
#include "vm/opt.h"
#include "lang/parse.h"
#include "vm/run.h"
#include "lang/sema.h"

#define ROUNDS	8	/* random values that each expression is evaluated with */

/* The state of writing an expression. */
struct writer {
	char	text[1 << 16];
	u32	len;
	u64	vals[ROUNDS];
	bool	constants;
};

static const struct ktf_schema *const event = &env_events[KTF_EVENT_main];

static void put(struct writer *w, const char *fmt, unsigned long long val)
{
	w->len += snprintf(w->text + w->len, sizeof(w->text) - w->len, fmt, val);
}

static void blanks(struct writer *w)
{
	static const char blank[] = " \t\n\xa0";

	while (!test_below(3))
		w->text[w->len++] = blank[test_below(4)];
}

/* Write a predicate. Bit n of the result is its value in round n. */
static u8 leaf(struct writer *w)
{
	u32 bit = test_below(64), i;
	u8 all = 0;

	if (w->constants && !test_below(3)) {
		put(w, test_below(2) ? "odd==0" : "stacktrace != 1", 0);
		return 0;
	}
	put(w, test_below(2) ? "u64&%llu" : "u64 & 0x%llx", 1ULL << bit);
	for (i = 0; i < ROUNDS; i++)
		all |= (w->vals[i] >> bit & 1) << i;
	return all;
}

static u8 expr(struct writer *w, u32 depth);

static u8 operand(struct writer *w, u32 depth)
{
	bool not = false;
	u8 val;

	blanks(w);
	for (; !test_below(4); not = !not) {
		put(w, "!", 0);
		blanks(w);
	}
	if (depth && test_below(2)) {
		put(w, "(", 0);
		val = expr(w, depth - 1);
		put(w, ")", 0);
	} else {
		val = leaf(w);
	}
	blanks(w);
	return not ? ~val : val;
}

static u8 conjunction(struct writer *w, u32 depth)
{
	u8 val = operand(w, depth);

	while (test_below(5) < 2) {
		put(w, "&&", 0);
		val &= operand(w, depth);
	}
	return val;
}

static u8 expr(struct writer *w, u32 depth)
{
	u8 val = conjunction(w, depth);

	while (test_below(5) < 2 && w->len < sizeof(w->text) / 2) {
		put(w, "||", 0);
		val |= conjunction(w, depth);
	}
	return val;
}

static u8 write_expr(struct writer *w, bool constants)
{
	u32 i;
	u8 val;

	w->len = 0;
	w->constants = constants;
	for (i = 0; i < ROUNDS; i++)
		w->vals[i] = test_random() << 20 ^ test_random();
	val = expr(w, test_below(7));
	w->text[w->len] = 0;
	return val;
}

/* Evaluate the predicate at node @i from its text. */
static u8 leaf_value(const struct ktf_ast *ast, u32 i, const struct writer *w)
{
	unsigned long long bit;
	u8 val = 0;
	u32 r;

	if (strncmp(ast->text + ast->nodes[i].pos, "u64", 3))
		return 0;
	bit = strtoull(ast->text + ast->nodes[i - 1].value.in, NULL, 0);
	for (r = 0; r < ROUNDS; r++)
		val |= !!(w->vals[r] & bit) << r;
	return val;
}

/* Is a node consistent with its operands? */
static bool node_ok(const struct ktf_ast *ast, u32 i, u32 preds)
{
	const struct ktf_node *node = &ast->nodes[i], *first;

	switch (node->kind) {
	case KTF_NODE_FIELD:
	case KTF_NODE_VALUE:
		return node->first == i && node->pred == preds;
	case KTF_NODE_COMPARE:
		return node->first == i - 2 && node->pred == preds;
	case KTF_NODE_NOT:
		first = node - 1;
		break;
	case KTF_NODE_AND:
	case KTF_NODE_OR:
		if (ktf_ast_left(ast, i) >= i - 1)
			return false;
		first = &ast->nodes[ktf_ast_left(ast, i)];
		break;
	default:
		return false;
	}
	return node->first == first->first && node->pred == first->pred;
}

/* The postfix array must be consistent, and evaluate to the expression's value. */
static void check_tree(const struct ktf_ast *ast, const struct writer *w, u8 expected)
{
	u8 *val = calloc(1, ast->nr_nodes);
	u32 preds = 0, i;

	for (i = 0; i < ast->nr_nodes; i++) {
		EXPECT(node_ok(ast, i, preds), "node %u of %s", i, w->text);
		switch (ast->nodes[i].kind) {
		case KTF_NODE_COMPARE:
			preds++;
			val[i] = leaf_value(ast, i, w);
			break;
		case KTF_NODE_NOT:
			val[i] = ~val[i - 1];
			break;
		case KTF_NODE_AND:
			val[i] = val[ktf_ast_left(ast, i)] & val[i - 1];
			break;
		case KTF_NODE_OR:
			val[i] = val[ktf_ast_left(ast, i)] | val[i - 1];
			break;
		}
	}
	EXPECT_EQ(preds, ast->nr_preds);
	EXPECT_EQ(ast->nodes[ast->nr_nodes - 1].first, 0);
	EXPECT(val[ast->nr_nodes - 1] == expected, "%s", w->text);
	free(val);
}

TEST(parse_random_trees)
{
	struct writer *w = malloc(sizeof(*w));
	struct ktf_diag diag;
	struct ktf_ast ast;
	u8 expected;
	u32 i;

	for (i = 0; i < 3000; i++) {
		expected = write_expr(w, i & 1);
		EXPECT(!ktf_parse(w->text, 0, &ast, &diag), "%s", w->text);
		check_tree(&ast, w, expected);
		ktf_ast_free(&ast);
	}
	free(w);
}

/* Step through a portable program of such predicates. */
static bool evaluate(const struct ktf_portable *prog, u64 val)
{
	const struct ktf_pred *insn;
	u16 at = prog->start;
	bool outcome;

	while (!ktf_is_verdict(at)) {
		insn = &prog->insns[at];
		outcome = insn->op == KTAP_FILTER_OP_BITS && val & insn->imm;
		if (insn->flags & KTAP_FILTER_NOT)
			outcome = !outcome;
		at = outcome ? insn->jt : insn->jf;
	}
	return at & 1;
}

static u8 evaluate_all(const struct ktf_portable *prog, const struct writer *w)
{
	u8 all = 0;
	u32 i;

	for (i = 0; i < ROUNDS; i++)
		all |= evaluate(prog, w->vals[i]) << i;
	return all;
}

static void check_targets(const struct ktf_portable *prog, const char *text)
{
	u32 i;

	for (i = 0; i < prog->nr_insns; i++) {
		const struct ktf_pred *insn = &prog->insns[i];

		EXPECT((ktf_is_verdict(insn->jt) || (insn->jt > i && insn->jt < prog->nr_insns)) &&
		       (ktf_is_verdict(insn->jf) || (insn->jf > i && insn->jf < prog->nr_insns)),
		       "%u goes back: %s", i, text);
		/* One of the targets must be the next instruction. */
		EXPECT(insn->jt == i + 1 || insn->jf == i + 1 || i == prog->nr_insns - 1,
		       "%u goes on nowhere: %s", i, text);
		EXPECT(prog->spans[i].pos + prog->spans[i].len <= strlen(text), "span %u", i);
		EXPECT(!i || prog->spans[i - 1].pos < prog->spans[i].pos, "order at %u", i);
	}
}

static void check_folded(const struct ktf_portable *prog, const char *text)
{
	u8 *reached = calloc(1, prog->nr_insns + 1);
	u32 i;

	if (!ktf_is_verdict(prog->start))
		reached[prog->start] = 1;
	for (i = 0; i < prog->nr_insns; i++) {
		const struct ktf_pred *insn = &prog->insns[i];

		EXPECT(reached[i], "%u is not reached: %s", i, text);
		EXPECT(insn->op != KTAP_FILTER_OP_FALSE, "%u is a constant: %s", i, text);
		EXPECT(insn->jt != insn->jf, "%u decides nothing: %s", i, text);
		if (!ktf_is_verdict(insn->jt))
			reached[insn->jt] = 1;
		if (!ktf_is_verdict(insn->jf))
			reached[insn->jf] = 1;
	}
	EXPECT(prog->nr_insns || ktf_is_verdict(prog->start), "%s", text);
	free(reached);
}

TEST(gen_and_fold_random_trees)
{
	struct writer *w = malloc(sizeof(*w));
	struct ktf_field live[8];
	struct ktf_portable prog;
	struct ktf_diag diag;
	u32 i, folded = 0;
	u8 expected;

	for (i = 0; i < 6000; i++) {
		expected = write_expr(w, i % 3);
		EXPECT(!ktf_compile(w->text, event, &prog, &diag), "%s", w->text);
		check_targets(&prog, w->text);
		/* Only linking finds out which comparisons are always false. */
		EXPECT(w->constants || evaluate_all(&prog, w) == expected, "compiled: %s",
		       w->text);
		EXPECT(!ktf_link(&prog, event, live, &diag), "%s", w->text);
		EXPECT(evaluate_all(&prog, w) == expected, "linked: %s", w->text);
		EXPECT(!ktf_fold(&prog), "%s", w->text);
		EXPECT(evaluate_all(&prog, w) == expected, "folded: %s", w->text);
		check_folded(&prog, w->text);
		folded += !prog.nr_insns;
		ktf_portable_free(&prog);
	}
	EXPECT(folded > 100, "%u folded to a verdict", folded);
	free(w);
}

TEST(build_random_trees)
{
	struct ktf_record *rec = calloc(1, sizeof(*rec));
	struct writer *w = malloc(sizeof(*w));
	struct ktf_prog *prog;
	struct ktf_diag diag;
	u8 expected;
	u32 i, r;

	for (i = 0; i < 6000; i++) {
		expected = write_expr(w, i % 3);
		prog = ktf_build(w->text, event, &diag);
		EXPECT(!IS_ERR(prog), "%s", w->text);
		if (IS_ERR(prog))
			continue;
		for (r = 0; r < ROUNDS; r++) {
			rec->main.u64 = w->vals[r];
			EXPECT(ktf_run(prog, rec, sizeof(*rec)) == (expected >> r & 1), "%s",
			       w->text);
		}
		ktf_free(prog);
	}
	free(w);
	free(rec);
}

/* Programs that no text compiles to: negated constants, and targets far ahead. */
TEST(fold_random_programs)
{
	struct writer *w = malloc(sizeof(*w));
	struct ktf_portable prog;
	u32 i, n, nr;
	u8 before;

	for (i = 0; i < 20000; i++) {
		prog = (struct ktf_portable) { };
		nr = 1 + test_below(12);
		EXPECT_EQ(ktf_portable_insns(&prog, nr), 0);
		for (n = 0; n < nr; n++) {
			u32 t = n + 1 + test_below(nr - n + 1), f = n + 1 + test_below(nr - n + 1);

			prog.insns[n] = (struct ktf_pred) {
				.op = test_below(3) ? KTAP_FILTER_OP_BITS : KTAP_FILTER_OP_FALSE,
				.flags = test_below(2) ? KTAP_FILTER_NOT : 0,
				.jt = t < nr ? t : KTAP_FILTER_REJECT + test_below(2),
				.jf = f < nr ? f : KTAP_FILTER_REJECT + test_below(2),
				.imm = 1ULL << test_below(64),
			};
		}
		for (n = 0; n < ROUNDS; n++)
			w->vals[n] = test_random() << 20 ^ test_random();
		before = evaluate_all(&prog, w);
		EXPECT_EQ(ktf_fold(&prog), 0);
		EXPECT_EQ(evaluate_all(&prog, w), before);
		check_folded(&prog, "random program");
		ktf_portable_free(&prog);
	}
	free(w);
}

/* Long and deep texts, on a stack that is too small for recursion. */

static char *repeat(u32 nr, const char *before, const char *middle, const char *behind)
{
	size_t b = strlen(before), m = strlen(middle), e = strlen(behind);
	char *text = malloc(nr * (b + e) + m + 1), *p = text;
	u32 i;

	for (i = 0; i < nr; i++, p += b)
		memcpy(p, before, b);
	memcpy(p, middle, m + 1);
	for (p += m, i = 0; i < nr; i++, p += e)
		memcpy(p, behind, e + 1);
	return text;
}

struct long_text {
	u32		nr;
	const char	*before, *middle, *behind;
	int		err;
	u32		code;
	bool		verdict;
	u32		nr_insns;
};

static void long_text(const struct long_text *row, u32 passes)
{
	char *text = repeat(row->nr, row->before, row->middle, row->behind);
	struct ktf_record *rec = calloc(1, sizeof(*rec));
	struct ktf_diag diag = { };
	struct ktf_prog *prog;

	env.passes = passes;
	prog = ktf_build(text, event, &diag);
	EXPECT((IS_ERR(prog) ? PTR_ERR(prog) : 0) == row->err, "%u %s: %d %s", row->nr,
	       row->before, diag.err, ktf_err_text[diag.code]);
	EXPECT(diag.code == row->code, "%u %s: %s", row->nr, row->before,
	       ktf_err_text[diag.code]);
	if (!IS_ERR(prog)) {
		EXPECT(ktf_run(prog, rec, sizeof(*rec)) == row->verdict, "%u %s", row->nr,
		       row->before);
		EXPECT(prog->nr == row->nr_insns || passes != KTF_PASS_FOLD,
		       "%u %s: %u instructions", row->nr, row->before, prog->nr);
		ktf_free(prog);
	}
	free(rec);
	free(text);
}

static void *long_texts(void *unused)
{
	static const struct long_text rows[] = {
		{ 16000, "u8==1||", "s8==0", "", 0, 0, true, 16001 },
		{ 16000, "u8==0&&", "s8==0", "", 0, 0, true, 16001 },
		{ 16000, "u8==0 && ", "s8==1", "", 0, 0, false, 16001 },
		{ 16000, "(", "s8==0", ")", 0, 0, true, 1 },
		{ 16001, "!(", "s8==0", ")", 0, 0, false, 1 },
		{ 16000, "(", "s8==0", "&&u8==0)", 0, 0, true, 16001 },
		{ 16000, "(u8==1||", "s8==0", ")", 0, 0, true, 16001 },
		{ 16000, "(u8==1||!(", "s8==1", "))", 0, 0, false, 16001 },
		{ 16000, "u8==1&&(u8==1||", "s8==0", ")", 0, 0, false, 32001 },
		{ 16000, "odd==1||", "s8==0", "", 0, 0, true, 1 },
		{ 16000, "!", "s8==0", "", 0, 0, true, 1 },
		/* Each predicate calls a matcher, or needs another tier than the one before. */
		{ 16000, "dyn~'*a*'||", "s8==0", "", 0, 0, true, 16001 },
		{ 16000, "rel~'a?c*d'||", "s8==0", "", 0, 0, true, 16001 },
		{ 16000, "!(dyn=='abcdefghijk')&&", "s8==0", "", 0, 0, true, 16001 },
		{ 8000, "dyn=='abcdefghijk'||u8&CPUS{1,3}||", "s8==0", "", 0, 0, true, 16001 },
		{ 8000, "ptr=='abc'||uptr.ustring=='abc'||", "s8==0", "", 0, 0, true, 16001 },
		/* The largest number of predicates, and one more. */
		{ 32765, "u8==1||", "s8==0", "", 0, 0, true, 32766 },
		{ 32766, "u8==1||", "s8==0", "", -E2BIG, KTF_ERR_TOO_MANY_PREDS, false, 0 },
		{ 100000, "u8==1||", "s8==0", "", -E2BIG, KTF_ERR_TOO_MANY_PREDS, false, 0 },
		/* The longest text. */
		{ KTF_MAX_TEXT / 2 - 3, "(", "s8==0", ")", 0, 0, true, 1 },
		{ KTF_MAX_TEXT / 3 - 2, "!(", "s8==0", ")", 0, 0, false, 1 },
		{ KTF_MAX_TEXT / 2 - 3, " ", "s8==0", " ", 0, 0, true, 1 },
		{ KTF_MAX_TEXT - 6, "!", "s8==0", "", 0, 0, true, 1 },
		{ KTF_MAX_TEXT - 5, "(", "s8==0", "", -ENOENT, KTF_ERR_TOO_MANY_OPEN, false, 0 },
		{ KTF_MAX_TEXT - 5, "", "s8==0", ")", -EPERM, KTF_ERR_TOO_MANY_CLOSE, false, 0 },
		{ KTF_MAX_TEXT, "'", "", "", -EPERM, KTF_ERR_NONE, false, 0 },
		{ KTF_MAX_TEXT - 1, "'", "", "", -ESRCH, KTF_ERR_MISSING_QUOTE, false, 0 },
		{ KTF_MAX_TEXT, "a", "", "", -EINVAL, KTF_ERR_FIELD_NOT_FOUND, false, 0 },
		{ KTF_MAX_TEXT - 4, "", "s8==", "1", -EINVAL, KTF_ERR_OPERAND_TOO_LONG, false, 0 },
		{ KTF_MAX_TEXT - 8, "", "name=='", "1", -ESRCH, KTF_ERR_MISSING_QUOTE, false, 0 },
		{ KTF_MAX_TEXT, " ", "", "", -EINVAL, KTF_ERR_NONE, false, 0 },
		/* A longer text. */
		{ KTF_MAX_TEXT + 1, " ", "", "", -E2BIG, KTF_ERR_NONE, false, 0 },
		{ 4 * KTF_MAX_TEXT, "(", "", ")", -E2BIG, KTF_ERR_NONE, false, 0 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		long_text(&rows[i], KTF_PASS_FOLD);
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		long_text(&rows[i], ~0U);
	return unused;
}

TEST(parse_long_texts)
{
	pthread_attr_t attr;
	pthread_t thread;

	pthread_attr_init(&attr);
	EXPECT_EQ(pthread_attr_setstacksize(&attr, 64 << 10), 0);
	EXPECT_EQ(pthread_create(&thread, &attr, long_texts, NULL), 0);
	EXPECT_EQ(pthread_join(thread, NULL), 0);
	pthread_attr_destroy(&attr);
}

/* Random pieces of filters give a valid filter or an error. */
TEST(parse_random_texts)
{
	static const char * const piece[] = {
		"u8", "s64", "name", "dyn", "ptr", "func", "mask", "cpu", "comm", "odd", "nosuch",
		".ustring", ".function", " ", " ", " ", "==", "!=", "<", "<=", ">", ">=", "&", "~",
		"1", "-1", "0x", "99999999999999999999999999", "'a'", "\"a*\"", "'", "\"", "CPUS",
		"{", "}", "CPUS{0}", "CPUS{x}", "CPUS{0\n", "(", ")", "(", ")", "!", "!", "&&",
		"||", "&&", "|", "u8==1", "s8 < 5", "name ~ '*x'", "filter_match_preds ", "\xa0",
		"\xff", ".", "+", "-", "*", "/", "%", "^", "<<", ">>", "~", "[", "]", ",", " in {",
		"in", "u8(", "be32(", "mac", "args", "0", "64", "1-2", " in {1, 2}", "args[1]",
		"args[9]", "u8 << 64", "s8 / u64 ", "u8 / 0", "list[0]", "tail[0]", "be16(mac, 1)",
		"u8 in {1, s8}", "u8(s8, 1)", "func.function == nosuch ", "be16(dyn)",
		"(u8+(u8+(u8+(u8+(u8+(u8+(u8+(u8+u8*2))))))))", "$pid", "$comm", "$cpu",
		"$nosuch", "$", "tag in ipv4(10.0.0.0/8)", "mac(02:00:5e:10:00:01)",
		"name == ipv6(::)",
		"s64.sym", "u8.sym == 'MANY'", "u8 == syscall(nosuch)", "u8 == EDGE",
		"u8.sym == 'E'",
		"$child_of(1)", "$child_of(", "$child_of(0)", "$in_nmi", "$netns", "$cgroup",
		"$cgroup in cgroup('/a')", "$cgroup in cgroup('/nosuch')", " in cgroup('/')",
		"u8 in {EPERM-EIO, 3}", "{EIO-", "{5-ENOENT ", "$pid in {-dev(8:1) - -EIO",
		"mac in {mac(00:00:00:00:00:00)-mac(02:00:5e:10:00:01)", "name in {ipv6(::)-",
		"$cgroup in {cgroup('/a'), 3", "$cgroup in {EIO-5, cgroup('/')}", "args[0].ustring",
		"$cpu & CPUS{0}", "(u8) == CPUS{0-1}", "$changed(", "has(nosuch)", "nosuch",
		"u8 & CPUS ", "(args[1)", "cpu == CPUS{x}", "u8 == 0x ", "name == 'a ",
	};
	u32 codes[KTF_NR_ERRORS] = { }, good = 0, i, n, len;
	struct ktf_record *rec = calloc(1, sizeof(*rec));
	struct ktf_prog *prog;
	struct ktf_diag diag;
	char text[1024], *copy;

	rec->main.ptr = "x";
	for (i = 0; i < 400000; i++) {
		text[0] = 0;
		for (n = 1 + test_below(12); n--;)
			strcat(text, piece[test_below(ARRAY_SIZE(piece))]);
		len = strlen(text);
		copy = malloc(len + 1);
		memcpy(copy, text, len + 1);
		diag = (struct ktf_diag) { };
		prog = ktf_build(copy, &env_events[i % KTF_NR_EVENTS], &diag);
		if (IS_ERR(prog)) {
			EXPECT(PTR_ERR(prog) == diag.err && diag.code < KTF_NR_ERRORS &&
			       diag.pos <= len + 2, "%s: %d %u at %u", text, diag.err,
			       diag.code, diag.pos);
			codes[diag.code]++;
		} else {
			ktf_run(prog, rec, sizeof(*rec));
			good++;
			ktf_free(prog);
		}
		free(copy);
	}
	EXPECT(good > 100, "%u filters", good);
	for (i = 0; i < KTF_NR_ERRORS; i++)
		EXPECT(codes[i] || ktf_case_not_from_text(i), "never: %s", ktf_err_text[i]);
	free(rec);
}
