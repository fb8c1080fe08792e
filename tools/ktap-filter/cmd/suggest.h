/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_SUGGEST_H
#define _KTF_SUGGEST_H

#include "schema.h"

const char *cmd_suggest(const struct ktf_schema *schema, const char *name, u32 len);

#endif /* _KTF_SUGGEST_H */
