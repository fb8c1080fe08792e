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
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_NAME);
	EXPECT_EQ(lx.pos, 9);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_NAME);
	lx = (struct ktf_lexer) { .text = "!" };
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_NOT);
	EXPECT_EQ(ktf_lex_operand(&lx), KTF_TOK_END);
}

/* What a character starts, and what the stock engine takes it for. */
TEST(lex_operand_starts)
{
	static const struct {
		const char	*text;
		u32		tok, stock;
	} rows[] = {
		{ "!=", KTF_TOK_BAD, KTF_TOK_NAME },	{ "!~", KTF_TOK_BAD, KTF_TOK_NAME },
		{ ")", KTF_TOK_BAD, KTF_TOK_NAME },	{ "1", KTF_TOK_NAME, KTF_TOK_NAME },
		{ "-1", KTF_TOK_LITERAL, KTF_TOK_NAME }, { "'a'", KTF_TOK_LITERAL, KTF_TOK_NAME },
		{ "-", KTF_TOK_LITERAL, KTF_TOK_NAME },	{ "- a", KTF_TOK_NEGATIVE, KTF_TOK_NAME },
		{ "-(", KTF_TOK_NEGATIVE, KTF_TOK_NAME }, { "~a", KTF_TOK_INVERT, KTF_TOK_NAME },
		{ "u8(", KTF_TOK_CALL, KTF_TOK_NAME },	{ "u8 (", KTF_TOK_NAME, KTF_TOK_NAME },
		{ "$uid", KTF_TOK_VARIABLE, KTF_TOK_NAME }, { "$ ", KTF_TOK_BAD, KTF_TOK_NAME },
		{ "(", KTF_TOK_OPEN, KTF_TOK_OPEN },	{ "!", KTF_TOK_NOT, KTF_TOK_NOT },
	};
	struct ktf_lexer lx;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		lx = (struct ktf_lexer) { .text = rows[i].text };
		EXPECT(ktf_lex_operand(&lx) == rows[i].tok, "\"%s\"", rows[i].text);
		lx = (struct ktf_lexer) { .text = rows[i].text, .stock = true };
		EXPECT(ktf_lex_operand(&lx) == rows[i].stock, "stock \"%s\"", rows[i].text);
	}
}

#define RELATION(rel)	KTF_TOK_RELATION, KTF_REL_##rel
#define CELL(tok, cell)	KTF_TOK_##tok, KTAP_FILTER_CELL_##cell

struct operator_row {
	const char	*text;
	u32		tok, what, pos;
};

static void operator_rows(const struct operator_row *rows, u32 nr, bool stock_knows)
{
	struct ktf_lexer lx;
	u8 what;
	u32 i;

	for (i = 0; i < nr; i++) {
		what = 0;
		lx = (struct ktf_lexer) { .text = rows[i].text };
		EXPECT(ktf_lex_operator(&lx, &what) == rows[i].tok && what == rows[i].what,
		       "\"%s\"", rows[i].text);
		EXPECT(lx.pos == rows[i].pos, "\"%s\": at %u", rows[i].text, lx.pos);
		lx = (struct ktf_lexer) { .text = rows[i].text, .stock = true };
		what = 0;
		EXPECT((ktf_lex_operator(&lx, &what) == rows[i].tok && what == rows[i].what) ==
		       stock_knows, "stock \"%s\"", rows[i].text);
	}
}

