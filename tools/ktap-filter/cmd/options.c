// SPDX-License-Identifier: GPL-2.0
/*
 * Options of subcommands.
 *
 * A subcommand has a table of them. getopt_long() reads the command line by it, and --help
 * prints it. So no option is without a line of help. --help itself and --version are in no
 * table of a subcommand: every one has them. Their letters may be another option's.
 */
#include <getopt.h>

#include "cmd.h"
#include "options.h"
#include "suggest.h"

/* The number that getopt_long() returns for row 0 if that option has no letter. */
#define NO_LETTER	0x100

/* getopt_long() returns the letter of a common option with this bit if its name was given. */
#define BY_NAME		0x80

/* What every subcommand has. */
static const struct cmd_option common[] = {
	{ 'h', "help", .help = "print this help" },
	{ 'V', "version", .help = "print the version" },
};

/* The table in getopt_long()'s form: all names, the common ones, the terminator; all letters. */
struct tables {
	struct option	names[CMD_MAX_OPTIONS + ARRAY_SIZE(common) + 1];
	char		letters[2 * CMD_MAX_OPTIONS + ARRAY_SIZE(common) + 2];
};

/* Find the row for what getopt_long() returned. NULL if the command line is wrong. */
static const struct cmd_option *find_option(const struct cmd_option *options, u32 nr, int found)
{
	u32 i;

	if (found >= NO_LETTER)
		return &options[found - NO_LETTER];
	for (i = 0; i < nr; i++)
		if (options[i].letter == found)
			return &options[i];
	return NULL;
}

static void add_common(struct option *name, char *letter)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(common); i++) {
		*name++ = (struct option) { common[i].name, no_argument, NULL,
					    BY_NAME | common[i].letter };
		*letter++ = common[i].letter;
	}
}

/* In getopt_long()'s words. An option of which the argument may be missing has no letter. */
static int has_argument(const struct cmd_option *o)
{
	if (!o->arg)
		return no_argument;
	return o->optional ? optional_argument : required_argument;
}

/* The terminators are zero. */
static void make_tables(struct tables *t, const struct cmd_option *options, u32 nr)
{
	struct option *name = t->names;
	char *letter = t->letters;
	u32 i;

	memset(t, 0, sizeof(*t));
	if (find_option(options, nr, CMD_ARGUMENT))
		*letter++ = '-';
	for (i = 0; i < nr; i++) {
		const struct cmd_option *o = &options[i];

		if (!o->name)
			continue;
		*name++ = (struct option) { o->name, has_argument(o), NULL,
					    o->letter ?: NO_LETTER + i };
		if (o->letter)
			letter = stpcpy(letter, (char[]) { o->letter, o->arg ? ':' : 0, 0 });
	}
	add_common(name, letter);
}

/* Other tools have options for what is an argument here. */
static bool is_argument(const char *arg)
{
	return optopt == 'e' || optopt == 'f' || !strncmp(arg, "--event", strlen("--event")) ||
	       !strncmp(arg, "--filter", strlen("--filter"));
}

/* getopt_long() has said what is wrong with @arg; say what may have been meant. */
static int unknown(const struct cmd_option *options, u32 nr, const char *arg)
{
	const struct cmd_option *argument = find_option(options, nr, CMD_ARGUMENT);
	struct cmd_suggestion other;
	u32 i;

	if (argument && argument->help && is_argument(arg))
		return cmd_usage("%s", argument->help);
	if (optopt || strncmp(arg, "--", 2))
		return cmd_usage(NULL);
	cmd_suggest_start(&other, arg + 2, strcspn(arg + 2, "="));
	for (i = 0; i < nr; i++)
		if (options[i].name)
			cmd_suggest_try(&other, options[i].name);
	return other.best[0] ? cmd_usage("did you mean --%s?", other.best) : cmd_usage(NULL);
}

static int take(const struct cmd_option *o, const char *arg)
{
	if (o->is_list && *o->text)
		return cmd_usage("--%s takes all at once: --%s=%s,%s", o->name, o->name, *o->text,
				 arg);
	if (o->take)
		return o->take(o->to, arg);
	if (o->arg)
		*o->text = arg ?: "";
	else
		*o->flag = true;
	return CMD_OK;
}

#define NAME	40

