// SPDX-License-Identifier: GPL-2.0
/*
 * From tokens to the tree.
 *
 *	or	  := and { "||" and }
 *	and	  := not { "&&" not }
 *	not	  := { "!" } ( "(" or ")" | image | predicate )
 *	predicate := value [ relation value | "in" set | ( "~" | "!~" ) set ]
 *	value	  := sum | bits
 *	bits	  := unary bitop unary { the same bitop unary }
 *	sum	  := product { ( "+" | "-" ) product }
 *	product	  := unary { ( "*" | "/" | "%" ) unary }
 *	unary	  := [ "-" | "~" ] ( number | text | field | "(" value ")" | ... )
 *
 * The stock engine's language has one form of predicate: name [suffixes] relation constant.
 *
 * This is operator precedence parsing with an explicit stack. A text may nest thousands of
 * parentheses, and recursion on the kernel stack could not follow. The parser is always in
 * one of two states: an operand is due, or an operator is due. Operands are appended to the
 * tree at once, which is in postfix order. An operator waits on the stack until the parser
 * reads an operator that binds less tightly, a closing parenthesis or the end.
 *
 * Example, "a || b && !(c || d + 1 > e)", where "P(!" is a "(" with a "not" before it, and where
 * the bare values a, b and c become predicates by the relation TRUE, written as "?":
 *
 *	read	stack			tree
 *	a				a
 *	||	OR			a?
 *	b	OR			a? b
 *	&&	OR AND			a? b?		AND binds tighter than OR: no reduction
 *	!(	OR AND P(!		a? b?
 *	c || d	OR AND P(! OR		a? b? c? d
 *	+ 1	OR AND P(! OR SUM	a? b? c? d 1
 *	> e	OR AND P(! OR REL	a? b? c? d 1 + e
 *	)	OR AND			a? b? c? d 1 + e > OR NOT
 *	end				a? b? c? d 1 + e > OR NOT AND OR
 *
 * A "(" is opened without knowing whether it holds a predicate or a value. When it is closed, the
 * last node is one or the other. So an operator checks that the operand before it is a value.
 *
 * Operators on bits mix with no other operator and with no relation, as other languages disagree
 * about how tightly they bind. Such a text is refused at the operator that does not mix.
 *
 * Of several "!" in a row, an odd number is one "!" and an even number is none, but what is in
 * parentheses behind them is a predicate in any case.
 */
#include "lang/cgroup.h"
#include "lang/parser.h"

/* The predicate ends here. */
static int end_predicate(struct ktf_parser *p)
{
	return ktf_parser_reduce(p, KTF_WAIT_RELATION) ?: ktf_parser_make_predicate(p) ?:
	       ktf_parser_reduce(p, KTF_WAIT_NOT);
}

/* Does an operator of this strength wait on this level of parentheses? */
static const struct ktf_waiting *waiting(struct ktf_parser *p, u8 strength)
{
	u32 i = p->top;

	while (i-- && p->stack[i].strength >= KTF_WAIT_RELATION)
		if (p->stack[i].strength == strength)
			return &p->stack[i];
	return NULL;
}

/* The operand before an operator must be a value, and what waits must mix with the operator. */
static bool mixes(struct ktf_parser *p, enum ktf_tok tok, u8 op)
{
	const struct ktf_waiting *bits = waiting(p, KTF_WAIT_BITS);
	const struct ktf_node *left = ktf_parser_last(p);

	if (!ktf_node_is_value(left))
		return false;
	switch (tok) {
	case KTF_TOK_BITS:
		if (waiting(p, KTF_WAIT_RELATION) || waiting(p, KTF_WAIT_SUM) ||
		    waiting(p, KTF_WAIT_PRODUCT))
			return false;
		return !bits || (bits->op == op && !p->lx.stock &&
				 op != KTAP_FILTER_CELL_SHL && op != KTAP_FILTER_CELL_SHR);
	case KTF_TOK_RELATION:
	case KTF_TOK_IN:
		return !bits && !waiting(p, KTF_WAIT_RELATION);
	default:
		/* Behind a text, the stock engine expects the predicate's end. */
		return !bits && !(waiting(p, KTF_WAIT_RELATION) && left->kind == KTF_NODE_VALUE &&
				  left->value.kind != KTF_VAL_NUM &&
				  left->value.kind != KTF_VAL_CALL);
	}
}

static int add_left(struct ktf_parser *p, u8 op, u32 at)
{
	u32 pos = ktf_parser_last(p)->pos, len = ktf_parser_last(p)->len;
	int err = ktf_parser_add_unary(p, KTF_NODE_LEFT, op, at);

	if (err)
		return err;
	ktf_parser_last(p)->pos = pos;
	ktf_parser_last(p)->len = len;
	return 0;
}

