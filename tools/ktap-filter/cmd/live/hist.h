/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Triggers "hist" of the events of a run.
 */
#ifndef _KTF_CMD_LIVE_HIST_H
#define _KTF_CMD_LIVE_HIST_H

#include "aggregate/key.h"
#include "live/session.h"

/* The kernel's limit of a key, bytes, of which each number takes 8. */
#define HIST_KEY_BYTES	384U

/* Keys of a table that has the room to itself. */
#define HIST_ROOM	16384U

/* hist_fields.c */
char *hist_name(const struct ktf_schema *schema, const struct agg_place *place);
const char *hist_lacks(const struct agg_key *key, const struct agg_place *place, u32 long_size);
u32 hist_key_bytes(const struct agg_place *place);

int hist_refuse(const char *text, const struct agg_key *key, const char *why);
int hist_refuse_excess(const char *text, const struct agg_key *key, u32 nr);

/* hist.c */
int hist_check(const struct session *s, const struct ktf_schema *schema);
int hist_write(const struct session *s, const struct ktf_schema *schema, const char *trigger,
	       const char *condition);
char *hist_text(const struct session *s, const struct ktf_schema *schema);

#endif /* _KTF_CMD_LIVE_HIST_H */
