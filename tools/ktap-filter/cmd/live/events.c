// SPDX-License-Identifier: GPL-2.0
/*
 * The events of a session as "run" has those of a file: so whatever counts, pairs or prints the
 * records of a file does so with those that come from a running kernel.
 *
 * The kernel has filtered them. So no program is here.
 */
#include <stdlib.h>

#include "env.h"
#include "event.h"
#include "live/reader.h"
#include "stack/stack.h"
#include "symbols.h"

/* The kernel's text has some hundred bytes. */
#define MAX_HEADER	4096

static struct run_event *add_event(struct run *run)
{
	struct run_event *bigger;

	bigger = reallocarray(run->events, run->nr_events + 1, sizeof(*bigger));
	if (!bigger)
		return NULL;
	run->events = bigger;
	bigger[run->nr_events] = (struct run_event) { };
	return &bigger[run->nr_events++];
}

/* Read the event again, with what is needed to print it. */
static int add(struct run *run, const char *name, const struct run_filter *filter)
{
	struct events_found found;
	struct run_event *event;
	int status = CMD_OK;
	u32 id;

	if (events_find(&run->dat.events, name, &found)) {
		events_found_free(&found);
		return cmd_error(CMD_SYSTEM, "%s", run->dat.events.error);
	}
	id = found.list[0].event->id;
	event = add_event(run);
	if (!event) {
		status = cmd_no_memory();
	} else if (id < RUN_EVENT_IDS && !run->index[id] && run->nr_events <= 0x10000) {
		event->schema = found.list[0];
		event->filter = filter;
		event->fixed = event->schema.fixed;
		run->index[id] = event - run->events;
	} else {
		/* Another sentence names the event, too. */
		run->nr_events--;
	}
	events_found_free(&found);
	return status;
}

/* The format of some kernels has room for more functions than a record need have. */
static int add_stacks(struct run *run)
{
	int status = add(run, STACK_EVENT, NULL);

	if (!status)
		run->events[run->nr_events - 1].fixed = KTF_MIN_FIXED;
	return status;
}

static int add_sentence(struct run *run, struct session_sentence *of, struct run_filter *filter)
{
	char name[CMD_EVENT_NAME];
	int status = CMD_OK;
	u32 i;

	*filter = (struct run_filter) { .event = of->pattern, .sentence = &of->definition.said };
	for (i = 0; i < of->found.nr && !status; i++)
		status = add(run, cmd_event_name(&of->found.list[i], name), filter);
	return status;
}

/* Read the format of a sub-buffer's header. */
static int parse_header(const struct session *s, struct tep_handle *tep)
{
	char *path, *text = NULL;
	int status;
	u32 bytes;

	if (asprintf(&path, "%s/events/header_page", s->place.root) < 0)
		return cmd_no_memory();
	status = cmd_read_file(path, MAX_HEADER, &text, &bytes);
	if (!status)
		tep_parse_header_page(tep, text, bytes, sizeof(long));
	free(text);
	free(path);
	return status;
}

static int read_layout(const struct session *s, struct run *run)
{
	struct tep_handle *tep = run->dat.events.tep;
	int status;

	tep_set_file_bigendian(tep, KTF_BIG_ENDIAN);
	tep_set_local_bigendian(tep, KTF_BIG_ENDIAN);
	status = parse_header(s, tep);
	if (status)
		return status;
	run->dat.path = s->instance;
	run->dat.long_size = tep_get_header_page_size(tep);
	if (run->dat.long_size != 4 && run->dat.long_size != 8)
		return cmd_error(CMD_SYSTEM,
				 "the kernel has sub-buffers of a layout that nobody knows");
	tep_set_long_size(tep, run->dat.long_size);
	return CMD_OK;
}

/* For libtraceevent. Symbols are read when the first is asked for: it takes a while. */
static char *find_function(void *to, unsigned long long *addr, char **module)
{
	struct run *run = to;
	const char *name;

	if (!run->asked_symbols) {
		run->asked_symbols = true;
		cmd_read_symbols("/proc/kallsyms");
	}
	name = env_symbol_at(*addr);
	*module = NULL;
	*addr = env_symbol_start(*addr);
	return (char *)name;
}

/**
 * live_function - find the name of a function of the running kernel
 * @run: the run, of live_events().
 * @addr: an address in it.
 *
 * Context: any; one thread.
 * Return: the name, or NULL.
 */
const char *live_function(struct run *run, unsigned long long addr)
{
	char *module;

	return find_function(run, &addr, &module);
}

/**
 * live_events - take the events of a session over, and what is needed to print them
 * @s: the session, opened; it must live as long as @run.
 * @run: all zeroes; gets the events. Free them with live_events_free(), also on failure.
 * @stacks: records of stacks are among them.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int live_events(const struct session *s, struct run *run, bool stacks)
{
	int status;
	u32 i;

	run->dat.fd = -1;
	if (events_open_tracefs(&run->dat.events, s->place.root))
		return cmd_error(CMD_SYSTEM, "%s", run->dat.events.error);
	run->dat.events.prints = true;
	run->filters = calloc(s->nr, sizeof(*run->filters));
	/* Entry 0 stands for all other events. */
	if (!run->filters || !add_event(run))
		return cmd_no_memory();
	run->nr_filters = s->nr;
	status = read_layout(s, run);
	for (i = 0; i < s->nr && !status; i++)
		status = add_sentence(run, s->sentences[i], &run->filters[i]);
	if (!status && stacks)
		status = add_stacks(run);
	if (status)
		return status;
	tep_set_function_resolver(run->dat.events.tep, find_function, run);
	run->dat.plugins = tep_load_plugins(run->dat.events.tep);
	return CMD_OK;
}

/**
 * live_add_event - take over an event that was made since
 * @run: the run, of live_events().
 * @name: the event, "SYSTEM:EVENT".
 * @event: gets the event.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int live_add_event(struct run *run, const char *name, struct tep_event **event)
{
	int status = add(run, name, NULL);

	if (!status)
		*event = run->events[run->nr_events - 1].schema.event;
	return status;
}

/**
 * live_events_free - free what live_events() made
 * @run: the run. The session may have been closed.
 *
 * Context: any.
 */
void live_events_free(struct run *run)
{
	free(run->events);
	free(run->filters);
	run->events = NULL;
	run->filters = NULL;
	if (run->dat.plugins)
		tep_unload_plugins(run->dat.plugins, run->dat.events.tep);
	run->dat.plugins = NULL;
	events_close(&run->dat.events);
}
