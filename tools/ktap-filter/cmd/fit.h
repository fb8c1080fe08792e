/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_FIT_H
#define _KTF_FIT_H

#include "argument.h"
#include "event.h"

/**
 * struct cmd_fit - how each event takes a filter
 * @to: the events.
 * @diags: one error for each event; @err is 0 if the event accepts the filter.
 * @refused: number of events that refuse the filter.
 * @worst: index of the event whose error is printed.
 */
struct cmd_fit {
	const struct events_found	*to;
	struct ktf_diag			*diags;
	u32				refused;
	u32				worst;
};

int cmd_fit_init(struct cmd_fit *fit, const struct events_found *to);
void cmd_fit_free(struct cmd_fit *fit);
void cmd_fit_note(struct cmd_fit *fit, u32 nr, const struct ktf_diag *diag);
int cmd_fit_try(struct cmd_fit *fit, const struct cmd_argument *filter);
bool cmd_fit_ok(const struct cmd_fit *fit);
bool cmd_fit_takes(const struct cmd_fit *fit, u32 nr);
int cmd_fit_tell(const struct cmd_fit *fit);
int cmd_fit(struct cmd_fit *fit, const struct cmd_argument *filter);

#endif /* _KTF_FIT_H */
