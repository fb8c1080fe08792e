// SPDX-License-Identifier: GPL-2.0
/*
 * The format of an event, changed for libtraceevent.
 *
 * libtraceevent parses formats in order to print events, and drops details that a filter
 * needs. So a format is changed a little before libtraceevent gets it.
 */
#include "schema.h"

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
	if (!prints && !cut_print_format(text))
		return;
	tell_pointers_apart(text);
	tep_parse_event(tep, text, strlen(text), system);
}
