// SPDX-License-Identifier: GPL-2.0
/*
 * The key "stack": records of stacks are no events to count, and each is a key of the one before.
 *
 * lib/aggregate/stacks.c finds out of which one. It has to see all records of a CPU in their order.
 */
#include "count/count.h"

/* Is one of the keys a stack, and no field of that name? */
static bool asks_stacks(const struct count *count)
{
	u32 nr, i;

	for (nr = 1; nr < count->run.nr_events; nr++)
		for (i = 0; i < count->report.spec.keys.nr; i++)
			if (count->events[nr].keys[i].source == AGG_FROM_STACK)
				return true;
	return false;
}

/* A stack is counted with its event, even if a sentence names it. */
static void leave_out(struct run *run, u32 id)
{
	if (run->events[run->index[id]].filter)
		run->index[id] = 0;
}

/**
 * count_find_stacks - find the records of stacks, if a key asks for them
 * @count: the count, with the places of its keys; gets how to read stacks.
 *
 * Context: any.
 * Return: CMD_OK; CMD_SYSTEM if there are no such records. The error has been printed.
 */
int count_find_stacks(struct count *count)
{
	struct dat *dat = &count->run.dat;
	struct events_found found;
	int status = CMD_OK;

	count->by_stacks = asks_stacks(count);
	if (!count->by_stacks)
		return CMD_OK;
	if (events_find(&dat->events, STACK_EVENT, &found)) {
		status = cmd_error(CMD_SYSTEM, "%s: %s", dat->path, dat->events.error);
	} else {
		stack_format_find(&count->stacks, found.list[0].event, dat->long_size);
		leave_out(&count->run, count->stacks.id);
	}
	events_found_free(&found);
	return status;
}

static int take(void *to, u32 nr, const struct agg_record *record)
{
	const struct count_part *part = to;

	return agg_take(part->agg, &part->count->events[nr], record);
}

/**
 * count_stacks_start - start with the records of a CPU
 * @stacks: gets the state; end it with count_stacks_end().
 * @part: where records are counted; it must live as long as @stacks.
 *
 * Context: any.
 */
void count_stacks_start(struct agg_stacks *stacks, struct count_part *part)
{
	*stacks = (struct agg_stacks) { .take = take, .to = part };
}

/**
 * count_stacks_next - go on to a record
 * @stacks: the state of its CPU.
 * @s: the stream, at the record.
 * @record: the record.
 * @nr: index of its event; 0 if it is not counted.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int count_stacks_next(struct agg_stacks *stacks, const struct dat_stream *s,
		      const struct agg_record *record, u32 nr)
{
	const struct count_part *part = stacks->to;
	const struct stack_format *format = &part->count->stacks;
	bool is_whole = s->bytes >= KTF_MIN_FIXED;
	int err = s->missed || !is_whole ? agg_stacks_gap(stacks) : 0;
	struct stack stack;

	if (err || !is_whole)
		return err;
	if (get_unaligned((const u16 *)s->data) != format->id)
		return agg_stacks_record(stacks, nr, record);
	stack_read(format, s->data, s->bytes, &stack);
	return agg_stacks_stack(stacks, record, &stack);
}

/**
 * count_stacks_end - count what still waits, and free the state
 * @stacks: the state of a CPU.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int count_stacks_end(struct agg_stacks *stacks)
{
	int err = agg_stacks_gap(stacks);

	agg_stacks_free(stacks);
	return err;
}
