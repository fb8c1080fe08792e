/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters that are in force, or that were refused.
 */
#ifndef _KTF_CMD_FILTERS_FILTERS_H
#define _KTF_CMD_FILTERS_FILTERS_H

#include "place.h"

enum cmd_filter_kind {
	CMD_OF_EVENT,
	CMD_OF_TRIGGER,
	CMD_OF_PROBE,
};

/**
 * struct cmd_filter - a filter in force, a refused filter, or what has a filter of its own
 * @kind: what the filter is of.
 * @instance: the instance's name; NULL for the top instance.
 * @system: the event's system.
 * @name: the event's name; NULL for a refused filter in the file of the system.
 * @text: the filter as its file shows it; a trigger or probe, which may have a filter.
 * @error: the reason of the refusal, inside @text; NULL if the filter is in force.
 * @program: the listing of the program; NULL if the kernel gives none.
 * @nr_insns: number of instructions of the program.
 */
struct cmd_filter {
	enum cmd_filter_kind	kind;
	char			*instance;
	char			*system;
	char			*name;
	char			*text;
	char			*error;
	char			*program;
	u32			nr_insns;
};

/**
 * struct cmd_filters - a list of filters
 * @list: the filters.
 * @nr: number of filters.
 * @room: number of filters that @list has room for.
 * @keepers: a line "system:event: text" for each filter that keeps the module: filters of triggers,
 *	probes and perf as well; NULL if nothing keeps it.
 * @listed: this kernel has the file ktap_filters, which only our engine makes.
 */
struct cmd_filters {
	struct cmd_filter	*list;
	u32			nr;
	u32			room;
	char			*keepers;
	bool			listed;
};

void cmd_filters_free(struct cmd_filters *filters);
struct json_object *cmd_filters_json(const struct cmd_filters *filters, bool programs);
void cmd_filter_print_name(FILE *to, const struct cmd_filter *filter);
void cmd_filter_print(FILE *to, const struct cmd_filter *filter);
bool cmd_filter_keeps_module(const struct cmd_filter *filter);
u32 cmd_filters_count(const struct cmd_filters *filters);
bool cmd_filters_want(const struct cmd_place *place, const char *instance, const char *system,
		      const char *name);
struct cmd_filter *cmd_filters_add(struct cmd_filters *filters);
void cmd_filters_drop(struct cmd_filters *filters);
void cmd_filters_keep(struct cmd_filters *filters,
		      bool (*is_kept)(const struct cmd_filter *filter, const void *of),
		      const void *of);

#endif /* _KTF_CMD_FILTERS_FILTERS_H */
