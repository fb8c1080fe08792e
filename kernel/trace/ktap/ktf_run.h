/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_RUN_H
#define _KTF_RUN_H

#include "ktf_insn.h"

bool ktf_run(const struct ktf_prog *prog, const void *rec, u32 len);

#endif /* _KTF_RUN_H */
