/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The dynamic events of a kernel.
 */
#ifndef _KTF_CMD_PROBE_DYNAMIC_H
#define _KTF_CMD_PROBE_DYNAMIC_H

#include "filters/filters.h"

/* The group of events that this command defines, unless the user names another one. */
#define OUR_GROUP	"ktap"

/**
 * struct cmd_dynamic - a dynamic event
 * @kind: the letter of its definition; 'u' for a probe of a program, which has none of its own.
 * @is_return: it is where a function returns.
 * @group: its group.
 * @name: its name.
 * @place: where it is; "" for a synthetic event.
 * @arguments: what it records, as the kernel shows it.
 */
struct cmd_dynamic {
	char	kind;
	bool	is_return;
	char	*group;
	char	*name;
	char	*place;
	char	*arguments;
};

/**
 * struct cmd_dynamics - all of them
 * @text: the file dynamic_events, cut into the words that @list has.
 * @list: the events. One that has several probes is there several times.
 * @nr: number of events.
 */
struct cmd_dynamics {
	char			*text;
	struct cmd_dynamic	*list;
	u32			nr;
};

int cmd_dynamics_read(const struct cmd_place *place, struct cmd_dynamics *all);
void cmd_dynamics_free(struct cmd_dynamics *all);
bool cmd_dynamic_matches(const struct cmd_dynamic *event, const char *pattern);
int cmd_dynamic_write(const struct cmd_place *place, const char *line);
int cmd_dynamic_delete(const struct cmd_place *place, const char *group, const char *name);
int cmd_dynamic_remove(const struct cmd_place *place, const struct cmd_dynamic *e, bool *gone);
int cmd_dynamics_delete(const struct cmd_place *place, char **patterns);
int cmd_dynamics_list(const struct cmd_place *place, char **patterns, bool json);

/**
 * struct cmd_user - an instance that uses an event
 * @instance: its name; NULL for the top instance.
 * @enabled: it records the event.
 * @filter: its filter; NULL for none.
 * @triggers: number of triggers.
 */
struct cmd_user {
	char	*instance;
	bool	enabled;
	char	*filter;
	u32	triggers;
};

/**
 * struct cmd_users - the instances that use an event
 * @event: the event.
 * @list: the instances.
 * @nr: number of instances.
 */
struct cmd_users {
	const struct cmd_dynamic	*event;
	struct cmd_user			*list;
	u32				nr;
};

int cmd_users_read(const struct cmd_place *place, const struct cmd_dynamic *event,
		   struct cmd_users *users);
void cmd_users_free(struct cmd_users *users);

#endif /* _KTF_CMD_PROBE_DYNAMIC_H */