/* An operator that the stock engine does not know leaves a node behind its left operand. */
static int push_operator(struct ktf_parser *p, u8 strength, u8 op)
{
	u32 at = p->lx.at;
	int err = ktf_parser_reduce(p, strength);

	if (!err && op != KTAP_FILTER_CELL_AND)
		err = add_left(p, op, at);
	ktf_parser_push(p, strength, op, at);
	return err ?: KTF_OPERAND_DUE;
}

static int parse_relation(struct ktf_parser *p, u8 rel)
{
	u32 at = p->lx.at;
	int err = ktf_parser_reduce(p, KTF_WAIT_SUM);

	if (err)
		return err;
	ktf_parser_push(p, KTF_WAIT_RELATION, rel, at);
	if (ktf_rel_is_glob(rel) && !p->lx.stock &&
	    ktf_lex_at_set(&p->lx))
		return ktf_parse_set(p);
	return KTF_OPERAND_DUE;
}

static int parse_in(struct ktf_parser *p)
{
	u32 at = p->lx.at;
	int err = ktf_parser_reduce(p, KTF_WAIT_SUM);

	if (err)
		return err;
	ktf_lex_next(&p->lx);
	if (ktf_node_is_cgroup(ktf_parser_last(p)) && ktf_at_cgroup(&p->lx))
		return ktf_parse_cgroup(p, at) ?: KTF_OPERATOR_DUE;
	ktf_parser_push(p, KTF_WAIT_RELATION, KTF_REL_IN, at);
	return ktf_lex_at_set(&p->lx) ? ktf_parse_set(p) : ktf_parse_group(p);
}

static int missing_bracket(struct ktf_parser *p)
{
	return ktf_parser_mistake(p, -EINVAL, KTF_ERR_MISSING_BRACKET, strlen(p->ast->text) + 1);
}

/*
 * A predicate is where a value is due. Only its operands are analysed: the array is before them
 * among the nodes, so that a relation would take it for one.
 */
static int refuse_inside(struct ktf_parser *p)
{
	u32 at = ktf_parser_last(p)->at;

	p->ast->nr_nodes--;
	return ktf_parser_too_many(p, at);
}

/* Reduce what is between brackets or parentheses. It must be a value, if @value is set. */
static int reduce_inside(struct ktf_parser *p, bool value)
{
	int err = ktf_parser_reduce(p, KTF_WAIT_RELATION);
	u8 strength;

	if (err)
		return err;
	strength = ktf_parser_top(p);
	if ((strength >= KTF_WAIT_OR && strength <= KTF_WAIT_NOT) || p->lx.stock)
		err = ktf_parser_make_predicate(p) ?: ktf_parser_reduce(p, KTF_WAIT_OR);
	if (!err && value && !ktf_node_is_value(ktf_parser_last(p)))
		return refuse_inside(p);
	return err;
}

/* A "(" that holds a value belongs to the operand, so that an error can point at it. */
static int close_group(struct ktf_parser *p, const struct ktf_waiting *open)
{
	struct ktf_node *node = ktf_parser_last(p);
	int err = 0;

	if (open->strength == KTF_WAIT_PAREN_NOT) {
		err = ktf_parser_make_predicate(p);
		return err || !open->op ? err :
		       ktf_parser_add_unary(p, KTF_NODE_NOT, 0, open->pos);
	}
	if (ktf_node_is_value(node)) {
		node->pos = open->pos;
		node->len = p->lx.pos - open->pos;
		err = ktf_parser_reduce(p, KTF_WAIT_UNARY);
	}
	return err;
}

/* Is the last node a constant behind a comma? */
static bool has_second_argument(struct ktf_parser *p)
{
	const struct ktf_node *left = ktf_parser_last(p) - 1;

	return p->ast->nr_nodes > 1 && left->kind == KTF_NODE_LEFT && !left->op;
}

/* The operand of a function or of a term is complete. A term is a predicate. */
static int close_call(struct ktf_parser *p, const struct ktf_waiting *open)
{
	u8 kind = open->strength == KTF_WAIT_TERM ? KTF_NODE_COMPARE : KTF_NODE_CALL;
	struct ktf_node *node;
	int err;

	if (!ktf_node_is_value(ktf_parser_last(p)))
		return ktf_parser_too_many(p, ktf_parser_last(p)->at);
	if (has_second_argument(p))
		err = ktf_parser_add_binary(p, kind, open->op, open->pos);
	else
		err = ktf_parser_add_unary(p, kind, open->op, open->pos);
	if (err)
		return err;
	node = ktf_parser_last(p);
	node->pos = open->pos;
	node->len = p->lx.pos - open->pos;
	if (kind == KTF_NODE_CALL)
		return ktf_parser_reduce(p, KTF_WAIT_UNARY);
	ktf_parser_count(p, node, KTF_REL_TERM);
	return 0;
}

