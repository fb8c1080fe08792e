// SPDX-License-Identifier: GPL-2.0
/*
 * Where the events of the file have the keys and the value.
 *
 * As with filters: if the user names events, all of them need to have the keys. Of a system that
 * is named, those count that have them.
 */
#include <stdlib.h>

#include "count/count.h"

static int find_keys(const struct count *count, const struct ktf_schema *schema,
		     struct agg_event *event, struct agg_error *error)
{
	const struct agg_keys *keys = &count->report.spec.keys;
	int err = 0;
	u32 i;

	for (i = 0; i < keys->nr && !err; i++)
		err = agg_place_find(&keys->list[i], schema, &event->keys[i], error);
	return err;
}

static int find_value(const struct count *count, const struct ktf_schema *schema,
		      struct agg_event *event, struct agg_error *error)
{
	const struct agg_key *value = &count->report.spec.value;
	int err = agg_place_find(value, schema, &event->value, error);

	if (!err && event->value.tag > AGG_SIGNED)
		err = agg_refuse(error, 0, value->len,
				 "--of takes a number, and '%.*s' of %s is none",
				 (int)value->name_len, value->text, schema->event->name);
	return err;
}

/* Does the sentence name the event's system alone? */
static bool is_of_system(const struct run_event *event)
{
	return !strcmp(event->filter->event, event->schema.event->system);
}

/* Count no record of the event. */
static void leave_out(struct count *count, u32 nr)
{
	count->run.index[count->run.events[nr].schema.event->id] = 0;
}

/* Return the user's text of which the event lacks a part, or NULL. */
static const char *find_places(struct count *count, u32 nr, struct agg_error *error)
{
	struct run_event *event = &count->run.events[nr];

	/* Keys may be any fields, so a record needs to have all of them. */
	event->fixed = event->schema.fixed;
	if (find_keys(count, &event->schema, &count->events[nr], error))
		return count->report.by;
	if (count->of && find_value(count, &event->schema, &count->events[nr], error))
		return count->of;
	return NULL;
}

static int find_all(struct count *count)
{
	const struct run_event *event = NULL;
	const char *lacks = NULL;
	struct agg_error error;
	int status = CMD_OK;
	u32 nr, found = 0;

	/* Records of stacks come last, and are of no sentence. */
	for (nr = 1; nr < count->run.nr_events && count->run.events[nr].filter && !status; nr++) {
		event = &count->run.events[nr];
		lacks = find_places(count, nr, &error);
		found += !lacks;
		if (!lacks)
			status = run_check_fields(event);
		else if (is_of_system(event))
			leave_out(count, nr);
		else
			break;
	}
	if (lacks && (!found || !is_of_system(event)))
		status = report_refused(CMD_REFUSED, lacks, &error, &event->schema);
	return status;
}

/**
 * count_find_places - find the keys and the value in all events
 * @count: the count, with the events; gets the places.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if an event lacks one, or all events of a system do; CMD_SYSTEM.
 * The error has been printed.
 */
int count_find_places(struct count *count)
{
	count->events = calloc(count->run.nr_events, sizeof(*count->events));
	return count->events ? find_all(count) : cmd_no_memory();
}
