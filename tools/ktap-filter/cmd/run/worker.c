// SPDX-License-Identifier: GPL-2.0
/*
 * The worker evaluates filters on records, and counts.
 *
 * A record has the number of its task. The file gives one name for a number, the last that
 * the task had, so all records of the task have that name. The kernel's filter saw the name
 * at the time of the record. Idle tasks all have the number 0, and their names are known.
 *
 * libtraceevent searches all names. So names that were found are cached in a table, indexed
 * by the lower bits of the number.
 */
#include <stdlib.h>

#include "run/worker.h"

static void look_up(struct run_worker *w, struct run_comm *entry, u32 pid)
{
	const char *comm = tep_data_comm_from_pid(w->run->dat.events.tep, pid);
	size_t len = strnlen(comm, KTF_COMM_BYTES - 1);

	memset(entry->comm, 0, sizeof(entry->comm));
	memcpy(entry->comm, comm, len);
	entry->pid = pid;
	entry->known = true;
}

/**
 * run_worker_comm - look up the name of the task that wrote a record
 * @w: the worker.
 * @pid: the task's pid.
 * @cpu: the CPU that wrote the record.
 *
 * Context: any.
 */
void run_worker_comm(struct run_worker *w, u32 pid, u32 cpu)
{
	struct run_comm *entry = &w->comms[pid % RUN_COMMS];
	char idle[KTF_COMM_BYTES];

	if (!pid) {
		snprintf(idle, sizeof(idle), "swapper/%u", cpu);
		env_set_comm(idle);
		return;
	}
	if (!entry->known || entry->pid != pid)
		look_up(w, entry, pid);
	memcpy(env.comm, entry->comm, sizeof(env.comm));
}

/**
 * run_worker_new - create a worker
 * @run: the run.
 *
 * Context: any.
 * Return: the worker; end it with run_worker_end(). NULL if memory is short.
 */
struct run_worker *run_worker_new(struct run *run)
{
	struct run_worker *w = calloc(1, sizeof(*w));

	if (!w)
		return NULL;
	/* The first call sorts the names. Only one thread may do that, so do it here. */
	tep_data_comm_from_pid(run->dat.events.tep, 1);
	w->run = run;
	w->counts = calloc(run->nr_events, sizeof(*w->counts));
	if (w->counts)
		return w;
	free(w);
	return NULL;
}

/**
 * run_worker_leave - finish a stream
 * @w: the worker.
 * @s: the stream; if it ended early, this prints the error.
 *
 * Context: any.
 */
void run_worker_leave(struct run_worker *w, struct dat_stream *s)
{
	w->lost += s->lost;
	if (s->err)
		w->status = cmd_error(CMD_SYSTEM, "%s", s->error);
	dat_stream_close(s);
}

/**
 * run_worker_end - add up the counts of a worker, and free it
 * @w: the worker.
 *
 * Context: any; for one worker at a time.
 * Return: enum cmd_status.
 */
int run_worker_end(struct run_worker *w)
{
	struct run *run = w->run;
	int status = w->status;
	u32 i;

	for (i = 0; i < run->nr_events; i++) {
		run->events[i].count.seen += w->counts[i].seen;
		run->events[i].count.matched += w->counts[i].matched;
		run->events[i].count.cut += w->counts[i].cut;
	}
	run->records += w->records;
	run->lost += w->lost;
	free(w->counts);
	free(w);
	return status;
}
