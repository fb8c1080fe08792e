/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What carries the number of a run in the kernel, from its begin to its end.
 */
#ifndef _KTF_CMD_LIVE_FRAME_H
#define _KTF_CMD_LIVE_FRAME_H

#include <sys/stat.h>

#include "live/state.h"
#include "probe/dynamic.h"

/* More runs at a time than any kernel has memory for. */
#define FRAME_MAX_RUNS	1000000U

/* The bit in the mode of an instance's folder that says that it is kept, the "sticky" one. */
#define FRAME_KEPT	S_ISVTX

/* What removes it, with its name behind. */
#define FRAME_REMOVE	"ktap-filter probe --gc "

/**
 * struct frame_tell - what is told of what is taken away, beside what stays, and who holds it
 * @goes: print the names of what goes.
 * @json: put them here instead; NULL to print them.
 */
struct frame_tell {
	bool			goes;
	struct json_object	*json;
};

/* frame.c */
int frame_lock(const struct cmd_place *place);
int frame_start(const struct cmd_place *place, struct session_run *run);
int frame_keep(struct session_run *run);
int frame_end(const struct cmd_place *place, struct session_run *run);

/* guardian.c */
int frame_guard(const struct cmd_place *place, struct session_run *run);
void frame_dismiss(struct session_run *run);

/* clear.c */
int frame_clear(const struct cmd_place *place, u32 nr, const struct frame_tell *tell);

/* sweep.c */
void frame_tell_kept(const char *name);
int frame_sweep(const struct cmd_place *place, const struct frame_tell *tell);
u32 frame_event_number(const struct cmd_dynamic *event);
int frame_gc(const struct cmd_place *place, char **names, bool json);

/* holders.c */
void frame_tell_holders(const struct cmd_place *place, u32 nr);

#endif /* _KTF_CMD_LIVE_FRAME_H */
