// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's table of an event goes where records would have gone.
 */
#include <stdlib.h>
#include <unistd.h>

#include "count/kept.h"
#include "live/hist.h"

/* Looks at a table that is still being written, and the time between them, microseconds. */
#define LOOKS		5
#define LOOK_TIME	20000

/* Where lines go. */
struct sink {
	struct count		*count;
	const struct kept	*kept;
};

/* Idle tasks have one number, and a name for each CPU. */
static void put_task(struct agg_bytes *to, const struct histogram_cell *cell)
{
	static const char idle[] = "swapper";

	if (cell->n)
		agg_put_text(to, cell->text, cell->len);
	else
		agg_put_text(to, idle, strlen(idle));
}

static void put_cell(struct agg_bytes *to, const struct agg_key *key,
		     const struct agg_place *place, u8 kind, const struct histogram_cell *cell)
{
	switch (kind) {
	case HISTOGRAM_NUMBER:
		agg_put_bits(key, place, cell->n, to);
		break;
	case HISTOGRAM_TASK:
		put_task(to, cell);
		break;
	case HISTOGRAM_TEXT:
		agg_put_text(to, cell->text, cell->len);
		break;
	default:
		/* The kernel has done what the modifier says. */
		agg_put_number(to, AGG_UNSIGNED, cell->n);
	}
}

static void put_key(const struct sink *sink, u32 nr, const struct histogram_entry *entry)
{
	const struct count *count = sink->count;
	const struct agg_place *place = &count->events[sink->kept->nr].keys[nr];
	struct agg_bytes *to = &sink->count->aggs[0].key;
	u32 i;

	if (place->source == AGG_FROM_EVENT)
		agg_put_number(to, AGG_EVENT, count->run.events[sink->kept->nr].schema.event->id);
	for (i = 0; i < sink->kept->nr_keys; i++)
		if (sink->kept->keys[i].from == nr)
			put_cell(to, &count->report.spec.keys.list[nr], place,
				 sink->kept->keys[i].kind, &entry->keys[i]);
}

static int take_line(void *to, const struct histogram_entry *entry)
{
	const struct sink *sink = to;
	struct agg *agg = &sink->count->aggs[0];
	struct agg_number sum = {
		.bits = entry->sum,
		.is_signed = sink->count->events[sink->kept->nr].value.tag == AGG_SIGNED,
	};
	u32 i;

	agg->key.used = 0;
	for (i = 0; i < agg->spec->keys.nr; i++)
		put_key(sink, i, entry);
	return agg_add_sum(agg, entry->count, sum);
}

static int check_line(void *to, const struct histogram_entry *entry)
{
	return 0;
}

/* Take all lines or, if one of them cannot be read, none. */
static int read_table(struct count *count, const struct kept *kept)
{
	struct sink sink = { count, kept };
	struct histogram h = { .nr = kept->nr_keys, .value = kept->value };
	struct histogram_totals totals;
	char *text = hist_text(&count->live.session, &count->run.events[kept->nr].schema);
	size_t bytes = text ? strlen(text) : 0;
	int err = text ? 0 : -EIO;
	u32 i;

	for (i = 0; i < h.nr; i++)
		h.keys[i] = (struct histogram_key) { kept->keys[i].name, kept->keys[i].kind };
	if (!err)
		err = histogram_read(&h, text, bytes, &totals, check_line, NULL);
	if (!err)
		err = histogram_read(&h, text, bytes, &totals, take_line, &sink);
	free(text);
	if (err)
		return err;
	count->run.events[kept->nr].count.matched = totals.hits;
	count->run.lost += totals.dropped;
	return 0;
}

static int tell(const struct count *count, const struct kept *kept, int err)
{
	const struct tep_event *event = count->run.events[kept->nr].schema.event;

	if (err == -ENOMEM)
		return cmd_no_memory();
	if (err == -EIO)
		return cmd_error(CMD_SYSTEM, "%s:%s: cannot read the kernel's table",
				 event->system, event->name);
	return cmd_error(CMD_SYSTEM,
			 "%s:%s: a text looks like a line of the table: leave out --in-kernel",
			 event->system, event->name);
}

/**
 * kept_read - take the numbers that the kernel has of an event
 * @count: the count; its first aggregator gets them.
 * @kept: the event. Its trigger is paused.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int kept_read(struct count *count, const struct kept *kept)
{
	int err = read_table(count, kept), looks;

	/* A CPU may be just writing to it. */
	for (looks = 1; err == -EINVAL && looks < LOOKS; looks++) {
		usleep(LOOK_TIME);
		err = read_table(count, kept);
	}
	return err ? tell(count, kept, err) : CMD_OK;
}