/* Write an option as "  -o, --output=FILE". Return the length. */
static u32 write_name(const struct cmd_option *o, char name[NAME])
{
	char letter[] = { '-', o->letter, ',', 0 };

	return snprintf(name, NAME, o->optional ? "  %3s --%s[%s%s]" : "  %3s --%s%s%s",
			o->letter ? letter : "", o->name, o->arg ? "=" : "", o->arg ?: "");
}

static void print_option(const struct cmd_option *o, int column)
{
	const char *line = o->help, *end;
	char name[NAME];

	write_name(o, name);
	printf("%-*s", column, name);
	while (*(end = strchrnul(line, '\n'))) {
		printf("%.*s\n%*s", (int)(end - line), line, column, "");
		line = end + 1;
	}
	puts(line);
}

static void print_help(const char *usage, const struct cmd_option *options, u32 nr)
{
	char name[NAME];
	int column = 0;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(common); i++)
		column = max_t(int, column, write_name(&common[i], name));
	for (i = 0; i < nr; i++)
		if (options[i].name)
			column = max_t(int, column, write_name(&options[i], name));
	column += 2;
	cmd_print_help(stdout, usage);
	putchar('\n');
	for (i = 0; i < nr; i++)
		if (options[i].name)
			print_option(&options[i], column);
	for (i = 0; i < ARRAY_SIZE(common); i++) {
		struct cmd_option o = common[i];

		if (find_option(options, nr, o.letter))
			o.letter = 0;
		print_option(&o, column);
	}
	for (i = 0; i < nr; i++)
		if (!options[i].name && !options[i].letter && options[i].help)
			printf("\n%s\n", options[i].help);
}

/**
 * cmd_options - parse a command line with a table
 * @argc: number of arguments.
 * @argv: the arguments. This moves options to the front, unless the table has a row for
 *	arguments, and sets @argv[0] to the prefix of getopt_long()'s messages.
 * @usage: the text that --help prints before the options.
 * @options: the table; if two rows fit an option, the first one counts.
 * @nr: number of rows, at most CMD_MAX_OPTIONS.
 *
 * Context: any; once.
 * Return: the index of the first argument that the table does not take, 1 or more. Else the
 * negated result of the subcommand: -CMD_OK after --help or --version; -CMD_USAGE after an error,
 * which has been printed; or the negated result of @take.
 */
int cmd_options(int argc, char **argv, const char *usage, const struct cmd_option *options,
		u32 nr)
{
	const struct cmd_option *o, *argument = find_option(options, nr, CMD_ARGUMENT);
	int found, status = CMD_OK;
	static char name[NAME];
	struct tables t;

	make_tables(&t, options, nr);
	snprintf(name, sizeof(name), "%s %s", cmd_program, cmd_name);
	argv[0] = name;
	while (!status && (found = getopt_long(argc, argv, t.letters, t.names, NULL)) >= 0) {
		o = find_option(options, nr, found);
		if (!o && (found & ~BY_NAME) == 'h') {
			print_help(usage, options, nr);
			return -CMD_OK;
		}
		if (!o && (found & ~BY_NAME) == 'V')
			return -cmd_version();
		status = o ? take(o, optarg) : unknown(options, nr, argv[optind - 1]);
	}
	/* The arguments behind "--". */
	while (argument && !status && optind < argc)
		status = take(argument, argv[optind++]);
	return status ? -status : optind;
}

/**
 * cmd_only_options - parse the command line of a subcommand that takes no arguments
 * @argc: number of arguments.
 * @argv: the arguments; see cmd_options().
 * @usage: the text that --help prints before the options.
 * @options: the table.
 * @nr: number of rows, at most CMD_MAX_OPTIONS.
 * @hint: what an error says behind an argument that was given: "", or the option to look at.
 *
 * Context: any; once.
 * Return: what cmd_options() returns; -CMD_USAGE for an argument, and the error has been printed.
 */
int cmd_only_options(int argc, char **argv, const char *usage, const struct cmd_option *options,
		     u32 nr, const char *hint)
{
	int first = cmd_options(argc, argv, usage, options, nr);

	if (first <= 0 || argc == first)
		return first;
	return -cmd_usage("what is '%s'?%s", argv[first], hint);
}
