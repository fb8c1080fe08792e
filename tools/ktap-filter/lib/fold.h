/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which predicates of a portable program decide something.
 */
#ifndef _LIB_FOLD_H
#define _LIB_FOLD_H

#include "prog/portable.h"

int ktf_fold(struct ktf_portable *prog);

#endif /* _LIB_FOLD_H */
