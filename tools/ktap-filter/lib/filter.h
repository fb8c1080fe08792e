/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files of the library's interface share.
 */
#ifndef _KTF_FILTER_H
#define _KTF_FILTER_H

#include "ktapfilter.h"
#include "prog/err.h"

int filter_fail(struct ktapfilter_error *error, int err, const char *text);
int filter_diag(struct ktapfilter_error *error, const struct ktf_diag *diag);

#endif /* _KTF_FILTER_H */
