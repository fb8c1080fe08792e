/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a kernel without ktap filter would refuse.
 */
#ifndef _KTF_CMD_STOCK_H
#define _KTF_CMD_STOCK_H

#include "check/findings.h"
#include "prog/schema.h"

int cmd_stock_check(const char *text, const struct ktf_schema *schema, struct ktf_findings *found);
int cmd_stock_try(const char *text, const struct ktf_schema *schema, struct ktf_diag *diag);

#endif /* _KTF_CMD_STOCK_H */
