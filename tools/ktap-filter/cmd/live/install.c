// SPDX-License-Identifier: GPL-2.0
/*
 * The filters of a run are in force before any of its events is enabled.
 *
 * All of them are compiled here first, and all mistakes are told: a kernel that refuses a text
 * opens the gate. What the kernel gets has one more condition, that the event is not of the run's
 * own threads. A kernel with ktap filter tells that before it makes a record, so the run is not
 * kept busy by itself.
 */
#include <stdlib.h>
#include <unistd.h>

#include "fit.h"
#include "live/install.h"
#include "live/names.h"
#include "load/load.h"
#include "prog/image.h"

/* Does the instance record the event? An event that has only a format cannot be enabled. */
static bool is_recorded(const struct session *s, const struct ktf_schema *schema)
{
	char *path = cmd_event_file(s->place.trace, schema->event->system, schema->event->name,
				    "enable");
	bool there = path && !access(path, F_OK);

	free(path);
	return there;
}

/* Keep the events that have a bit in @takes. */
static void keep(struct events_found *found, const bool *takes)
{
	u32 to = 0, i;

	for (i = 0; i < found->nr; i++)
		if (takes[i])
			found->list[to++] = found->list[i];
	found->nr = to;
}

static int refuse(struct session_sentence *of, const struct cmd_fit *fit)
{
	cmd_sentence_refused(&of->definition.said, &of->filter, &of->found.list[fit->worst],
			     &fit->diags[fit->worst]);
	return cmd_fit_tell(fit);
}

/* Try the sentence's filter on its events, and leave out those of a system that refuse it. */
static int fit_sentence(struct session_sentence *of)
{
	struct cmd_fit fit = { };
	bool *takes = calloc(of->found.nr, sizeof(*takes));
	int status = takes ? cmd_fit_init(&fit, &of->found) : cmd_no_memory();
	u32 i;

	if (!status)
		status = cmd_fit_try(&fit, &of->filter);
	if (!status && !cmd_fit_ok(&fit))
		status = refuse(of, &fit);
	for (i = 0; i < of->found.nr && !status; i++)
		takes[i] = cmd_fit_takes(&fit, i);
	if (!status)
		keep(&of->found, takes);
	cmd_fit_free(&fit);
	free(takes);
	return status ?: cmd_sentence_warn(&of->definition.said, &of->filter, of->found.list);
}

/**
 * session_find_events - find the events of a sentence, and try its filter on them
 * @s: the session, with its instance.
 * @of: the sentence; gets the events.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int session_find_events(struct session *s, struct session_sentence *of)
{
	int status = CMD_OK;
	bool *takes;
	u32 i;

	if (events_find(&s->from, of->pattern, &of->found))
		return cmd_error(CMD_SYSTEM, "%s", s->from.error);
	takes = calloc(of->found.nr, sizeof(*takes));
	if (!takes)
		return cmd_no_memory();
	for (i = 0; i < of->found.nr; i++)
		takes[i] = is_recorded(s, &of->found.list[i]);
	keep(&of->found, takes);
	free(takes);
	if (!of->found.nr)
		return cmd_error(CMD_SYSTEM, "%s cannot be recorded", of->pattern);
	/* What a probe's sentence names are arguments, and are there. */
	for (i = 0; i < of->found.nr && !of->is_probe && !status; i++)
		status = cmd_sentence_check(&of->definition.said, &of->found.list[i]);
	if (status || !of->filter.arg)
		return status;
	return (of->is_probe ? CMD_OK : session_names(s, of)) ?: fit_sentence(of);
}

static bool has_event(const struct session_sentence *of, const struct ktf_schema *schema)
{
	u32 i;

	for (i = 0; i < of->found.nr; i++)
		if (of->found.list[i].event->id == schema->event->id)
			return true;
	return false;
}

/* A function's name behind ".function" goes on to the next blank, as the stock engine has it. */
static const char *end_of(const char *filter)
{
	return strstr(filter, ".function") ? " )" : ")";
}

/*
 * Several sentences may name an event. Then it is recorded if the filter of one of them wants it:
 * print "(FILTER)" or "((FILTER) || (FILTER))", and nothing if one has no filter. @only: print the
 * filter of this sentence alone.
 */
