/* SPDX-License-Identifier: GPL-2.0 */
/* Early reject: what a filter can decide before there is a record. See vm/early.c. */
#ifndef _KTF_EARLY_H
#define _KTF_EARLY_H

#include "vm/insn.h"

const struct ktf_prog *ktf_early(const struct ktf_prog *prog);

#endif /* _KTF_EARLY_H */
