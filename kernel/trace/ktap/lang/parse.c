// SPDX-License-Identifier: GPL-2.0
/*
 * From tokens to the tree.
 *
 *	expr := or    or := and { "||" and }    and := not { "&&" not }
 *	not := { "!" } ( "(" or ")" | predicate | image )
 *	predicate := name [".ustring"] [".function"] relation value
 *
 * This is operator precedence parsing with an explicit stack. A text may nest thousands of
 * parentheses, and recursion on the kernel stack could not follow. The parser is always in
 * one of two states: an operand is due, or an operator is due. Operands are appended to the
 * tree at once, which is in postfix order. An operator waits on the stack until the parser
 * reads an operator that binds less tightly, a closing parenthesis or the end.
 *
 * Example, "a || b && !(c || d)", where "P(!" is a "(" with a "not" before it:
 *
 *	read	stack		tree
 *	a			a
 *	||	OR		a
 *	b	OR		a b
 *	&&	OR AND		a b		AND binds tighter than OR: no reduction
 *	!(	OR AND P(!	a b
 *	c || d	OR AND P(! OR	a b c d
 *	)	OR AND		a b c d OR NOT	reduced to P(!, which adds its NOT
 *	end			a b c d OR NOT AND OR
 *
 * Of several "!" in a row, an odd number is one "!" and an even number is none.
 */
#include "lang/parse.h"
#include "prog/image.h"
#include "prog/limits.h"

/* Entries of the stack. A larger number binds more tightly. */
enum {
	PAREN,
	PAREN_NOT,
	OR,
	AND,
};

struct parser {
	struct ktf_ast		*ast;
	struct ktf_lexer	lx;
	struct ktf_shape	shape;
	u8			*stack;
	u32			top;	/* entries on the stack */
	u32			depth;	/* parentheses among the entries */
	u32			operands;
	u32			flags;	/* KTF_PARSE_... */
};

/* A mistake becomes the last node (lang/ast.h), and -EBADMSG stops the parser. */
static int leave_mistake(struct parser *p)
{
	return ktf_ast_add(p->ast, KTF_NODE_ERROR) ? -EBADMSG : -ENOMEM;
}

static int mistake(struct parser *p, int err, u32 code, u32 pos)
{
	ktf_fail(&p->ast->error, err, code, pos);
	return leave_mistake(p);
}

static int add_not(struct parser *p)
{
	u32 operand = p->ast->nr_nodes - 1;
	struct ktf_node *node = ktf_ast_add(p->ast, KTF_NODE_NOT);

	if (!node)
		return -ENOMEM;
	node->first = p->ast->nodes[operand].first;
	node->pred = p->ast->nodes[operand].pred;
	return 0;
}

static int add_binary(struct parser *p, u8 kind)
{
	u32 at = p->ast->nr_nodes;
	struct ktf_node *node = ktf_ast_add(p->ast, kind);
	u32 left;

	if (!node)
		return -ENOMEM;
	left = ktf_ast_left(p->ast, at);
	node->first = p->ast->nodes[left].first;
	node->pred = p->ast->nodes[left].pred;
	return 0;
}

/* Move the operators that bind at least as tightly as @strength from the stack to the tree. */
static int reduce(struct parser *p, u8 strength)
{
	while (p->top && p->stack[p->top - 1] >= strength) {
		u8 op = p->stack[--p->top];

		if (add_binary(p, op == AND ? KTF_NODE_AND : KTF_NODE_OR))
			return -ENOMEM;
	}
	return 0;
}

static int add_field(struct parser *p, u32 len)
{
	struct ktf_node *node = ktf_ast_add(p->ast, KTF_NODE_FIELD);

	if (!node)
		return -ENOMEM;
	node->pos = p->lx.pos - len;
	node->at = node->pos;
	node->len = len;
	node->value = (struct ktf_value) {
		.kind = KTF_VAL_NAME, .pos = node->pos, .in = node->pos, .len = len,
	};
	return 0;
}

static int add_compare(struct parser *p, u32 rel, u32 suffixes, const struct ktf_value *val)
{
	struct ktf_node *node = ktf_ast_add(p->ast, KTF_NODE_VALUE);

	if (!node)
		return -ENOMEM;
	node->rel = rel;
	node->suffixes = suffixes;
	node->pos = val->pos;
	node->at = val->pos;
	node->value = *val;

	node = ktf_ast_add(p->ast, KTF_NODE_COMPARE);
	if (!node)
		return -ENOMEM;
	node->rel = rel;
	node->first -= 2;
	node->pos = p->ast->nodes[node->first].pos;
	node->len = p->lx.pos - node->pos;
	p->ast->nr_preds++;
	return 0;
}

