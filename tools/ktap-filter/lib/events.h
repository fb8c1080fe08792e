/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_LIB_EVENTS_H
#define _KTF_LIB_EVENTS_H

#include "schema.h"

/* The system of an event whose file does not name it. */
#define EVENTS_NO_SYSTEM	"unknown"

struct tracecmd_input;

/**
 * struct events - a place that events come from
 * @tep: what is known of them.
 * @tracing: the tracefs folder, if that is the place.
 * @dat: the open trace.dat, if that is, and libtracecmd reads it.
 * @single: the only event, of a saved format file.
 * @error: what went wrong last, in words.
 */
struct events {
	struct tep_handle	*tep;
	char			*tracing;
	struct tracecmd_input	*dat;
	struct tep_event	*single;
	char			error[512];
};

/**
 * struct events_found - the events that a pattern names
 * @list: the events.
 * @nr: how many.
 * @system: the pattern is the name of a system, and they are the system's.
 */
struct events_found {
	struct ktf_schema	*list;
	u32			nr;
	bool			system;
};

int events_open_tracefs(struct events *events, const char *dir);
int events_open_format(struct events *events, const char *path, const char *system);
int events_open_empty(struct events *events);
int events_open_library(struct events *events, const char *path);
int events_open_dat(struct events *events, const char *path);
void events_close(struct events *events);

int events_find(struct events *events, const char *pattern, struct events_found *found);
void events_found_free(struct events_found *found);

#endif /* _KTF_LIB_EVENTS_H */
