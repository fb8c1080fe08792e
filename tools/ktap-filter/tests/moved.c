// SPDX-License-Identifier: GPL-2.0
/*
 * Other events with the fields of the main one, and its records as theirs.
 *
 *	main	| head | s8 u8 s16 ... end |tail..| texts and CPUs that are located
 *	moved	| head | ... some other order ... |tail..| the same
 *
 * The fields follow each other without a gap, in an order that depends on @step, so that
 * most are not aligned. An event that has grown has bytes of other fields between and behind
 * them. The field tail, which has no size, stays at the end. The distance that it has moved
 * is added to words that locate something; words of 0 locate nothing.
 */
#include <stdlib.h>

#include "moved.h"

#define HEAD	sizeof(struct ktf_event_head)

/**
 * moved_event - make an event with the main event's fields at other offsets
 * @event: gets the event.
 * @step: the distance in the main event, modulo its number of fields, from each field to the
 *	next. It must be coprime to that number.
 * @grown: bytes of padding in front of each field.
 */
void moved_event(struct moved *event, u32 step, u32 grown)
{
	const struct ktf_schema *main = &env_events[KTF_EVENT_main];
	u32 off = HEAD, at = 0, i;

	for (i = 0; i < main->nr; i++) {
		at = (at + step) % main->nr;
		event->fields[i] = main->fields[at];
		if (!main->fields[at].size)
			continue;
		event->fields[i].off = off + grown;
		off += grown + main->fields[at].size;
	}
	off += grown;
	for (i = 0; i < main->nr; i++)
		if (!event->fields[i].size)
			event->fields[i].off = off;
	event->schema = (struct ktf_schema) {
		.fields = event->fields, .nr = main->nr, .fixed = off,
	};
}

/* The loc word for a field that moved and for bytes that moved by @by. */
static u32 moved_loc(u32 loc, const struct ktf_field *from, const struct ktf_field *to, u32 by)
{
	u32 at = loc & 0xffff;

	if (!loc && from->kind != KTAP_FILTER_KIND_RELSTR)
		return 0;
	if (from->kind == KTAP_FILTER_KIND_RELSTR)
		at += from->off - to->off;
	return ((at + by) & 0xffff) | (loc & ~0xffff);
}

static bool is_located(const struct ktf_field *field)
{
	return field->type && (!strncmp(field->type, "__data_loc ", 11) ||
			       !strncmp(field->type, "__rel_loc ", 10));
}

/**
 * moved_record - convert a record of the main event to another event
 * @event: the other event.
 * @rec: the record.
 * @len: gets the length of the new record in bytes.
 *
 * Return: the new record; free it with free().
 */
void *moved_record(const struct moved *event, const struct ktf_record *rec, u32 *len)
{
	const struct ktf_schema *main = &env_events[KTF_EVENT_main];
	u32 behind = sizeof(*rec) - main->fixed, i, loc;
	const struct ktf_field *to = event->fields;
	struct ktf_field from;
	char *moved;

	*len = event->schema.fixed + behind;
	moved = malloc(*len);
	memset(moved, 0xa5, *len);
	memcpy(moved, rec, HEAD);
	memcpy(moved + event->schema.fixed, (const char *)rec + main->fixed, behind);
	for (i = 0; i < event->schema.nr; i++, to++) {
		ktf_schema_find(main, to->name, strlen(to->name), &from);
		memcpy(moved + to->off, (const char *)rec + from.off, from.size);
		if (!is_located(to))
			continue;
		memcpy(&loc, (const char *)rec + from.off, sizeof(loc));
		loc = moved_loc(loc, &from, to, event->schema.fixed - main->fixed);
		memcpy(moved + to->off, &loc, sizeof(loc));
	}
	return moved;
}
