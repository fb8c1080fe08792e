// SPDX-License-Identifier: GPL-2.0
/*
 * A run, from its sentences to its end.
 *
 * First the sentences are understood, and all of their mistakes are told, before anything is
 * made. Then the run gets a number, and with it an instance and a group that are nobody else's:
 * any number of runs may do the same at a time. Its events are defined and get their filters
 * there. Only then is any of them enabled. Whatever fails, session_close() takes all of it away.
 *
 * A place is an event that is there, with a colon or, if no function is called so, without; or a
 * system. At any other place the run makes an event.
 */
#include <stdlib.h>
#include <tracefs.h>
#include <unistd.h>

#include "env.h"
#include "live/frame.h"
#include "live/install.h"
#include "live/names.h"

/**
 * session_init - start without a sentence
 * @s: the session, all zeroes but @s->place.tracefs; end it with session_close().
 *
 * Context: any.
 */
void session_init(struct session *s)
{
	s->run.lock = -1;
	s->threads[s->nr_threads++] = gettid();
}

/**
 * session_leave_out - record no events of another thread
 * @s: the session, before session_open().
 * @thread: the thread.
 *
 * Context: any.
 * Return: CMD_OK; CMD_SYSTEM if there are too many. The error has been printed.
 */
int session_leave_out(struct session *s, pid_t thread)
{
	if (s->nr_threads == SESSION_THREADS)
		return cmd_error(CMD_SYSTEM, "no more than %u threads", SESSION_THREADS);
	s->threads[s->nr_threads++] = thread;
	return CMD_OK;
}

/* May it be a function, or a pattern of some? These have no colon. */
static bool may_be_function(const char *place)
{
	struct cmd_suggestion other;

	return !strchr(place, ':') && (strpbrk(place, "*?[%+=") ||
				       cmd_kernel_has(place, strlen(place), "", 0, &other));
}

/* Does the sentence name events that are there? */
static int names_events(const struct session *s, const char *place, bool *yes)
{
	struct event_names names = { };
	int err = 0;

	if (event_pattern_valid(place))
		err = event_names_read(s->place.root, place, &names);
	*yes = names.nr && !may_be_function(place);
	event_names_free(&names);
	return err ? cmd_no_memory() : CMD_OK;
}

/* Is more said than names of fields? Then an event of its own records it. */
static bool wants_more(const struct cmd_sentence *said)
{
	u32 at, len, i;

	for (at = said->fields; cmd_sentence_field(said, &at, &len); at += len)
		for (i = 0; i < len; i++)
			if (!probe_is_word(said->text[at + i]))
				return true;
	return false;
}

/* The filter of an attached event is a part of its definition. */
static int take_filter(struct session_sentence *of)
{
	int status;

	if (of->definition.place.kind != 'e' || !of->filter.arg)
		return CMD_OK;
	status = cmd_definition_filter(&of->definition, &of->filter);
	cmd_argument_free(&of->filter);
	of->filter = (struct cmd_argument) { };
	return status;
}

/* Is it an argument of the function in front? Then the quotes around both are missing. */
static void hint_quotes(const struct session *s, const char *text)
{
	const struct cmd_definition *before = &s->sentences[s->nr - 2]->definition;
	u32 len = 0;

	while (probe_is_word(text[len]))
		len++;
	if (probe_parameter(&before->place, text, len))
		cmd_error(CMD_REFUSED, "a sentence is one argument: '%s %s'", before->said.text,
			  text);
}

/* Behind a sentence, a program that is no function may be the command that was meant. */
static void hint_command(const struct session *s, const char *text)
{
	u32 len = strcspn(text, " ");
	char *name = strndup(text, len), *program = NULL;

	if (s->nr > 1 && name && !text[len])
		program = cmd_find_program(name);
	if (program)
		cmd_error(CMD_REFUSED, "a command stands behind --, as in -- %s", name);
	free(program);
	free(name);
}