TEST(lex_operators)
{
	static const struct operator_row stock[] = {
		{ " ~", RELATION(GLOB), 2 },		{ " !=", RELATION(NE), 3 },
		{ "==", RELATION(EQ), 2 },		{ "<=", RELATION(LE), 2 },
		{ "<", RELATION(LT), 1 },		{ ">=", RELATION(GE), 2 },
		{ ">", RELATION(GT), 1 },		{ "&", CELL(BITS, AND), 1 },
		{ "===", RELATION(EQ), 2 },		{ "~=", RELATION(GLOB), 1 },
		{ "&&", KTF_TOK_AND, 0, 2 },		{ "||", KTF_TOK_OR, 0, 2 },
		{ "&&&", KTF_TOK_AND, 0, 2 },		{ ")", KTF_TOK_CLOSE, 0, 1 },
		{ "", KTF_TOK_END, 0, 0 },		{ "  x", KTF_TOK_BAD, 0, 2 },
		{ "=", KTF_TOK_BAD, 0, 0 },		{ "!", KTF_TOK_BAD, 0, 0 },
		{ "inn", KTF_TOK_BAD, 0, 0 },		{ "i", KTF_TOK_BAD, 0, 0 },
	};
	static const struct operator_row more[] = {
		{ "!~", RELATION(NOT_GLOB), 2 },	{ "<<", CELL(BITS, SHL), 2 },
		{ ">>", CELL(BITS, SHR), 2 },	{ "|", CELL(BITS, OR), 1 },
		{ "^", CELL(BITS, XOR), 1 },	{ "+", CELL(SUM, ADD), 1 },
		{ "-", CELL(SUM, SUB), 1 },	{ "*", CELL(PRODUCT, MUL), 1 },
		{ "/", CELL(PRODUCT, DIV), 1 },	{ "%", CELL(PRODUCT, MOD), 1 },
		{ "]", KTF_TOK_CLOSE_INDEX, 0, 1 }, { ",", KTF_TOK_COMMA, 0, 1 },
		{ "in{", KTF_TOK_IN, 0, 2 },
	};

	operator_rows(stock, ARRAY_SIZE(stock), true);
	operator_rows(more, ARRAY_SIZE(more), false);
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

TEST(lex_values)
{
	static const struct {
		const char	*text;
		u32		suffixes;
		bool		bare;
		struct ktf_value val;
		u32		pos;
	} rows[] = {
		{ " 12 ", 0, 0, { KTF_VAL_NUM, 1, 1, 2, 0, 0, 0 }, 3 },
		{ "-0x1f)", 0, 0, { KTF_VAL_NUM, 0, 0, 5, 0, 0, 0 }, 5 },
		{ "1_2", 0, 0, { KTF_VAL_NUM, 0, 0, 1, 0, 0, 0 }, 1 },
		{ "'a b'c", 0, 0, { KTF_VAL_TEXT, 0, 1, 3, 0, 0, 0 }, 5 },
		{ "\"'\"", 0, 0, { KTF_VAL_TEXT, 0, 1, 1, 0, 0, 0 }, 3 },
		{ "''", 0, 0, { KTF_VAL_TEXT, 0, 1, 0, 0, 0, 0 }, 2 },
		{ "'\\'", 0, 0, { KTF_VAL_TEXT, 0, 1, 1, 0, 0, 0 }, 3 },
		{ "'ab", 0, 0, { KTF_VAL_TEXT, 0, 1, 2, KTF_ERR_MISSING_QUOTE, 4, 0 }, 3 },
		{ "CPUS{0-3}x", 0, 0, { KTF_VAL_CPUS, 0, 5, 3, 0, 0, 0 }, 9 },
		{ "CPUS0", 0, 0, { KTF_VAL_CPUS, 0, 0, 0, KTF_ERR_MISSING_BRACE_OPEN, 6, 0 }, 4 },
		{ "CPUS{0", 0, 0, { KTF_VAL_CPUS, 0, 5, 1, KTF_ERR_MISSING_BRACE_CLOSE, 7, 0 }, 6 },
		{ "CPUS{}", 0, 0, { KTF_VAL_CPUS, 0, 5, 0, KTF_ERR_INVALID_CPULIST, 6, 0 }, 5 },
		{ "abc", 0, 0, { KTF_VAL_BAD, 0, 0, 0, KTF_ERR_INVALID_VALUE, 1, 0 }, 0 },
		{ "", 0, 0, { KTF_VAL_BAD, 0, 0, 0, KTF_ERR_INVALID_VALUE, 1, 0 }, 0 },
		{ "f)&x y", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_FUNC, 0, 0, 4, 0, 0, 0 }, 4 },
		{ "", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_FUNC, 0, 0, 0, 0, 0, 0 }, 0 },
		{ "'f'", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_FUNC, 0, 0, 3, 0, 0, 0 }, 3 },
		{ "-1", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_FUNC, 0, 0, 2, 0, 0, 0 }, 2 },
		{ "0xf)", KTF_SUFFIX_FUNCTION, 0, { KTF_VAL_ADDR, 0, 0, 3, 0, 0, 0 }, 3 },
		{ "1", KTF_SUFFIX_USTRING, 0, { KTF_VAL_NUM, 0, 0, 1, 0, 0, 0 }, 1 },
		{ " a b,c) d", 0, 1, { KTF_VAL_RAW, 1, 1, 5, 0, 0, 0 }, 6 },
		{ "a|b", 0, 1, { KTF_VAL_RAW, 0, 0, 1, 0, 0, 0 }, 1 },
		{ ")a&b", 0, 1, { KTF_VAL_RAW, 0, 0, 2, 0, 0, 0 }, 2 },
		{ "'a&b' c", 0, 1, { KTF_VAL_RAW, 0, 1, 3, 0, 0, 0 }, 4 },
		{ "", 0, 1, { KTF_VAL_BAD, 0, 0, 0, KTF_ERR_INVALID_VALUE, 1, 0 }, 0 },
		{ "7", KTF_SUFFIX_FUNCTION, 1, { KTF_VAL_ADDR, 0, 0, 1, 0, 0, 0 }, 1 },
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
