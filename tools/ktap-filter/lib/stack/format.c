// SPDX-License-Identifier: GPL-2.0
/*
 * The format of a stack's record, as tracefs or a trace.dat describes it.
 *
 * The addresses are the last field. Newer kernels say that it has no size, older ones that it has
 * eight elements; in both, a record has as many as it has room for. A file may say anything.
 */
#include <event-parse.h>

#include "stack/stack.h"

/* No event has that many bytes in front. */
#define MAX_OFFSET	4096

/**
 * stack_format_find - find where records of stacks have their addresses
 * @format: gets the place; @format->id is 0 if the event is none of stacks.
 * @event: the event STACK_EVENT.
 * @word: size of a long of the kernel, bytes: 4 or 8.
 *
 * Context: any.
 */
void stack_format_find(struct stack_format *format, const struct tep_event *event, u32 word)
{
	struct tep_format_field *callers = tep_find_field((struct tep_event *)event, "caller");

	*format = (struct stack_format) { };
	if (!callers || callers->offset < 0 || callers->offset > MAX_OFFSET)
		return;
	*format = (struct stack_format) {
		.id = event->id, .at = callers->offset, .word = word,
	};
}
