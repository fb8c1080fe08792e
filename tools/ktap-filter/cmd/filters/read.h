/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The filters of a place, from the kernel's list or from their files.
 */
#ifndef _KTF_CMD_FILTERS_READ_H
#define _KTF_CMD_FILTERS_READ_H

#include "filters/filters.h"

int cmd_event_triggers(struct tracefs_instance *trace, const char *instance, const char *system,
		       const char *name, struct cmd_filters *filters);
int cmd_triggers_read(const struct cmd_place *place, struct cmd_filters *filters, bool probes);
int cmd_filters_read(const struct cmd_place *place, struct cmd_filters *filters);
int cmd_filters_open(struct cmd_place *place, struct cmd_filters *filters);

#endif /* _KTF_CMD_FILTERS_READ_H */
