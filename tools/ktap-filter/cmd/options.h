/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Options of subcommands: a table for each.
 */
#ifndef _KTF_CMD_OPTIONS_H
#define _KTF_CMD_OPTIONS_H

#include "prog/env.h"

/* The letter of a row that takes the arguments that are not options, in their order. */
#define CMD_ARGUMENT	1

/* See @help of struct cmd_option. */
#define CMD_SENTENCE_HELP	"events and filters are arguments: 'EVENT if FILTER'"

/* The largest number of rows of a table. */
#define CMD_MAX_OPTIONS	24

/**
 * struct cmd_option - a row of an option table
 * @letter: the option's letter; 0 for none; or CMD_ARGUMENT.
 * @name: the option's name; NULL for arguments, and for a row with only @help, which prints a
 *	paragraph below the options.
 * @arg: the name of the option's argument, in capitals; NULL if the option takes none.
 * @help: what the option does: lines without the last newline. Of a row for arguments: what is
 *	said to who writes an event or a filter as an option.
 * @take: called with @to and the argument, returns enum cmd_status; NULL for an option that
 *	is only stored.
 * @is_list: the argument is a list, with all that there is: the option is given once.
 * @optional: the option may be given without its argument; then @text gets "".
 * @text: gets the argument.
 * @flag: gets true, for an option without an argument.
 * @to: the first argument of @take.
 */
struct cmd_option {
	char		letter;
	const char	*name;
	const char	*arg;
	const char	*help;
	bool		is_list;
	bool		optional;
	int		(*take)(void *to, const char *arg);
	union {
		const char	**text;
		bool		*flag;
		void		*to;
	};
};

int cmd_options(int argc, char **argv, const char *usage, const struct cmd_option *options,
		u32 nr);
int cmd_only_options(int argc, char **argv, const char *usage, const struct cmd_option *options,
		     u32 nr, const char *hint);

#endif /* _KTF_CMD_OPTIONS_H */
