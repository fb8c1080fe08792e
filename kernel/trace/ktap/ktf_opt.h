/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_OPT_H
#define _KTF_OPT_H

#include "ktf_portable.h"

int ktf_opt_fold(struct ktf_portable *prog);

#endif /* _KTF_OPT_H */
