/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Semantic analysis: the meaning of a tree on an event. See lang/sema.c.
 */
#ifndef _KTF_SEMA_H
#define _KTF_SEMA_H

#include "lang/ast.h"
#include "prog/portable.h"
#include "prog/schema.h"

int ktf_sema_from(struct ktf_ast *ast, u32 *at, u32 *stop, const struct ktf_schema *schema,
		  struct ktf_portable *prog, struct ktf_diag *diag);
int ktf_sema(struct ktf_ast *ast, const struct ktf_schema *schema,
	     struct ktf_portable *prog, struct ktf_diag *diag);

#endif /* _KTF_SEMA_H */
