// SPDX-License-Identifier: GPL-2.0
/*
 * Reading sets.
 *
 * A set of numbers is an operand of the relation IN: each member has a node, and so has the end
 * of a range. A set of texts is lowered here. Each member is a predicate of its own, with a copy
 * of the left operand's nodes, so the rest of the engine knows no sets of texts:
 *
 *	s in {"a", "b"}		s == "a" || s == "b"
 *	s !~ {"a*", "*b"}	s !~ "a*" && s !~ "*b"
 *
 * Addresses that are longer than a number are members as texts are. The first member says which of
 * both a set is.
 *
 * Some members of a set of numbers are predicates of their own, too, and the numbers between them
 * are sets:
 *
 *	x in {1, ENOENT-9, 20}		x in {1} || x >= ENOENT && x <= 9 || x in {20}
 *	$cgroup in {5, cgroup("/a")}	$cgroup in {5} || $cgroup in cgroup("/a")
 *
 * A range from or to a name is two comparisons, as the name stays one in an image. So are those of
 * addresses that are two numbers: x is not before a if its first number is greater than that of a,
 * or if it is the same and the second one is not less.
 */
#include "lang/cgroup.h"
#include "lang/parser.h"

/* Positive: the set ends here. */
#define MEMBERS_END	1

static int invalid_set(struct ktf_parser *p)
{
	return ktf_parser_wrong(p, KTF_ERR_INVALID_SET, p->lx.pos);
}

static int cut_set(struct ktf_parser *p)
{
	return ktf_parser_mistake(p, -EINVAL, KTF_ERR_MISSING_BRACE_CLOSE, p->lx.pos + 1);
}

/**
 * ktf_lex_constant - read a constant that is no operand: a member of a set, or an offset
 * @lx: the lexer, at the constant; moves behind it.
 * @val: gets the constant, which may be a function that is one.
 *
 * A cgroup is none: "in" asks of those below, too, which only "$cgroup" knows (lang/cgroup.c).
 *
 * Context: any.
 */
void ktf_lex_constant(struct ktf_lexer *lx, struct ktf_value *val)
{
	ktf_lex_member(lx, val);
	if (val->kind != KTF_VAL_NAME || lx->text[lx->pos] != '(')
		return;
	val->fn = ktf_function_find(lx->text + val->in, val->len);
	if (ktf_function_is_constant(val->fn) && val->fn != KTF_FUNCTION_cgroup)
		ktf_lex_argument(lx, val);
}

static bool is_long_address(const struct ktf_value *val)
{
	return val->kind == KTF_VAL_CALL && ktf_functions[val->fn].arg > sizeof(u32);
}

/* Does an address start here that is longer than a number? */
static bool at_long_address(const struct ktf_parser *p)
{
	struct ktf_lexer ahead = p->lx;
	struct ktf_value val;

	ktf_lex_constant(&ahead, &val);
	return is_long_address(&val);
}

/* Is it a name that stays one in an image? */
static bool is_name(const struct ktf_value *val)
{
	return val->kind == KTF_VAL_NAME || ktf_value_is_name(val);
}

/* Does a name or a variable start here, which is no text in quotes? */
static bool at_name(const struct ktf_parser *p)
{
	struct ktf_lexer ahead = p->lx;
	struct ktf_value val;

	ktf_lex_constant(&ahead, &val);
	return val.kind == KTF_VAL_NAME || p->lx.text[p->lx.pos] == '$';
}

/* Does a range start here whose ends are compared each on its own? */
static bool at_bounds(const struct ktf_parser *p)
{
	struct ktf_lexer ahead = p->lx;
	struct ktf_value from, to;

	ktf_lex_constant(&ahead, &from);
	if (from.code || !ktf_lex_at_range(&ahead))
		return false;
	ktf_lex_constant(&ahead, &to);
	return is_name(&from) || is_name(&to) || is_long_address(&from);
}

