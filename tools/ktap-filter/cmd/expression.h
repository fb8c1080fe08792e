/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_EXPRESSION_H
#define _KTF_EXPRESSION_H

#include "schema.h"

bool cmd_names_image(const char *arg);
const char *cmd_suggest(const struct ktf_schema *schema, const char *name, u32 len);

#endif /* _KTF_EXPRESSION_H */
