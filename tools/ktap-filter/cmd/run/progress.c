// SPDX-License-Identifier: GPL-2.0
/*
 * Progress, for a user who waits at a terminal.
 *
 * A thread of its own looks at the number of bytes that were read, so the readers need not
 * report. It prints nothing in the first half second.
 */
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "run/output.h"

#define EVERY_NS	200000000L
#define FIRST_NS	500000000L

static struct progress {
	pthread_t	thread;
	pthread_mutex_t	lock;
	pthread_cond_t	ended;
	bool		running;
	bool		end;
	bool		shown;
	struct dat	*dat;
} progress = {
	.lock	= PTHREAD_MUTEX_INITIALIZER,
	.ended	= PTHREAD_COND_INITIALIZER,
};

/* Wait @ns nanoseconds; return false once run_progress_stop() is called. The lock is held. */
static bool go_on(long ns)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += ns;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	while (!progress.end && !pthread_cond_timedwait(&progress.ended, &progress.lock, &until))
		;
	return !progress.end;
}

static void *show(void *arg)
{
	const struct dat *dat = progress.dat;
	u64 done;
	bool on;

	pthread_mutex_lock(&progress.lock);
	for (on = go_on(FIRST_NS); on; on = go_on(EVERY_NS)) {
		done = __atomic_load_n(&dat->done, __ATOMIC_RELAXED);
		fprintf(stderr, "\r%3llu %% of %llu MB", 100 * done / dat->total,
			dat->total >> 20);
		progress.shown = true;
	}
	pthread_mutex_unlock(&progress.lock);
	return NULL;
}

/**
 * run_progress_start - start to show the progress
 * @run: the run. Nothing is shown if nobody would see it, or if it would disturb the output.
 *
 * Context: any; stop it with run_progress_stop().
 */
void run_progress_start(struct run *run)
{
	bool lists = run->list && isatty(STDOUT_FILENO);

	if (!isatty(STDERR_FILENO) || lists || !run->dat.total)
		return;
	progress.dat = &run->dat;
	progress.running = !pthread_create(&progress.thread, NULL, show, NULL);
}

/**
 * run_progress_stop - stop, and wipe the line
 *
 * Context: any.
 */
void run_progress_stop(void)
{
	if (!progress.running)
		return;
	pthread_mutex_lock(&progress.lock);
	progress.end = true;
	pthread_cond_signal(&progress.ended);
	pthread_mutex_unlock(&progress.lock);
	pthread_join(progress.thread, NULL);
	progress.running = false;
	if (progress.shown)
		fprintf(stderr, "\r%*s\r", 30, "");
}
