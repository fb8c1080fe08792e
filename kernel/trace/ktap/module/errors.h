/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Errors of ours that stay in error_log when the module goes. See errors.c.
 */
#ifndef _KTF_ERRORS_H
#define _KTF_ERRORS_H

void ktf_errors_keep(void);

#endif /* _KTF_ERRORS_H */