static int close_paren(struct ktf_parser *p)
{
	int err = reduce_inside(p, false);
	struct ktf_waiting open;

	if (err)
		return err;
	if (ktf_parser_top(p) == KTF_WAIT_INDEX)
		return missing_bracket(p);
	if (!p->depth--)
		return ktf_parser_mistake(p, -EPERM, KTF_ERR_TOO_MANY_CLOSE, p->lx.pos);
	open = p->stack[--p->top];
	if (open.strength == KTF_WAIT_CALL || open.strength == KTF_WAIT_TERM)
		return close_call(p, &open);
	return close_group(p, &open);
}

/*
 * Read a suffix of an element. It is a number, for which ".ustring" means nothing, as for a field
 * that is one. No event shows names for it.
 */
static int parse_suffix(struct ktf_parser *p)
{
	u32 end = p->lx.pos, suffixes = ktf_lex_suffixes(&p->lx);

	if (suffixes & KTF_SUFFIX_SYM)
		return ktf_parser_wrong(p, KTF_ERR_NO_NAMES, end);
	if (suffixes & KTF_SUFFIX_FUNCTION)
		p->lx.pos = end;
	return 0;
}

static int close_index(struct ktf_parser *p)
{
	int err = reduce_inside(p, true);
	struct ktf_node *field;
	struct ktf_waiting open;

	if (err)
		return err;
	open = p->stack[--p->top];
	p->indexes--;
	err = ktf_parser_add_binary(p, KTF_NODE_ELEMENT, 0, open.pos);
	if (err)
		return err;
	field = &p->ast->nodes[ktf_parser_last(p)->first];
	ktf_parser_last(p)->pos = field->pos;
	ktf_parser_last(p)->len = p->lx.pos - field->pos;
	return parse_suffix(p) ?: ktf_parser_reduce(p, KTF_WAIT_UNARY);
}

/* The offset of a number in an array is a constant, which may have a name. */
static int parse_offset(struct ktf_parser *p)
{
	u32 pos = p->lx.pos;
	struct ktf_value val;

	ktf_lex_constant(&p->lx, &val);
	if (val.code)
		return ktf_parser_mistake(p, -EINVAL, val.code, val.errpos);
	return add_left(p, 0, pos) ?: ktf_parser_add_value(p, KTF_NODE_VALUE, pos, &val);
}

static int parse_second_argument(struct ktf_parser *p)
{
	struct ktf_waiting *call;
	int err = reduce_inside(p, true);
	char c;

	if (err)
		return err;
	call = &p->stack[p->top - 1];
	c = ktf_lex_next(&p->lx);
	if ((c && strchr("($~", c)) || call->strength == KTF_WAIT_TERM ||
	    ktf_functions[call->op].arguments < 2)
		return ktf_parser_wrong(p, KTF_ERR_ARGUMENT, p->lx.pos);
	err = parse_offset(p);
	if (err)
		return err;
	if (ktf_lex_next(&p->lx) == ',')
		p->lx.pos++;
	else if (p->lx.text[p->lx.pos] == ')')
		return KTF_OPERATOR_DUE;
	ktf_lex_next(&p->lx);
	return ktf_parser_wrong(p, KTF_ERR_ARGUMENT, p->lx.pos);
}

static int push_logical(struct ktf_parser *p, u8 op)
{
	u32 at = p->lx.at;
	int err = end_predicate(p) ?: ktf_parser_reduce(p, op);

	ktf_parser_push(p, op, 0, at);
	return err ?: KTF_OPERAND_DUE;
}

static int close_text(struct ktf_parser *p)
{
	int err;

	if (p->indexes)
		return reduce_inside(p, true) ?: missing_bracket(p);
	err = end_predicate(p) ?: ktf_parser_reduce(p, KTF_WAIT_OR);
	if (err)
		return err;
	if (p->depth)
		return ktf_parser_mistake(p, -EPERM, KTF_ERR_TOO_MANY_OPEN, p->lx.pos + 1);
	return 0;
}

/*
 * The operator does not belong here. The predicate before it is complete, and its own mistakes
 * are further left.
 */
static int too_many_terms(struct ktf_parser *p)
{
	u32 at = p->lx.at;
	int err = ktf_parser_reduce(p, KTF_WAIT_RELATION);

	if (!err && ktf_parser_is_stock_bits(p->ast, ktf_parser_last(p)))
		err = ktf_parser_make_predicate(p);
	return err ?: ktf_parser_too_many(p, at);
}

/* What is no operator. Behind a predicate it is one term too many. */
static int bad_operator(struct ktf_parser *p)
{
	u32 at = p->lx.at;
	int err = ktf_parser_reduce(p, KTF_WAIT_RELATION);
	const struct ktf_node *last = ktf_parser_last(p);

	if (err)
		return err;
	if (!ktf_node_is_value(last) || ktf_parser_is_stock_bits(p->ast, last))
		return too_many_terms(p);
	if (last->kind == KTF_NODE_VALUE && last->value.kind == KTF_VAL_TEXT)
		return ktf_parser_mistake(p, -EPERM, KTF_ERR_NONE, 0);
	return ktf_parser_wrong(p, KTF_ERR_INVALID_OP, at);
}

