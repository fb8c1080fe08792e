// SPDX-License-Identifier: GPL-2.0
/*
 * The records of a run, as they come.
 *
 * The buffers of the CPUs are read as sub-buffers, without waiting, each READER_WINDOW and when
 * one of them is half full. lib/live/merge.c puts the records in order. What ends the run is
 * waited for at the same place: see workload.c. At the end the events are disabled, and all that
 * is left comes out.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <tracefs.h>
#include <unistd.h>

#include "live/reader.h"

#define MAX_CPUS	8192

static int cannot_read(const struct reader *r, const char *what, int err)
{
	return cmd_error(CMD_SYSTEM, "cannot read %s of %s: %s", what, r->session->instance,
			 strerror(err));
}

/* A sub-buffer of the instance: those of the top one may have another size. */
static u32 page_size(const struct session *s, struct tep_handle *tep)
{
	long long kb;

	if (!tracefs_instance_file_read_number(s->place.trace, "buffer_subbuf_size_kb", &kb))
		return kb * 1024;
	return tep_get_sub_buffer_size(tep);
}

/* A CPU that this kernel does not trace has no file. */
static int open_cpus(struct reader *r)
{
	struct merge *m = &r->merge;
	char file[64];
	u32 cpu;
	int fd;

	for (cpu = 0; cpu < m->nr; cpu++) {
		snprintf(file, sizeof(file), "per_cpu/cpu%u/trace_pipe_raw", cpu);
		fd = tracefs_instance_file_open(r->session->place.trace, file,
						O_RDONLY | O_NONBLOCK | O_CLOEXEC);
		if (fd < 0 && errno != ENOENT)
			return cannot_read(r, file, errno);
		m->cpus[cpu].fd = fd;
		m->cpus[cpu].s.cpu = cpu;
	}
	return CMD_OK;
}

/**
 * reader_open - prepare to read the records of a session
 * @r: gets the reader; close it with reader_close(), also on failure.
 * @s: the session, opened.
 * @run: has the events, of live_events(); both must live as long as @r.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int reader_open(struct reader *r, struct session *s, struct run *run)
{
	long cpus = min_t(long, sysconf(_SC_NPROCESSORS_CONF), MAX_CPUS);

	r->session = s;
	r->run = run;
	r->buffer = (struct dat_buffer) {
		.name = "", .clock = "local", .page = page_size(s, run->dat.events.tep),
	};
	if (r->buffer.page < DAT_MIN_PAGE || r->buffer.page > DAT_MAX_PAGE)
		return cannot_read(r, "sub-buffers", EINVAL);
	r->pids = calloc(1, READER_PIDS / 8);
	if (!r->pids || merge_start(&r->merge, &run->dat, &r->buffer, max(cpus, 1L)))
		return cmd_no_memory();
	return open_cpus(r);
}

/**
 * reader_close - release the reader
 * @r: the reader.
 *
 * Context: any.
 */
void reader_close(struct reader *r)
{
	u32 i;

	for (i = 0; i < r->merge.nr; i++)
		if (r->merge.cpus[i].fd >= 0)
			close(r->merge.cpus[i].fd);
	merge_end(&r->merge);
	free(r->pids);
}

/* Where records go. */
struct sink {
	struct reader	*r;
	run_take_fn	*take;
	void		*to;
};

/**
 * reader_know - note a task, and ask for its name
 * @r: the reader.
 * @pid: the task's number, less than READER_PIDS.
 *
 * Context: any.
 */
void reader_know(struct reader *r, u32 pid)
{
	r->pids[pid / 64] |= 1ULL << pid % 64;
	r->has_new = true;
	live_comm(r->run->dat.events.tep, pid);
}

static int pass_on(void *to, const struct dat_stream *s)
{
	struct sink *sink = to;
	const struct run_event *event = reader_event(sink->r, s);

	return event ? sink->take(sink->to, s, event) : CMD_OK;
}

