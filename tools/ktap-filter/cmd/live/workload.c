// SPDX-License-Identifier: GPL-2.0
/*
 * What a run watches, and for how long.
 *
 * All that ends a run is a descriptor that can be read: signals, a timer, the end of the command.
 * So the run waits at one place, for these and for records, and a signal interrupts nothing:
 * whatever it is, what is in the kernel is taken away, and the results so far come out.
 *
 * A command is started early, since its number has to be known, but waits in front of its own
 * program until everything is enabled.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <tracefs.h>
#include <unistd.h>

#include "live/workload.h"
#include "time_text.h"

/* What a shell returns for a command that is not found, and for one that a signal ended. */
#define NOT_FOUND	127
#define BY_SIGNAL	128

static const int ends[] = { SIGINT, SIGTERM, SIGHUP };

/* An output that nobody reads is an error of writing, and this signal comes at the end. */
#define AT_END	SIGPIPE

/**
 * workload_init - take the command from the command line
 * @w: the workload, all zeroes; end it with workload_end().
 * @argc: number of arguments; gets how many are in front of "--".
 * @argv: the arguments.
 *
 * Context: any.
 * Return: CMD_OK; CMD_USAGE if nothing is behind "--". The error has been printed.
 */
int workload_init(struct workload *w, int *argc, char **argv)
{
	int i;

	w->gate = -1;
	for (i = 0; i < WORKLOAD_FDS; i++)
		w->fds[i] = -1;
	for (i = 1; i < *argc && strcmp(argv[i], "--"); i++)
		;
	if (i >= *argc)
		return CMD_OK;
	if (i + 1 == *argc)
		return cmd_usage("which command? There is nothing behind --");
	w->command = argv + i + 1;
	argv[i] = NULL;
	*argc = i;
	return CMD_OK;
}

/* Numbers with commas between them. */
static bool are_pids(const char *text)
{
	size_t len;

	do {
		len = strspn(text, "0123456789");
		if (!len || len > 9 || (text[len] && text[len] != ','))
			return false;
		text += len;
	} while (*text++);
	return true;
}

static int check_tasks(const char *pids)
{
	char *end;
	pid_t pid;

	do {
		pid = strtoul(pids, &end, 10);
		if (pid && kill(pid, 0) && errno == ESRCH)
			return cmd_error(CMD_REFUSED, "there is no task %d", pid);
		pids = end + 1;
	} while (*end);
	return CMD_OK;
}

/**
 * workload_check - check the options
 * @w: the workload, with the options.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE, or CMD_REFUSED for a task that is not there. The error has been
 * printed.
 */
int workload_check(struct workload *w)
{
	if (w->pids && !are_pids(w->pids))
		return cmd_usage("--pid takes numbers, as in 17,42, not '%s'", w->pids);
	if (w->pids && w->command && !w->all)
		return cmd_usage("either --pid or a command, or --all");
	if (w->timeout && !cmd_time_read(w->timeout, "s", &w->ns))
		return cmd_usage("--timeout takes a time, as in 2s, not '%s'", w->timeout);
	return w->pids ? check_tasks(w->pids) : CMD_OK;
}

static int no_descriptor(void)
{
	return cmd_error(CMD_SYSTEM, "cannot open a descriptor: %s", strerror(errno));
}

/**
 * workload_hold - let signals wait
 * @w: the workload.
 *
 * From here on, a signal ends the run, and not the program.
 *
 * Context: any; one thread.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int workload_hold(struct workload *w)
{
	sigset_t set;
	u32 i;

	sigemptyset(&set);
	for (i = 0; i < ARRAY_SIZE(ends); i++)
		sigaddset(&set, ends[i]);
	w->fds[WORKLOAD_SIGNAL] = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	sigaddset(&set, AT_END);
	sigprocmask(SIG_BLOCK, &set, &w->before);
	w->is_blocked = true;
	return w->fds[WORKLOAD_SIGNAL] < 0 ? no_descriptor() : CMD_OK;
}

/* In the child: wait, and become the command. What is behind the wait is recorded as its own. */
static void run_command(const struct workload *w, const char *program, int gate)
{
	const char *slash = strrchr(w->command[0], '/');
	char byte;

	/* Whoever keeps the first name of a task is to have that of the command. */
	prctl(PR_SET_NAME, slash ? slash + 1 : w->command[0]);
	sigprocmask(SIG_SETMASK, &w->before, NULL);
	/* The run failed, or is gone. */
	if (read(gate, &byte, 1) != 1)
		_exit(NOT_FOUND);
	execvp(program, w->command);
	cmd_error(CMD_SYSTEM, "cannot run %s: %s", w->command[0], strerror(errno));
	_exit(NOT_FOUND);
}

