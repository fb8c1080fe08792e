/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that the user names for output, beside what is printed.
 */
#ifndef _KTF_CMD_OUTPUT_FILE_H
#define _KTF_CMD_OUTPUT_FILE_H

#include "whole.h"

int cmd_output_open(struct whole *w, const char *path);
int cmd_output_end(struct whole *w, const char *path, int status);

#endif /* _KTF_CMD_OUTPUT_FILE_H */
