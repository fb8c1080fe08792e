// SPDX-License-Identifier: GPL-2.0
/*
 * The guardian: a child that clears up if its parent is killed.
 *
 * It waits on a descriptor of its parent, which can be read when the parent is gone, however it
 * ended: by then its files are closed, which would keep the instance. It shares the lock of the
 * run's instance: as long as it lives, nobody takes the run for dead. If both are killed, the
 * next run clears up.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/pidfd.h>
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
	struct pollfd gone = { .fd = parent, .events = POLLIN };

	leave_terminal();
	while (poll(&gone, 1, -1) < 0 && errno == EINTR)
		;
	if (frame_lock(place) >= 0)
		frame_clear(place, nr, NULL);
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
	int parent = pidfd_open(getpid(), 0);
	sigset_t all, before;
	pid_t pid;

	if (parent < 0)
		return cmd_error(CMD_SYSTEM, "cannot open a descriptor: %s", strerror(errno));
	fflush(NULL);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	pid = fork();
	if (!pid)
		wait_and_clear(place, run->nr, parent);
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(parent);
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
	if (!run->guardian)
		return;
	kill(run->guardian, SIGKILL);
	while (waitpid(run->guardian, NULL, 0) < 0 && errno == EINTR)
		;
	run->guardian = 0;
}
