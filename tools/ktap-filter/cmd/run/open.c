// SPDX-License-Identifier: GPL-2.0
/*
 * The file that filters run on, and the environment that they see in it.
 */
#include "dat/dat.h"
#include "env.h"
#include "run/filters.h"
#include "symbols.h"

/**
 * run_init - start with the default file, and no filter
 * @run: the run, all zeroes; end it with run_close().
 *
 * Context: any.
 */
void run_init(struct run *run)
{
	run->input = "trace.dat";
	run->dat.fd = -1;
}

static bool has_buffer(const struct run *run)
{
	u32 b;

	for (b = 0; b < run->dat.nr_buffers; b++)
		if (run_wants(run, &run->dat.buffers[b]))
			return true;
	return false;
}

/**
 * run_open - open the file
 * @run: the run, with the options; gets the open file.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int run_open(struct run *run)
{
	if (dat_open(&run->dat, run->input, run->list && !run->json))
		return cmd_error(CMD_SYSTEM, "%s", run->dat.error);
	if (!run->dat.nr_buffers)
		return cmd_error(CMD_SYSTEM, "%s has no events", run->input);
	if (!has_buffer(run))
		return cmd_error(CMD_SYSTEM, "%s has no buffer '%s'", run->input, run->buffer);
	env.any_function = false;
	/* Round up to whole words, because a record has masks of CPUs in whole words. */
	env.nr_cpus = ALIGN(max(run->dat.nr_cpus, 1U), 64U);
	return run->kallsyms ? cmd_read_symbols(run->kallsyms) : CMD_OK;
}

/**
 * run_read_symbols - read the names of functions, if that was not done
 * @run: the run, with the open file.
 *
 * Context: any.
 * Return: CMD_OK; CMD_SYSTEM if there are none. The error has been printed.
 */
int run_read_symbols(struct run *run)
{
	if (run->kallsyms || run->asked_symbols)
		return CMD_OK;
	run->asked_symbols = true;
	if (dat_read_symbols(&run->dat))
		return cmd_error(CMD_SYSTEM, "%s: see --kallsyms", run->dat.error);
	return CMD_OK;
}

/**
 * run_close - release all that a run has
 * @run: the run.
 *
 * Context: any.
 */
void run_close(struct run *run)
{
	run_free_filters(run);
	dat_close(&run->dat);
	env_free_symbols();
}
