// SPDX-License-Identifier: GPL-2.0
/*
 * Matching records for scripts: an object for each, on a line of its own.
 *
 * A field has the value that filters compare: numbers as numbers, texts as texts, anything
 * else as its bytes. A field outside of the record is null.
 */
#include <stdlib.h>

#include "run/list.h"
#include "run/output.h"
#include "run/print.h"

static struct json_object *number(const u8 *at, const struct ktf_field *field)
{
	u64 val;

	switch (field->size) {
	case 1:
		val = field->is_signed ? *(const s8 *)at : *at;
		break;
	case 2:
		val = get_unaligned((const u16 *)at);
		val = field->is_signed ? (s16)val : val;
		break;
	case 4:
		val = get_unaligned((const u32 *)at);
		val = field->is_signed ? (s32)val : val;
		break;
	default:
		val = get_unaligned((const u64 *)at);
		break;
	}
	return field->is_signed ? json_object_new_int64(val) : json_object_new_uint64(val);
}

/* No limit is needed: the bytes come from one record. */
static struct json_object *bytes(const u8 *at, u32 len)
{
	char *text = malloc(2 * len + 1);
	struct json_object *json;
	u32 i;

	if (!text)
		return NULL;
	for (i = 0; i < len; i++)
		sprintf(text + 2 * i, "%02x", at[i]);
	text[2 * len] = 0;
	json = json_object_new_string(text);
	free(text);
	return json;
}

static struct json_object *text(const u8 *at, u32 len)
{
	char *copy = strndup((const char *)at, len);
	struct json_object *json = copy ? cmd_json_string(copy) : NULL;

	free(copy);
	return json;
}

static struct json_object *value(const struct dat_stream *s, const struct ktf_field *field)
{
	const u8 *at = s->data + field->off;
	u32 loc, from;

	switch (field->kind) {
	case KTAP_FILTER_KIND_FIXSTR:
		return text(at, field->size ?: s->bytes - field->off);
	case KTAP_FILTER_KIND_DYNSTR:
	case KTAP_FILTER_KIND_RELSTR:
	case KTAP_FILTER_KIND_CPUMASK:
		if (field->size != 4)
			return NULL;
		loc = get_unaligned((const u32 *)at);
		from = loc & 0xffff;
		from += field->kind == KTAP_FILTER_KIND_RELSTR ? field->off + 4 : 0;
		if (from + (loc >> 16) > s->bytes)
			return NULL;
		if (field->kind == KTAP_FILTER_KIND_CPUMASK)
			return bytes(s->data + from, loc >> 16);
		return text(s->data + from, loc >> 16);
	}
	if (field->size == 1 || field->size == 2 || field->size == 4 || field->size == 8)
		return number(at, field);
	return bytes(at, field->size);
}

static struct json_object *fields(const struct dat_stream *s, const struct run_event *event)
{
	struct json_object *json = json_object_new_object();
	struct ktf_field field;
	u32 nr;

	for (nr = 0; json && !ktf_schema_field(&event->schema, nr, &field); nr++)
		json_object_object_add(json, field.name, value(s, &field));
	return json;
}

/**
 * run_json_begin - make an object of what all records have
 * @run: the run.
 * @s: the stream, at the record.
 * @event: the record's event.
 *
 * Context: any.
 * Return: the object; NULL if memory is short.
 */
struct json_object *run_json_begin(const struct run *run, const struct dat_stream *s,
				   const struct run_event *event)
{
	u32 pid = get_unaligned((const u32 *)(s->data + 4));
	struct json_object *json = json_object_new_object();

	if (!json)
		return NULL;
	if (*s->buffer->name)
		json_object_object_add(json, "buffer", cmd_json_string(s->buffer->name));
	json_object_object_add(json, "time", json_object_new_uint64(s->ts + s->buffer->shift));
	json_object_object_add(json, "cpu", json_object_new_int64(s->cpu));
	json_object_object_add(json, "comm",
			       cmd_json_string(tep_data_comm_from_pid(run->dat.events.tep, pid)));
	json_object_object_add(json, "system", cmd_json_string(event->schema.event->system));
	json_object_object_add(json, "event", cmd_json_string(event->schema.event->name));
	return json;
}

/**
 * run_json_record - make an object of a record
 * @run: the run.
 * @s: the stream, at the record.
 * @event: the record's event.
 *
 * Context: any.
 * Return: the object; NULL if memory is short.
 */
struct json_object *run_json_record(const struct run *run, const struct dat_stream *s,
				    const struct run_event *event)
{
	struct json_object *json = run_json_begin(run, s, event);

	if (json)
		json_object_object_add(json, "fields", fields(s, event));
	return json;
}

/**
 * run_put_json - print an object on a line, and free it
 * @json: the object; NULL if memory was short when it was made.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int run_put_json(struct json_object *json)
{
	const char *line = json ? json_object_to_json_string_ext(json, JSON_C_TO_STRING_PLAIN |
						JSON_C_TO_STRING_NOSLASHESCAPE) : NULL;

	if (line)
		puts(line);
	json_object_put(json);
	if (!line)
		return cmd_no_memory();
	return ferror(stdout) ? cmd_cannot_write() : CMD_OK;
}

static int print_record(void *to, const struct dat_stream *s, const struct run_event *event)
{
	return run_put_json(run_json_record(to, s, event));
}

/**
 * run_print_json - print the records that match
 * @run: the run.
 *
 * Context: any.
 * Return: enum cmd_status. The error has been printed.
 */
int run_print_json(struct run *run)
{
	return run_list(run, print_record, run);
}