/* Go to a member. Its first character says whether the set is one of texts. */
static int first_member(struct ktf_parser *p, bool *texts)
{
	char c = ktf_lex_next(&p->lx);

	if (!c)
		return cut_set(p);
	if (c == '}' || c == ',')
		return invalid_set(p);
	*texts |= c == '\'' || c == '"' || at_long_address(p);
	return 0;
}

/* Go to the next member, behind a comma or without one. */
static int next_member(struct ktf_parser *p)
{
	u32 comma;
	char c = ktf_lex_next(&p->lx);

	if (c == ',') {
		comma = p->lx.pos++;
		c = ktf_lex_next(&p->lx);
		if (c == '}')
			return ktf_parser_wrong(p, KTF_ERR_INVALID_SET, comma);
		if (c == ',')
			return invalid_set(p);
	}
	if (!c)
		return cut_set(p);
	if (c != '}')
		return 0;
	p->lx.pos++;
	return MEMBERS_END;
}

/* Copy the left operand of a set of texts, as each member is a predicate of its own. */
static int repeat_left(struct ktf_parser *p, u32 first, u32 nr)
{
	u32 shift = p->ast->nr_nodes - first, i;
	struct ktf_node *node;

	for (i = 0; i < nr; i++) {
		node = ktf_ast_add(p->ast, 0);
		if (!node)
			return -ENOMEM;
		*node = p->ast->nodes[first + i];
		node->first += shift;
		node->pred = p->ast->nr_preds;
	}
	return 0;
}

/* The relation of one member of a set, and how the members are joined. */
static u8 relation_of_member(u8 rel)
{
	return rel == KTF_REL_IN ? KTF_REL_EQ : rel;
}

/* What is no constant may be a variable. */
static int no_constant(struct ktf_parser *p, const struct ktf_value *val)
{
	u32 at = val->errpos - 1, len;

	len = p->lx.text[at] == '$' ? ktf_lex_name_length(p->lx.text + at + 1) + 1 : 0;
	if (len < 2)
		return ktf_parser_mistake(p, -EINVAL, val->code, val->errpos);
	if (ktf_variable_find(p->lx.text + at, len))
		return ktf_parser_wrong(p, KTF_ERR_NOT_CONSTANT, at);
	return ktf_parser_wrong(p, KTF_ERR_UNKNOWN_VARIABLE, at + len);
}

/* Read a constant of a set. @rel is LE for the end of a range. */
static int add_member(struct ktf_parser *p, u8 rel)
{
	struct ktf_value val;
	u32 pos = p->lx.pos;
	int err;

	if (!p->lx.text[pos])
		return cut_set(p);
	ktf_lex_constant(&p->lx, &val);
	if (val.code)
		return no_constant(p, &val);
	err = ktf_parser_add_value(p, KTF_NODE_MEMBER, pos, &val);
	if (!err)
		ktf_parser_last(p)->rel = rel;
	return err;
}

/* Compare the left operand with a member, which is an end of a range. */
static int add_bound(struct ktf_parser *p, u8 rel, u8 part, u32 pos, u32 member)
{
	struct ktf_waiting relation = { KTF_WAIT_RELATION, rel, pos };
	int err;

	p->lx.pos = member;
	err = add_member(p, rel) ?: ktf_parser_add_compare(p, &relation);
	if (!err)
		ktf_parser_last(p)->op = part;
	return err;
}

/* Compare two numbers with those of an address, which is an end of a range. */
static int add_long_bound(struct ktf_parser *p, u32 first, u32 nr, u8 part, u32 pos)
{
	bool end = part & KTF_BOUND_END;
	u32 member = p->lx.pos;

	part |= KTF_BOUND_LONG;
	return add_bound(p, end ? KTF_REL_LT : KTF_REL_GT, part, pos, member) ?:
	       repeat_left(p, first, nr) ?:
	       add_bound(p, KTF_REL_EQ, part, pos, member) ?:
	       repeat_left(p, first, nr) ?:
	       add_bound(p, end ? KTF_REL_LE : KTF_REL_GE, part | KTF_BOUND_SECOND, pos, member) ?:
	       ktf_parser_add_binary(p, KTF_NODE_AND, 0, pos) ?:
	       ktf_parser_add_binary(p, KTF_NODE_OR, 0, pos);
}

