/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Errors of the library's interface.
 */
#ifndef _KTF_LIB_FILTER_ERROR_H
#define _KTF_LIB_FILTER_ERROR_H

#include "ktapfilter.h"
#include "prog/err.h"

int filter_fail(struct ktapfilter_error *error, int err, const char *text);
int filter_diag(struct ktapfilter_error *error, const struct ktf_diag *diag);

#endif /* _KTF_LIB_FILTER_ERROR_H */
