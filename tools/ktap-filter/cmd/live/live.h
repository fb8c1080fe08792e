/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A running kernel in the place of a recorded file.
 */
#ifndef _KTF_CMD_LIVE_LIVE_H
#define _KTF_CMD_LIVE_LIVE_H

#include "live/reader.h"

/* What takes the place of a file's name. */
#define LIVE_INPUT	"the running kernel"

/**
 * struct live - a run, and what it is for
 * @session: the run.
 * @work: what it watches.
 * @reader: reads its records.
 * @stacks: a stack is recorded behind each event; the caller sets it before live_open().
 * @is_open: @reader is open.
 * @run_taken: the events of the run are those of @session.
 */
struct live {
	struct session	session;
	struct workload	work;
	struct reader	reader;
	bool		stacks;
	bool		is_open;
	bool		run_taken;
};

/* Where the events come from: rows of a table of options. */
#define LIVE_OR_RECORDED(run)							\
	{ 'i', "input", "FILE", .text = &(run)->input,				\
	  .help = "the file; without it, the running kernel" },			\
	{ 'B', "buffer", "NAME|KB", .text = &(run)->buffer,			\
	  .help = "look only at the buffer of this instance; \"\" is the top one; without\n" \
		  "-i: the size of each CPU's buffer" }

/* Rows of an option table that fill @live, a struct live. */
#define LIVE_OPTIONS(live)							\
	WORKLOAD_OPTIONS(&(live)->work),					\
	CMD_TYPES_OPTIONS(&(live)->session.types),				\
	{ 0, "tracefs", "DIR", .text = &(live)->session.place.tracefs,		\
	  .help = "use this tracefs, not the mounted one" }

/* Is there an option or a command that only a running kernel has a use for? */
static inline bool live_is_asked(const struct live *live)
{
	const struct workload *w = &live->work;

	return w->pids || w->timeout || w->all || w->command || live->session.place.tracefs ||
	       live->session.types.path || live->session.types.program;
}

/* live_close() at any time behind live_init(), and live_end() last. */
int live_init(struct live *live, int *argc, char **argv);
int live_open(struct live *live, struct run *run);
int live_read(struct live *live, run_take_fn *take, void *to);
int live_symbols(const struct run *run);
int live_close(struct live *live);
int live_end(struct live *live, int status);
void live_free(struct live *live, struct run *run);

#endif /* _KTF_CMD_LIVE_LIVE_H */
