/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records that end where memory ends.
 */
#ifndef _KTF_TEST_EDGE_H
#define _KTF_TEST_EDGE_H

#include "env.h"
#include "vm/insn.h"

/* Try a case: its program, and its record of @len bytes. */
typedef void edge_try(const struct ktf_case *row, const struct ktf_prog *prog,
		      const void *rec, u32 len);

u32 edge_cases(edge_try *try);

#endif /* _KTF_TEST_EDGE_H */
