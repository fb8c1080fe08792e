/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which stack belongs to which record of a CPU.
 */
#ifndef _KTF_LIB_AGGREGATE_STACKS_H
#define _KTF_LIB_AGGREGATE_STACKS_H

#include "aggregate/record.h"

/* A task, a soft interrupt, an interrupt and an NMI: each may interrupt those before it. */
#define AGG_CONTEXTS	4

/**
 * struct agg_waiting - a record whose stack may be about to come
 * @nr: what the caller calls it; 0 if there is none.
 * @record: the record.
 * @copy: its bytes.
 * @room: size of @copy, bytes.
 */
struct agg_waiting {
	u32			nr;
	struct agg_record	record;
	u8			*copy;
	u32			room;
};

/* Use a record with its stack, if it has one: 0 or -ENOMEM. */
typedef int agg_stacks_fn(void *to, u32 nr, const struct agg_record *record);

/**
 * struct agg_stacks - the records of a CPU that wait for their stacks
 * @of: one for each context.
 * @take: gets the records.
 * @to: the first argument of @take.
 */
struct agg_stacks {
	struct agg_waiting	of[AGG_CONTEXTS];
	agg_stacks_fn		*take;
	void			*to;
};

int agg_stacks_record(struct agg_stacks *s, u32 nr, const struct agg_record *record);
int agg_stacks_stack(struct agg_stacks *s, const struct agg_record *record,
		     const struct stack *stack);
int agg_stacks_gap(struct agg_stacks *s);
void agg_stacks_free(struct agg_stacks *s);

#endif /* _KTF_LIB_AGGREGATE_STACKS_H */
