/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What carries the number of a run in the kernel, from its begin to its end.
 */
#ifndef _KTF_CMD_LIVE_FRAME_H
#define _KTF_CMD_LIVE_FRAME_H

#include "live/state.h"
#include "probe/dynamic.h"

/* More runs at a time than any kernel has memory for. */
#define FRAME_MAX_RUNS	1000000U

/* What is told of what is taken away. */
enum frame_tell {
	FRAME_TELL_NOTHING,
	FRAME_TELL_STAYS,	/* what stays, and by whom it is held */
	FRAME_TELL_ALL,		/* and what goes */
};

/* frame.c */
int frame_lock(const struct cmd_place *place);
int frame_start(const struct cmd_place *place, struct session_run *run);
int frame_end(const struct cmd_place *place, struct session_run *run);

/* guardian.c */
int frame_guard(const struct cmd_place *place, struct session_run *run);
void frame_dismiss(struct session_run *run);

/* clear.c */
int frame_clear(const struct cmd_place *place, u32 nr, enum frame_tell tell);

/* sweep.c */
int frame_sweep(const struct cmd_place *place, enum frame_tell tell);
u32 frame_event_number(const struct cmd_dynamic *event);
int frame_gc(const struct cmd_place *place);

/* holders.c */
void frame_tell_holders(const struct cmd_place *place, u32 nr);

#endif /* _KTF_CMD_LIVE_FRAME_H */
