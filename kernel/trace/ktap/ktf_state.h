/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of a filter's state terms. See ktf_state.c.
 */
#ifndef _KTF_KERNEL_STATE_H
#define _KTF_KERNEL_STATE_H

#include "vm/state.h"

int ktf_state_attach(struct ktf_prog *prog);
void ktf_state_free(const struct ktf_prog *prog);
long ktf_state_bytes(const struct ktf_prog *prog);

#endif /* _KTF_KERNEL_STATE_H */
