// SPDX-License-Identifier: GPL-2.0
/*
 * Spans of time as the user writes them: a whole number and its unit, as in 100ms.
 */
#include "time_text.h"

static const struct unit {
	const char	*name;
	u64		ns;
} units[] = {
	{ "ns",	1 },
	{ "us",	1000 },
	{ "ms",	1000000 },
	{ "s",	1000000000 },
	{ "m",	60000000000ULL },
};

/**
 * cmd_time_read - read a span of time
 * @text: the text.
 * @ns: gets the span in nanoseconds, 1 to 2^63 - 1.
 *
 * Context: any.
 * Return: false for anything else.
 */
bool cmd_time_read(const char *text, u64 *ns)
{
	char *end;
	u64 n;
	u32 i;

	errno = 0;
	n = strtoull(text, &end, 10);
	if (!isdigit(*text) || errno)
		return false;
	for (i = 0; i < ARRAY_SIZE(units); i++)
		if (!strcmp(end, units[i].name))
			return !check_mul_overflow(n, units[i].ns, ns) && *ns && !(*ns >> 63);
	return false;
}
