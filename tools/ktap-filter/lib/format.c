// SPDX-License-Identifier: GPL-2.0
/*
 * The format of an event, changed for libtraceevent.
 *
 * libtraceevent parses formats in order to print events, and drops details that a filter
 * needs. So a format is changed a little before libtraceevent gets it.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "schema.h"

/**
 * struct print_fmt - the print format of an event
 * @next: another one.
 * @tep: the handle whose event it is.
 * @system: the event's system.
 * @name: its name.
 * @text: the print format.
 */
struct print_fmt {
	struct print_fmt	*next;
	struct tep_handle	*tep;
	char			*system;
	char			*name;
	char			*text;
};

static struct print_fmt *print_fmts;
static pthread_mutex_t print_fmts_lock = PTHREAD_MUTEX_INITIALIZER;

static void free_print_fmt(struct print_fmt *fmt)
{
	free(fmt->system);
	free(fmt->name);
	free(fmt->text);
	free(fmt);
}

/* Keep the print format, where names of numbers are. A format without one has none to keep. */
static void keep_print_fmt(struct tep_handle *tep, const char *text, const char *system)
{
	const char *print = strstr(text, "\nprint fmt:");
	struct print_fmt *fmt = print ? calloc(1, sizeof(*fmt)) : NULL;

	if (!fmt)
		return;
	fmt->tep = tep;
	fmt->system = strdup(system);
	fmt->text = strdup(print + strlen("\nprint fmt:"));
	if (!fmt->system || !fmt->text || sscanf(text, "name: %m[^\n]", &fmt->name) != 1) {
		free_print_fmt(fmt);
		return;
	}
	pthread_mutex_lock(&print_fmts_lock);
	fmt->next = print_fmts;
	print_fmts = fmt;
	pthread_mutex_unlock(&print_fmts_lock);
}

/**
 * ktf_print_fmt - get the print format of an event
 * @event: the event.
 *
 * Context: any.
 * Return: the print format, until ktf_free_formats(); NULL if ktf_add_format() has not added the
 * event.
 */
const char *ktf_print_fmt(const struct tep_event *event)
{
	struct print_fmt *fmt;

	pthread_mutex_lock(&print_fmts_lock);
	for (fmt = print_fmts; fmt; fmt = fmt->next)
		if (fmt->tep == event->tep && !strcmp(fmt->name, event->name) &&
		    !strcmp(fmt->system, event->system))
			break;
	pthread_mutex_unlock(&print_fmts_lock);
	return fmt ? fmt->text : NULL;
}

/**
 * ktf_free_formats - free a handle and the print formats of its events
 * @tep: the handle, or NULL.
 *
 * Context: any.
 */
void ktf_free_formats(struct tep_handle *tep)
{
	struct print_fmt **at = &print_fmts, *fmt;

	pthread_mutex_lock(&print_fmts_lock);
	while ((fmt = *at)) {
		if (tep && fmt->tep == tep) {
			*at = fmt->next;
			free_print_fmt(fmt);
		} else {
			at = &fmt->next;
		}
	}
	pthread_mutex_unlock(&print_fmts_lock);
	tep_free(tep);
}

/*
 * A filter does not need an event's print format, the largest and most complex part of a
 * format. Replace it by an empty text for libtraceevent. A format without this part has been
 * truncated: return false.
 */
static bool cut_print_format(char *text)
{
	static const char empty[] = "print fmt: \"\"\n";
	char *print = strstr(text, "\nprint fmt:");

	if (!print || strlen(print) < sizeof(empty))
		return false;
	memcpy(print + 1, empty, sizeof(empty));
	return true;
}

/*
 * The kernel takes the type "char *" for a text, and "char*", which few events have, for a
 * number. libtraceevent takes both for a text. Rename the second type to another pointer.
 */
static void tell_pointers_apart(char *text)
{
	static const char field[] = "\tfield:";
	char *end;

	while ((text = strstr(text, field))) {
		text += sizeof(field) - 1;
		end = text + strcspn(text, ";\n");
		text = strstr(text, "char*");
		if (!text)
			break;
		if (text < end)
			memcpy(text, "void", 4);
		else
			text = end;
	}
}

/**
 * ktf_add_format - parse an event's format
 * @tep: gets the event, if the format is valid.
 * @text: the format, followed by a NUL; this changes it.
 * @system: the event's system.
 * @prints: keep the print format.
 *
 * Context: any.
 */
void ktf_add_format(struct tep_handle *tep, char *text, const char *system, bool prints)
{
	keep_print_fmt(tep, text, system);
	if (!prints && !cut_print_format(text))
		return;
	tell_pointers_apart(text);
	tep_parse_event(tep, text, strlen(text), system);
}
