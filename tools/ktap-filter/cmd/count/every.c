// SPDX-License-Identifier: GPL-2.0
/*
 * --every: a table for each interval of time.
 *
 * The interval of a record is one more key, in front of those of the user: the time of its
 * start. Intervals begin at multiples of their length, so two files of one machine have the
 * same ones. An interval without records has no line.
 */
#include "count/count.h"
#include "time_text.h"

/**
 * count_every - count by intervals, if the user wants it
 * @count: the count, before the keys of the user are read.
 *
 * Context: any.
 * Return: CMD_OK or CMD_USAGE. The error has been printed.
 */
int count_every(struct count *count)
{
	struct report *r = &count->report;
	struct agg_key *key = &r->spec.keys.list[0];

	if (!count->every)
		return CMD_OK;
	*key = (struct agg_key) { .text = "time", .len = 4, .name_len = 4, .element = -1,
				  .modifier = &agg_every };
	if (!cmd_time_read(count->every, NULL, &key->arg))
		return cmd_usage("--every takes a time, as in 100ms, not '%s'", count->every);
	r->spec.keys.nr = 1;
	r->groups = 1;
	return CMD_OK;
}
