// SPDX-License-Identifier: GPL-2.0
/*
 * The guardian: a child that clears up if its parent is killed.
 *
 * It waits on a pipe that nobody writes to. The kernel closes the other end when the parent is
 * gone, however it ended. It shares the lock of the run's instance: as long as it lives, nobody
 * takes the run for dead. If both are killed, the next run clears up.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "live/frame.h"

/* What is typed at the terminal is for the parent, and so is what reads its output. */
static void leave_terminal(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC), fd;

	setsid();
	for (fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
}

static void wait_and_clear(const struct cmd_place *place, u32 nr, int parent)
{
	ssize_t got;
	char none;

	leave_terminal();
	do {
		got = read(parent, &none, 1);
	} while (got < 0 && errno == EINTR);
	if (frame_lock(place) >= 0)
		frame_clear(place, nr, false);
	_exit(0);
}

/**
 * frame_guard - start the guardian of a run
 * @place: has the tracefs.
 * @run: the run; gets the guardian.
 *
 * Context: any; one thread.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int frame_guard(const struct cmd_place *place, struct session_run *run)
{
	sigset_t all, before;
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC))
		return cmd_error(CMD_SYSTEM, "cannot make a pipe: %s", strerror(errno));
	fflush(NULL);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	pid = fork();
	if (!pid) {
		close(ends[1]);
		wait_and_clear(place, run->nr, ends[0]);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(ends[0]);
	run->pipe = ends[1];
	if (pid < 0)
		return cmd_error(CMD_SYSTEM, "cannot start a process: %s", strerror(errno));
	run->guardian = pid;
	return CMD_OK;
}

/**
 * frame_dismiss - end the guardian: there is nothing left to clear up
 * @run: the run.
 *
 * Context: any.
 */
void frame_dismiss(struct session_run *run)
{
	if (run->guardian) {
		kill(run->guardian, SIGKILL);
		while (waitpid(run->guardian, NULL, 0) < 0 && errno == EINTR)
			;
		run->guardian = 0;
	}
	if (run->pipe >= 0)
		close(run->pipe);
	run->pipe = -1;
}
