// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel is to find pairs by, and what the synthetic event has of both ends.
 *
 * A key of --by is taken from the end of the pair from which it is for records. Its field is
 * copied as it is: what names it, or puts it into ranges, does so here. Keys that are equal have
 * to be of the same bytes, since that is what the kernel compares.
 */
#include <stdlib.h>

#include "latency/made.h"
#include "live/hist.h"

/* A task, a CPU. */
#define WORD_SIZE	4

static bool is_text(const struct agg_place *place)
{
	return place->source == AGG_FROM_FIXED || place->source == AGG_FROM_LOC;
}

/* How many bytes the kernel has for it; 0 for a text whose size is not fixed. */
static u32 size_of(const struct agg_place *place)
{
	switch (place->source) {
	case AGG_FROM_NUMBER:
	case AGG_FROM_FIXED:
		return place->size;
	case AGG_FROM_LOC:
		return 0;
	}
	return WORD_SIZE;
}

static const struct latency_event *event_at(const struct latency *l,
					    const struct latency_made *made, enum latency_end end)
{
	u32 nr = l->run.index[made->events[end]->event->id];
	u32 other = l->run.events[nr].other;

	return &l->events[end == LATENCY_END && other ? other : nr];
}

/* Find the name of what is equal, at one end. */
static int find_name(const struct latency *l, const struct latency_made *made,
		     enum latency_end end, u32 nr, char **name)
{
	const struct agg_key *key = &l->match[end].list[nr];
	const struct agg_place *place = &event_at(l, made, end)->match[nr];
	const char *why = hist_lacks(key, place, l->run.dat.long_size);

	*name = why ? NULL : hist_name(made->events[end], place);
	return *name ? CMD_OK : hist_refuse(l->key, key, why ?: "is no key of the kernel");
}

static int find_names(const struct latency *l, struct latency_made *made, enum latency_end end)
{
	size_t bytes;
	FILE *to = open_memstream(&made->keys[end], &bytes);
	int status = to ? CMD_OK : cmd_no_memory();
	char *name;
	u32 i;

	for (i = 0; i < l->match[end].nr && !status; i++) {
		status = find_name(l, made, end, i, &name);
		if (!status)
			fprintf(to, "%s%s", i ? "," : "", name);
		free(name);
	}
	if (to && fclose(to) && !status)
		status = cmd_no_memory();
	return status;
}

/* An event that is both ends is paired with itself where both have the same key. */
static int check_names(const struct latency_made *made)
{
	if (!made->is_one || strcmp(made->keys[LATENCY_START], made->keys[LATENCY_END]))
		return CMD_OK;
	return cmd_error(CMD_REFUSED,
			 "START and END are one event with one key: leave out --in-kernel");
}

/* Are the keys of both ends the same bytes, and not too many? */
static int check_sizes(const struct latency *l, const struct latency_made *made)
{
	const struct agg_place *a = event_at(l, made, LATENCY_START)->match;
	const struct agg_place *b = event_at(l, made, LATENCY_END)->match;
	const struct agg_keys *keys = &l->match[LATENCY_START];
	u32 bytes = 0, i;

	for (i = 0; i < keys->nr; i++) {
		if (size_of(&a[i]) != size_of(&b[i]))
			return hist_refuse(l->key, &keys->list[i],
					   "has another size in END, and bytes are compared");
		bytes += hist_key_bytes(&a[i]);
		if (bytes > HIST_KEY_BYTES)
			return hist_refuse(l->key, &keys->list[i],
					   "is longer than the kernel has room for");
	}
	return CMD_OK;
}

/* Add a key of --by to the synthetic event. */
static int add_field(const struct latency *l, struct latency_made *made, u32 nr)
{
	const struct latency_event *a = event_at(l, made, LATENCY_START);
	const struct latency_event *b = event_at(l, made, LATENCY_END);
	const struct agg_key *key = &l->report.spec.keys.list[nr];
	bool of_end = !a->owns[nr] && b->owns[nr];
	const struct agg_place *place = of_end ? &b->by[nr] : &a->by[nr];
	const char *why = hist_lacks(key, place, l->run.dat.long_size);
	char **name = &made->names[made->is.nr];

	made->by[nr] = *place;
	/* It is the start's for all pairs. */
	if (place->source == AGG_FROM_EVENT)
		return CMD_OK;
	if (!why)
		*name = hist_name(made->events[of_end ? LATENCY_END : LATENCY_START], place);
	if (!*name)
		return hist_refuse(l->report.by, key, why ?: "is no key of the kernel");
	made->fields[made->is.nr] = (struct synthetic_field) {
		.from = *name, .of_end = of_end, .size = is_text(place) ? 0 : size_of(place),
		.is_signed = place->source == AGG_FROM_NUMBER ? place->tag == AGG_SIGNED :
							       place->source != AGG_FROM_CPU,
	};
	made->field[nr] = made->is.nr++;
	return CMD_OK;
}

/**
 * latency_made_find - find the names of what is asked of both ends
 * @l: the state, with the places.
 * @made: has the events of both ends; gets the keys and the fields.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int latency_made_find(const struct latency *l, struct latency_made *made)
{
	int status = find_names(l, made, LATENCY_START) ?: find_names(l, made, LATENCY_END) ?:
		     check_names(made) ?: check_sizes(l, made);
	u32 i;

	for (i = 0; i < l->report.spec.keys.nr && !status; i++)
		status = add_field(l, made, i);
	return status;
}

static bool find_offset(struct tep_event *event, const char *name, u32 *off)
{
	struct tep_format_field *field = tep_find_field(event, name);

	if (field)
		*off = field->offset;
	return field;
}

/**
 * latency_made_place - find where the synthetic event has what is asked of it
 * @l: the state.
 * @made: gets the places.
 * @event: the synthetic event.
 *
 * Context: any.
 * Return: CMD_OK; CMD_SYSTEM if it is not the event that was defined. The error has been printed.
 */
int latency_made_place(const struct latency *l, struct latency_made *made,
		       struct tep_event *event)
{
	char name[SYNTHETIC_NAME];
	bool all;
	u32 i;

	made->time = (struct agg_place) { .source = AGG_FROM_NUMBER, .tag = AGG_UNSIGNED,
					  .size = sizeof(u64) };
	all = find_offset(event, SYNTHETIC_TIME, &made->time.off);
	for (i = 0; i < l->report.spec.keys.nr && all; i++) {
		struct agg_place *place = &made->by[i];
		bool text = is_text(place);

		if (place->source == AGG_FROM_EVENT)
			continue;
		synthetic_field_name(made->field[i], name);
		*place = (struct agg_place) {
			.source = text ? AGG_FROM_LOC : AGG_FROM_NUMBER, .tag = place->tag,
			.size = text ? sizeof(u32) : size_of(place),
		};
		all = find_offset(event, name, &place->off);
	}
	return all ? CMD_OK :
	       cmd_error(CMD_SYSTEM, "%s: the kernel has other fields than were defined",
			 event->name);
}
