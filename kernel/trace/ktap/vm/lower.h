/* SPDX-License-Identifier: GPL-2.0 */
/* Lowering: from a linked portable program to the runnable one. See vm/lower.c. */
#ifndef _KTF_LOWER_H
#define _KTF_LOWER_H

#include "prog/err.h"
#include "prog/portable.h"
#include "prog/schema.h"
#include "vm/insn.h"

struct ktf_prog *ktf_lower(struct ktf_portable *prog, const struct ktf_field *fields,
			   u32 fixed, struct ktf_diag *diag);

#endif /* _KTF_LOWER_H */
