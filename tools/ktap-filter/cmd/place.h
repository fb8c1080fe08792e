/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where in tracefs filters are, and the options that say it.
 */
#ifndef _KTF_CMD_PLACE_H
#define _KTF_CMD_PLACE_H

#include "cmd.h"
#include "event_names.h"

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

#define CMD_PLACE_SHORT	"e:"
#define CMD_PLACE_LONG							\
	{ "event",	required_argument,	NULL,	'e' },		\
	{ "instance",	required_argument,	NULL,	CMD_OPT_INSTANCE },	\
	{ "tracefs",	required_argument,	NULL,	CMD_OPT_TRACEFS }
#define CMD_PLACE_HELP							\
	"  -e, --event=EVENT    these events: sched:sched_switch, sched_switch,\n" \
	"                       'sched:*_exec', or a system: sched\n"		\
	"      --instance=NAME  only those of this instance; for events without it, of\n" \
	"                       the top one\n"				\
	"      --tracefs=DIR    in this tracefs, not in the mounted one\n"

bool cmd_place_option(struct cmd_place *place, int option, const char *arg);
int cmd_place_open(struct cmd_place *place);
void cmd_place_close(struct cmd_place *place);

#endif /* _KTF_CMD_PLACE_H */