static bool print_wanted(FILE *to, const struct session *s, const struct session_sentence *only,
			 const struct ktf_schema *schema)
{
	const char *filters[SESSION_SENTENCES];
	u32 nr = 0, i;

	for (i = 0; i < s->nr; i++) {
		if (only ? s->sentences[i] != only : !has_event(s->sentences[i], schema))
			continue;
		if (!s->sentences[i]->filter.arg)
			return false;
		filters[nr++] = s->sentences[i]->filter.data;
	}
	for (i = 0; i < nr; i++)
		fprintf(to, "%s(%s%s%s", i ? " || " : nr > 1 ? "(" : "", filters[i],
			end_of(filters[i]), nr > 1 && i + 1 == nr ? ")" : "");
	return true;
}

/**
 * session_filter - say what the kernel is to record of an event
 * @s: the session.
 * @only: the sentence whose filter counts; NULL for all that name the event.
 * @schema: the event.
 *
 * Context: any.
 * Return: "(FILTER) && common_pid != THREAD ..."; free it with free(). NULL if memory is short.
 */
char *session_filter(const struct session *s, const struct session_sentence *only,
		     const struct ktf_schema *schema)
{
	size_t bytes;
	char *text;
	FILE *to = open_memstream(&text, &bytes);
	bool filtered;
	u32 i;

	if (!to)
		return NULL;
	filtered = print_wanted(to, s, only, schema);
	for (i = 0; i < s->nr_threads; i++)
		fprintf(to, "%scommon_pid != %d", filtered || i ? " && " : "", s->threads[i]);
	return fclose(to) ? NULL : text;
}

/* The filter of an event, on its way to the kernel. */
struct outgoing {
	struct load		load;
	struct cmd_argument	text;
	char			*source;
	char			name[CMD_EVENT_NAME];
	char			*before;
	void			*image;
};

/* Make the filter of one event: an image, where the kernel takes them. */
static int prepare(const struct session *s, const struct session_sentence *only,
		   struct ktf_schema *schema, struct outgoing *o)
{
	struct load *load = &o->load;
	struct ktf_diag diag = { };
	int status;
	u32 size;

	o->source = session_filter(s, only, schema);
	status = o->source ? cmd_argument_take(o->source, &o->text) : cmd_no_memory();
	if (status)
		return status;
	*load = (struct load) {
		.place = s->place, .found = { .list = schema, .nr = 1 }, .before = &o->before,
		.filter = o->text,
	};
	load->place.event = cmd_event_name(schema, o->name);
	if (cmd_argument_try(&o->text, schema, &diag))
		return cmd_refused(o->text.data, &diag);
	if (!load_takes_words(load))
		return CMD_OK;
	if (cmd_argument_image(&o->text, schema, true, &o->image, &size, &diag))
		return cmd_refused(o->text.data, &diag);
	load->filter.kind = CMD_IMAGE;
	load->filter.data = o->image;
	load->filter.bytes = size;
	return CMD_OK;
}

static void release(struct outgoing *o)
{
	ktf_free(o->load.made);
	ktf_free(o->image);
	cmd_argument_free(&o->text);
	free(o->source);
}

/**
 * session_condition - make the condition of a trigger, which is what the event's filter would be
 * @s: the session, with its instance.
 * @only: the sentence whose filter counts; NULL for all that name the event.
 * @schema: the event, as a sentence of @s has it.
 * @text: gets what stands behind "if"; free it with free().
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int session_condition(const struct session *s, const struct session_sentence *only,
		      struct ktf_schema *schema, char **text)
{
	struct outgoing o = { };
	int status = prepare(s, only, schema, &o);

	*text = NULL;
	if (status)
		goto out;
	if (o.image) {
		o.load.made = ktf_armour_encode(o.image, o.load.filter.bytes);
		*text = o.load.made ? strdup(o.load.made) : NULL;
	} else {
		status = load_choose_form(&o.load);
		*text = status ? NULL : strdup(o.load.data);
	}
	if (!status && !*text)
		status = cmd_no_memory();
out:
	release(&o);
	return status;
}

/**
 * session_install - install the filter of a sentence
 * @s: the session, with its instance.
 * @of: the sentence, with its events.
 *
 * Context: any; one thread.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int session_install(const struct session *s, const struct session_sentence *of)
{
	int status = CMD_OK;
	u32 i;

	for (i = 0; i < of->found.nr && !status; i++) {
		struct outgoing o = { };

		status = prepare(s, NULL, &of->found.list[i], &o);
		if (!status)
			status = load_choose_form(&o.load) ?: load_write(&o.load);
		release(&o);
	}
	return status;
}
