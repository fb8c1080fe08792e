/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_FINDINGS_H
#define _KTF_FINDINGS_H

#include "argument.h"
#include "check/findings.h"
#include "suggest.h"

/**
 * struct cmd_findings - a filter and the findings about it
 * @schema: the filter's event; NULL without an event.
 * @source: the filter's text, which the findings point into; NULL without a text.
 * @is: the findings.
 * @unchecked: ENV_UNCHECKED_ bits of the parts that could not be checked.
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

/* See alike.c. */
bool cmd_finding_is_call(const struct cmd_findings *found, const struct ktf_finding *f);
bool cmd_finding_suggestion(const struct cmd_findings *found, const struct ktf_finding *f,
			    struct cmd_suggestion *s);

void cmd_findings_print(FILE *to, const struct cmd_findings *found);
int cmd_findings_refused(const struct cmd_argument *filter, const struct ktf_schema *schema,
			 const struct ktf_diag *diag);

#endif /* _KTF_FINDINGS_H */
