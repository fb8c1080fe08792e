// SPDX-License-Identifier: GPL-2.0
/*
 * The addresses in a record of a stack.
 *
 * A record ends with them, so its size says how many there are. Kernels before 5.2 end them with
 * -1, and 0 is no address. A record of any size, also a wrong one, has a stack, maybe an empty one.
 */
#include "stack/stack.h"

/* What the kernel writes for code that it made at run time, and that has no name: INT_MAX. */
#define TRAMPOLINE	0x7fffffffU

/**
 * stack_caller - get an address
 * @stack: the stack.
 * @nr: the number of the address; 0 is the innermost one; less than @stack->nr.
 *
 * Context: any.
 * Return: the address.
 */
u64 stack_caller(const struct stack *stack, u32 nr)
{
	const u8 *at = stack->at + (size_t)nr * stack->word;

	return stack->word == 8 ? get_unaligned((const u64 *)at) :
				  get_unaligned((const u32 *)at);
}

static bool is_end(u64 addr, u32 word)
{
	return !addr || addr == (word == 8 ? ~0ULL : ~0U);
}

/**
 * stack_read - find the addresses in a record
 * @format: where they are; nowhere if its id is 0.
 * @data: the record.
 * @bytes: its size, any.
 * @stack: gets the stack, which lies in the record.
 *
 * Context: any.
 */
void stack_read(const struct stack_format *format, const u8 *data, u32 bytes, struct stack *stack)
{
	u32 at = min(format->at, bytes), room = format->id ? (bytes - at) / format->word : 0;

	*stack = (struct stack) { .at = data + at, .word = format->word };
	while (stack->nr < room && !is_end(stack_caller(stack, stack->nr), format->word))
		stack->nr++;
}

/**
 * stack_marker - is an address none?
 * @addr: what stands for it in a stack.
 *
 * Context: any.
 * Return: what is meant; NULL if it is an address.
 */
const char *stack_marker(u64 addr)
{
	return addr == TRAMPOLINE ? "[FTRACE TRAMPOLINE]" : NULL;
}