static int read_sentence(struct session *s, struct session_sentence *of, const char *text)
{
	struct cmd_definition *d = &of->definition;
	bool is_event = false;
	int status = cmd_sentence_read(text, &d->said);

	if (!status && d->said.filter)
		status = cmd_argument_take(text + d->said.filter, &of->filter);
	if (!status && !s->types.program)
		status = names_events(s, d->said.place, &is_event);
	if (status || (is_event && !wants_more(&d->said)))
		return status;
	of->is_probe = true;
	cmd_sentence_free(&d->said);
	s->types.tracefs = s->place.root;
	status = cmd_definition_begin(&s->types, text, d);
	if (status == CMD_REFUSED)
		hint_command(s, text);
	if (status == CMD_REFUSED && s->nr > 1 && s->sentences[s->nr - 2]->is_probe)
		hint_quotes(s, text);
	if (!status && of->filter.arg)
		status = session_names(s, of);
	return status ?: take_filter(of);
}

/**
 * session_add - understand a sentence
 * @s: the session, before session_open().
 * @text: the sentence; it must live as long as @s.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int session_add(struct session *s, const char *text)
{
	struct session_sentence *of;
	int status = s->place.root ? CMD_OK : cmd_place_open(&s->place);

	if (status)
		return status;
	if (s->nr == SESSION_SENTENCES)
		return cmd_usage("no more than %u sentences", SESSION_SENTENCES);
	of = calloc(1, sizeof(*of));
	if (!of)
		return cmd_no_memory();
	s->sentences[s->nr++] = of;
	return read_sentence(s, of, text);
}

/* The instance takes the place of the top one. */
static int use_instance(struct session *s)
{
	snprintf(s->instance, sizeof(s->instance), SESSION_INSTANCE "%u", s->run.nr);
	snprintf(s->group, sizeof(s->group), SESSION_GROUP "%u", s->run.nr);
	tracefs_instance_free(s->place.trace);
	s->place.instance = s->instance;
	s->place.trace = tracefs_instance_alloc(s->place.root, s->instance);
	return s->place.trace ? CMD_OK : cmd_no_memory();
}

/* Do other sentences in front have an event of this name, too? */
static bool is_taken(const struct session *s, u32 nr, const char *name)
{
	u32 i;

	for (i = 0; i < nr; i++)
		if (s->sentences[i]->is_probe &&
		    !strcmp(s->sentences[i]->definition.place.event, name))
			return true;
	return false;
}

/* The first free one of NAME, NAME_2, NAME_3... */
static void name_event(const struct session *s, u32 nr)
{
	struct probe_place *place = &s->sentences[nr]->definition.place;
	char name[PROBE_NAME];
	u32 i;

	memcpy(name, place->event, sizeof(name));
	for (i = 2; is_taken(s, nr, place->event); i++)
		snprintf(place->event, sizeof(place->event), "%.*s_%u", PROBE_NAME - 12, name, i);
	memcpy(place->group, s->group, sizeof(s->group));
}

/* Define the event of a sentence, or take the events that it names. */
static int make_event(const struct session *s, u32 nr)
{
	struct session_sentence *of = s->sentences[nr];
	struct cmd_definition *d = &of->definition;

	if (!of->is_probe) {
		of->pattern = strdup(d->said.place);
		return of->pattern ? CMD_OK : cmd_no_memory();
	}
	name_event(s, nr);
	if (asprintf(&of->pattern, "%s:%s", d->place.group, d->place.event) < 0) {
		of->pattern = NULL;
		return cmd_no_memory();
	}
	return cmd_definition_write(&s->place, d);
}

static int open_events(struct session *s)
{
	if (events_open_tracefs(&s->from, s->place.root))
		return cmd_error(CMD_SYSTEM, "%s", s->from.error);
	env_use_machine(s->from.tracing);
	return CMD_OK;
}

