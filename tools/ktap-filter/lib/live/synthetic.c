// SPDX-License-Identifier: GPL-2.0
/*
 * Pairs of two events that the kernel finds: the texts that make it do so.
 *
 *	s:ktap_1_lat u64 lat; s32 f0; char f1[]
 *	hist:keys=pid:ts=common_timestamp,f0=prio:size=16384
 *	hist:keys=next_pid:lat=common_timestamp-$ts,f1=prev_comm:size=16384:
 *		onmatch(sched.sched_waking).trace(ktap_1_lat,$lat,$f0,$f1)
 *
 * The first event keeps its time, and what is asked of it, in variables of its key. The second
 * one looks them up by a key of the same bytes, and makes the synthetic event. An expression
 * takes a variable away as it reads it: so a start has one end, and a second start of a key
 * replaces the first. Variables are filled from fields by name, and the fields of the synthetic
 * event from variables, one by one: the kernel refuses another size or sign. A text has no fixed
 * size, so that it may be from any kind of text.
 */
#include <stdio.h>
#include <stdlib.h>

#include "live/synthetic.h"

/**
 * synthetic_field_name - name a field of a synthetic event
 * @nr: its number, from 0 on; the time is not counted.
 * @name: gets the name, which is also that of the variable that it is filled from.
 *
 * Context: any.
 */
void synthetic_field_name(u32 nr, char name[SYNTHETIC_NAME])
{
	snprintf(name, SYNTHETIC_NAME, "f%u", nr);
}

static void print_field(FILE *to, const struct synthetic_field *field, u32 nr)
{
	char name[SYNTHETIC_NAME];

	synthetic_field_name(nr, name);
	if (field->size)
		fprintf(to, "; %c%u %s", field->is_signed ? 's' : 'u', 8 * field->size, name);
	else
		fprintf(to, "; char %s[]", name);
}

/* Print ",VARIABLE=FIELD" for what is asked of one event. */
static void print_variables(FILE *to, const struct synthetic *s, bool of_end)
{
	char name[SYNTHETIC_NAME];
	u32 i;

	for (i = 0; i < s->nr; i++) {
		if (s->fields[i].of_end != of_end)
			continue;
		synthetic_field_name(i, name);
		fprintf(to, ",%s=%s", name, s->fields[i].from);
	}
}

static void print_definition(FILE *to, const struct synthetic *s)
{
	u32 i;

	fprintf(to, "s:%s u64 " SYNTHETIC_TIME, s->name);
	for (i = 0; i < s->nr; i++)
		print_field(to, &s->fields[i], i);
	fputc('\n', to);
}

static void print_start(FILE *to, const struct synthetic *s)
{
	fprintf(to, "hist:keys=%s:ts=common_timestamp", s->start_keys);
	print_variables(to, s, false);
	fprintf(to, ":size=%u", s->room);
}

static void print_end(FILE *to, const struct synthetic *s)
{
	char name[SYNTHETIC_NAME];
	u32 i;

	fprintf(to, "hist:keys=%s:" SYNTHETIC_TIME "=common_timestamp-$ts", s->end_keys);
	print_variables(to, s, true);
	fprintf(to, ":size=%u:onmatch(%s.%s).trace(%s,$" SYNTHETIC_TIME, s->room, s->system,
		s->event, s->name);
	for (i = 0; i < s->nr; i++) {
		synthetic_field_name(i, name);
		fprintf(to, ",$%s", name);
	}
	fputc(')', to);
}

static char *make(const struct synthetic *s, void (*print)(FILE *to, const struct synthetic *s))
{
	size_t bytes;
	char *text;
	FILE *to = open_memstream(&text, &bytes);

	if (!to)
		return NULL;
	print(to, s);
	if (!fclose(to))
		return text;
	free(text);
	return NULL;
}

/**
 * synthetic_definition - write the definition of a synthetic event
 * @s: the event.
 *
 * Context: any.
 * Return: a line of dynamic_events, with its end; free it with free(). NULL without memory.
 */
char *synthetic_definition(const struct synthetic *s)
{
	return make(s, print_definition);
}

/**
 * synthetic_start - write the trigger of the first event
 * @s: the synthetic event.
 *
 * Context: any.
 * Return: the trigger, without its filter; free it with free(). NULL without memory.
 */
char *synthetic_start(const struct synthetic *s)
{
	return make(s, print_start);
}

/**
 * synthetic_end - write the trigger of the second event, which makes the synthetic one
 * @s: the synthetic event, which is defined, and whose first event has its trigger.
 *
 * Context: any.
 * Return: as synthetic_start().
 */
char *synthetic_end(const struct synthetic *s)
{
	return make(s, print_end);
}