/* Is the innermost parenthesis or bracket one that these open? */
static bool is_inside(struct ktf_parser *p, u8 one, u8 other)
{
	u32 i = p->top;

	while (i && p->stack[i - 1].strength > KTF_WAIT_INDEX)
		i--;
	return i && (p->stack[i - 1].strength == one || p->stack[i - 1].strength == other);
}

/*
 * Read one token where an operator is due. Returns what is due next, which behind ")" is an
 * operator again, or an error.
 */
static int parse_operator(struct ktf_parser *p)
{
	u8 op;
	enum ktf_tok tok = ktf_lex_operator(&p->lx, &op);

	if ((tok == KTF_TOK_COMMA && !is_inside(p, KTF_WAIT_CALL, KTF_WAIT_TERM)) ||
	    (tok == KTF_TOK_CLOSE_INDEX && !is_inside(p, KTF_WAIT_INDEX, KTF_WAIT_INDEX)))
		return bad_operator(p);
	if (tok >= KTF_TOK_RELATION && tok <= KTF_TOK_PRODUCT && !mixes(p, tok, op))
		return too_many_terms(p);
	/* An index is a value. */
	if ((tok == KTF_TOK_RELATION || tok == KTF_TOK_IN) &&
	    is_inside(p, KTF_WAIT_INDEX, KTF_WAIT_INDEX))
		return too_many_terms(p);
	switch (tok) {
	case KTF_TOK_AND:
		return push_logical(p, KTF_WAIT_AND);
	case KTF_TOK_OR:
		return push_logical(p, KTF_WAIT_OR);
	case KTF_TOK_RELATION:
		return parse_relation(p, op);
	case KTF_TOK_IN:
		return parse_in(p);
	case KTF_TOK_BITS:
		return push_operator(p, KTF_WAIT_BITS, op);
	case KTF_TOK_SUM:
		return push_operator(p, KTF_WAIT_SUM, op);
	case KTF_TOK_PRODUCT:
		return push_operator(p, KTF_WAIT_PRODUCT, op);
	case KTF_TOK_CLOSE:
		return close_paren(p) ?: KTF_OPERATOR_DUE;
	case KTF_TOK_CLOSE_INDEX:
		return close_index(p) ?: KTF_OPERATOR_DUE;
	case KTF_TOK_COMMA:
		return parse_second_argument(p);
	case KTF_TOK_END:
		return close_text(p) ?: KTF_NOTHING_DUE;
	default:
		return bad_operator(p);
	}
}

static int parse_expression(struct ktf_parser *p)
{
	int due = KTF_OPERAND_DUE;

	while (due > KTF_NOTHING_DUE)
		due = due == KTF_OPERAND_DUE ? ktf_parse_operand(p) : parse_operator(p);
	return due;
}

/**
 * ktf_parse - parse a filter's text
 * @text: the text, ending in a NUL; must outlive @ast.
 * @flags: KTF_PARSE_PATTERNS if the event is perf's ftrace:function; KTF_PARSE_NO_IMAGES
 *	if the user may not load images; KTF_PARSE_STOCK for the stock engine's language.
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
	struct ktf_parser p = { .ast = ast, .lx = { .text = text }, .flags = flags };
	u32 levels;
	int err;

	memset(ast, 0, sizeof(*ast));
	ast->text = text;
	if (strlen(text) > KTF_MAX_TEXT)
		return ktf_fail(diag, -E2BIG, KTF_ERR_NONE, 0);
	err = ktf_lex_shape(text, &p.shape, diag);
	if (err)
		return err;
	ast->stock = flags & (KTF_PARSE_STOCK | KTF_PARSE_PATTERNS);
	p.lx.stock = ast->stock;
	levels = p.shape.depth + KTF_MOST_INDEXES + 1;
	p.stack = ktf_alloc(array_size(levels, KTF_ENTRIES_PER_LEVEL * sizeof(*p.stack)));
	/* Three nodes for each predicate, one that joins it; the array grows if needed. */
	err = ktf_grow((void **)&ast->nodes, &ast->cap, 4 * min(p.shape.preds, KTF_MAX_INSNS),
		       sizeof(*ast->nodes), KTF_MAX_NODES);
	if (!err)
		err = p.stack ? parse_expression(&p) : -ENOMEM;
	ast->stop = p.lx.pos;
	ktf_free(p.stack);
	return err == -ENOMEM ? ktf_fail(diag, err, KTF_ERR_NONE, 0) : 0;
}
