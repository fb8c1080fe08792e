/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names in a filter that only the command knows.
 */
#ifndef _KTF_CMD_LIVE_NAMES_H
#define _KTF_CMD_LIVE_NAMES_H

#include "live/state.h"

/* names.c */
int session_names(struct session *s, struct session_sentence *of);

/* constants.c */
bool session_constant(const char *name, u32 len, s64 *value);

#endif /* _KTF_CMD_LIVE_NAMES_H */
