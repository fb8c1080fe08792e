// SPDX-License-Identifier: GPL-2.0
/*
 * Spans of time as the user writes them: a whole number and its unit, as in 100ms. Where one unit
 * goes without saying, as seconds do for an end, it may be left out.
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
 * @unit: the unit of a number without one; NULL if there has to be one.
 * @ns: gets the span in nanoseconds, 1 to 2^63 - 1.
 *
 * Context: any.
 * Return: false for anything else.
 */
bool cmd_time_read(const char *text, const char *unit, u64 *ns)
{
	char *end;
	u64 n;
	u32 i;

	errno = 0;
	n = strtoull(text, &end, 10);
	if (!isdigit(*text) || errno)
		return false;
	if (*end || !unit)
		unit = end;
	for (i = 0; i < ARRAY_SIZE(units); i++)
		if (!strcmp(unit, units[i].name))
			return !check_mul_overflow(n, units[i].ns, ns) && *ns && !(*ns >> 63);
	return false;
}