/* Were the program not found before, execvp() would try it in each folder, and be recorded. */
static int start_command(struct workload *w)
{
	char *name = w->command[0], *program;
	int gate[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, gate))
		return no_descriptor();
	program = strchr(name, '/') ? NULL : cmd_find_program(name);
	fflush(NULL);
	w->pid = fork();
	if (!w->pid) {
		close(gate[1]);
		run_command(w, program ?: name, gate[0]);
	}
	free(program);
	close(gate[0]);
	w->gate = gate[1];
	if (w->pid < 0) {
		w->pid = 0;
		return cmd_error(CMD_SYSTEM, "cannot start a process: %s", strerror(errno));
	}
	w->fds[WORKLOAD_COMMAND] = pidfd_open(w->pid, 0);
	return w->fds[WORKLOAD_COMMAND] < 0 ? no_descriptor() : CMD_OK;
}

static int write_file(struct tracefs_instance *trace, const char *file, const char *text)
{
	return tracefs_instance_file_write(trace, file, text) < 0 ?
	       cmd_error(CMD_SYSTEM, "cannot write %s: %s", file, strerror(errno)) : CMD_OK;
}

/* The kernel takes numbers with blanks between them. */
static int watch(struct tracefs_instance *trace, char *pids)
{
	char *comma;

	while ((comma = strchr(pids, ',')))
		*comma = ' ';
	return write_file(trace, "options/event-fork", "1") ?:
	       write_file(trace, "set_event_pid", pids);
}

/**
 * workload_start - start the command, which waits, and tell the kernel whom to watch
 * @w: the workload.
 * @s: the session, opened.
 *
 * Context: any; one thread.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int workload_start(struct workload *w, const struct session *s)
{
	int status = w->command ? start_command(w) : CMD_OK;
	char *pids = NULL;

	if (status || w->all || (!w->pids && !w->command))
		return status;
	if (asprintf(&pids, "%s%.0d", w->pids ?: "", w->pid) < 0)
		return cmd_no_memory();
	status = watch(s->place.trace, pids);
	free(pids);
	return status;
}

static int start_timer(struct workload *w)
{
	struct itimerspec time = {
		.it_value = { w->ns / 1000000000, w->ns % 1000000000 },
	};
	int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);

	w->fds[WORKLOAD_TIMER] = fd;
	return fd < 0 || timerfd_settime(fd, 0, &time, NULL) ? no_descriptor() : CMD_OK;
}

/**
 * workload_go - everything is enabled: the time begins, and the command runs
 * @w: the workload.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int workload_go(struct workload *w)
{
	int status = w->ns ? start_timer(w) : CMD_OK;

	/* A signal may have ended the command while it waited. That ends the run. */
	if (!status && w->gate >= 0 && send(w->gate, "", 1, MSG_NOSIGNAL) != 1 && errno != EPIPE)
		status = cmd_error(CMD_SYSTEM, "cannot start %s: %s", w->command[0],
				   strerror(errno));
	return status;
}

/**
 * workload_wait - wait for what ends the run, if nothing else is to be done meanwhile
 * @w: the workload.
 *
 * Context: any; one thread.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int workload_wait(const struct workload *w)
{
	struct pollfd fds[WORKLOAD_FDS];
	u32 i;

	for (i = 0; i < WORKLOAD_FDS; i++)
		fds[i] = (struct pollfd) { .fd = w->fds[i], .events = POLLIN };
	while (poll(fds, WORKLOAD_FDS, -1) < 0)
		if (errno != EINTR)
			return cmd_error(CMD_SYSTEM, "cannot wait: %s", strerror(errno));
	return CMD_OK;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* The command's status, as a shell tells it. It is ended unless it has ended. */
static int end_command(struct workload *w)
{
	int status = 0;

	close_fd(&w->gate);
	if (!waitpid(w->pid, &status, WNOHANG)) {
		kill(w->pid, SIGTERM);
		while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
			;
		status = 0;
	}
	w->pid = 0;
	return WIFSIGNALED(status) ? BY_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
}

/**
 * workload_end - end the command, and let signals in
 * @w: the workload. The session has been closed.
 * @status: how the run went: enum cmd_status.
 *
 * Context: any; one thread.
 * Return: @status, unless that is CMD_OK: then the status of the command.
 */
int workload_end(struct workload *w, int status)
{
	struct signalfd_siginfo seen;
	int ended = 0;
	u32 i;

	/* What came has done its work. What comes now, when nothing is left to save, ends all. */
	while (w->fds[WORKLOAD_SIGNAL] >= 0 &&
	       read(w->fds[WORKLOAD_SIGNAL], &seen, sizeof(seen)) > 0)
		;
	if (w->is_blocked)
		sigprocmask(SIG_SETMASK, &w->before, NULL);
	w->is_blocked = false;
	if (w->pid)
		ended = end_command(w);
	for (i = 0; i < WORKLOAD_FDS; i++)
		close_fd(&w->fds[i]);
	return status ?: ended;
}
