// SPDX-License-Identifier: GPL-2.0
/*
 * The scanners, one by one. Errors of whole texts are rows of cases/errors.h.
 */
#include "env.h"
#include "test.h"

#include "lang/lex.h"

TEST(lex_shape)
{
	static const struct {
		const char	*text;
		u32		preds, depth;
	} rows[] = {
		{ "a", 1, 1 },
		{ "a==1", 1, 1 },
		{ "a == 1", 1, 1 },
		{ "a == 1 && b == 2", 2, 1 },
		{ "a==1&&b==2||c==3", 3, 1 },
		{ "(a)", 1, 2 },
		/* The second "&" starts a new run of operator characters. */
		{ "((a) && (b))", 3, 3 },
		{ "((((a))))", 1, 5 },
		{ "(a) && (b)", 3, 2 },
		{ "a & b", 1, 1 },
		{ "a | b", 1, 1 },
		{ "!a", 1, 1 },
		{ "!(a)", 2, 2 },
		{ "a &&& b", 2, 1 },
		{ "a |&| b", 1, 1 },
		{ "a == '(' && b == \")\"", 2, 1 },
		{ "a == '&&' || b", 2, 1 },
		{ "a == 'it\"s'", 1, 1 },
		{ "a == CPUS{0\n)}( b", 0, 0 },
	};
	struct ktf_shape shape;
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!rows[i].depth) {
			EXPECT_EQ(ktf_lex_shape(rows[i].text, &shape, &diag), -EPERM);
			continue;
		}
		EXPECT(!ktf_lex_shape(rows[i].text, &shape, &diag), "%s", rows[i].text);
		EXPECT(shape.preds == rows[i].preds, "%s: %u predicates", rows[i].text,
		       shape.preds);
		EXPECT(shape.depth == rows[i].depth, "%s: %u deep", rows[i].text, shape.depth);
	}
}

TEST(lex_operands)
{
	struct ktf_lexer lx = { .text = " \t( !!(! x" };

	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_OPEN);
	EXPECT_EQ(lx.pos, 3);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_NOT);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_NOT);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_OPEN);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_NOT);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_PRED);
	EXPECT_EQ(lx.pos, 9);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_PRED);
	lx = (struct ktf_lexer) { .text = "!=" };
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_PRED);
	lx = (struct ktf_lexer) { .text = "!~" };
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_PRED);
	lx = (struct ktf_lexer) { .text = "!" };
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_NOT);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_END);
	lx = (struct ktf_lexer) { .text = ")" };
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_PRED);
}

TEST(lex_operators)
{
	struct ktf_lexer lx = { .text = " &&||) & |" };

	EXPECT_EQ(ktf_lex_operator(&lx), KTF_TOK_AND);
	EXPECT_EQ(lx.pos, 3);
	EXPECT_EQ(ktf_lex_operator(&lx), KTF_TOK_OR);
	EXPECT_EQ(ktf_lex_operator(&lx), KTF_TOK_CLOSE);
	EXPECT_EQ(ktf_lex_operator(&lx), KTF_TOK_BAD);
	EXPECT_EQ(lx.pos, 7);
	lx.pos = 8;
	EXPECT_EQ(ktf_lex_operator(&lx), KTF_TOK_BAD);
	EXPECT_EQ(lx.pos, 9);
	lx.pos = 10;
	EXPECT_EQ(ktf_lex_operator(&lx), KTF_TOK_END);
	EXPECT_EQ(ktf_lex_operator(&lx), KTF_TOK_END);
}

