/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stacks of the kernel, which are records of their own: the addresses of the functions that led to
 * an event, the innermost first.
 */
#ifndef _KTF_LIB_STACK_STACK_H
#define _KTF_LIB_STACK_STACK_H

#include "prog/env.h"

struct tep_event;

#define STACK_EVENT	"ftrace:kernel_stack"

/**
 * struct stack_format - where a record of a stack has its addresses
 * @id: the id of the event; 0 if there are no such records.
 * @at: offset of the first address, bytes.
 * @word: size of an address, bytes: 4 or 8.
 */
struct stack_format {
	u32	id;
	u32	at;
	u32	word;
};

/**
 * struct stack - a stack
 * @at: the addresses.
 * @nr: how many there are.
 * @word: size of one of them, bytes.
 */
struct stack {
	const u8	*at;
	u32		nr;
	u32		word;
};

/* format.c */
void stack_format_find(struct stack_format *format, const struct tep_event *event, u32 word);

/* read.c */
void stack_read(const struct stack_format *format, const u8 *data, u32 bytes, struct stack *stack);
u64 stack_caller(const struct stack *stack, u32 nr);
const char *stack_marker(u64 addr);

#endif /* _KTF_LIB_STACK_STACK_H */