/* Read a range of addresses that are two numbers. */
static int parse_long_bounds(struct ktf_parser *p, const struct ktf_waiting *set, u32 first,
			     u32 nr)
{
	int err = add_long_bound(p, first, nr, 0, set->pos);

	if (err)
		return err;
	ktf_lex_at_range(&p->lx);
	return repeat_left(p, first, nr) ?:
	       add_long_bound(p, first, nr, KTF_BOUND_END, set->pos) ?:
	       ktf_parser_add_binary(p, KTF_NODE_AND, 0, set->pos);
}

/* Read a range from or to a name. */
static int parse_bounds(struct ktf_parser *p, const struct ktf_waiting *set, u32 first, u32 nr)
{
	int err = add_bound(p, KTF_REL_GE, 0, set->pos, p->lx.pos);

	if (err)
		return err;
	ktf_lex_at_range(&p->lx);
	return repeat_left(p, first, nr) ?:
	       add_bound(p, KTF_REL_LE, KTF_BOUND_END, set->pos, p->lx.pos) ?:
	       ktf_parser_add_binary(p, KTF_NODE_AND, 0, set->pos);
}

/* Read a text in quotes, which says that it is a member. */
static int add_text(struct ktf_parser *p)
{
	int err = ktf_parse_constant(p);

	if (!err)
		ktf_parser_last(p)->op = true;
	return err;
}

/* Read a member of a set of texts, or an address. */
static int add_constant(struct ktf_parser *p)
{
	u32 pos = p->lx.pos;
	struct ktf_value val;

	if (at_name(p))
		return add_member(p, KTF_REL_EQ);
	if (!at_long_address(p))
		return add_text(p);
	ktf_lex_constant(&p->lx, &val);
	return ktf_parser_add_value(p, KTF_NODE_VALUE, pos, &val);
}

/*
 * Add a member of a set of texts. x in {"a", "b"} is x == "a" || x == "b", and x !~ {"a*", "b*"}
 * is x !~ "a*" && x !~ "b*".
 */
static int add_text_member(struct ktf_parser *p, const struct ktf_waiting *set, u32 first,
			   u32 nr, bool more)
{
	u8 join = set->op == KTF_REL_NOT_GLOB ? KTF_NODE_AND : KTF_NODE_OR;
	struct ktf_waiting relation = { KTF_WAIT_RELATION, relation_of_member(set->op), set->pos };
	int err = more ? repeat_left(p, first, nr) : 0;

	if (!err && at_long_address(p) && at_bounds(p))
		err = parse_long_bounds(p, set, first, nr);
	else if (!err)
		err = add_constant(p) ?: ktf_parser_add_compare(p, &relation);
	if (!err && more)
		err = ktf_parser_add_binary(p, join, 0, set->pos);
	return err;
}

static int parse_text_set(struct ktf_parser *p, const struct ktf_waiting *set)
{
	u32 first = ktf_parser_last(p)->first, nr = p->ast->nr_nodes - first;
	bool more = false;
	int err;

	do {
		err = add_text_member(p, set, first, nr, more);
		more = true;
	} while (!err && (err = next_member(p)) == 0);
	return err;
}

/* All members of a set of numbers, of which @left is the value, are read. */
static int end_number_set(struct ktf_parser *p, const struct ktf_waiting *set,
			  const struct ktf_node *left)
{
	struct ktf_node *node;
	int err = ktf_parser_add_unary(p, KTF_NODE_COMPARE, 0, set->pos);

	if (err)
		return err;
	node = ktf_parser_last(p);
	node->first = left->first;
	node->pred = left->pred;
	node->pos = left->pos;
	node->len = p->lx.pos - left->pos;
	ktf_parser_count(p, node, KTF_REL_IN);
	return 0;
}

/* Does a cgroup start here that is a member of a set of "$cgroup"? */
static bool at_cgroup(const struct ktf_parser *p, const struct ktf_node *left)
{
	return ktf_node_is_cgroup(left) && ktf_at_cgroup(&p->lx);
}

