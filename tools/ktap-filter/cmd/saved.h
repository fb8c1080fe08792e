/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The file that "save" writes and "restore" reads.
 */
#ifndef _KTF_CMD_SAVED_H
#define _KTF_CMD_SAVED_H

#include "filters/filters.h"

void cmd_saved_put(FILE *to, const struct cmd_filters *filters);
int cmd_saved_read(const char *path, struct cmd_filters *filters);

#endif /* _KTF_CMD_SAVED_H */
