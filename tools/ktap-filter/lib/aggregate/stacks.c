// SPDX-License-Identifier: GPL-2.0
/*
 * Which stack belongs to which record of a CPU.
 *
 * The kernel writes a stack behind its record, without letting another task run between the two.
 * But an interrupt may come between, and write records and stacks of its own: task A, interrupt B,
 * stack of B, stack of A. All of them have the number of the task that was interrupted; the flags
 * of a record tell the context that it is from. A context ends before what it has interrupted goes
 * on. So a record waits for its stack until there is something else of the same context, of one
 * that it has interrupted, or of another task. Where records were lost, nobody waits.
 *
 * A record that is not counted has a stack, too, perhaps. So the caller tells of all records.
 *
 * What cannot be known: a stack that belongs to no record, as that which a trigger makes of an
 * event that is not recorded itself, is taken for that of the record before it.
 */
#include <stdlib.h>

#include "aggregate/stacks.h"

/* Flags of records, which are the same in all kernels. */
enum {
	IN_INTERRUPT	= 0x08,
	IN_SOFT		= 0x10,
	IN_NMI		= 0x40,
};

static u32 context_of(const struct agg_record *record)
{
	u8 flags = agg_record_flags(record);

	if (flags & IN_NMI)
		return 3;
	if (flags & IN_INTERRUPT)
		return 2;
	return !!(flags & IN_SOFT);
}

/* Pass on a record that waits. */
static int pass_on(struct agg_stacks *s, struct agg_waiting *w, const struct stack *stack)
{
	u32 nr = w->nr;

	w->nr = 0;
	if (stack)
		w->record.stack = *stack;
	return s->take(s->to, nr, &w->record);
}

/* Pass on what waits in vain: that of context @from, of those above it, and of other tasks. */
static int settle(struct agg_stacks *s, u32 from, u32 pid)
{
	struct agg_waiting *w;
	int err = 0;

	for (w = s->of; w < s->of + AGG_CONTEXTS && !err; w++)
		if (w->nr && (w >= s->of + from || agg_record_pid(&w->record) != pid))
			err = pass_on(s, w, NULL);
	return err;
}

static int keep(struct agg_waiting *w, u32 nr, const struct agg_record *record)
{
	u8 *bigger;

	if (w->room < record->bytes) {
		bigger = realloc(w->copy, record->bytes);
		if (!bigger)
			return -ENOMEM;
		w->copy = bigger;
		w->room = record->bytes;
	}
	memcpy(w->copy, record->data, record->bytes);
	w->nr = nr;
	w->record = *record;
	w->record.data = w->copy;
	return 0;
}

/**
 * agg_stacks_record - go on to a record that is no stack
 * @s: the records of its CPU that wait.
 * @nr: what to call it; 0 if it is not wanted.
 * @record: the record, with the words that all have.
 *
 * Context: any.
 * Return: 0; -ENOMEM; what @s->take returned.
 */
int agg_stacks_record(struct agg_stacks *s, u32 nr, const struct agg_record *record)
{
	u32 context = context_of(record);
	int err = settle(s, context, agg_record_pid(record));

	return err || !nr ? err : keep(&s->of[context], nr, record);
}

/**
 * agg_stacks_stack - go on to a stack
 * @s: the records of its CPU that wait.
 * @record: the record of the stack, with the words that all have.
 * @stack: the stack.
 *
 * Context: any.
 * Return: 0 or what @s->take returned.
 */
int agg_stacks_stack(struct agg_stacks *s, const struct agg_record *record,
		     const struct stack *stack)
{
	u32 context = context_of(record);
	int err = settle(s, context + 1, agg_record_pid(record));

	return err || !s->of[context].nr ? err : pass_on(s, &s->of[context], stack);
}

/**
 * agg_stacks_gap - go on to where records were lost, or to the end
 * @s: the records of a CPU that wait.
 *
 * Context: any.
 * Return: 0 or what @s->take returned.
 */
int agg_stacks_gap(struct agg_stacks *s)
{
	return settle(s, 0, 0);
}

/**
 * agg_stacks_free - free what records have waited in, but not the struct itself
 * @s: the records of a CPU, of which none waits.
 *
 * Context: any.
 */
void agg_stacks_free(struct agg_stacks *s)
{
	u32 i;

	for (i = 0; i < AGG_CONTEXTS; i++)
		free(s->of[i].copy);
}
