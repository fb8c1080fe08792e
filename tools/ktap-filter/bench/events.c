// SPDX-License-Identifier: GPL-2.0
/*
 * Work that makes events, timed in a kernel. It prints nanoseconds, or instructions under
 * QEMU's -icount. The program is static, so it runs in any kernel.
 *
 *	events syscall			one call of getppid()
 *	events switch			one switch from a task to another
 *	events rename			one call of prctl() that renames the task
 *	events signal			kill(getpid()) by a task that ignores the signal
 *	events write TEXT FILE...	all of: open, write TEXT, close
 *
 * Other work of the kernel only adds, so all but the last take the minimum of many short
 * rounds.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS	200
#define CALLS	20

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void call(void)
{
	syscall(SYS_getppid);
}

static void rename_task(void)
{
	syscall(SYS_prctl, PR_SET_NAME, "events", 1, 2, 3);
}

static void signal_itself(void)
{
	kill(getpid(), SIGURG);
}

static int there[2], back[2];

/* Send a byte to the other task and wait for one: two switches on one CPU. */
static void ping(void)
{
	char byte = 0;

	if (write(there[1], &byte, 1) != 1 || read(back[0], &byte, 1) != 1)
		die("pipe");
}

static void answer(void)
{
	char byte;

	close(there[1]);
	while (read(there[0], &byte, 1) == 1 && write(back[1], &byte, 1) == 1)
		;
	_exit(0);
}

static uint64_t best(void (*once)(void))
{
	uint64_t least = UINT64_MAX;

	for (int i = 0; i < ROUNDS; i++) {
		uint64_t took = now();

		for (int j = 0; j < CALLS; j++)
			once();
		took = now() - took;
		least = took < least ? took : least;
	}
	return least / CALLS;
}

static uint64_t switches(void)
{
	uint64_t took;
	pid_t child;

	if (pipe(there) || pipe(back))
		die("pipe");
	child = fork();
	if (child < 0)
		die("fork");
	if (!child)
		answer();
	took = best(ping) / 2;
	close(there[1]);
	waitpid(child, NULL, 0);
	return took;
}

static uint64_t writes(const char *text, char **files)
{
	uint64_t begin = now();

	for (; *files; files++) {
		int fd = open(*files, O_WRONLY);

		/* Only clearing has to work: an event that lacks the field refuses the filter. */
		if (fd < 0 || (write(fd, text, strlen(text)) < 0 && text[0] == '0'))
			die(*files);
		close(fd);
	}
	return now() - begin;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	uint64_t took;

	if (!strcmp(what, "syscall") && argc == 2) {
		took = best(call);
	} else if (!strcmp(what, "rename") && argc == 2) {
		took = best(rename_task);
	} else if (!strcmp(what, "signal") && argc == 2) {
		took = best(signal_itself);
	} else if (!strcmp(what, "switch") && argc == 2) {
		took = switches();
	} else if (!strcmp(what, "write") && argc > 3) {
		took = writes(argv[2], argv + 3);
	} else {
		fprintf(stderr, "usage: events syscall|rename|signal|switch|write TEXT FILE...\n");
		return 2;
	}
	printf("%llu\n", (unsigned long long)took);
	return 0;
}
