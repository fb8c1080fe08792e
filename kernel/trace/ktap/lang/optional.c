// SPDX-License-Identifier: GPL-2.0
/*
 * Optional fields: has(x) is true if the event has the field x.
 *
 * A filter for several events may ask of a field that not all of them have. It says so by has(),
 * anywhere in the text. Where the event lacks the field, each predicate on it is false, whatever
 * its relation. This is decided when the filter is compiled for an event:
 *
 *	has(x) && x == 1 || y != 2	of an event without x: FALSE && FALSE || y != 2
 *
 * A predicate on a missing field has no types, so only two mistakes are found in it: a name that
 * is neither one number's nor a field's which the event has or a has() excuses, and a constant
 * that is badly written.
 */
#include "lang/analysis.h"
#include "lang/chars.h"
#include "prog/ops.h"
#include "prog/variables.h"

/* Does a has() of this name start here? */
static bool is_has_of(const char *at, const char *name, u32 len)
{
	if (strncmp(at, "has(", 4))
		return false;
	for (at += 4; isspace(*at); at++)
		;
	return ktf_lex_name_length(at) == len && !memcmp(at, name, len);
}

/**
 * ktf_sema_is_optional - may the event lack a field?
 * @a: the analysis.
 * @node: the field's node.
 *
 * The text is looked through, not the tree, which ends where the parser found a mistake.
 *
 * Context: any.
 * Return: true if the text has a has() of the field's name.
 */
bool ktf_sema_is_optional(const struct ktf_analysis *a, const struct ktf_node *node)
{
	const char *text = a->ast->text, *name = text + node->value.in, *at = text;
	char quote = 0;

	if (a->ast->stock)
		return false;
	for (; *at; at++) {
		if (quote ? *at == quote : ktf_is_quote(*at))
			quote = quote ? 0 : *at;
		else if (!quote && (at == text || !ktf_is_name(at[-1])) &&
			 is_has_of(at, name, node->value.len))
			return true;
	}
	return false;
}

/* A constant that is one number, if it has a name. */
static int check_one(struct ktf_analysis *a, const struct ktf_value *val)
{
	struct ktf_name name;
	struct ktf_big number;

	return ktf_sema_one_name(a, val, &name, &number);
}

/* A member of a set, which is no field. */
static int check_member(struct ktf_analysis *a, const struct ktf_value *val)
{
	struct ktf_ranges numbers = { };
	struct ktf_range range;
	struct ktf_name name;
	int err = ktf_value_is_field(a, val) ? -ENOENT : ktf_sema_name(a, val, &name, &numbers);

	ktf_ranges_free(&numbers);
	return err == -ENOENT ? ktf_sema_constant(a, val, &range) : err;
}

/* A name may be that of a field, which the event may lack as well, or of a constant. */
static int check_name(struct ktf_analysis *a, const struct ktf_node *node)
{
	const char *name = a->ast->text + node->value.in;
	struct ktf_field field;
	int err = ktf_schema_find(a->schema, name, node->value.len, &field);

	if (err == -ENOMEM)
		return ktf_no_room(a, err);
	if (!err || ktf_sema_is_optional(a, node))
		return 0;
	err = node->suffixes ? -ENOENT : check_one(a, &node->value);
	return err == -ENOENT ? ktf_sema_unknown_name(a, node) : err;
}

static int check_constant(struct ktf_analysis *a, const struct ktf_value *val)
{
	struct ktf_range range;
	int err;

	if (val->code)
		return ktf_fail(a->diag, -EINVAL, val->code, val->errpos);
	if (val->kind == KTF_VAL_NAME)	/* an offset */
		return check_member(a, val);
	if (val->kind != KTF_VAL_NUM && val->kind != KTF_VAL_CALL)
		return 0;
	err = check_one(a, val);
	return err == -ENOENT ? ktf_sema_constant(a, val, &range) : err;
}

/**
 * ktf_sema_lacking - analyse a node behind a field that the event lacks
 * @a: the analysis, with the missing field in the current predicate.
 * @node: the node; if it is the predicate's comparison, it becomes FALSE.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_sema_lacking(struct ktf_analysis *a, struct ktf_node *node)
{
	switch (node->kind) {
	case KTF_NODE_COMPARE:
		return ktf_sema_never(node);
	case KTF_NODE_VALUE:
		return check_constant(a, &node->value);
	case KTF_NODE_FIELD:
		return check_name(a, node);
	case KTF_NODE_MEMBER:
		return check_member(a, &node->value);
	default:
		return 0;
	}
}

/**
 * ktf_sema_has - analyse a has()
 * @a: the analysis.
 * @node: the has(); becomes HAS, or FALSE if the event lacks the field.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_has(struct ktf_analysis *a, struct ktf_node *node)
{
	const char *name = a->ast->text + node->at;
	struct ktf_field field;
	int ret;

	ktf_sema_never(node);
	ret = ktf_schema_find(a->schema, name, ktf_lex_name_length(name), &field);
	if (ret)
		return ret == -ENOENT ? 0 : ktf_no_room(a, ret);
	ret = ktf_sema_relocation(a, &field);
	if (ret < 0)
		return ktf_no_room(a, ret);
	node->op = KTAP_FILTER_OP_HAS;
	node->field = ret;
	return 0;
}
