/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters that are accepted, but may not mean what their author meant.
 */
#ifndef _KTF_LIB_CHECK_SENSE_H
#define _KTF_LIB_CHECK_SENSE_H

#include "check/findings.h"
#include "prog/portable.h"

int ktf_check_sense(const struct ktf_portable *prog, const char *source,
		    struct ktf_findings *found);

#endif /* _KTF_LIB_CHECK_SENSE_H */
