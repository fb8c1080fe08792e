// SPDX-License-Identifier: GPL-2.0
/*
 * Modifiers of keys: a table, with a row for each.
 *
 * They have the names and the meaning of those in the kernel's histograms (tracing_map). Some
 * put values into buckets, which is done for each record. Others only name a number. A name
 * takes a search, and there are fewer keys than records, so names are found at the end.
 */
#include <event-parse.h>
#include <stdio.h>

#include "aggregate/modifier.h"
#include "env.h"

static void show_hex(struct agg_number n, u64 arg, char text[AGG_SHOWN_TEXT])
{
	snprintf(text, AGG_SHOWN_TEXT, "0x%llx", n.bits);
}

/* As the kernel: the exponent of the power of two that is not less. */
static struct agg_number map_log2(struct agg_number n, u64 arg)
{
	return (struct agg_number) { .bits = n.bits > 1 ? fls64(n.bits - 1) : 0 };
}

static void show_log2(struct agg_number n, u64 arg, char text[AGG_SHOWN_TEXT])
{
	snprintf(text, AGG_SHOWN_TEXT, "~ 2^%llu", n.bits);
}

/* The smallest number of the bucket; of a bucket that is not whole, the smallest there is. */
static struct agg_number map_buckets(struct agg_number n, u64 width)
{
	u64 rest;

	if (!agg_is_negative(n)) {
		n.bits -= n.bits % width;
		return n;
	}
	rest = -n.bits % width;
	n.bits -= rest ? width - rest : 0;
	if (!agg_is_negative(n))
		n.bits = 1ULL << 63;
	return n;
}

static void show_buckets(struct agg_number n, u64 width, char text[AGG_SHOWN_TEXT])
{
	struct agg_number end = n;
	char from[AGG_NUMBER_TEXT], to[AGG_NUMBER_TEXT];

	if (agg_is_negative(n))
		end.bits += width - 1;
	else
		end.bits += min(width - 1, (n.is_signed ? ~0ULL >> 1 : ~0ULL) - n.bits);
	snprintf(text, AGG_SHOWN_TEXT, "~ %s-%s", agg_number_text(n, from),
		 agg_number_text(end, to));
}

static struct agg_number map_usecs(struct agg_number n, u64 arg)
{
	n.bits = n.is_signed ? (u64)((s64)n.bits / 1000) : n.bits / 1000;
	return n;
}

static const char *symbol(struct tep_handle *tep, u64 bits, char text[AGG_SHOWN_TEXT])
{
	const char *name = env_symbol_at(bits);

	if (name)
		return name;
	snprintf(text, AGG_SHOWN_TEXT, "0x%llx", bits);
	return text;
}

static const char *syscall_name(struct tep_handle *tep, u64 bits, char text[AGG_SHOWN_TEXT])
{
	const char *name;
	u32 i, nr;

	for (i = 0; (name = ktf_syscall(i, &nr)); i++)
		if (nr == bits)
			return name;
	snprintf(text, AGG_SHOWN_TEXT, "unknown_syscall: %lld", bits);
	return text;
}

static const char *task_name(struct tep_handle *tep, u64 bits, char text[AGG_SHOWN_TEXT])
{
	if ((u32)bits)
		return tep_data_comm_from_pid(tep, (u32)bits);
	if (!(bits >> 32))
		return "swapper";
	snprintf(text, AGG_SHOWN_TEXT, "swapper/%u", (u32)(bits >> 32) - 1);
	return text;
}

const struct agg_modifier agg_modifiers[] = {
	{ "hex", .show = show_hex, .always = true, .text = "in hexadecimal" },
	{ "log2", .map = map_log2, .show = show_log2, .text = "by powers of two" },
	{ "buckets", "N", .map = map_buckets, .show = show_buckets,
	  .text = "by ranges of the width N" },
	{ "usecs", .map = map_usecs, .text = "nanoseconds, as microseconds" },
	{ "sym", .name_of = symbol, .text = "an address, as its function" },
	{ "syscall", .name_of = syscall_name, .text = "the number of a system call, as its name" },
	{ "execname", .name_of = task_name, .text = "a pid, as the name of the task" },
};

const u32 agg_nr_modifiers = ARRAY_SIZE(agg_modifiers);

static void show_seconds(struct agg_number n, u64 arg, char text[AGG_SHOWN_TEXT])
{
	snprintf(text, AGG_SHOWN_TEXT, "%llu.%09llu", n.bits / 1000000000, n.bits % 1000000000);
}

/* That of the key that --every makes. */
const struct agg_modifier agg_every = { "every", .map = map_buckets, .show = show_seconds };

/**
 * agg_modifier_find - find a modifier by its name
 * @name: the name, without a NUL.
 * @len: its length in bytes.
 *
 * Context: any.
 * Return: the modifier or NULL.
 */
const struct agg_modifier *agg_modifier_find(const char *name, size_t len)
{
	u32 i;

	for (i = 0; i < agg_nr_modifiers; i++)
		if (strlen(agg_modifiers[i].name) == len &&
		    !memcmp(agg_modifiers[i].name, name, len))
			return &agg_modifiers[i];
	return NULL;
}

static const char *event_name(struct tep_handle *tep, u64 bits, char text[AGG_SHOWN_TEXT])
{
	const struct tep_event *event = tep_find_event(tep, bits);

	if (!event)
		return NULL;
	snprintf(text, AGG_SHOWN_TEXT, "%s:%s", event->system, event->name);
	return text;
}

/**
 * agg_name_of - find the name of a number that is not meant to be seen
 * @tep: has the names.
 * @tag: the number's tag, enum agg_tag.
 * @bits: the number.
 * @text: gets the name, unless it is in a table.
 *
 * Context: any.
 * Return: the name; NULL for a number that is meant to be seen.
 */
const char *agg_name_of(struct tep_handle *tep, u8 tag, u64 bits, char text[AGG_SHOWN_TEXT])
{
	switch (tag) {
	case AGG_TASK:
		return task_name(tep, bits, text);
	case AGG_EVENT:
		return event_name(tep, bits, text);
	case AGG_FUNCTION:
		return symbol(tep, bits, text);
	}
	return NULL;
}
