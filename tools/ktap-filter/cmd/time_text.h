/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_CMD_TIME_TEXT_H
#define _KTF_CMD_TIME_TEXT_H

#include "prog/env.h"

bool cmd_time_read(const char *text, const char *unit, u64 *ns);

#endif /* _KTF_CMD_TIME_TEXT_H */
