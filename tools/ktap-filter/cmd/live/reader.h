/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The records of a run, as they come: in the order of time, in the forms that "run" has for those
 * of a file.
 */
#ifndef _KTF_CMD_LIVE_READER_H
#define _KTF_CMD_LIVE_READER_H

#include "live/merge.h"
#include "live/session.h"
#include "live/workload.h"
#include "run/list.h"

/* What a run_take_fn returns to end the run, beside enum cmd_status: it has seen enough. */
#define READER_ENOUGH	100

/* Between two looks at the buffers, milliseconds. Records in it are put in order. */
#define READER_WINDOW	100

/* Look at a sub-buffer, before its records are taken: enum cmd_status. */
typedef int reader_enter_fn(void *to, const struct dat_stream *s, const u8 *page);

/**
 * struct reader - the state of reading a session's buffer
 * @session: the session.
 * @run: the events, and how they are printed; no file is behind it.
 * @buffer: the buffer.
 * @merge: puts the records of all CPUs in order.
 * @enter: looks at each sub-buffer; records then come as they are read, in the order of time for
 *	each CPU only. NULL for all in the order of time.
 * @waits: a recorder that is read when the kernel has stopped it, not before.
 * @enough: the run ends when what was read together with the last record has come out.
 * @pid: the task whose name was asked for last.
 * @records: number of records that came out.
 * @lost: number of records that there was no room for.
 */
struct reader {
	struct session		*session;
	struct run		*run;
	struct dat_buffer	buffer;
	struct merge		merge;
	reader_enter_fn		*enter;
	bool			waits;
	bool			enough;
	u32			pid;
	u64			records;
	u64			lost;
};

/* events.c */
int live_events(const struct session *s, struct run *run, bool stacks);
int live_add_event(struct run *run, const char *name, struct tep_event **event);
void live_events_free(struct run *run);
const char *live_function(struct run *run, unsigned long long addr);

/* comms.c */
void live_comm(struct tep_handle *tep, u32 pid);
void live_comms(const struct session *s, struct tep_handle *tep);

/*
 * In this order. Before reader_run(), session_open() has made the instance and workload_start()
 * has told whom to watch; reader_run() enables the events, and disables them.
 */
int reader_open(struct reader *r, struct session *s, struct run *run);
int reader_run(struct reader *r, struct workload *w, run_take_fn *take, void *to);
void reader_close(struct reader *r);

#endif /* _KTF_CMD_LIVE_READER_H */
