/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions of the event's kernel.
 */
#ifndef _KTF_CMD_SYMBOLS_H
#define _KTF_CMD_SYMBOLS_H

#include "event.h"

int cmd_read_symbols(const char *path);
void cmd_find_symbols(const struct cmd_event *event);

#endif /* _KTF_CMD_SYMBOLS_H */
