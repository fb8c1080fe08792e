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
#include "suggest.h"

static const struct cmd {
	const char	*name;
	int		(*run)(int argc, char **argv);
	const char	*what;
} cmds[] = {
	{ "compile", cmd_compile, "compile an expression to an image" },
	{ "check", cmd_check, "find all mistakes of filters, and write nothing" },
	{ "fields", cmd_fields, "list the fields of events, functions and variables" },
	{ "asm", cmd_asm, "make an image from its text" },
	{ "disasm", cmd_disasm, "print an image as text" },
	{ "explain", cmd_explain, "show what a filter does" },
	{ "run", cmd_run, "evaluate filters on recorded events" },
	{ "count", cmd_count, "count events by keys, recorded or now" },
	{ "latency", cmd_latency, "measure the time between events, recorded or now" },
	{ "trace", cmd_trace, "print events of the running kernel" },
	{ "probe", cmd_probe, "define, list and remove dynamic events" },
	{ "load", cmd_load, "install a filter" },
	{ "show", cmd_show, "list the filters in force" },
	{ "clear", cmd_clear, "remove filters" },
	{ "save", cmd_save, "keep filters and triggers in a file" },
	{ "restore", cmd_restore, "install the filters and triggers of such a file" },
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
	"\"ktap-filter help COMMAND\" and \"ktap-filter COMMAND --help\" list the options of a\n"
	"command, \"ktap-filter --version\" prints the version.\n"
	"\n"
	"Exit status: 0 for success; 1 if a filter or image is refused or nothing matches;\n"
	"2 if the command line is wrong; 3 if the system fails (no such file, no\n"
	"permission, no memory).\n";

static void usage(FILE *to)
{
	u32 i;

	cmd_print_help(to, head);
	for (i = 0; i < ARRAY_SIZE(cmds); i++)
		fprintf(to, "  %-8s  %s\n", cmds[i].name, cmds[i].what);
	cmd_print_help(to, tail);
}

static const struct cmd *find(const char *name)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cmds); i++)
		if (!strcmp(name, cmds[i].name))
			return &cmds[i];
	return NULL;
}

static int unknown(const char *name)
{
	struct cmd_suggestion s;
	u32 i;

	cmd_suggest_start(&s, name, strlen(name));
	for (i = 0; i < ARRAY_SIZE(cmds); i++)
		cmd_suggest_try(&s, cmds[i].name);
	return cmd_usage(s.best[0] ? "there is no command '%s'; did you mean %s?" :
				  "there is no command '%s'", name, s.best);
}

static int run_command(int argc, char **argv)
{
	const struct cmd *cmd = find(argv[0]);

	if (!cmd)
		return unknown(argv[0]);
	cmd_name = cmd->name;
	return cmd->run(argc, argv);
}

/* "help" prints this help, "help COMMAND" what "COMMAND --help" does. */
static int run_help(int argc, char **argv)
{
	char *asked[3] = { argv[1], "--help", NULL };

	if (argc > 2)
		return cmd_usage("help takes one command");
	if (argc == 2 && strcmp(argv[1], "help") && argv[1][0] != '-')
		return run_command(2, asked);
	usage(stdout);
	return CMD_OK;
}

static bool is_one_of(const char *arg, const char *letter, const char *name)
{
	return !strcmp(arg, letter) || !strcmp(arg, name);
}

static int run(int argc, char **argv)
{
	if (argc < 2) {
		usage(stderr);
		return CMD_USAGE;
	}
	if (is_one_of(argv[1], "-h", "--help")) {
		usage(stdout);
		return CMD_OK;
	}
	if (is_one_of(argv[1], "-V", "--version"))
		return cmd_version();
	if (!strcmp(argv[1], "help"))
		return run_help(argc - 1, argv + 1);
	return run_command(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
	int status;

	cmd_called(argv[0]);
	status = run(argc, argv);
	if ((fflush(stdout) || ferror(stdout)) && status == CMD_OK)
		status = cmd_error(CMD_SYSTEM, "cannot write the output: %s", strerror(errno));
	return status;
}
