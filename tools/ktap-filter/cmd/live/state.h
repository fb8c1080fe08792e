/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a run consists of.
 */
#ifndef _KTF_CMD_LIVE_STATE_H
#define _KTF_CMD_LIVE_STATE_H

#include "../probe/probe.h"
#include "argument.h"
#include "events.h"

/* What carries the number of a run: its instance, and the group of its events. */
#define SESSION_INSTANCE	"ktap-"
#define SESSION_GROUP		"ktap_"

/* The group of all synthetic events. */
#define SESSION_SYNTHETIC	"synthetic"

/* Size of a buffer for a run's name. */
#define SESSION_NAME		32

/* Sentences of a run. */
#define SESSION_SENTENCES	64

/* Threads of the run of which it records no events. */
#define SESSION_THREADS		8

/**
 * struct session_sentence - a sentence of the command line
 * @definition: what it says; @definition.said is the sentence.
 * @is_probe: the run defines the event. Otherwise it names events that are there.
 * @pattern: the events as events_find() takes them: "sched:sched_switch", "ktap_1:vfs_read".
 * @filter: its filter; @filter.arg is NULL if it has none.
 * @found: its events, all of which are recorded.
 */
struct session_sentence {
	struct cmd_definition	definition;
	bool			is_probe;
	char			*pattern;
	struct cmd_argument	filter;
	struct events_found	found;
};

/**
 * struct session_run - what holds a run in the kernel
 * @nr: its number; 0 if there is none.
 * @lock: descriptor of the instance's folder, with a lock that says that the run lives; or -1.
 * @guardian: the process that clears up if this one is killed; 0 for none.
 */
struct session_run {
	u32	nr;
	int	lock;
	pid_t	guardian;
};

/**
 * struct session - a run
 * @place: the tracefs; @place.trace is the run's instance after session_open(). The user's
 *	--tracefs is @place.tracefs.
 * @types: the types that places of probes are looked for in.
 * @run: what holds the run in the kernel.
 * @instance: the name of the instance.
 * @group: the group of the events that the run defines.
 * @from: the events, as libtraceevent describes them: @from.tep.
 * @sentences: the sentences.
 * @nr: number of sentences.
 * @threads: threads of which no events are recorded; the first one is the caller's.
 * @nr_threads: number of threads.
 * @by_triggers: the events get triggers, and neither filters nor records: session_open() leaves
 *	that to its caller.
 * @made: the synthetic event that these triggers make, and that is recorded; NULL for none.
 */
struct session {
	struct cmd_place	place;
	struct cmd_types	types;
	struct session_run	run;
	char			instance[SESSION_NAME];
	char			group[SESSION_NAME];
	struct events		from;
	struct session_sentence	*sentences[SESSION_SENTENCES];
	u32			nr;
	pid_t			threads[SESSION_THREADS];
	u32			nr_threads;
	bool			by_triggers;
	const char		*made;
};

#endif /* _KTF_CMD_LIVE_STATE_H */
