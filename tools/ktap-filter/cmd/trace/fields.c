// SPDX-License-Identifier: GPL-2.0
/*
 * --fields: some of the fields of an event, as NAME=VALUE.
 *
 * Events need not have all of them, but each has to be one of some event.
 */
#include "suggest.h"
#include "trace/trace.h"

static bool is_name(const char *name, size_t len, const char *field)
{
	return strlen(field) == len && !memcmp(name, field, len);
}

/* Does an event have the field? If none does, @other gets the names that there are. */
static bool has_field(const struct run *run, const char *name, size_t len,
		      struct cmd_suggestion *other)
{
	struct ktf_field field;
	u32 i, nr;

	cmd_suggest_start(other, name, len);
	for (i = 1; i < run->nr_events; i++)
		for (nr = 0; !ktf_schema_field(&run->events[i].schema, nr, &field); nr++) {
			if (is_name(name, len, field.name))
				return true;
			cmd_suggest_try(other, field.name);
		}
	return false;
}

/**
 * trace_check_fields - do events have the fields that the user wants to see?
 * @t: the trace, with the events.
 *
 * Context: any.
 * Return: CMD_OK or CMD_REFUSED. The error has been printed.
 */
int trace_check_fields(const struct trace *t)
{
	struct cmd_suggestion other;
	const char *name = t->fields;
	size_t len;

	for (;; name += len + 1) {
		len = strcspn(name, ",");
		if (!has_field(&t->run, name, len, &other)) {
			cmd_error(CMD_REFUSED, "no event has a field '%.*s'%s%s%s", (int)len, name,
				  other.best[0] ? "; did you mean " : "", other.best,
				  other.best[0] ? "?" : "");
			cmd_print_at(stderr, t->fields, name - t->fields, len);
			return CMD_REFUSED;
		}
		if (!name[len])
			return CMD_OK;
	}
}

/**
 * trace_wants_field - is a field printed?
 * @t: the trace.
 * @name: the field's name.
 *
 * Context: any.
 * Return: false if --fields leaves it out.
 */
bool trace_wants_field(const struct trace *t, const char *name)
{
	const char *at = t->fields;
	size_t len;

	for (; at; at = at[len] ? at + len + 1 : NULL) {
		len = strcspn(at, ",");
		if (is_name(at, len, name))
			return true;
	}
	return !t->fields;
}

/**
 * trace_print_fields - print the fields that are wanted, behind what is printed of all events
 * @t: the trace; @t->printing has the record.
 * @event: the record's event.
 *
 * Context: any.
 */
void trace_print_fields(struct trace *t, const struct run_event *event)
{
	struct trace_seq *line = &t->printing.line;
	struct tep_format_field *field;
	struct ktf_field is;
	u32 nr;

	for (nr = 0; !ktf_schema_field(&event->schema, nr, &is); nr++) {
		field = tep_find_any_field(event->schema.event, is.name);
		if (!field || !trace_wants_field(t, is.name))
			continue;
		trace_seq_printf(line, " %s=", is.name);
		tep_print_field(line, t->printing.copy, field);
	}
	trace_seq_putc(line, '\n');
}
