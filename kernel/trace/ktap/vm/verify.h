/* SPDX-License-Identifier: GPL-2.0 */
/* The verifier. See vm/verify.c. */
#ifndef _KTF_VERIFY_H
#define _KTF_VERIFY_H

#include "vm/insn.h"

int ktf_verify(const struct ktf_prog *prog, u32 *bad);

#endif /* _KTF_VERIFY_H */
