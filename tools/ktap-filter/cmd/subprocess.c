// SPDX-License-Identifier: GPL-2.0
/*
 * Other programs, and what they print.
 *
 * No shell is between. What a program prints goes to files in memory, which are read when it has
 * ended: so it never waits for this program, however much it prints.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "subprocess.h"

/* More than that is not read. */
#define MOST_BYTES	(16U << 20)

static int spawn(char *const argv[], int out, int err, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int failed = posix_spawn_file_actions_init(&actions);

	if (failed)
		return failed;
	failed = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY,
						  0) ?:
		 posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO) ?:
		 posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO) ?:
		 posix_spawnp(pid, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

/* Read all that is in the file. */
static char *read_back(int fd)
{
	char *text = malloc(MOST_BYTES + 1), *smaller;
	ssize_t bytes = text ? pread(fd, text, MOST_BYTES, 0) : -1;

	if (bytes < 0) {
		free(text);
		return NULL;
	}
	text[bytes] = 0;
	smaller = realloc(text, bytes + 1);
	return smaller ?: text;
}

static int run(char *const argv[], int out, int err, struct cmd_output *output)
{
	int status, failed;
	pid_t pid;

	failed = spawn(argv, out, err, &pid);
	if (failed)
		return -failed;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	output->failed = !WIFEXITED(status) || WEXITSTATUS(status);
	output->out = read_back(out);
	output->err = read_back(err);
	return output->out && output->err ? 0 : -ENOMEM;
}

/**
 * cmd_run_program - run a program, and read what it prints
 * @argv: its name, looked up in $PATH, and its arguments, with a NULL behind the last.
 * @output: gets what it printed; free it with cmd_output_free(), also on failure.
 *
 * Context: any.
 * Return: 0, also if the program failed; -ENOENT if there is none; another negative errno.
 */
int cmd_run_program(char *const argv[], struct cmd_output *output)
{
	int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC), failed;

	*output = (struct cmd_output) { };
	failed = out < 0 || err < 0 ? -errno : run(argv, out, err, output);
	if (out >= 0)
		close(out);
	if (err >= 0)
		close(err);
	return failed;
}

/**
 * cmd_output_free - free what a program printed, but not the struct itself
 * @output: the output.
 *
 * Context: any.
 */
void cmd_output_free(struct cmd_output *output)
{
	free(output->out);
	free(output->err);
	*output = (struct cmd_output) { };
}
