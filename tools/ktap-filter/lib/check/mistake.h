/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of a finding about a mistake: the piece of the text, and a hint.
 */
#ifndef _KTF_LIB_CHECK_MISTAKE_H
#define _KTF_LIB_CHECK_MISTAKE_H

#include "lang/ast.h"
#include "prog/err.h"

/* check/place.c */
struct ktf_span ktf_check_place(const struct ktf_ast *ast, const struct ktf_node *node,
				const struct ktf_diag *diag);

/* check/hint.c */
const char *ktf_check_hint(u32 code, const char *piece, u32 len);

#endif /* _KTF_LIB_CHECK_MISTAKE_H */
