// SPDX-License-Identifier: GPL-2.0
/*
 * Where the events of both ends have what is asked of them.
 *
 * A key of --by is a field of the start, else a field of the end, else what all records have:
 * that of the start. So "comm" is the woken task's name for sched:sched_waking, which has a
 * field of that name, and the running task's for most other events.
 */
#include <stdlib.h>

#include "latency/latency.h"

static int refuse(const struct run_event *event, const char *text, const struct agg_error *error)
{
	return report_refused(CMD_REFUSED, text, error, &event->schema);
}

/* A pair has two of them. */
static int find_place(const struct agg_key *key, const struct ktf_schema *schema,
		      struct agg_place *place, struct agg_error *error)
{
	int err = agg_place_find(key, schema, place, error);

	if (!err && place->source == AGG_FROM_STACK)
		return agg_refuse(error, key->at, key->len, "'%.*s' is a key of count alone",
				  (int)key->len, key->text);
	return err;
}

/* Has the start what the user calls the end's, and the end what is the start's? */
static bool is_swapped(struct latency *l, const struct ktf_schema *schema, enum latency_end end,
		       u32 key)
{
	const struct agg_key *here = &l->match[end].list[key];
	const struct agg_key *there = &l->match[!end].list[key];
	struct agg_error error;
	struct agg_place place;
	u32 nr;

	if (agg_place_find(there, schema, &place, &error))
		return false;
	for (nr = 1; nr < l->run.nr_events; nr++)
		if (latency_end_of(l, &l->run.events[nr]) != end &&
		    !agg_place_find(here, &l->run.events[nr].schema, &place, &error))
			return true;
	return false;
}

static int refuse_match(struct latency *l, const struct run_event *event, u32 key,
			struct agg_error *error)
{
	enum latency_end end = latency_end_of(l, event);
	const struct agg_key *first = &l->match[LATENCY_END].list[key];
	const struct agg_key *second = &l->match[LATENCY_START].list[key];
	size_t len = strlen(error->text);

	if (error->no_field && is_swapped(l, &event->schema, end, key))
		snprintf(error->text + len, sizeof(error->text) - len,
			 "; the start's comes first: %.*s=%.*s", (int)first->name_len, first->text,
			 (int)second->name_len, second->text);
	return refuse(event, l->key, error);
}

static int find_match(struct latency *l, const struct run_event *event, struct latency_event *to)
{
	const struct agg_keys *keys = &l->match[latency_end_of(l, event)];
	struct agg_error error;
	u32 i;

	for (i = 0; i < keys->nr; i++)
		if (find_place(&keys->list[i], &event->schema, &to->match[i], &error))
			return refuse_match(l, event, i, &error);
	return CMD_OK;
}

static bool is_own_field(const struct ktf_schema *schema, const struct agg_key *key)
{
	const struct tep_format_field *field = schema->event->format.fields;

	for (; field; field = field->next)
		if (strlen(field->name) == key->name_len &&
		    !memcmp(field->name, key->text, key->name_len))
			return true;
	return false;
}

static void find_by(const struct latency *l, const struct run_event *event,
		    struct latency_event *to)
{
	const struct agg_keys *keys = &l->report.spec.keys;
	struct agg_error error;
	u32 i;

	for (i = 0; i < keys->nr; i++) {
		to->has[i] = !find_place(&keys->list[i], &event->schema, &to->by[i], &error);
		to->owns[i] = to->has[i] && is_own_field(&event->schema, &keys->list[i]);
	}
}

/* Is the key to be had from all events of this end? @other: the last one that lacks it. */
static bool all_have(const struct latency *l, enum latency_end end, u32 key, bool own,
		     const struct run_event **other)
{
	bool all = true;
	u32 nr;

	for (nr = 1; nr < l->run.nr_events; nr++) {
		const struct latency_event *event = &l->events[nr];

		if (latency_end_of(l, &l->run.events[nr]) != end ||
		    (own ? event->owns[key] : event->has[key]))
			continue;
		*other = &l->run.events[nr];
		all = false;
	}
	return all;
}

