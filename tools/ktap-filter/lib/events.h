/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_LIB_EVENTS_H
#define _KTF_LIB_EVENTS_H

#include "schema.h"

/* The system of an event if it is not known. */
#define EVENTS_NO_SYSTEM	"unknown"

struct tracecmd_input;

/**
 * struct events - a source of events
 * @tep: libtraceevent's handle with the events.
 * @tracing: the tracefs folder, if the source is a kernel.
 * @dat: libtracecmd's handle, if it reads the source.
 * @single: the only event, if the source is a saved format file.
 * @prints: have libtraceevent read what it needs to print the events of tracefs.
 * @error: the message of the last error.
 */
struct events {
	struct tep_handle	*tep;
	char			*tracing;
	struct tracecmd_input	*dat;
	struct tep_event	*single;
	bool			prints;
	char			error[512];
};

/**
 * struct events_found - the events that match a pattern
 * @list: the events.
 * @nr: number of events.
 * @system: the pattern is the name of a system, and these are the system's events.
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
