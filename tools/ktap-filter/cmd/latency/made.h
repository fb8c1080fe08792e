/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pairs that the kernel finds.
 */
#ifndef _KTF_CMD_LATENCY_MADE_H
#define _KTF_CMD_LATENCY_MADE_H

#include "latency/latency.h"
#include "live/synthetic.h"

/**
 * struct latency_made - pairs that the kernel finds
 * @is: the synthetic event, one for each pair.
 * @name: its name.
 * @events: the events of both ends, as long as the run is open.
 * @is_one: they are the same event.
 * @keys: for each end, the names of the fields that are equal, with commas between them.
 * @fields: what the synthetic event has of them.
 * @names: the names of these fields in the events of both ends.
 * @field: for each key of --by its index in @fields.
 * @by: the keys of --by, first in the events of both ends, then in the synthetic one.
 * @time: the time, in the synthetic event.
 * @triggers: for each end, the trigger without its filter.
 * @conditions: for each end, what stands behind "if".
 * @early: number of starts for which the trigger of the end came too late.
 * @starts: number of starts but these.
 */
struct latency_made {
	struct synthetic	is;
	char			name[SESSION_NAME];
	struct ktf_schema	*events[LATENCY_ENDS];
	bool			is_one;
	char			*keys[LATENCY_ENDS];
	struct synthetic_field	fields[AGG_MAX_KEYS];
	char			*names[AGG_MAX_KEYS];
	u32			field[AGG_MAX_KEYS];
	struct agg_place	by[AGG_MAX_KEYS];
	struct agg_place	time;
	char			*triggers[LATENCY_ENDS];
	char			*conditions[LATENCY_ENDS];
	u64			early;
	u64			starts;
};

/* made_fields.c */
int latency_made_find(const struct latency *l, struct latency_made *made);
int latency_made_place(const struct latency *l, struct latency_made *made,
		       struct tep_event *event);

#endif /* _KTF_CMD_LATENCY_MADE_H */
