// SPDX-License-Identifier: GPL-2.0
/*
 * The event that has every kind of field.
 *
 * No event of the kernel has. This one never fires and is not registered: only its list of
 * fields is used.
 */
#include <linux/trace_events.h>

#include "oracle.h"
#include "rich.h"

static struct trace_event_class rich_class = {
	.system = "ktap_filter",
	.fields = LIST_HEAD_INIT(rich_class.fields),
};

static struct trace_event_call rich_call = {
	.class	= &rich_class,
	.name	= "oracle_rich",
};

#define FIELD(type, name, is_signed)					\
	{ type, #name, offsetof(struct rich_record, name),		\
	  sizeof_field(struct rich_record, name), is_signed }

static const struct {
	const char	*type;
	const char	*name;
	u16		off;
	u16		size;
	bool		is_signed;
} rich_fields[] = {
	FIELD("s8",			i8,	true),
	FIELD("u8",			u8,	false),
	FIELD("s16",			i16,	true),
	FIELD("u16",			u16,	false),
	FIELD("s32",			i32,	true),
	FIELD("u32",			u32,	false),
	FIELD("s64",			i64,	true),
	FIELD("u64",			u64,	false),
	FIELD("s32",			odd32,	true),
	FIELD("u64",			odd64,	false),
	FIELD("u16",			odd16,	false),
	FIELD("u8[3]",			three,	false),
	FIELD("u16[2]",			pair,	false),
	FIELD("unsigned long[6]",	args,	false),
	FIELD("char[16]",		name,	false),
	FIELD("char[8]",		tag,	false),
	FIELD("char[5]",		five,	false),
	FIELD("unsigned char[6]",	mac,	false),
	FIELD("char *",			ptr,	false),
	FIELD("const char *",		cptr,	false),
	FIELD("unsigned long",		ip,	false),
	FIELD("__data_loc char[]",	dyn,	false),
	FIELD("__data_loc char[]",	dyn2,	false),
	FIELD("__rel_loc char[]",	rel,	false),
	FIELD("__data_loc cpumask_t",	mask,	false),
	FIELD("__data_loc u32[]",	vec,	false),
	FIELD("u8",			last,	false),
	{ "char[]", "tail", offsetof(struct rich_record, tail), 0, false },
};

/**
 * oracle_rich_event - get the event that has every kind of field
 *
 * Context: may sleep.
 * Return: the event.
 */
struct trace_event_call *oracle_rich_event(void)
{
	u32 i;

	for (i = 0; list_empty(&rich_class.fields) || i; i++) {
		if (i == ARRAY_SIZE(rich_fields))
			break;
		trace_define_field(&rich_call, rich_fields[i].type, rich_fields[i].name,
				   rich_fields[i].off, rich_fields[i].size,
				   rich_fields[i].is_signed, FILTER_OTHER);
	}
	return &rich_call;
}
