// SPDX-License-Identifier: GPL-2.0
/*
 * Analysis of predicates that compare the texts of two fields.
 *
 * Two operations are enough. The other relations follow from them as they do for values:
 *
 *	a == b	SAME a b	a < b	BEFORE a b	a >= b	not BEFORE a b
 *	a != b	not SAME a b	a > b	BEFORE b a	a <= b	not BEFORE b a
 */
#include "lang/analysis.h"

/**
 * struct side - one of the fields
 * @reloc: its relocation.
 * @user: its text is behind a user space address.
 * @folds: A to Z of its text are compared as a to z.
 */
struct side {
	u16	reloc;
	bool	user;
	bool	folds;
};

static int take_side(struct ktf_analysis *a, const struct ktf_operand *operand, struct side *side)
{
	u32 suffixes = operand->named->suffixes;
	int ret = ktf_sema_may_read(a, &operand->field, suffixes, operand->node->pos);

	if (ret < 0)
		return ret;
	side->user = ret;
	ret = ktf_sema_relocation(a, &operand->field);
	if (ret < 0)
		return ktf_no_room(a, ret);
	side->reloc = ret;
	side->folds = operand->folds;
	return 0;
}

/* Which relations exchange the fields, and which negate the outcome? */
static bool exchanges(u8 rel)
{
	return rel == KTF_REL_GT || rel == KTF_REL_LE;
}

static bool negates(u8 rel)
{
	return rel == KTF_REL_NE || rel == KTF_REL_GE || rel == KTF_REL_LE;
}

/**
 * ktf_sema_texts - analyse the comparison of two fields that are texts
 * @a: the analysis.
 * @node: the comparison; gets its operation and its fields.
 * @left: the left field.
 * @right: the right field.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -EACCES if a restricted filter asks for a string of the
 * kernel; -E2BIG; -ENOMEM.
 */
int ktf_sema_texts(struct ktf_analysis *a, struct ktf_node *node,
		   const struct ktf_operand *left, const struct ktf_operand *right)
{
	bool equality = node->rel == KTF_REL_EQ || node->rel == KTF_REL_NE;
	struct side first, second;

	if (ktf_rel_is_glob(node->rel))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, right->node->pos);
	if (exchanges(node->rel))
		swap(left, right);
	if (take_side(a, left, &first) || take_side(a, right, &second))
		return a->diag->err;
	node->op = equality ? KTAP_FILTER_OP_STR_SAME : KTAP_FILTER_OP_STR_BEFORE;
	node->flags = (negates(node->rel) ? KTAP_FILTER_NOT : 0) |
		      (first.user ? KTAP_FILTER_USER : 0);
	node->field = first.reloc;
	node->func = 0;
	node->imm = second.reloc | (second.user ? KTAP_FILTER_PAIR_USER : 0) |
		    (second.folds ? KTAP_FILTER_PAIR_LOWER : 0) |
		    (first.folds ? KTAP_FILTER_PAIR_FIRST_LOWER : 0);
	return 0;
}
