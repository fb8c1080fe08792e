// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel is to count by.
 *
 * The kernel gets bare numbers as keys: what names them, or puts them into ranges, does so here,
 * as for records. Only ranges of numbers without a sign are made there, where both agree, because
 * there may be more numbers than the kernel has room for. The name of a task has to come from the
 * kernel, which keeps the one that the task had at its first event. Texts are the last keys, so
 * that less depends on what is in them.
 */
#include <stdlib.h>

#include "count/kept.h"
#include "live/hist.h"

/* Lines of all tables, but no table is smaller than the smallest. */
#define ALL_LINES	65536U
#define FEWEST_LINES	2048U

static bool has_modifier(const struct agg_key *key, const char *name)
{
	return key->modifier && !strcmp(key->modifier->name, name);
}

/* Every record has the number of its task at offset 4. */
static bool is_task_name(const struct agg_key *key, const struct agg_place *place)
{
	return place->source == AGG_FROM_COMM ||
	       (place->source == AGG_FROM_NUMBER && place->off == 4 &&
		has_modifier(key, "execname"));
}

static u8 kind_of(const struct agg_key *key, const struct agg_place *place)
{
	if (place->source == AGG_FROM_FIXED || place->source == AGG_FROM_LOC)
		return HISTOGRAM_TEXT;
	if (is_task_name(key, place))
		return HISTOGRAM_TASK;
	if (place->source != AGG_FROM_NUMBER || place->tag != AGG_UNSIGNED)
		return HISTOGRAM_NUMBER;
	/* Above 2^63 the kernel does not find the power of two. */
	if (has_modifier(key, "log2") && place->size <= sizeof(u32))
		return HISTOGRAM_LOG2;
	if (has_modifier(key, "buckets") && key->arg <= U32_MAX)
		return HISTOGRAM_RANGE;
	return HISTOGRAM_NUMBER;
}

/* Add a key, numbers in front of texts. */
static int add_key(const struct count *count, struct kept *kept, u32 nr)
{
	const struct agg_place *place = &count->events[kept->nr].keys[nr];
	const struct agg_key *key = &count->report.spec.keys.list[nr];
	const char *why = kept->nr_keys == HISTOGRAM_KEYS ? "is one key too many for the kernel" :
			  hist_lacks(key, place, count->run.dat.long_size);
	struct kept_key new = { .from = nr, .kind = kind_of(key, place), .arg = key->arg };
	u32 at;

	if (!why)
		new.name = hist_name(&count->run.events[kept->nr].schema, place);
	if (!new.name)
		return hist_refuse(count->report.by, key, why ?: "is no key of the kernel");
	for (at = kept->nr_keys++; at && kept->keys[at - 1].kind > new.kind; at--)
		kept->keys[at] = kept->keys[at - 1];
	kept->keys[at] = new;
	return CMD_OK;
}

/* Texts may be too long for a key together. */
static int check_size(const struct count *count, const struct kept *kept)
{
	u32 bytes = 0, i;

	for (i = 0; i < kept->nr_keys; i++) {
		u32 nr = kept->keys[i].from;

		bytes += hist_key_bytes(&count->events[kept->nr].keys[nr]);
		if (bytes > HIST_KEY_BYTES)
			return hist_refuse(count->report.by, &count->report.spec.keys.list[nr],
					   "is longer than the kernel has room for");
	}
	return CMD_OK;
}

static int find_keys(const struct count *count, struct kept *kept)
{
	int status = CMD_OK;
	u32 i;

	/* An event has a table of its own. */
	for (i = 0; i < count->report.spec.keys.nr && !status; i++)
		if (count->events[kept->nr].keys[i].source != AGG_FROM_EVENT)
			status = add_key(count, kept, i);
	return status ?: check_size(count, kept);
}

static int find_value(const struct count *count, struct kept *kept)
{
	const struct agg_place *place = &count->events[kept->nr].value;
	const struct agg_key *key = &count->report.spec.value;
	const char *why = hist_lacks(key, place, count->run.dat.long_size);

	if (!why && (place->source != AGG_FROM_NUMBER || (key->modifier && key->modifier->map)))
		why = "is no field, and the kernel makes sums of fields";
	if (!why)
		kept->value = hist_name(&count->run.events[kept->nr].schema, place);
	return kept->value ? CMD_OK :
	       hist_refuse(count->of, key, why ?: "is no value of the kernel");
}

/* Without a key there is a line for each CPU, and they are added up. */
static int count_by_cpu(struct kept *kept)
{
	kept->keys[kept->nr_keys++] = (struct kept_key) {
		.name = strdup("common_cpu"), .from = KEPT_NO_KEY, .kind = HISTOGRAM_NUMBER,
	};
	return kept->keys[0].name ? CMD_OK : cmd_no_memory();
}

/**
 * kept_find - find the keys and the value of an event
 * @count: the count, with the places of its events.
 * @kept: the event; gets the keys and the value.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if the kernel cannot count by them; CMD_SYSTEM. The error has been
 * printed.
 */
int kept_find(const struct count *count, struct kept *kept)
{
	int status = find_keys(count, kept);

	if (!status && count->of)
		status = find_value(count, kept);
	if (!status && !kept->nr_keys)
		status = count_by_cpu(kept);
	return status;
}

static void write_key(FILE *to, const struct kept_key *key)
{
	fputs(key->name, to);
	if (key->kind == HISTOGRAM_TASK)
		fputs(".execname", to);
	else if (key->kind == HISTOGRAM_LOG2)
		fputs(".log2", to);
	else if (key->kind == HISTOGRAM_RANGE)
		fprintf(to, ".buckets=%llu", key->arg);
}

static u32 lines_for(u32 events)
{
	u32 lines = HIST_ROOM;

	while (lines > FEWEST_LINES && (u64)lines * events > ALL_LINES)
		lines /= 2;
	return lines;
}

/**
 * kept_trigger - write the trigger of an event
 * @kept: the event, with its keys; gets the trigger.
 * @events: number of events that the kernel counts; the memory is shared out among them.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int kept_trigger(struct kept *kept, u32 events)
{
	size_t bytes;
	FILE *to = open_memstream(&kept->trigger, &bytes);
	u32 i;

	if (!to)
		return cmd_no_memory();
	for (i = 0; i < kept->nr_keys; i++) {
		fputs(i ? "," : "hist:keys=", to);
		write_key(to, &kept->keys[i]);
	}
	fprintf(to, ":vals=hitcount%s%s:size=%u", kept->value ? "," : "", kept->value ?: "",
		lines_for(events));
	return fclose(to) ? cmd_no_memory() : CMD_OK;
}

/**
 * kept_free - free what belongs to an event
 * @kept: the event.
 *
 * Context: any.
 */
void kept_free(struct kept *kept)
{
	u32 i;

	for (i = 0; i < kept->nr_keys; i++)
		free(kept->keys[i].name);
	free(kept->value);
	free(kept->trigger);
	free(kept->condition);
}
