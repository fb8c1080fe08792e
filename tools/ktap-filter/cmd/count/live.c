// SPDX-License-Identifier: GPL-2.0
/*
 * Records of the running kernel become statistics, as they come. There is one aggregator, since
 * they are put in order by one thread.
 */
#include <stdlib.h>

#include "count/count.h"

/* What a record needs to be counted. */
struct taking {
	struct count_part	part;
	struct agg_stacks	*cpus;
};

static int take(void *to, const struct dat_stream *s, const struct run_event *event)
{
	struct agg_record record = {
		.data = s->data, .bytes = s->bytes, .cpu = s->cpu, .time = s->ts,
	};
	struct taking *t = to;
	struct count *count = t->part.count;
	u32 nr = event->filter ? event - count->run.events : 0;
	int err;

	count->run.events[nr].count.matched += !!nr;
	err = count->by_stacks ? count_stacks_next(&t->cpus[s->cpu], s, &record, nr) :
	      nr ? agg_take(t->part.agg, &count->events[nr], &record) : 0;
	return err ? cmd_no_memory() : CMD_OK;
}

static int read_records(struct count *count)
{
	u32 nr = count->live.reader.merge.nr, i;
	struct taking t = {
		.part = { count, &count->aggs[0] }, .cpus = calloc(nr, sizeof(*t.cpus)),
	};
	int status, err = 0;

	if (!t.cpus)
		return cmd_no_memory();
	for (i = 0; i < nr; i++)
		count_stacks_start(&t.cpus[i], &t.part);
	status = live_read(&count->live, take, &t);
	for (i = 0; i < nr; i++)
		err = count_stacks_end(&t.cpus[i]) ?: err;
	free(t.cpus);
	return status ?: err ? cmd_no_memory() : CMD_OK;
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
		status = read_records(count);
	count->is_whole = count->aggs &&
			  !agg_find_names(&count->aggs[0], count->run.dat.events.tep);
	return status ?: count->is_whole ? CMD_OK : cmd_no_memory();
}