/**
 * session_open - make the run: its instance, its events and their filters
 * @s: the session, with at least one sentence.
 *
 * No event is enabled.
 *
 * Context: any; one thread.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int session_open(struct session *s)
{
	int status = frame_start(&s->place, &s->run) ?: use_instance(s), worst = CMD_OK;
	u32 i;

	for (i = 0; i < s->nr && !status; i++)
		status = make_event(s, i);
	if (!status)
		status = open_events(s);
	for (i = 0; i < s->nr && !status; i++)
		worst = max(worst, session_find_events(s, s->sentences[i]));
	status = status ?: worst;
	for (i = 0; i < s->nr && !status && !s->by_triggers; i++)
		status = session_install(s, s->sentences[i]);
	env_free_symbols();
	return status;
}

/**
 * session_option - set an option of the run's instance
 * @s: the session, opened.
 * @name: the option: a file of the folder "options".
 * @on: its value.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int session_option(const struct session *s, const char *name, bool on)
{
	char file[64];

	snprintf(file, sizeof(file), "options/%s", name);
	if (tracefs_instance_file_write(s->place.trace, file, on ? "1" : "0") < 0)
		return cmd_error(CMD_SYSTEM, "cannot write %s: %s", file, strerror(errno));
	return CMD_OK;
}

static int enable(const struct session *s, const struct ktf_schema *event, bool on)
{
	return cmd_use_enable(&s->place, event->event->system, event->event->name, on);
}

/**
 * session_enable - record the events, or stop it
 * @s: the session, opened.
 * @on: record them.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int session_enable(struct session *s, bool on)
{
	int status = CMD_OK;
	u32 i, j;

	if (s->by_triggers)
		return s->made ? cmd_use_enable(&s->place, SESSION_SYNTHETIC, s->made, on) : CMD_OK;
	for (i = 0; i < s->nr; i++)
		for (j = 0; j < s->sentences[i]->found.nr && !status; j++)
			status = enable(s, &s->sentences[i]->found.list[j], on);
	return status;
}

/* A number in a CPU's file "stats". */
static u64 read_stat(const char *text, const char *name)
{
	const char *line = strstr(text, name);

	return line ? strtoull(line + strlen(name), NULL, 10) : 0;
}

static u64 lost_on(const struct session *s, u32 cpu)
{
	char *file, *text;
	u64 lost;

	if (asprintf(&file, "per_cpu/cpu%u/stats", cpu) < 0)
		return 0;
	text = tracefs_instance_file_read(s->place.trace, file, NULL);
	lost = text ? read_stat(text, "\noverrun: ") + read_stat(text, "\ncommit overrun: ") +
		      read_stat(text, "\ndropped events: ") : 0;
	free(text);
	free(file);
	return lost;
}

/**
 * session_lost - count the events that the buffers had no room for
 * @s: the session, opened.
 *
 * Context: any.
 * Return: the number so far, on all CPUs.
 */
u64 session_lost(const struct session *s)
{
	long nr = sysconf(_SC_NPROCESSORS_CONF), cpu;
	u64 lost = 0;

	for (cpu = 0; cpu < nr; cpu++)
		lost += lost_on(s, cpu);
	return lost;
}

/**
 * session_keep - leave the run in the kernel
 * @s: the session, opened, and not enabled.
 *
 * Tasks that were watched end, and with none left nothing would ever be recorded there.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int session_keep(struct session *s)
{
	if (tracefs_instance_file_clear(s->place.trace, "set_event_pid"))
		return cmd_error(CMD_SYSTEM, "cannot write set_event_pid: %s", strerror(errno));
	return frame_keep(&s->run);
}

static void free_sentence(struct session_sentence *of)
{
	cmd_definition_free(&of->definition);
	cmd_argument_free(&of->filter);
	events_found_free(&of->found);
	free(of->pattern);
	free(of);
}

/**
 * session_close - take the run away, and release the session
 * @s: the session.
 *
 * Context: any; at any time behind session_init().
 * Return: CMD_OK; CMD_REFUSED if something stays in the kernel, because somebody uses it;
 * CMD_SYSTEM. The error has been printed.
 */
int session_close(struct session *s)
{
	int status = frame_end(&s->place, &s->run);
	u32 i;

	for (i = 0; i < s->nr; i++)
		free_sentence(s->sentences[i]);
	events_close(&s->from);
	cmd_types_close(&s->types);
	cmd_place_close(&s->place);
	return status;
}
