/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_LOWER_H
#define _KTF_LOWER_H

#include "ktf_err.h"
#include "ktf_insn.h"
#include "ktf_portable.h"
#include "ktf_schema.h"

struct ktf_prog *ktf_lower(const struct ktf_portable *prog, const struct ktf_field *live,
			   u32 fixed, struct ktf_diag *diag);

#endif /* _KTF_LOWER_H */
