/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_SUGGEST_H
#define _KTF_SUGGEST_H

#include "schema.h"

/**
 * struct cmd_suggestion - a search for the name that a mistyped name may have meant
 * @name: the name that the user wrote.
 * @len: its length in bytes.
 * @fewest: a name has to take fewer changes than this.
 * @best: the closest name so far; NULL if none is close.
 */
struct cmd_suggestion {
	const char	*name;
	u32		len;
	u32		fewest;
	const char	*best;
};

void cmd_suggest_start(struct cmd_suggestion *s, const char *name, u32 len);
void cmd_suggest_try(struct cmd_suggestion *s, const char *name);
const char *cmd_suggest(const struct ktf_schema *schema, const char *name, u32 len);

#endif /* _KTF_SUGGEST_H */
