/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events that the kernel counts.
 */
#ifndef _KTF_CMD_COUNT_KEPT_H
#define _KTF_CMD_COUNT_KEPT_H

#include "count/count.h"
#include "live/histogram.h"

/* No key of the user. */
#define KEPT_NO_KEY	AGG_MAX_KEYS

/**
 * struct kept_key - a key of the kernel's table
 * @name: its name.
 * @from: the index of the user's key, or KEPT_NO_KEY.
 * @kind: enum histogram_kind.
 * @arg: the width of a range.
 */
struct kept_key {
	char	*name;
	u32	from;
	u8	kind;
	u64	arg;
};

/**
 * struct kept - an event that the kernel counts
 * @nr: index of the event in the events of the run.
 * @nr_keys: number of keys.
 * @keys: the keys, as the kernel has them.
 * @value: the field that is summed up, or NULL.
 * @trigger: the trigger, without its filter.
 * @condition: what stands behind "if".
 */
struct kept {
	u32		nr;
	u32		nr_keys;
	struct kept_key	keys[HISTOGRAM_KEYS];
	char		*value;
	char		*trigger;
	char		*condition;
};

/* kept_keys.c */
int kept_find(const struct count *count, struct kept *kept);
int kept_trigger(struct kept *kept, u32 events);
void kept_free(struct kept *kept);

/* kept_table.c */
int kept_read(struct count *count, const struct kept *kept);

#endif /* _KTF_CMD_COUNT_KEPT_H */
