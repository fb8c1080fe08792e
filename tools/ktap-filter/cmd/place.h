/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The place of filters in tracefs, and the options that name it.
 */
#ifndef _KTF_CMD_PLACE_H
#define _KTF_CMD_PLACE_H

#include "cmd.h"
#include "event_names.h"
#include "options.h"

/**
 * struct cmd_place - where in tracefs filters are, as options name it
 * @event: --event; NULL without.
 * @tracefs: --tracefs; NULL without.
 * @instance: --instance; NULL without.
 * @root: the tracefs folder, after cmd_place_open().
 * @trace: the instance, or the top one.
 * @names: the events that --event names, one or more; none without.
 */
struct cmd_place {
	const char		*event;
	const char		*tracefs;
	const char		*instance;
	const char		*root;
	struct tracefs_instance	*trace;
	struct event_names	names;
};

/* Rows for a table of options that fill @place, a struct cmd_place. */
#define CMD_PLACE_OPTIONS(place)						\
	{ 'e', "event", "EVENT", .text = &(place)->event,			\
	  .help = "these events: sched:sched_switch, sched_switch,\n"		\
		  "'sched:*_exec', or a system: sched" },			\
	{ 0, "instance", "NAME", .text = &(place)->instance,			\
	  .help = "only those of this instance; for events without it, of\n"	\
		  "the top one" },						\
	{ 0, "tracefs", "DIR", .text = &(place)->tracefs,			\
	  .help = "in this tracefs, not in the mounted one" }

int cmd_place_open(struct cmd_place *place);
void cmd_place_close(struct cmd_place *place);

#endif /* _KTF_CMD_PLACE_H */
