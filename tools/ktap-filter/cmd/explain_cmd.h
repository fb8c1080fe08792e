/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_EXPLAIN_CMD_H
#define _KTF_EXPLAIN_CMD_H

#include <json.h>

#include "explain/explain.h"

int cmd_explain_svg(const struct ktf_explain *x, const char *path);
struct json_object *cmd_explain_json(const struct ktf_explain *x);

#endif /* _KTF_EXPLAIN_CMD_H */
