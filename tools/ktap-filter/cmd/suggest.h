/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_SUGGEST_H
#define _KTF_SUGGEST_H

#include "schema.h"

#define CMD_LONGEST_NAME	63U

/**
 * struct cmd_suggestion - a search for the name that a mistyped name may have meant
 * @name: the name that the user wrote.
 * @len: its length in bytes.
 * @fewest: a name has to take fewer changes than this.
 * @best: the closest name so far; empty if none is close.
 */
struct cmd_suggestion {
	const char	*name;
	u32		len;
	u32		fewest;
	char		best[CMD_LONGEST_NAME + 1];
};

void cmd_suggest_start(struct cmd_suggestion *s, const char *name, u32 len);
void cmd_suggest_try(struct cmd_suggestion *s, const char *name);
void cmd_suggest_try_part(struct cmd_suggestion *s, const char *name, u32 len);

#endif /* _KTF_SUGGEST_H */
