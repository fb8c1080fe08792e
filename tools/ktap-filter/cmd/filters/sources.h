/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where filters are read: the list of a kernel with ktap filter, or the files of any.
 */
#ifndef _KTF_CMD_FILTERS_SOURCES_H
#define _KTF_CMD_FILTERS_SOURCES_H

#include "filters/filters.h"

int cmd_filters_from_list(const struct cmd_place *place, struct cmd_filters *filters);
int cmd_filters_each_instance(const struct cmd_place *place,
			      int (*look)(const struct cmd_place *place, const char *instance,
					  void *to),
			      void *to);
int cmd_filters_from_walk(const struct cmd_place *place, struct cmd_filters *filters);

#endif /* _KTF_CMD_FILTERS_SOURCES_H */
