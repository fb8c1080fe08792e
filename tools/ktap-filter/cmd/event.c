// SPDX-License-Identifier: GPL-2.0
/*
 * The events that a filter is for.
 *
 * Several subcommands need them and take them from the same places: the running kernel, a
 * format file that was saved, a trace.dat. They share the options for that.
 */
#include "event.h"
#include "event_names.h"

/**
 * cmd_event_name - get the full name of an event
 * @schema: the event.
 * @name: gets the name.
 *
 * Context: any.
 * Return: @name: "system:event", or "event" if the system is not known.
 */
const char *cmd_event_name(const struct ktf_schema *schema, char name[CMD_EVENT_NAME])
{
	const struct tep_event *event = schema->event;
	bool has_system = strcmp(event->system, EVENTS_NO_SYSTEM);

	snprintf(name, CMD_EVENT_NAME, "%s%s%s", has_system ? event->system : "",
		 has_system ? ":" : "", event->name);
	return name;
}

/* A name without its system gets a suggestion without one. */
static void try_event(struct cmd_suggestion *s, const char *system, const char *event)
{
	char name[CMD_EVENT_NAME];

	snprintf(name, sizeof(name), "%s:%s", system, event);
	cmd_suggest_try(s, memchr(s->name, ':', s->len) ? name : event);
}

/**
 * cmd_event_suggest - look for the name that was meant among the kernel's events
 * @s: the search.
 * @tracing: the folder of tracefs.
 *
 * Context: any.
 */
void cmd_event_suggest(struct cmd_suggestion *s, const char *tracing)
{
	struct event_names names;
	u32 i;

	if (!event_names_read(tracing, "*:*", &names))
		for (i = 0; i < names.nr; i++)
			try_event(s, names.list[i].system, names.list[i].event);
	event_names_free(&names);
}

static void try_file(struct cmd_suggestion *s, struct tep_handle *tep)
{
	int nr = tep_get_events_count(tep), i;

	for (i = 0; i < nr; i++) {
		const struct tep_event *event = tep_get_event(tep, i);

		if (event && event->system && event->name)
			try_event(s, event->system, event->name);
	}
}

/**
 * cmd_event_missing - print why there is no such event, and which one may have been meant
 * @events: the source of events, with the reason.
 * @file: the file that the events are from; NULL for the kernel.
 * @pattern: the event that the user wrote.
 *
 * Context: any.
 * Return: CMD_SYSTEM.
 */
int cmd_event_missing(const struct events *events, const char *file, const char *pattern)
{
	struct cmd_suggestion s;
	bool is_open = events->tep && !events->single;

	cmd_suggest_start(&s, pattern, strlen(pattern));
	if (is_open && events->tracing)
		cmd_event_suggest(&s, events->tracing);
	else if (is_open)
		try_file(&s, events->tep);
	return cmd_error(CMD_SYSTEM, "%s%s%s%s%s%s", file ?: "", file ? ": " : "", events->error,
			 s.best[0] ? "; did you mean " : "", s.best, s.best[0] ? "?" : "");
}

/* A saved format does not have the name of its system. --event may have it. */
static int open_format(struct cmd_event *event)
{
	char system[256] = "";
	size_t len = event->name ? strcspn(event->name, ":/") : 0;

	if (len && event->name[len] && len < sizeof(system))
		memcpy(system, event->name, len);
	if (strpbrk(system, "*?[\\"))
		*system = 0;
	return events_open_format(&event->events, event->format, *system ? system : NULL);
}

static int open_place(struct cmd_event *event)
{
	if (event->format)
		return open_format(event);
	if (event->input)
		return events_open_dat(&event->events, event->input);
	return events_open_tracefs(&event->events, event->tracefs);
}

/**
 * cmd_event_open - find the events that the options name
 * @event: the options; gets the events.
 *
 * Context: any.
 * Return: CMD_OK: close the events with cmd_event_close(). CMD_USAGE. CMD_SYSTEM if there is
 * no such event or file. The error has been printed.
 */
int cmd_event_open(struct cmd_event *event)
{
	if (!!event->format + !!event->input + !!event->tracefs > 1)
		return cmd_usage("take only one of --format, --input and --tracefs");
	if (!event->format && !event->name)
		return cmd_usage("which event is it for? See --event");
	if (open_place(event))
		cmd_error(CMD_SYSTEM, "%s", event->events.error);
	else if (events_find(&event->events, event->name, &event->found))
		cmd_event_missing(&event->events, NULL, event->name ?: "");
	else
		return CMD_OK;
	cmd_event_close(event);
	return CMD_SYSTEM;
}

/**
 * cmd_event_close - release the events
 * @event: the options given to cmd_event_open(). It may have failed: then this does nothing.
 *
 * Context: any.
 */
void cmd_event_close(struct cmd_event *event)
{
	events_found_free(&event->found);
	events_close(&event->events);
}