/* Read a number or a range. Returns as next_member(). */
static int parse_number(struct ktf_parser *p)
{
	int err = add_member(p, KTF_REL_EQ);

	if (!err && ktf_lex_at_range(&p->lx))
		err = add_member(p, KTF_REL_LE);
	return err ?: next_member(p);
}

/*
 * Read members that are numbers. Returns as next_member(). The mistake of one is the last node, and
 * the members before it may have mistakes further left.
 */
static int parse_numbers(struct ktf_parser *p, const struct ktf_waiting *set)
{
	const struct ktf_node left = *ktf_parser_last(p);
	int due, err;

	do
		due = parse_number(p);
	while (!due && !at_bounds(p) && !at_cgroup(p, &left));
	if (due == -EBADMSG && ktf_parser_last(p)[-1].kind == KTF_NODE_MEMBER) {
		p->ast->nr_nodes--;
		err = end_number_set(p, set, &left);
		return err ?: ktf_ast_add(p->ast, KTF_NODE_ERROR) ? due : -ENOMEM;
	}
	return due < 0 ? due : end_number_set(p, set, &left) ?: due;
}

/* Read members that are one predicate. Returns as next_member(). */
static int parse_part(struct ktf_parser *p, const struct ktf_waiting *set, u32 first, u32 nr)
{
	if (at_cgroup(p, ktf_parser_last(p)))
		return ktf_parse_cgroup(p, set->pos) ?: next_member(p);
	if (at_bounds(p))
		return parse_bounds(p, set, first, nr) ?: next_member(p);
	return parse_numbers(p, set);
}

static int parse_number_set(struct ktf_parser *p, const struct ktf_waiting *set)
{
	u32 first = ktf_parser_last(p)->first, nr = p->ast->nr_nodes - first;
	int end = parse_part(p, set, first, nr), err;

	while (!end) {
		end = repeat_left(p, first, nr) ?: parse_part(p, set, first, nr);
		err = end < 0 ? end : ktf_parser_add_binary(p, KTF_NODE_OR, 0, set->pos);
		end = err ?: end;
	}
	return end;
}

/**
 * ktf_parse_set - read a set behind "in", "~" or "!~"
 * @p: the parser, at the brace; the relation is on top of the stack.
 *
 * Context: may sleep. May move the nodes.
 * Return: KTF_OPERATOR_DUE; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_set(struct ktf_parser *p)
{
	struct ktf_waiting set = p->stack[--p->top];
	bool texts = set.op != KTF_REL_IN;
	int err;

	p->lx.pos++;	/* the brace */
	err = first_member(p, &texts);
	if (!err)
		err = texts ? parse_text_set(p, &set) : parse_number_set(p, &set);
	return err == MEMBERS_END ? KTF_OPERATOR_DUE : err;
}

/**
 * ktf_parse_group - read what stands for several numbers behind "in"
 * @p: the parser, behind the relation, which is on top of the stack.
 *
 * It is a set of one member: x in ipv4(10.0.0.0/8).
 *
 * Context: may sleep. May move the nodes.
 * Return: KTF_OPERATOR_DUE; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_group(struct ktf_parser *p)
{
	struct ktf_waiting set = p->stack[--p->top];
	const struct ktf_node left = *ktf_parser_last(p);
	struct ktf_lexer ahead = p->lx;
	struct ktf_value val;
	int err;

	ktf_lex_constant(&ahead, &val);
	if (val.kind != KTF_VAL_CALL || p->lx.text[val.pos] == '-')
		return ktf_parser_wrong(p, KTF_ERR_INVALID_VALUE, p->lx.pos);
	if (at_long_address(p))
		return add_text_member(p, &set, left.first, 0, false) ?: KTF_OPERATOR_DUE;
	err = add_member(p, KTF_REL_EQ) ?: end_number_set(p, &set, &left);
	return err ?: KTF_OPERATOR_DUE;
}
