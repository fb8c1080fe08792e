// SPDX-License-Identifier: GPL-2.0
/*
 * --in-kernel: the kernel counts, and nothing is recorded.
 *
 * Each event gets a trigger "hist" in the run's own instance, with the filter behind "if". It is
 * paused until all of them are there, and again before their tables are read. The triggers go
 * with the instance.
 */
#include <stdlib.h>

#include "count/kept.h"
#include "live/hist.h"
#include "live/install.h"

/* The events of a count. */
struct keeper {
	struct count	*count;
	struct kept	*list;
	u32		nr;
};

/* The event is no key of its table. */
static bool is_event(const struct agg_key *key)
{
	bool is_variable = key->text[0] == '$';

	return key->name_len == strlen("event") + is_variable &&
	       !memcmp(key->text + is_variable, "event", strlen("event"));
}

static int check_keys(const struct count *count)
{
	const struct agg_keys *keys = &count->report.spec.keys;
	const struct agg_key *excess = NULL;
	u32 nr = 0, i;

	for (i = 0; i < keys->nr; i++)
		if (!is_event(&keys->list[i]) && nr++ == HISTOGRAM_KEYS)
			excess = &keys->list[i];
	return excess ? hist_refuse_excess(count->report.by, excess, nr) : CMD_OK;
}

/**
 * count_check_in_kernel - can the kernel count what the options ask for?
 * @count: the count, with all options read.
 *
 * Context: any.
 * Return: CMD_OK or CMD_USAGE. The error has been printed.
 */
int count_check_in_kernel(struct count *count)
{
	if (!count->in_kernel)
		return CMD_OK;
	if (count->run.input)
		return cmd_usage("-i counts what was recorded: leave out --in-kernel");
	if (count->every)
		return cmd_usage("--every needs times, a table has none: leave out --in-kernel");
	if (count->report.hist)
		return cmd_usage("the kernel keeps sums: leave out --hist, or count --by %s.log2",
				 count->of);
	count->live.session.by_triggers = true;
	return check_keys(count);
}

/* An event that several sentences name comes once, and one that is left out does not. */
static bool is_new(const struct keeper *k, u32 nr)
{
	u32 i;

	for (i = 0; i < k->nr; i++)
		if (k->list[i].nr == nr)
			return false;
	return nr;
}

static int add_event(struct keeper *k, struct ktf_schema *schema)
{
	u32 nr = k->count->run.index[schema->event->id];
	struct kept *kept = &k->list[k->nr];

	if (!is_new(k, nr))
		return CMD_OK;
	k->nr++;
	kept->nr = nr;
	return hist_check(&k->count->live.session, schema) ?: kept_find(k->count, kept) ?:
	       session_condition(&k->count->live.session, NULL, schema, &kept->condition);
}

static int add_events(struct keeper *k)
{
	const struct session *s = &k->count->live.session;
	int status = CMD_OK;
	u32 i, j;

	for (i = 0; i < s->nr; i++)
		for (j = 0; j < s->sentences[i]->found.nr && !status; j++)
			status = add_event(k, &s->sentences[i]->found.list[j]);
	for (i = 0; i < k->nr && !status; i++)
		status = kept_trigger(&k->list[i], k->nr);
	return status;
}

/* Write the trigger, and what it is to do: "pause", which at first makes it, or "cont". */
static int tell(const struct keeper *k, const struct kept *kept, const char *what)
{
	char *trigger;
	int status;

	if (asprintf(&trigger, "%s:%s", kept->trigger, what) < 0)
		return cmd_no_memory();
	status = hist_write(&k->count->live.session, &k->count->run.events[kept->nr].schema,
			    trigger, kept->condition);
	free(trigger);
	return status;
}

static int tell_all(const struct keeper *k, const char *what)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < k->nr && !status; i++)
		status = tell(k, &k->list[i], what);
	return status;
}

static int keep(const struct keeper *k)
{
	struct workload *work = &k->count->live.work;
	int status = tell_all(k, "pause");
	u32 i;

	if (status)
		return status;
	cmd_error(CMD_OK, "in the kernel");
	status = tell_all(k, "cont") ?: workload_go(work) ?: workload_wait(work) ?:
		 tell_all(k, "pause");
	for (i = 0; i < k->nr && !status; i++)
		status = kept_read(k->count, &k->list[i]);
	return status;
}

/**
 * count_in_kernel - let the kernel count until the run ends
 * @count: the count, with the run open; its first aggregator gets the statistics.
 *
 * Context: any; one thread.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int count_in_kernel(struct count *count)
{
	struct keeper k = { .count = count };
	int status = count_start(count, 1);
	u32 i;

	k.list = calloc(count->run.nr_events, sizeof(*k.list));
	if (!status)
		status = k.list ? add_events(&k) ?: keep(&k) : cmd_no_memory();
	for (i = 0; i < k.nr; i++)
		kept_free(&k.list[i]);
	free(k.list);
	if (status)
		return status;
	live_comms(&count->live.session, count->run.dat.events.tep);
	count->is_whole = !agg_find_names(&count->aggs[0], count->run.dat.events.tep);
	return count->is_whole ? CMD_OK : cmd_no_memory();
}
