// SPDX-License-Identifier: GPL-2.0
/*
 * Records of the running kernel become statistics, as they come. There is one aggregator, since
 * they are put in order by one thread.
 */
#include "count/count.h"

static int take(void *to, const struct dat_stream *s, const struct run_event *event)
{
	struct agg_record record = {
		.data = s->data, .bytes = s->bytes, .cpu = s->cpu, .time = s->ts,
	};
	struct count *count = to;
	u32 nr = event - count->run.events;

	count->run.events[nr].count.matched++;
	return agg_take(&count->aggs[0], &count->events[nr], &record) ? cmd_no_memory() : CMD_OK;
}

/**
 * count_live - count the events of the running kernel until the run ends
 * @count: the count, with the run open; its first aggregator gets the statistics.
 *
 * Context: any; one thread.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int count_live(struct count *count)
{
	int status = count_start(count, 1);

	if (!status)
		status = live_read(&count->live, take, count);
	count->is_whole = count->aggs &&
			  !agg_find_names(&count->aggs[0], count->run.dat.events.tep);
	return status ?: count->is_whole ? CMD_OK : cmd_no_memory();
}
