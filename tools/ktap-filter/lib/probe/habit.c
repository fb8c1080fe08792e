// SPDX-License-Identifier: GPL-2.0
/*
 * What other tools write in front of a place, and what is written here instead.
 *
 * No module and no system of events has such a name, so it is looked at only when there is
 * nothing of that name.
 */
#include "probe/probe.h"

static const char function[] = "write the function's name alone";
static const char returns[] = "write FUNCTION%return";
static const char event[] = "write SYSTEM:EVENT alone";
static const char in_program[] = "write the function's name, behind -x FILE";

static const struct {
	const char	*prefix;
	const char	*instead;
} habits[] = {
	{ "kprobe", function },		{ "kretprobe", returns },
	{ "kfunc", function },		{ "kretfunc", returns },
	{ "fentry", function },		{ "fexit", returns },
	{ "k", function },		{ "kr", returns },
	{ "p", function },		{ "r", returns },
	{ "f", function },
	{ "tracepoint", event },	{ "t", event },
	{ "tp", event },		{ "rawtracepoint", "write tp:TRACEPOINT" },
	{ "uprobe", in_program },	{ "u", in_program },
	{ "uretprobe", "write FUNCTION%return, behind -x FILE" },
	{ "usdt", "write %PROVIDER:NAME, behind -x FILE" },
};

/**
 * probe_habit - say what to write instead of another tool's prefix of a place
 * @prefix: the prefix, without its colon.
 * @len: its length in bytes.
 *
 * Context: any.
 * Return: what to write; NULL if no tool has such a prefix.
 */
const char *probe_habit(const char *prefix, u32 len)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(habits); i++)
		if (strlen(habits[i].prefix) == len && !memcmp(habits[i].prefix, prefix, len))
			return habits[i].instead;
	return NULL;
}
