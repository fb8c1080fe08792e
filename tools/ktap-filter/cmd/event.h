/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The events that a filter is for, and the options that name them.
 */
#ifndef _KTF_CMD_EVENT_H
#define _KTF_CMD_EVENT_H

#include "cmd.h"
#include "events.h"
#include "options.h"
#include "suggest.h"

/**
 * struct cmd_event - the options that name a filter's events, and the events
 * @name: argument of --event, or NULL.
 * @format: argument of --format, or NULL.
 * @input: argument of --input, or NULL.
 * @tracefs: argument of --tracefs, or NULL.
 * @events: the source of the events.
 * @found: one or more events, after cmd_event_open().
 */
struct cmd_event {
	const char		*name;
	const char		*format;
	const char		*input;
	const char		*tracefs;
	struct events		events;
	struct events_found	found;
};

/* Rows of an option table that fill @event, a struct cmd_event. */
#define CMD_EVENT_OPTIONS(event)						\
	{ 'e', "event", "EVENT", .text = &(event)->name,			\
	  .help = "the events that the filter is for: sched:sched_switch,\n"	\
		  "sched_switch, 'sched:*_exec', or a system, sched" },		\
	{ 0, "format", "FILE", .text = &(event)->format,			\
	  .help = "take the event from a saved copy of its format file" },	\
	{ 'i', "input", "FILE", .text = &(event)->input,			\
	  .help = "take the event from a trace.dat" },				\
	{ 0, "tracefs", "DIR", .text = &(event)->tracefs,			\
	  .help = "take the event from this tracefs, not the mounted one" }

/* Size of the buffer for cmd_event_name(). */
#define CMD_EVENT_NAME	512

const char *cmd_event_name(const struct ktf_schema *schema, char name[CMD_EVENT_NAME]);
void cmd_event_suggest(struct cmd_suggestion *s, const char *tracing);
int cmd_event_missing(const struct events *events, const char *file, const char *pattern);
int cmd_event_open(struct cmd_event *event);
void cmd_event_close(struct cmd_event *event);

#endif /* _KTF_CMD_EVENT_H */