/* Every pair needs to have every key. */
static int check_by(const struct latency *l)
{
	const struct agg_keys *keys = &l->report.spec.keys;
	const struct run_event *lacks = NULL;
	struct agg_error error = { };
	struct agg_place place;
	u32 i;

	for (i = 0; i < keys->nr; i++) {
		if (all_have(l, LATENCY_END, i, true, &lacks) ||
		    all_have(l, LATENCY_START, i, false, &lacks))
			continue;
		find_place(&keys->list[i], &lacks->schema, &place, &error);
		return refuse(lacks, l->report.by, &error);
	}
	return CMD_OK;
}

static void append(struct agg_error *error, const char *text, u32 len, const char *behind)
{
	size_t at = strlen(error->text);

	snprintf(error->text + at, sizeof(error->text) - at, "%.*s%s", (int)len, text, behind);
}

/* Append the fields whose names contain that of the key. */
static void hint_fields(const struct ktf_schema *schema, const struct agg_key *key,
			struct agg_error *error)
{
	const struct tep_format_field *field = schema->event->format.fields;

	for (; field; field = field->next)
		if (memmem(field->name, strlen(field->name), key->text, key->name_len))
			append(error, field->name, strlen(field->name), " or ");
}

/*
 * A name for both ends would mean the field of one and the word of the other: the pid that is
 * woken, and the pid that runs.
 */
static int refuse_mixed(const struct latency *l, const struct agg_key *key,
			const struct ktf_schema *has, const struct ktf_schema *lacks)
{
	struct agg_error error;

	agg_refuse(&error, key->at, key->len, "'%.*s' is a field of %s alone; for %s, write ",
		   (int)key->name_len, key->text, has->event->name, lacks->event->name);
	hint_fields(lacks, key, &error);
	append(&error, "$", 1, "");
	append(&error, key->text, key->name_len, " for the word");
	return report_refused(CMD_REFUSED, l->key, &error, NULL);
}

static bool have_same_name(const struct agg_key *a, const struct agg_key *b)
{
	return a->name_len == b->name_len && !memcmp(a->text, b->text, a->name_len);
}

/* Does a key mean the same for the first event as for one of the other end? */
static int check_meaning(const struct latency *l, u32 nr, u32 key)
{
	const struct run_event *first = &l->run.events[1], *other = &l->run.events[nr];
	enum latency_end end = latency_end_of(l, first);
	const struct agg_key *a = &l->match[end].list[key], *b = &l->match[!end].list[key];
	bool has = is_own_field(&first->schema, a);

	if (latency_end_of(l, other) == end || !have_same_name(a, b) ||
	    has == is_own_field(&other->schema, b))
		return CMD_OK;
	return has ? refuse_mixed(l, b, &first->schema, &other->schema) :
		     refuse_mixed(l, a, &other->schema, &first->schema);
}

/* A number is never equal to a text. */
static int check_kind(const struct latency *l, u32 nr, u32 key)
{
	const struct agg_key *keys = l->match[LATENCY_START].list;
	bool is_text = l->events[1].match[key].tag == AGG_TEXT;
	bool other_is_text = l->events[nr].match[key].tag == AGG_TEXT;
	struct agg_error error;

	if (is_text == other_is_text)
		return CMD_OK;
	agg_refuse(&error, keys[key].at, keys[key].len, "a number is never equal to a text");
	return report_refused(CMD_REFUSED, l->key, &error, NULL);
}

/* A key has to be the same for all events as for the first one. */
static int check_matches(const struct latency *l)
{
	int status = CMD_OK;
	u32 nr, i;

	for (nr = 2; nr < l->run.nr_events && !status; nr++)
		for (i = 0; i < l->match[LATENCY_START].nr && !status; i++)
			status = check_meaning(l, nr, i) ?: check_kind(l, nr, i);
	return status;
}

/**
 * latency_find_places - find what is asked of the events
 * @l: the state, with the events; gets the places.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int latency_find_places(struct latency *l)
{
	int status = CMD_OK;
	u32 nr;

	l->events = calloc(l->run.nr_events, sizeof(*l->events));
	if (!l->events)
		return cmd_no_memory();
	for (nr = 1; nr < l->run.nr_events && !status; nr++) {
		struct run_event *event = &l->run.events[nr];

		/* Keys may be any fields, so a record needs to have all of them. */
		event->fixed = event->schema.fixed;
		find_by(l, event, &l->events[nr]);
		status = find_match(l, event, &l->events[nr]) ?:
			 run_check_fields(event);
	}
	return status ?: check_matches(l) ?: check_by(l);
}