/* Read "name [suffixes] relation value" where an operand is due. */
static int parse_predicate(struct parser *p)
{
	struct ktf_lexer *lx = &p->lx;
	struct ktf_value val;
	u32 suffixes, rel;
	u32 len;

	if (p->operands++ >= p->shape.preds)
		return mistake(p, -EPERM, KTF_ERR_TOO_MANY_PREDS, lx->pos);
	if (p->ast->nr_preds >= KTF_MAX_INSNS)
		return mistake(p, -E2BIG, KTF_ERR_TOO_MANY_PREDS, lx->pos);
	len = ktf_lex_name(lx);
	if (!len)
		return mistake(p, -EPERM, KTF_ERR_NONE, 0);
	if (add_field(p, len))
		return -ENOMEM;
	suffixes = ktf_lex_suffixes(lx);
	rel = ktf_lex_relation(lx);
	if (rel == KTF_NR_RELS)
		return mistake(p, -EINVAL, KTF_ERR_INVALID_OP, lx->pos + 1);
	ktf_lex_value(lx, suffixes, p->flags & KTF_PARSE_PATTERNS, &val);
	if (val.kind == KTF_VAL_BAD)
		return mistake(p, -EINVAL, val.code, val.errpos);
	if (add_compare(p, rel, suffixes, &val))
		return -ENOMEM;
	return val.code ? -EBADMSG : 0;	/* lang/sema.c reports a bad value, if it fits the field */
}

/* Decode the image at @pos, @len bytes of armour. A mistake in it is put into the tree's error. */
static int read_image(struct parser *p, u32 pos, u32 len, struct ktf_portable *prog)
{
	char *word = ktf_alloc(len + 1);
	void *image;
	u32 bytes;
	int err;

	if (!word)
		return -ENOMEM;
	memcpy(word, p->lx.text + pos, len);
	err = ktf_armour_decode(word, &image, &bytes, &p->ast->error);
	ktf_free(word);
	if (err)
		return err;
	err = ktf_image_decode(image, bytes, prog, &p->ast->error);
	ktf_free(image);
	return err;
}

/* Read an image where an operand is due. */
static int parse_image(struct parser *p)
{
	u32 pos = p->lx.pos, len = ktf_lex_image(&p->lx);
	struct ktf_portable *prog;
	struct ktf_node *node;
	int err;

	if (p->flags & KTF_PARSE_NO_IMAGES)
		return mistake(p, -EACCES, KTF_ERR_NONE, pos);
	prog = ktf_ast_add_image(p->ast);
	if (!prog)
		return -ENOMEM;
	p->operands++;
	err = read_image(p, pos, len, prog);
	if (err)
		return err == -ENOMEM ? err : leave_mistake(p);
	if (p->ast->nr_preds + prog->nr_insns > KTF_MAX_INSNS)
		return mistake(p, -E2BIG, KTF_ERR_TOO_MANY_PREDS, pos);
	node = ktf_ast_add(p->ast, KTF_NODE_IMAGE);
	if (!node)
		return -ENOMEM;
	node->pos = pos;
	node->len = len;
	node->image = p->ast->nr_images - 1;
	p->ast->nr_preds += prog->nr_insns;
	return 0;
}

/* The text ends where an operand is due. */
static int cut_short(struct parser *p)
{
	if (p->ast->nr_preds)
		return mistake(p, -EINVAL, KTF_ERR_INVALID_FILTER, p->lx.pos);
	return mistake(p, -EINVAL, KTF_ERR_NO_FILTER, p->lx.pos);
}

/* What is due next in the text. Negative values are errors. */
enum due { NOTHING_DUE, OPERAND_DUE, OPERATOR_DUE };

/* Finish an operand. Returns what is due next, or an error. */
static int end_operand(struct parser *p, int err, bool negate)
{
	if (!err && negate)
		err = add_not(p);
	return err ?: OPERATOR_DUE;
}

/*
 * Read { "!" } ( "(" | predicate | image ). Returns what is due next, which behind "(" is an
 * operand again, or an error.
 */
