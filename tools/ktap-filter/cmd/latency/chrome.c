// SPDX-License-Identifier: GPL-2.0
/*
 * --chrome: the pairs as slices of time, for Perfetto, chrome://tracing and speedscope.
 *
 * The Trace Event Format is a list of objects; each pair is a "complete" event, which has a
 * start and a duration. Pairs are written as they are found, and none is kept.
 *
 * Slices of one thread have to lie within each other or apart. The pairs of one key are apart,
 * since a key has one start at a time. So each key is a thread of the file: that of its number, if
 * it is one that the kernel gives to a thread, or else one with a number that it gives to none.
 */
#include <stdlib.h>

#include "latency/latency.h"
#include "output_file.h"

/* The largest number of a thread, PID_MAX_LIMIT of the kernel. */
#define MAX_THREAD	0x400000

/* Viewers put threads into processes. There is only this one. */
#define PROCESS		1

/* Take @json, which is NULL if memory was short when it was made. */
static int put_event(struct latency *l, struct json_object *json, const char *behind)
{
	const char *text = json ? json_object_to_json_string_ext(json, JSON_C_TO_STRING_PLAIN |
						JSON_C_TO_STRING_NOSLASHESCAPE) : NULL;
	int status = CMD_OK;

	if (!text)
		status = cmd_no_memory();
	else if (fprintf(l->slices.to, "%s%s", text, behind) < 0)
		status = cmd_error(CMD_SYSTEM, "cannot write %s: %s", l->chrome, strerror(errno));
	json_object_put(json);
	return status;
}

static struct json_object *new_event(const char *phase, const char *name, u64 thread)
{
	struct json_object *json = json_object_new_object();

	if (!json)
		return NULL;
	json_object_object_add(json, "ph", json_object_new_string(phase));
	json_object_object_add(json, "name", cmd_json_string(name));
	json_object_object_add(json, "pid", json_object_new_int(PROCESS));
	json_object_object_add(json, "tid", json_object_new_uint64(thread));
	return json;
}

/* Say what the process or a thread is. */
static int put_name(struct latency *l, const char *what, u64 thread, const char *name,
		    const char *behind)
{
	struct json_object *json = new_event("M", what, thread);
	struct json_object *args = json ? json_object_new_object() : NULL;

	if (!args) {
		json_object_put(json);
		return cmd_no_memory();
	}
	json_object_object_add(args, "name", cmd_json_string(name));
	json_object_object_add(json, "args", args);
	return put_event(l, json, behind);
}

/* Microseconds, with all digits that nanoseconds have. */
static struct json_object *micros(u64 ns)
{
	char text[32];

	sprintf(text, "%llu.%03llu", ns / 1000, ns % 1000);
	return json_object_new_double_s(strtod(text, NULL), text);
}

static void write_value(const struct latency *l, u8 tag, struct agg_value *v, FILE *to)
{
	char name[AGG_SHOWN_TEXT], number[AGG_NUMBER_TEXT];
	const char *is;

	if (v->tag == AGG_TEXT) {
		fwrite(v->text, 1, v->len, to);
		return;
	}
	/* In a key, all numbers have a sign. */
	v->n.is_signed = tag == AGG_SIGNED;
	is = agg_name_of(l->run.dat.events.tep, tag, v->n.bits, name);
	fputs(is ?: agg_number_text(v->n, number), to);
}

/* A thread has the name of its task; any other key that of what is equal. */
static void write_key(const struct latency *l, u32 end_event, FILE *to)
{
	const struct agg_keys *keys = &l->match[LATENCY_START];
	const struct agg_place *places = l->events[end_event].match;
	const u8 *at = l->agg.key.is;
	struct agg_value v;
	u32 i;

	for (i = 0; i < keys->nr; i++) {
		at = agg_value_get(at, &v);
		if (l->key)
			fprintf(to, "%s%.*s ", i ? ", " : "", (int)keys->list[i].len,
				keys->list[i].text);
		write_value(l, places[i].tag, &v, to);
	}
}

static int put_thread(struct latency *l, u64 thread, u32 end_event)
{
	char *name = NULL;
	size_t bytes;
	FILE *to = open_memstream(&name, &bytes);
	int status;

	if (!to)
		return cmd_no_memory();
	write_key(l, end_event, to);
	status = fclose(to) ? cmd_no_memory() : put_name(l, "thread_name", thread, name, ",\n");
	free(name);
	return status;
}

static u64 new_thread(struct latency *l)
{
	struct agg_value v;

	agg_value_get(l->agg.key.is, &v);
	if (l->match[LATENCY_START].nr == 1 && v.tag != AGG_TEXT && v.n.bits &&
	    v.n.bits <= MAX_THREAD)
		return v.n.bits;
	return MAX_THREAD + ++l->other_threads;
}

static struct json_object *records(const struct latency *l, const struct dat_stream *start,
				   const struct run_event *start_event,
				   const struct dat_stream *end, const struct run_event *end_event)
{
	struct json_object *json = json_object_new_object();

	if (!json)
		return NULL;
	json_object_object_add(json, "start", run_json_record(&l->run, start, start_event));
	json_object_object_add(json, "end", run_json_record(&l->run, end, end_event));
	return json;
}

/**
 * latency_chrome_start - start the file of slices, if the user wants it
 * @l: the state; end the file with latency_chrome_end().
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int latency_chrome_start(struct latency *l)
{
	if (!l->chrome)
		return CMD_OK;
	if (cmd_output_open(&l->slices, l->chrome))
		return CMD_SYSTEM;
	fputs("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n", l->slices.to);
	return CMD_OK;
}

/**
 * latency_chrome_pair - write a pair as a slice
 * @l: the state; its aggregator still has the key of the pair.
 * @start: the start.
 * @end: the stream, at the end.
 * @end_event: index of the event of the end.
 * @took: the time between them, nanoseconds.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int latency_chrome_pair(struct latency *l, struct latency_start *start,
			const struct dat_stream *end, u32 end_event, u64 took)
{
	const struct run_event *event = &l->run.events[start->event];
	struct dat_stream first = latency_stream(start);
	struct json_object *json;
	int status = CMD_OK;

	if (!start->thread) {
		start->thread = new_thread(l);
		status = put_thread(l, start->thread, end_event);
	}
	if (status)
		return status;
	json = new_event("X", event->schema.event->name, start->thread);
	if (json) {
		json_object_object_add(json, "ts", micros(first.ts + first.buffer->shift));
		json_object_object_add(json, "dur", micros(took));
		json_object_object_add(json, "args", records(l, &first, event, end,
							     &l->run.events[end_event]));
	}
	return put_event(l, json, ",\n");
}

/**
 * latency_chrome_end - end the file of slices
 * @l: the state.
 * @status: how writing it went; there is no file unless this is CMD_OK.
 *
 * Context: any.
 * Return: CMD_OK, also if no file is wanted; @status; CMD_SYSTEM. The error has been printed.
 */
int latency_chrome_end(struct latency *l, int status)
{
	if (!l->chrome)
		return CMD_OK;
	/* The name of the process comes last: then there is no comma that needs another event. */
	if (!status)
		status = put_name(l, "process_name", PROCESS, "latency", "\n]}\n");
	return cmd_output_end(&l->slices, l->chrome, status);
}
