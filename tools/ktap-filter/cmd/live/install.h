/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The events of a run, and their filters.
 */
#ifndef _KTF_CMD_LIVE_INSTALL_H
#define _KTF_CMD_LIVE_INSTALL_H

#include "filters/file.h"
#include "live/state.h"

int session_find_events(struct session *s, struct session_sentence *of);
char *session_filter(const struct session *s, const struct session_sentence *only,
		     const struct ktf_schema *schema);
int session_condition(const struct session *s, const struct session_sentence *only,
		      struct ktf_schema *schema, char **text);
int session_install(const struct session *s, const struct session_sentence *of);

#endif /* _KTF_CMD_LIVE_INSTALL_H */