static int parse_operand(struct parser *p)
{
	bool negate = false;

	for (;;) {
		switch (ktf_lex_operand(&p->lx)) {
		case KTF_TOK_NOT:
			negate = !negate;
			break;
		case KTF_TOK_OPEN:
			/* The stack has room only for the depth that ktf_lex_shape() counted. */
			if (++p->depth >= p->shape.depth)
				return mistake(p, -EINVAL, KTF_ERR_NONE, 0);
			p->stack[p->top++] = negate ? PAREN_NOT : PAREN;
			return OPERAND_DUE;
		case KTF_TOK_END:
			return cut_short(p);
		case KTF_TOK_IMAGE:
			return end_operand(p, parse_image(p), negate);
		default:
			return end_operand(p, parse_predicate(p), negate);
		}
	}
}

static int close_paren(struct parser *p)
{
	int err = reduce(p, OR);

	if (err)
		return err;
	if (!p->depth--)
		return mistake(p, -EPERM, KTF_ERR_TOO_MANY_CLOSE, p->lx.pos);
	return p->stack[--p->top] == PAREN_NOT ? add_not(p) : 0;
}

static int push_operator(struct parser *p, u8 op)
{
	int err = reduce(p, op);

	p->stack[p->top++] = op;
	return err;
}

static int close_text(struct parser *p)
{
	if (p->depth)
		return mistake(p, -EPERM, KTF_ERR_TOO_MANY_OPEN, p->lx.pos + 1);
	return reduce(p, OR);
}

/*
 * Read one token where an operator is due. Returns what is due next, which behind ")" is an
 * operator again, or an error.
 */
static int parse_operator(struct parser *p)
{
	switch (ktf_lex_operator(&p->lx)) {
	case KTF_TOK_AND:
		return push_operator(p, AND) ?: OPERAND_DUE;
	case KTF_TOK_OR:
		return push_operator(p, OR) ?: OPERAND_DUE;
	case KTF_TOK_CLOSE:
		return close_paren(p) ?: OPERATOR_DUE;
	case KTF_TOK_END:
		return close_text(p) ?: NOTHING_DUE;
	default:
		return mistake(p, -EPERM, KTF_ERR_TOO_MANY_PREDS, p->lx.pos);
	}
}

static int parse_expression(struct parser *p)
{
	int due = OPERAND_DUE;

	while (due > NOTHING_DUE)
		due = due == OPERAND_DUE ? parse_operand(p) : parse_operator(p);
	return due;
}

/**
 * ktf_parse - parse a filter's text
 * @text: the text, ending in a NUL; must outlive @ast.
 * @flags: KTF_PARSE_PATTERNS if the event is perf's ftrace:function; KTF_PARSE_NO_IMAGES
 *	if the user may not load images.
 * @ast: gets the tree. The caller frees it by ktf_ast_free(), after a failure too.
 * @diag: gets the error if this function fails.
 *
 * Most mistakes do not make this function fail: they become the last node of the tree, which
 * ktf_sema() reports if it finds no mistake to the left.
 *
 * Context: may sleep. The use of kernel stack does not depend on the text.
 * Return: 0 if there is a tree; -EPERM, -ENOENT, -ESRCH or -EINVAL as ktf_lex_shape();
 * -E2BIG if the text is longer than KTF_MAX_TEXT; -ENOMEM.
 */
int ktf_parse(const char *text, u32 flags, struct ktf_ast *ast, struct ktf_diag *diag)
{
	struct parser p = { .ast = ast, .lx = { .text = text }, .flags = flags };
	int err;

	memset(ast, 0, sizeof(*ast));
	ast->text = text;
	if (strlen(text) > KTF_MAX_TEXT)
		return ktf_fail(diag, -E2BIG, KTF_ERR_NONE, 0);
	err = ktf_lex_shape(text, &p.shape, diag);
	if (err)
		return err;
	/* Each level of parentheses has at most three entries: an OR, an AND, and the next "(". */
	p.stack = ktf_alloc(array_size(p.shape.depth, 3));
	/* Three nodes for each predicate, one that joins it; the array grows if needed. */
	err = ktf_grow((void **)&ast->nodes, &ast->cap, 4 * min(p.shape.preds, KTF_MAX_INSNS),
		       sizeof(*ast->nodes), KTF_MAX_NODES);
	if (!err)
		err = p.stack ? parse_expression(&p) : -ENOMEM;
	ast->stop = p.lx.pos;
	ktf_free(p.stack);
	return err == -ENOMEM ? ktf_fail(diag, err, KTF_ERR_NONE, 0) : 0;
}