TEST(lex_names)
{
	struct ktf_lexer lx = { .text = "_aZ9\xe9\xd7" };

	EXPECT_EQ(ktf_lex_name(&lx), 5);
	EXPECT_EQ(ktf_lex_name(&lx), 0);
	lx = (struct ktf_lexer) { .text = ".ustring.function.ustring" };
	EXPECT_EQ(ktf_lex_suffixes(&lx), KTF_SUFFIX_USTRING | KTF_SUFFIX_FUNCTION);
	EXPECT_EQ(lx.pos, 17);
	EXPECT_EQ(ktf_lex_suffixes(&lx), KTF_SUFFIX_USTRING);
	lx = (struct ktf_lexer) { .text = ".function.ustring" };
	EXPECT_EQ(ktf_lex_suffixes(&lx), KTF_SUFFIX_FUNCTION);
	EXPECT_EQ(lx.pos, 9);
	lx = (struct ktf_lexer) { .text = " .ustring" };
	EXPECT_EQ(ktf_lex_suffixes(&lx), 0);
}

TEST(lex_relations)
{
	static const struct {
		const char	*text;
		u32		rel, pos;
	} rows[] = {
		{ "~", KTF_REL_GLOB, 1 },	{ " !=", KTF_REL_NE, 3 },
		{ "==", KTF_REL_EQ, 2 },	{ "<=", KTF_REL_LE, 2 },
		{ "<", KTF_REL_LT, 1 },		{ ">=", KTF_REL_GE, 2 },
		{ ">", KTF_REL_GT, 1 },		{ "&", KTF_REL_BITS, 1 },
		{ "<<=", KTF_REL_LT, 1 },	{ "===", KTF_REL_EQ, 2 },
		{ "&&", KTF_REL_BITS, 1 },	{ "~=", KTF_REL_GLOB, 1 },
		{ "=", KTF_NR_RELS, 0 },	{ "!", KTF_NR_RELS, 0 },
		{ "!~", KTF_NR_RELS, 0 },	{ "", KTF_NR_RELS, 0 },
		{ "  x", KTF_NR_RELS, 2 },	{ "|", KTF_NR_RELS, 0 },
	};
	struct ktf_lexer lx;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		lx = (struct ktf_lexer) { .text = rows[i].text };
		EXPECT(ktf_lex_relation(&lx) == rows[i].rel, "\"%s\"", rows[i].text);
		EXPECT(lx.pos == rows[i].pos, "\"%s\": at %u", rows[i].text, lx.pos);
	}
}