static int read_once(struct reader *r, struct sink *sink)
{
	return r->take_page ? merge_pages(&r->merge, r->take_page, sink->to) :
	       merge_pass(&r->merge, pass_on, sink);
}

static int read_rest(struct reader *r, struct sink *sink)
{
	int err;

	if (!r->take_page)
		return merge_rest(&r->merge, pass_on, sink);
	do {
		err = merge_pages(&r->merge, r->take_page, sink->to);
	} while (!err && !merge_is_dry(&r->merge));
	return err;
}

/* An errno of reading is negative. */
static int went(const struct reader *r, int err)
{
	return err < 0 ? cannot_read(r, "records", -err) : err;
}

/* Wait for records, for the end of the window, or for what ends the run: true for the last. */
static bool wait(const struct reader *r, const struct workload *w, struct pollfd *fds)
{
	const struct merge *m = &r->merge;
	u32 nr = r->waits ? 0 : m->nr, i;

	for (i = 0; i < WORKLOAD_FDS; i++)
		fds[i] = (struct pollfd) { .fd = w->fds[i], .events = POLLIN };
	for (i = 0; i < nr; i++)
		fds[WORKLOAD_FDS + i] = (struct pollfd) { .fd = m->cpus[i].fd, .events = POLLIN };
	if (poll(fds, WORKLOAD_FDS + nr, merge_is_dry(m) || r->waits ? READER_WINDOW : 0) <= 0)
		return false;
	for (i = 0; i < WORKLOAD_FDS; i++)
		if (fds[i].revents)
			return true;
	return false;
}

static bool is_stopped(const struct reader *r)
{
	return r->waits && tracefs_trace_is_on(r->session->place.trace) == 0;
}

/*
 * A record that is printed needs the name at once, a file at the end. The kernel forgets a name for
 * that of another task, which has records, too: so each time there are new ones is often enough.
 */
static void read_names(struct reader *r)
{
	if (r->take_page && !r->has_new)
		return;
	live_comms(r->session, r->run->dat.events.tep);
	r->has_new = false;
}

static int read_until_end(struct reader *r, const struct workload *w, struct sink *sink)
{
	struct pollfd *fds = calloc(WORKLOAD_FDS + r->merge.nr, sizeof(*fds));
	int status = fds ? CMD_OK : cmd_no_memory();

	while (!status && !r->enough && !wait(r, w, fds) && !is_stopped(r)) {
		if (r->waits)
			continue;
		read_names(r);
		status = went(r, read_once(r, sink));
		if (!status && fflush(stdout))
			status = cmd_cannot_write();
	}
	free(fds);
	return status;
}

/*
 * Triggers are asked before the events are enabled, too, and one may have stopped the recorder
 * while there was nothing to record.
 */
static int start(struct reader *r)
{
	int status = session_enable(r->session, true);

	if (!status && r->waits && tracefs_trace_on(r->session->place.trace))
		return cmd_error(CMD_SYSTEM, "cannot write tracing_on of %s: %s",
				 r->session->instance, strerror(errno));
	return status;
}

/**
 * reader_run - record, and pass on the records until the run ends
 * @r: the reader, open.
 * @w: what the run watches, and what ends it.
 * @take: takes a record; any result but CMD_OK ends the run.
 * @to: the first argument of @take.
 *
 * Context: any; one thread.
 * Return: enum cmd_status. The error has been printed.
 */
int reader_run(struct reader *r, struct workload *w, run_take_fn *take, void *to)
{
	struct sink sink = { r, take, to };
	int status = start(r) ?: workload_go(w), ended;

	if (!status)
		status = read_until_end(r, w, &sink);
	ended = session_enable(r->session, false);
	if (!status) {
		live_comms(r->session, r->run->dat.events.tep);
		status = went(r, read_rest(r, &sink));
	}
	r->lost = session_lost(r->session);
	return (status == READER_ENOUGH ? CMD_OK : status) ?: ended;
}
