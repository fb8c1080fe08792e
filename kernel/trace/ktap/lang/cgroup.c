// SPDX-License-Identifier: GPL-2.0
/*
 * "$cgroup in cgroup(...)": is the task in a cgroup or below it?
 *
 * The argument is a path in quotes or the id of a cgroup. Both are a constant as they are written:
 * which cgroup that is, is found out where the filter is installed. This asks more than whether a
 * number is equal, as cgroups below may come and go, so it is an operation of its own and not a
 * set. Everywhere else, cgroup(...) is the id: "$cgroup == cgroup(...)" is false of those below.
 */
#include "lang/cgroup.h"
#include "prog/ops.h"

/**
 * ktf_node_is_cgroup - is a value "$cgroup"?
 * @node: the value's last node.
 *
 * Context: any.
 * Return: true if it is.
 */
bool ktf_node_is_cgroup(const struct ktf_node *node)
{
	return node->kind == KTF_NODE_VARIABLE && node->op == KTF_VARIABLE_cgroup;
}

/**
 * ktf_at_cgroup - does "cgroup(" follow?
 * @lx: the lexer, behind blanks.
 *
 * Context: any.
 * Return: true if it does.
 */
bool ktf_at_cgroup(const struct ktf_lexer *lx)
{
	return !strncmp(lx->text + lx->pos, "cgroup(", 7);
}

/**
 * ktf_parse_cgroup_name - read what is between the parentheses of cgroup(), a path or a number
 * @p: the parser, behind the opening parenthesis; moves behind the closing one.
 * @val: gets the name of the cgroup as its content.
 *
 * Context: any.
 * Return: 0 or -EBADMSG.
 */
int ktf_parse_cgroup_name(struct ktf_parser *p, struct ktf_value *val)
{
	char c = ktf_lex_next(&p->lx);

	if (!isdigit(c) && c != '\'' && c != '"')
		return ktf_parser_wrong(p, KTF_ERR_ARGUMENT, p->lx.pos);
	ktf_lex_member(&p->lx, val);
	if (val->code)
		return ktf_parser_mistake(p, -EINVAL, val->code, val->errpos);
	if (ktf_lex_next(&p->lx) != ')')
		return ktf_parser_wrong(p, KTF_ERR_ARGUMENT, p->lx.pos);
	p->lx.pos++;
	val->kind = KTF_VAL_CALL;
	val->fn = KTF_FUNCTION_cgroup;
	return 0;
}

/**
 * ktf_parse_cgroup - read "cgroup(...)"
 * @p: the parser, at its name; "$cgroup" is the last node.
 * @at: where the relation stands in the text.
 *
 * Context: may sleep. May move the nodes.
 * Return: 0; -EBADMSG for a mistake; -ENOMEM.
 */
int ktf_parse_cgroup(struct ktf_parser *p, u32 at)
{
	struct ktf_value val;
	struct ktf_node *node;
	u32 pos = ktf_parser_last(p)->pos;
	int err;

	p->lx.pos += 7;
	err = ktf_parse_cgroup_name(p, &val) ?:
	      ktf_parser_add_unary(p, KTF_NODE_COMPARE, 0, at);
	if (err)
		return err;
	node = ktf_parser_last(p);
	node->pos = pos;
	node->len = p->lx.pos - pos;
	node->at = p->lx.pos - 1;
	node->value = val;
	ktf_parser_count(p, node, KTF_REL_UNDER);
	return 0;
}

/**
 * ktf_sema_cgroup - analyse the relation UNDER
 * @a: the analysis.
 * @node: the relation; gets its operation and its constant.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if there is no such cgroup; -E2BIG; -ENOMEM.
 */
int ktf_sema_cgroup(struct ktf_analysis *a, struct ktf_node *node)
{
	struct ktf_value val = node->value;
	const char *name = a->ast->text + val.in;
	u64 id;
	u32 level;
	int err;

	ktf_sema_operation(node, KTAP_FILTER_OP_UNDER, false);
	if (!ktf_is_cgroup_name(name, val.len))
		return ktf_wrong_at(a, KTF_ERR_NO_CGROUP, node->at);
	err = ktf_portable_add(a->prog, name, val.len, &node->imm);
	if (!err)
		err = ktf_find_cgroup(a->prog->pool + ktf_slice_off(node->imm), &id, &level);
	if (err == -EINVAL)
		return ktf_wrong_at(a, KTF_ERR_NO_CGROUP, node->at);
	return err ? ktf_no_room(a, err) : 0;
}