TEST(lex_values)
{
	static const struct {
		const char	*text;
		u32		suffixes;
		bool		bare;
		struct ktf_value val;
		u32		pos;
	} rows[] = {
		{ " 12 ", 0, 0, { KTF_VAL_NUM, 1, 1, 2, 0, 0 }, 3 },
		{ "-0x1f)", 0, 0, { KTF_VAL_NUM, 0, 0, 5, 0, 0 }, 5 },
		{ "1_2", 0, 0, { KTF_VAL_NUM, 0, 0, 1, 0, 0 }, 1 },
		{ "'a b'c", 0, 0, { KTF_VAL_TEXT, 0, 1, 3, 0, 0 }, 5 },
		{ "\"'\"", 0, 0, { KTF_VAL_TEXT, 0, 1, 1, 0, 0 }, 3 },
		{ "''", 0, 0, { KTF_VAL_TEXT, 0, 1, 0, 0, 0 }, 2 },
		{ "'\\'", 0, 0, { KTF_VAL_TEXT, 0, 1, 1, 0, 0 }, 3 },
		{ "'ab", 0, 0, { KTF_VAL_TEXT, 0, 1, 2, KTF_ERR_MISSING_QUOTE, 4 }, 3 },
		{ "CPUS{0-3}x", 0, 0, { KTF_VAL_CPUS, 0, 5, 3, 0, 0 }, 9 },
		{ "CPUS0", 0, 0, { KTF_VAL_CPUS, 0, 0, 0, KTF_ERR_MISSING_BRACE_OPEN, 6 }, 4 },
		{ "CPUS{0", 0, 0, { KTF_VAL_CPUS, 0, 5, 1, KTF_ERR_MISSING_BRACE_CLOSE, 7 }, 6 },
		{ "CPUS{}", 0, 0, { KTF_VAL_CPUS, 0, 5, 0, KTF_ERR_INVALID_CPULIST, 6 }, 5 },
		{ "abc", 0, 0, { KTF_VAL_BAD, 0, 0, 0, KTF_ERR_INVALID_VALUE, 1 }, 0 },
		{ "", 0, 0, { KTF_VAL_BAD, 0, 0, 0, KTF_ERR_INVALID_VALUE, 1 }, 0 },
		{ "f)&x y", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_FUNC, 0, 0, 4, 0, 0 }, 4 },
		{ "", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_FUNC, 0, 0, 0, 0, 0 }, 0 },
		{ "'f'", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_FUNC, 0, 0, 3, 0, 0 }, 3 },
		{ "-1", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_FUNC, 0, 0, 2, 0, 0 }, 2 },
		{ "0xf)", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_ADDR, 0, 0, 3, 0, 0 }, 3 },
		{ "1", KTF_SUFFIX_USTRING, 0, { KTF_VAL_NUM, 0, 0, 1, 0, 0 }, 1 },
		{ " a b,c) d", 0, 1, { KTF_VAL_RAW, 1, 1, 5, 0, 0 }, 6 },
		{ "a|b", 0, 1, { KTF_VAL_RAW, 0, 0, 1, 0, 0 }, 1 },
		{ ")a&b", 0, 1, { KTF_VAL_RAW, 0, 0, 2, 0, 0 }, 2 },
		{ "'a&b' c", 0, 1, { KTF_VAL_RAW, 0, 1, 3, 0, 0 }, 4 },
		{ "", 0, 1, { KTF_VAL_BAD, 0, 0, 0, KTF_ERR_INVALID_VALUE, 1 }, 0 },
		{ "7", KTF_SUFFIX_FUNCTION, 1, { KTF_VAL_ADDR, 0, 0, 1, 0, 0 }, 1 },
	};
	struct ktf_lexer lx;
	struct ktf_value val;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		lx = (struct ktf_lexer) { .text = rows[i].text };
		ktf_lex_value(&lx, rows[i].suffixes, rows[i].bare, &val);
		EXPECT(!memcmp(&val, &rows[i].val, sizeof(val)),
		       "\"%s\": kind %u at %u, %u bytes at %u, error %u at %u", rows[i].text,
		       val.kind, val.pos, val.len, val.in, val.code, val.errpos);
		EXPECT(lx.pos == rows[i].pos, "\"%s\": at %u", rows[i].text, lx.pos);
	}
}

/* The longest valid tokens, and the shortest that are too long. */
TEST(lex_limits)
{
	static const struct {
		char	quote;
		u32	suffixes, bare, len, code;
	} rows[] = {
		{ 0, 0, 0, 23, 0 },
		{ 0, 0, 0, 24, KTF_ERR_OPERAND_TOO_LONG },
		{ 0, KTF_SUFFIX_FUNCTION, 0, 24, KTF_ERR_OPERAND_TOO_LONG },
		{ '"', 0, 0, 255, 0 },
		{ '"', 0, 0, 256, KTF_ERR_OPERAND_TOO_LONG },
		{ 0, 0, 1, 255, 0 },
		{ 0, 0, 1, 256, KTF_ERR_OPERAND_TOO_LONG },
	};
	char text[300];
	struct ktf_lexer lx;
	struct ktf_value val;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		bool quoted = rows[i].quote;

		memset(text, 0, sizeof(text));
		memset(text, '1', rows[i].len + quoted);
		if (quoted)
			text[0] = text[rows[i].len + 1] = rows[i].quote;
		lx = (struct ktf_lexer) { .text = text };
		ktf_lex_value(&lx, rows[i].suffixes, rows[i].bare, &val);
		EXPECT(val.code == rows[i].code, "%u: error %u", rows[i].len, val.code);
		EXPECT_EQ(val.len, rows[i].len);
		if (val.code)
			EXPECT_EQ(val.errpos, rows[i].len + quoted + 1);
	}
}
