// SPDX-License-Identifier: GPL-2.0
/*
 * The file that the user means by a program or library.
 *
 * A name with a slash is the file's. A program is looked for in $PATH, a library where the dynamic
 * linker looks for it: it has a list of all, which its own program prints. "libc" is the library
 * in the first file there that is called so up to ".so".
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "probe.h"
#include "subprocess.h"

static bool is_file(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}

/**
 * cmd_find_program - find a program as a shell does
 * @name: its name.
 *
 * Context: any.
 * Return: its path; free it with free(). NULL if it is in no folder of $PATH.
 */
char *cmd_find_program(const char *name)
{
	const char *list = getenv("PATH") ?: "";
	size_t len;

	for (; *list; list += len + (list[len] == ':')) {
		char *path;

		len = strcspn(list, ":");
		if (asprintf(&path, "%.*s/%s", (int)len, list, name) < 0)
			return NULL;
		if (len && is_file(path) && !access(path, X_OK))
			return path;
		free(path);
	}
	return NULL;
}

/* "libc.so.6 (libc6,x86-64) => /lib/x86_64-linux-gnu/libc.so.6": the path, if it has the name. */
static char *library_in(char *line, const char *name)
{
	static const char arrow[] = " => ";
	char *is = line + strspn(line, " \t"), *path = strstr(is, arrow);
	size_t len = strlen(name);

	if (!path || strncmp(is, name, len) || (is[len] != ' ' && strncmp(is + len, ".so", 3)))
		return NULL;
	path += strlen(arrow);
	path[strcspn(path, "\n")] = 0;
	return is_file(path) ? strdup(path) : NULL;
}

static char *find_library(const char *name)
{
	char *const argv[] = { "/sbin/ldconfig", "-p", NULL };
	char *path = NULL, *rest, *line;
	struct cmd_output output;

	if (!cmd_run_program(argv, &output)) {
		rest = output.out;
		while (!path && (line = strsep(&rest, "\n")))
			path = library_in(line, name);
	}
	cmd_output_free(&output);
	return path;
}

/* The kernel takes a definition apart at blanks, and ends it at "#". */
static bool can_be_said(const char *path)
{
	for (; *path; path++)
		if (*path <= ' ' || *path == '#' || *path == 0x7f)
			return false;
	return true;
}

static int find(const char *name, char **path)
{
	char *found = strchr(name, '/') ? strdup(name) :
		      cmd_find_program(name) ?: find_library(name);

	*path = found ? realpath(found, NULL) : NULL;
	free(found);
	if (!*path)
		return cmd_error(CMD_SYSTEM, "%s: there is no such program or library", name);
	if (!can_be_said(*path))
		return cmd_error(CMD_SYSTEM, "%s: the kernel takes no path with a blank or a #",
				 *path);
	return CMD_OK;
}

/**
 * cmd_binary_close - close the program or library, if it is open
 * @types: has it.
 *
 * Context: any.
 */
void cmd_binary_close(struct cmd_types *types)
{
	if (types->has_binary)
		binary_close(&types->binary);
	types->has_binary = false;
	free(types->file);
	types->file = NULL;
}

/**
 * cmd_binary_open - open the program or library that the user named
 * @types: has its name; gets its path and the open file. cmd_types_close() closes it.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_binary_open(struct cmd_types *types)
{
	int status, err;

	if (types->has_binary && types->opened == types->program)
		return CMD_OK;
	cmd_binary_close(types);
	types->opened = types->program;
	status = find(types->program, &types->file);
	if (status)
		return status;
	types->has_binary = true;
	err = binary_open(&types->binary, types->file);
	if (err == -ENOEXEC)
		return cmd_error(CMD_SYSTEM, "%s is no program or library of this machine",
				 types->file);
	return err ? cmd_error(CMD_SYSTEM, "%s: %s", types->file, strerror(-err)) : CMD_OK;
}
