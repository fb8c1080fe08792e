/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a run watches, and for how long: a command that it starts, tasks, a span of time.
 */
#ifndef _KTF_CMD_LIVE_WORKLOAD_H
#define _KTF_CMD_LIVE_WORKLOAD_H

#include <signal.h>

#include "live/state.h"
#include "options.h"

/* The descriptors that end a run. */
enum {
	WORKLOAD_SIGNAL,
	WORKLOAD_TIMER,
	WORKLOAD_COMMAND,
	WORKLOAD_FDS,
};

/**
 * struct workload - what a run watches, and for how long
 * @pids: argument of --pid, or NULL.
 * @timeout: argument of --timeout, or NULL.
 * @all: all tasks are watched, not only those of the command.
 * @command: the command and its arguments, or NULL.
 * @ns: the span of time in nanoseconds; 0 for none.
 * @pid: the command's process, once it is started; 0 for none.
 * @gate: a descriptor; the command runs when a byte comes out of it.
 * @fds: descriptors, as WORKLOAD_ numbers them, that can be read when the run is to end; or -1.
 * @before: the signals that were blocked before.
 * @is_blocked: @before is known.
 */
struct workload {
	const char	*pids;
	const char	*timeout;
	bool		all;
	char		**command;
	u64		ns;
	pid_t		pid;
	int		gate;
	int		fds[WORKLOAD_FDS];
	sigset_t	before;
	bool		is_blocked;
};

/* Rows of an option table that fill @w, a struct workload. */
#define WORKLOAD_OPTIONS(w)							\
	{ 'p', "pid", "PIDS", .text = &(w)->pids, .is_list = true,				\
	  .help = "only these tasks, as in 17,42, and what they start" },			\
	{ 'a', "all", .flag = &(w)->all,					\
	  .help = "all tasks, not only those of COMMAND" },			\
	{ 0, "timeout", "TIME", .text = &(w)->timeout,				\
	  .help = "end after this time: 2 or 2s, 500ms" }

/* In this order; workload_end() at any time behind workload_init(). */
int workload_init(struct workload *w, int *argc, char **argv);
int workload_check(struct workload *w);
int workload_hold(struct workload *w);
int workload_start(struct workload *w, const struct session *s);
int workload_go(struct workload *w);
int workload_wait(const struct workload *w);
int workload_end(struct workload *w, int status);

#endif /* _KTF_CMD_LIVE_WORKLOAD_H */
