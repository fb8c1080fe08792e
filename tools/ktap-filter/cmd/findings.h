/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_FINDINGS_H
#define _KTF_FINDINGS_H

#include "argument.h"
#include "check/findings.h"

/**
 * struct cmd_findings - a filter, and what was found in it
 * @schema: the event that it is for; NULL without one.
 * @source: its text, in which the findings have their places; NULL if it has none.
 * @is: what was found.
 * @unchecked: ENV_UNCHECKED_ of what could not be looked at.
 */
struct cmd_findings {
	const struct ktf_schema	*schema;
	char			*source;
	struct ktf_findings	is;
	u32			unchecked;
};

int cmd_findings_read(const struct cmd_argument *filter, const struct ktf_schema *schema,
		      bool warn, struct cmd_findings *found);
void cmd_findings_free(struct cmd_findings *found);
const char *cmd_finding_suggestion(const struct cmd_findings *found, const struct ktf_finding *f);
void cmd_findings_print(FILE *to, const struct cmd_findings *found);

#endif /* _KTF_FINDINGS_H */
