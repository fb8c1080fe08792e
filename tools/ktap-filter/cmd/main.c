// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter: one command, and a table of its subcommands.
 *
 * A subcommand is a function that takes the rest of the command line, with options of its
 * own, and returns a status. Common parts are here: finding and listing subcommands; and an
 * error if the output could not be written, whatever status the subcommand returned.
 */
#include <stdlib.h>

#include "cmd.h"

static const struct cmd {
	const char	*name;
	int		(*run)(int argc, char **argv);
	const char	*what;
} cmds[] = {
	{ "compile", cmd_compile, "compile an expression to an image" },
	{ "check", cmd_check, "find all mistakes of filters, and write nothing" },
	{ "asm", cmd_asm, "make an image from its text" },
	{ "disasm", cmd_disasm, "print an image as text" },
	{ "explain", cmd_explain, "show what a filter does" },
	{ "run", cmd_run, "evaluate filters on recorded events" },
	{ "load", cmd_load, "install a filter" },
	{ "show", cmd_show, "list the filters in force" },
	{ "clear", cmd_clear, "remove filters" },
	{ "stat", cmd_stat, "count the filters in force" },
};

static const char head[] =
	"Usage: ktap-filter COMMAND [OPTION]... [ARGUMENT]...\n"
	"\n"
	"Compile, inspect and install filters of trace events, and evaluate them on\n"
	"recorded events.\n"
	"\n";

static const char tail[] =
	"\n"
	"\"ktap-filter COMMAND --help\" lists the options of a command, and\n"
	"\"ktap-filter --version\" prints the version.\n"
	"\n"
	"Exit status: 0 for success; 1 if a filter or image is refused or nothing matches;\n"
	"2 if the command line is wrong; 3 if the system fails (no such file, no\n"
	"permission, no memory).\n";

static void usage(FILE *to)
{
	u32 i;

	fputs(head, to);
	for (i = 0; i < ARRAY_SIZE(cmds); i++)
		fprintf(to, "  %-8s  %s\n", cmds[i].name, cmds[i].what);
	fputs(tail, to);
}

static int run(int argc, char **argv)
{
	u32 i;

	if (argc < 2) {
		usage(stderr);
		return CMD_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
		usage(stdout);
		return CMD_OK;
	}
	if (!strcmp(argv[1], "--version")) {
		printf("ktap-filter %s, images of version %d\n", VERSION, KTAP_FILTER_VERSION);
		return CMD_OK;
	}
	for (i = 0; i < ARRAY_SIZE(cmds); i++) {
		if (strcmp(argv[1], cmds[i].name))
			continue;
		cmd_name = cmds[i].name;
		return cmds[i].run(argc - 1, argv + 1);
	}
	return cmd_usage("there is no command '%s'", argv[1]);
}

int main(int argc, char **argv)
{
	int status = run(argc, argv);

	if ((fflush(stdout) || ferror(stdout)) && status == CMD_OK)
		status = cmd_error(CMD_SYSTEM, "cannot write the output: %s", strerror(errno));
	return status;
}
