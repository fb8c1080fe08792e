// SPDX-License-Identifier: GPL-2.0
/*
 * The format of an event, changed for libtraceevent.
 *
 * libtraceevent parses formats in order to print events, and drops details that a filter
 * needs. So a format is changed a little before libtraceevent gets it.
 */
#include "schema.h"

/*
 * How an event prints is nothing that a filter asks for, and the largest and least
 * simple part of a format: libtraceevent gets an empty text in its place. That a format
 * has it tells that it is not cut short.
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
 * To the kernel "char *" is a text and "char*", which few events have, is a number. To
 * libtraceevent both are the same, so that it gets a pointer of another kind.
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
 * ktf_add_format - read an event's format
 * @tep: gets the event, if it is one.
 * @text: the format, ending in a NUL; is changed.
 * @system: the event's system.
 * @prints: how it prints is of interest.
 *
 * Context: any.
 */
void ktf_add_format(struct tep_handle *tep, char *text, const char *system, bool prints)
{
	if (!prints && !cut_print_format(text))
		return;
	tell_pointers_apart(text);
	tep_parse_event(tep, text, strlen(text), system);
}
