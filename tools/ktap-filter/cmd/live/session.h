/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A run's frame: a tracing instance of its own, the events that it records there, and their
 * filters. Whatever way the run ends, nothing of it is left in the kernel.
 */
#ifndef _KTF_CMD_LIVE_SESSION_H
#define _KTF_CMD_LIVE_SESSION_H

#include "live/state.h"

/*
 * In this order. Each but the first may be left out if one before it has failed;
 * session_close() may be called at any time behind session_init().
 */
void session_init(struct session *s);
int session_add(struct session *s, const char *text);
int session_leave_out(struct session *s, pid_t thread);
int session_open(struct session *s);
int session_option(const struct session *s, const char *name, bool on);
int session_enable(struct session *s, bool on);
u64 session_lost(const struct session *s);
int session_keep(struct session *s);
int session_close(struct session *s);

#endif /* _KTF_CMD_LIVE_SESSION_H */
