/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Options of subcommands: a table for each.
 */
#ifndef _KTF_CMD_OPTIONS_H
#define _KTF_CMD_OPTIONS_H

#include "prog/env.h"

/* The letter of a row that takes arguments which are no options, in their order. */
#define CMD_ARGUMENT	1

/* Rows that a table can have. */
#define CMD_MAX_OPTIONS	16

/**
 * struct cmd_option - a row of a table of options
 * @letter: the option's letter; 0 if it has none; or CMD_ARGUMENT.
 * @name: its name; NULL for arguments, and for a row of @help alone, which is a paragraph
 *	below the options.
 * @arg: what its argument is, in capitals; NULL if it takes none.
 * @help: what it does, in lines without the last newline.
 * @take: is called with @to and the argument, and returns enum cmd_status; NULL for an
 *	option that is only stored.
 * @text: gets the argument.
 * @flag: gets true, if there is no argument.
 * @to: what @take is called with.
 */
struct cmd_option {
	char		letter;
	const char	*name;
	const char	*arg;
	const char	*help;
	int		(*take)(void *to, const char *arg);
	union {
		const char	**text;
		bool		*flag;
		void		*to;
	};
};

int cmd_options(int argc, char **argv, const char *usage, const struct cmd_option *options,
		u32 nr);

#endif /* _KTF_CMD_OPTIONS_H */
