/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a filter can ask of a record after the event. See lib/recorded.c.
 */
#ifndef _KTF_LIB_RECORDED_H
#define _KTF_LIB_RECORDED_H

#include "prog/portable.h"

int ktf_check_recorded(const struct ktf_portable *prog, struct ktf_diag *diag);

#endif /* _KTF_LIB_RECORDED_H */
