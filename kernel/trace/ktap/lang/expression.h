/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The stack of value expressions, which the files of their analysis share. See
 * lang/expression.c.
 */
#ifndef _KTF_LANG_EXPRESSION_H
#define _KTF_LANG_EXPRESSION_H

#include "lang/analysis.h"

/* The value that was pushed last. */
static inline struct ktf_operand *ktf_sema_top(struct ktf_analysis *a)
{
	return &a->ex.stack[a->ex.depth - 1];
}

/* lang/expression.c */
int ktf_sema_too_complex(struct ktf_analysis *a, const struct ktf_node *node);
int ktf_sema_push(struct ktf_analysis *a, const struct ktf_node *node, u8 kind);

/* lang/leaf.c */
int ktf_operand_name(struct ktf_analysis *a, const struct ktf_node *node);
int ktf_operand_value(struct ktf_analysis *a, const struct ktf_node *node);

/* lang/variable.c */
int ktf_operand_variable(struct ktf_analysis *a, const struct ktf_node *node);

/* lang/operator.c */
int ktf_operand_left(struct ktf_analysis *a, const struct ktf_node *node);
int ktf_operand_binary(struct ktf_analysis *a, const struct ktf_node *node);
int ktf_operand_unary(struct ktf_analysis *a, const struct ktf_node *node);
int ktf_sema_change(struct ktf_analysis *a, const struct ktf_node *node, u8 op, u8 arg);

/* lang/call.c */
int ktf_operand_element(struct ktf_analysis *a, const struct ktf_node *node);
int ktf_operand_call(struct ktf_analysis *a, const struct ktf_node *node);

#endif /* _KTF_LANG_EXPRESSION_H */
