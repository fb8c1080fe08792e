// SPDX-License-Identifier: GPL-2.0
/*
 * Matching records become a file of their own. Each CPU has its place in it. So they are
 * written CPU by CPU, and need no other order.
 */
#include "dat/write.h"
#include "run/output.h"
#include "run/worker.h"

static int write_cpu(struct run_worker *w, struct dat_writer *to, u32 b, u32 c)
{
	struct dat_stream s;
	int err = dat_write_cpu(to, c);

	dat_stream_open(&s, to->dat, &to->dat->buffers[b], c, 0, 1);
	env.cpu = s.cpu;
	while (!err && dat_stream_next(&s))
		if (run_match(w, &s))
			err = dat_write_record(to, &s);
	run_worker_leave(w, &s);
	return err ?: dat_write_cpu_end(to);
}

static int write_buffer(struct run_worker *w, struct dat_writer *to, u32 b)
{
	const struct dat_buffer *buffer = &to->dat->buffers[b];
	int err;
	u32 c;

	if (!run_wants(w->run, buffer))
		return 0;
	err = dat_write_buffer(to, b);
	for (c = 0; c < buffer->nr_cpus && !err; c++)
		err = write_cpu(w, to, b, c);
	return err ?: dat_write_buffer_end(to);
}

/**
 * run_write - write the records that match
 * @run: the run.
 *
 * Context: any.
 * Return: enum cmd_status. The error has been printed.
 */
int run_write(struct run *run)
{
	struct run_worker *w = run_worker_new(run);
	struct dat_writer to;
	int err, status;
	u32 b;

	if (!w)
		return cmd_no_memory();
	err = dat_write_open(&to, &run->dat, run->output);
	for (b = 0; b < run->dat.nr_buffers && !err; b++)
		err = write_buffer(w, &to, b);
	if (!err)
		err = dat_write_end(&to);
	dat_write_close(&to);
	status = run_worker_end(w);
	return err ? cmd_error(CMD_SYSTEM, "%s", run->dat.error) : status;
}
