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
 * struct cmd_place - the options that name a place in tracefs, and the place
 * @event: argument of --event, or NULL.
 * @tracefs: argument of --tracefs, or NULL.
 * @instance: argument of --instance, or NULL.
 * @root: the tracefs folder, after cmd_place_open().
 * @trace: the instance; the top one without --instance.
 * @names: one or more events that --event names; empty without --event.
 */
struct cmd_place {
	const char		*event;
	const char		*tracefs;
	const char		*instance;
	const char		*root;
	struct tracefs_instance	*trace;
	struct event_names	names;
};

/* Rows of an option table that fill @place, a struct cmd_place. */
#define CMD_PLACE_OPTIONS(place)						\
	{ 'e', "event", "EVENT", .text = &(place)->event,			\
	  .help = "the events: sched:sched_switch, sched_switch, 'sched:*_exec',\n"	\
		  "or a system, sched" },					\
	{ 0, "instance", "NAME", .text = &(place)->instance,			\
	  .help = "the instance; with --event and without this option, it is the\n"	\
		  "top instance" },						\
	{ 0, "tracefs", "DIR", .text = &(place)->tracefs,			\
	  .help = "use this tracefs, not the mounted one" }

bool cmd_place_is_stock(const struct cmd_place *place);
int cmd_place_open(struct cmd_place *place);
void cmd_place_close(struct cmd_place *place);

#endif /* _KTF_CMD_PLACE_H */
