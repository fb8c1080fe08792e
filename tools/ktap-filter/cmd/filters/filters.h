/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters that are in force, or that were refused.
 */
#ifndef _KTF_CMD_FILTERS_FILTERS_H
#define _KTF_CMD_FILTERS_FILTERS_H

#include "place.h"

/**
 * struct cmd_filter - a filter that is in force, or that was refused
 * @instance: the instance; NULL for the top one.
 * @system: the event's system.
 * @name: the event's name; NULL for a refused one that the system's own file shows.
 * @text: the filter, as its file shows it.
 * @error: why it was refused, a part of @text's memory; NULL if it is in force.
 * @program: the listing of its program; NULL where the kernel has none.
 * @nr_insns: how many instructions that has.
 */
struct cmd_filter {
	char	*instance;
	char	*system;
	char	*name;
	char	*text;
	char	*error;
	char	*program;
	u32	nr_insns;
};

/**
 * struct cmd_filters - all of them, or those of a place
 * @list: the filters.
 * @nr: how many.
 * @room: how many the list has room for.
 * @listed: the kernel has a list of them, which is ours.
 */
struct cmd_filters {
	struct cmd_filter	*list;
	u32			nr;
	u32			room;
	bool			listed;
};

void cmd_filters_free(struct cmd_filters *filters);
struct json_object *cmd_filters_json(const struct cmd_filters *filters, bool programs);
void cmd_filter_print_name(FILE *to, const struct cmd_filter *filter);
void cmd_filter_print(FILE *to, const struct cmd_filter *filter);
u32 cmd_filters_count(const struct cmd_filters *filters);
bool cmd_filters_want(const struct cmd_place *place, const char *instance, const char *system,
		      const char *name);
struct cmd_filter *cmd_filters_add(struct cmd_filters *filters);
void cmd_filters_drop(struct cmd_filters *filters);

#endif /* _KTF_CMD_FILTERS_FILTERS_H */
