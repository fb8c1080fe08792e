// SPDX-License-Identifier: GPL-2.0
/*
 * The flow of control as a picture, which graphviz draws.
 *
 * Its program "dot" gets the graph on its standard input and writes the file. dot may end
 * before it has read the whole graph. So the whole graph is made first, and SIGPIPE is
 * ignored. Without a file's name, dot writes to its standard output, which it shares with
 * this program.
 */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd.h"
#include "explain/print.h"
#include "explain_cmd.h"

/* Start dot with @input as its standard input: 0 or a positive errno. */
static int start_dot(int input, const char *path, pid_t *pid)
{
	char *const argv[] = { "dot", "-Tsvg", path ? "-o" : NULL, (char *)path, NULL };
	posix_spawn_file_actions_t actions;
	int err = posix_spawn_file_actions_init(&actions);

	if (err)
		return err;
	err = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) ?:
	      posix_spawnp(pid, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return err;
}

/* A failed write needs no message: dot's exit status reports the failure. */
static void feed(int to, const char *graph)
{
	FILE *pipe = fdopen(to, "w");

	if (!pipe) {
		close(to);
		return;
	}
	fputs(graph, pipe);
	fclose(pipe);
}

static int draw_graph(const char *graph, const char *path)
{
	int ends[2], status, err;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC))
		return cmd_error(CMD_SYSTEM, "cannot make a pipe: %s", strerror(errno));
	err = start_dot(ends[0], path, &pid);
	close(ends[0]);
	if (err) {
		close(ends[1]);
		return err == ENOENT ?
		       cmd_error(CMD_SYSTEM, "there is no program 'dot': is graphviz installed?") :
		       cmd_error(CMD_SYSTEM, "cannot run 'dot': %s", strerror(err));
	}
	feed(ends[1], graph);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return cmd_error(CMD_SYSTEM, "lost 'dot': %s", strerror(errno));
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return CMD_OK;
	return cmd_error(CMD_SYSTEM, "'dot' could not draw to %s", path ?: "the standard output");
}

/**
 * cmd_explain_svg - draw a program's flow of control
 * @x: the explained program.
 * @path: the file to write; "-" for the standard output.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_explain_svg(const struct ktf_explain *x, const char *path)
{
	char *graph = NULL;
	size_t bytes;
	FILE *to = open_memstream(&graph, &bytes);
	int status;

	if (!to)
		return cmd_no_memory();
	ktf_explain_print_dot(x, to);
	if (fclose(to)) {
		free(graph);
		return cmd_no_memory();
	}
	signal(SIGPIPE, SIG_IGN);
	status = draw_graph(graph, strcmp(path, "-") ? path : NULL);
	free(graph);
	return status;
}
