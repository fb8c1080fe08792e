/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The file error_log of an instance, in which the kernel says why it refused a text.
 */
#ifndef _KTF_CMD_FILTERS_ERROR_LOG_H
#define _KTF_CMD_FILTERS_ERROR_LOG_H

struct tracefs_instance;

char *cmd_error_log_last(struct tracefs_instance *trace);
void cmd_error_log_print(const char *entry);

#endif /* _KTF_CMD_FILTERS_ERROR_LOG_H */
