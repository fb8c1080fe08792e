/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A filter file of tracefs.
 */
#ifndef _KTF_CMD_FILTERS_FILE_H
#define _KTF_CMD_FILTERS_FILE_H

struct tracefs_instance;

char *cmd_event_file(struct tracefs_instance *trace, const char *system, const char *event,
		     const char *file);
int cmd_filter_file_read(struct tracefs_instance *trace, const char *system, const char *event,
			 char **text, char **error);

#endif /* _KTF_CMD_FILTERS_FILE_H */
