/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tokens of a filter's text, and the scanners that read them. See lang/lex.c.
 */
#ifndef _KTF_LEX_H
#define _KTF_LEX_H

#include "prog/env.h"
#include "prog/err.h"

/* Upper bounds that ktf_lex_shape() finds: number of predicates, depth of parentheses. */
struct ktf_shape {
	u32	preds;
	u32	depth;	/* 1 for a text without parentheses */
};

enum ktf_tok {
	/* where an operand is due */
	KTF_TOK_OPEN,
	KTF_TOK_NOT,
	KTF_TOK_IMAGE,		/* an image starts here; not consumed */
	KTF_TOK_NAME,		/* a name starts here; not consumed */
	KTF_TOK_CALL,		/* a name with a "(" behind it; not consumed */
	KTF_TOK_VARIABLE,	/* a "$" and a name; not consumed */
	KTF_TOK_LITERAL,	/* a number or a text starts here; not consumed */
	KTF_TOK_NEGATIVE,	/* "-" */
	KTF_TOK_INVERT,		/* "~" */
	/* where an operator is due */
	KTF_TOK_CLOSE,
	KTF_TOK_CLOSE_INDEX,
	KTF_TOK_COMMA,
	KTF_TOK_AND,
	KTF_TOK_OR,
	KTF_TOK_RELATION,
	KTF_TOK_IN,
	KTF_TOK_BITS,		/* an operator on bits */
	KTF_TOK_SUM,		/* "+" or "-" */
	KTF_TOK_PRODUCT,	/* "*", "/" or "%" */
	/* anywhere */
	KTF_TOK_END,
	KTF_TOK_BAD,
};

/*
 * The relations. TRUE is that of a value alone, HAS that of a name, TERM that of a "$" term, UNDER
 * that of a cgroup.
 */
enum ktf_rel {
	KTF_REL_GLOB,
	KTF_REL_NOT_GLOB,
	KTF_REL_NE,
	KTF_REL_EQ,
	KTF_REL_LE,
	KTF_REL_LT,
	KTF_REL_GE,
	KTF_REL_GT,
	KTF_REL_BITS,
	KTF_REL_IN,
	KTF_REL_TRUE,
	KTF_REL_HAS,
	KTF_REL_TERM,
	KTF_REL_UNDER,
	KTF_NR_RELS,
};

enum ktf_val {
	KTF_VAL_NUM,		/* 12, -0x1f */
	KTF_VAL_TEXT,		/* "text", 'text' */
	KTF_VAL_CPUS,		/* CPUS{0-3,8} */
	KTF_VAL_FUNC,		/* a name behind .function */
	KTF_VAL_ADDR,		/* a number behind .function */
	KTF_VAL_RAW,		/* bare text: a function pattern of perf */
	KTF_VAL_NAME,		/* a name, which may have a "-" before it */
	KTF_VAL_CALL,		/* ipv4(10.0.0.1), which may have a "-" before it, too */
	KTF_VAL_BAD,
};

/* Suffixes of a field's name: ".ustring", ".function" and ".sym". */
#define KTF_SUFFIX_USTRING	0x1
#define KTF_SUFFIX_FUNCTION	0x2
#define KTF_SUFFIX_INDEX	0x4	/* a "[" follows */
#define KTF_SUFFIX_SYM		0x8

/**
 * struct ktf_lexer - a position in a filter's text
 * @text: the text, ending in a NUL.
 * @pos: offset of the next character.
 * @at: where the last operator starts; or the end of the text.
 * @stock: only the stock engine's tokens are known.
 */
struct ktf_lexer {
	const char	*text;
	u32		pos;
	u32		at;
	bool		stock;
};

/**
 * struct ktf_value - the constant of a predicate, as written
 * @kind: enum ktf_val.
 * @pos: offset in the text where the value starts: at the number, the opening quote, "CPUS"
 *	or the name.
 * @in: offset where its content starts: as @pos, but behind a quote, brace or parenthesis.
 * @len: length of the content, bytes.
 * @code: enum ktf_err that makes the value unusable, or KTF_ERR_NONE.
 * @errpos: position of that error.
 * @fn: of CALL: enum ktf_function.
 */
struct ktf_value {
	u32	kind;
	u32	pos;
	u32	in;
	u32	len;
	u32	code;
	u32	errpos;
	u32	fn;
};

int ktf_lex_shape(const char *text, struct ktf_shape *shape, struct ktf_diag *diag);
enum ktf_tok ktf_lex_operand(struct ktf_lexer *lx);
enum ktf_tok ktf_lex_operator(struct ktf_lexer *lx, u8 *what);
bool ktf_lex_is_literal(struct ktf_lexer *lx);
bool ktf_lex_accept(struct ktf_lexer *lx, const char *word);
char ktf_lex_next(struct ktf_lexer *lx);
bool ktf_lex_at_range(struct ktf_lexer *lx);
void ktf_lex_argument(struct ktf_lexer *lx, struct ktf_value *val);
void ktf_lex_member(struct ktf_lexer *lx, struct ktf_value *val);
u32 ktf_lex_image(struct ktf_lexer *lx);
u32 ktf_lex_name(struct ktf_lexer *lx);
u32 ktf_lex_name_length(const char *name);
u32 ktf_lex_suffixes(struct ktf_lexer *lx);
void ktf_lex_value(struct ktf_lexer *lx, u32 suffixes, bool bare, struct ktf_value *val);

static inline bool ktf_rel_is_glob(u8 rel)
{
	return rel == KTF_REL_GLOB || rel == KTF_REL_NOT_GLOB;
}

/* Does a set start here? */
static inline bool ktf_lex_at_set(struct ktf_lexer *lx)
{
	return ktf_lex_next(lx) == '{';
}

#endif /* _KTF_LEX_H */
