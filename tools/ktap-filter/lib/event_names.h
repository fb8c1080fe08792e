/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_LIB_EVENT_NAMES_H
#define _KTF_LIB_EVENT_NAMES_H

#include "prog/env.h"

/**
 * struct event_name - an event's name
 * @system: name of its system.
 * @event: the event's own name.
 */
struct event_name {
	char	*system;
	char	*event;
};

/**
 * struct event_names - the events that match a pattern, sorted by name
 * @list: the names.
 * @nr: number of names.
 * @room: number of names that @list has room for.
 */
struct event_names {
	struct event_name	*list;
	u32			nr;
	u32			room;
};

bool event_pattern_valid(const char *pattern);
bool event_pattern_names(const char *pattern, const char *event);
bool event_matches(const char *pattern, const char *system, const char *event);

int event_names_read(const char *tracing, const char *pattern, struct event_names *names);
void event_names_free(struct event_names *names);

#endif /* _KTF_LIB_EVENT_NAMES_H */
