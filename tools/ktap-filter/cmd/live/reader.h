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

/* The largest number of tasks that Linux can have at a time. */
#define READER_PIDS	0x400000U

/**
 * struct reader - the state of reading a session's buffer
 * @session: the session.
 * @run: the events, and how they are printed; no file is behind it.
 * @buffer: the buffer.
 * @merge: puts the records of all CPUs in order.
 * @take_page: takes each sub-buffer with its records, as it is read: in the order of time for each
 *	CPU only. NULL for records in the order of time.
 * @waits: a recorder that is read when the kernel has stopped it, not before.
 * @enough: the run ends when what was read together with the last record has come out.
 * @pids: a bit for each task that records are of.
 * @has_new: one of them is new since the names of those that ran last were read.
 * @records: number of records that came out.
 * @lost: number of records that there was no room for.
 */
struct reader {
	struct session		*session;
	struct run		*run;
	struct dat_buffer	buffer;
	struct merge		merge;
	merge_page_fn		*take_page;
	bool			waits;
	bool			enough;
	u64			*pids;
	bool			has_new;
	u64			records;
	u64			lost;
};

void reader_know(struct reader *r, u32 pid);

static inline bool reader_knows(const struct reader *r, u32 pid)
{
	return r->pids[pid / 64] & 1ULL << pid % 64;
}

/**
 * reader_event - find the event of a record, and note its task
 * @r: the reader.
 * @s: the stream, at the record.
 *
 * Context: any.
 * Return: the event; NULL if the record is too short for it, or of no event of the session.
 */
static __always_inline const struct run_event *reader_event(struct reader *r,
							    const struct dat_stream *s)
{
	const struct run *run = r->run;
	u32 nr = s->bytes >= KTF_MIN_FIXED ? run_event_nr(run, s) : 0;
	u32 pid;

	if (!nr || s->bytes < run->events[nr].fixed)
		return NULL;
	r->records++;
	pid = get_unaligned((const u32 *)(s->data + 4));
	if (likely(pid < READER_PIDS) && unlikely(!reader_knows(r, pid)))
		reader_know(r, pid);
	return &run->events[nr];
}

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
