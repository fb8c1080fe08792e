/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Code generation: from a tree with a meaning to a portable program. See lang/gen.c.
 */
#ifndef _KTF_GEN_H
#define _KTF_GEN_H

#include "lang/ast.h"
#include "prog/portable.h"

int ktf_gen(struct ktf_ast *ast, struct ktf_portable *prog);

#endif /* _KTF_GEN_H */
