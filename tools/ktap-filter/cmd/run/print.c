// SPDX-License-Identifier: GPL-2.0
/*
 * Matching records as trace-cmd report prints them.
 *
 * libtraceevent prints an event's part of the line. It reads a text wherever the record says
 * that the text is, even behind the record's end. So it gets a copy of the record, with
 * zeroes behind it up to the end of the farthest text that a record can name.
 */
#include <stdlib.h>

#include "run/list.h"
#include "run/output.h"
#include "run/print.h"

/* A field's offset has 16 bits, and so has its size: no field ends behind this. */
#define FARTHEST	0x20000U
/* Pad the name of an event to this width. */
#define NAME_WIDTH	20

static bool copy_record(struct run_printing *p, const struct dat_stream *s)
{
	u8 *bigger;

	if (s->bytes + FARTHEST > p->room) {
		bigger = calloc(1, s->bytes + FARTHEST);
		if (!bigger)
			return false;
		free(p->copy);
		p->copy = bigger;
		p->room = s->bytes + FARTHEST;
		p->used = 0;
	}
	if (p->used > s->bytes)
		memset(p->copy + s->bytes, 0, p->used - s->bytes);
	memcpy(p->copy, s->data, s->bytes);
	p->used = s->bytes;
	return true;
}

static void print_missed(struct run_printing *p, const struct dat_stream *s)
{
	if (s->missed > 0)
		trace_seq_printf(&p->line, "CPU:%u [%lld EVENTS DROPPED]\n", s->cpu, s->missed);
	else if (s->missed < 0)
		trace_seq_printf(&p->line, "CPU:%u [EVENTS DROPPED]\n", s->cpu);
}

/* Print the buffer's name, if the file has more than one. */
static void print_buffer(struct run_printing *p, const struct dat_stream *s)
{
	const char *name = s->buffer->name;

	if (p->name_width)
		trace_seq_printf(&p->line, "%*s%s ", p->name_width, name, *name ? ":" : " ");
}

/* A time that does not count nanoseconds is printed without a decimal point. */
static void print_time(struct run_printing *p, const struct dat_stream *s, u64 ts)
{
	const char *clock = s->buffer->clock ?: "local";
	u64 us = (ts + 500) / 1000;

	if (!strcmp(clock, "counter") || strstr(clock, "tsc"))
		trace_seq_printf(&p->line, "%12llu: ", ts);
	else
		trace_seq_printf(&p->line, " %5llu.%06llu: ", us / 1000000, us % 1000000);
}

/**
 * run_print_begin - print what a line begins with: the task, the CPU, the time and the event
 * @p: the printing; gets the line, and the copy of the record.
 * @s: the stream, at the record.
 * @event: the record's event.
 * @record: gets the record for libtraceevent, as a copy that nothing can be read behind.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int run_print_begin(struct run_printing *p, const struct dat_stream *s,
		    const struct run_event *event, struct tep_record *record)
{
	u32 pid = get_unaligned((const u32 *)(s->data + 4));

	if (!copy_record(p, s))
		return cmd_no_memory();
	*record = (struct tep_record) {
		.ts = s->ts + s->buffer->shift, .cpu = s->cpu, .size = s->bytes,
		.data = p->copy,
	};
	trace_seq_reset(&p->line);
	print_missed(p, s);
	print_buffer(p, s);
	/* tep_print_event() would take ten times as long for this, whatever the event is. */
	trace_seq_printf(&p->line, "%16s-%-5d [%03d]",
			 tep_data_comm_from_pid(p->run->dat.events.tep, pid), pid, s->cpu);
	print_time(p, s, record->ts);
	trace_seq_printf(&p->line, "%s: %*s", event->schema.event->name,
			 (int)(NAME_WIDTH - min(strlen(event->schema.event->name),
						(size_t)NAME_WIDTH)), "");
	return CMD_OK;
}

/**
 * run_print_end - print the line
 * @p: the printing, with the line.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int run_print_end(struct run_printing *p)
{
	trace_seq_terminate(&p->line);
	fwrite(p->line.buffer, 1, p->line.len, stdout);
	return ferror(stdout) ? cmd_cannot_write() : CMD_OK;
}

/**
 * run_print_record - print a record on a line
 * @to: struct run_printing.
 * @s: the stream, at the record.
 * @event: the record's event.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int run_print_record(void *to, const struct dat_stream *s, const struct run_event *event)
{
	struct run_printing *p = to;
	struct tep_record record;
	int status = run_print_begin(p, s, event, &record);

	if (status)
		return status;
	tep_print_event(p->run->dat.events.tep, &p->line, &record, "%s\n", TEP_PRINT_INFO);
	return run_print_end(p);
}

/* Length of the longest buffer's name; 0 if the top buffer is the only one. */
static u32 name_width(const struct run *run)
{
	u32 width = 0, b;

	for (b = 0; b < run->dat.nr_buffers; b++)
		width = max_t(u32, width, strlen(run->dat.buffers[b].name));
	return width;
}

/**
 * run_printing_start - start to print records
 * @p: gets what run_print_record() needs; release it with run_printing_end().
 * @run: the run; its file was opened to print.
 *
 * Context: any.
 */
void run_printing_start(struct run_printing *p, struct run *run)
{
	*p = (struct run_printing) { .run = run, .name_width = name_width(run) };
	trace_seq_init(&p->line);
}

/**
 * run_printing_end - release what run_print_record() needed
 * @p: the printing.
 *
 * Context: any.
 */
void run_printing_end(struct run_printing *p)
{
	trace_seq_destroy(&p->line);
	free(p->copy);
}

/**
 * run_print - print the records that match
 * @run: the run.
 *
 * Context: any.
 * Return: enum cmd_status. The error has been printed.
 */
int run_print(struct run *run)
{
	struct run_printing p;
	int status;

	run_printing_start(&p, run);
	status = run_list(run, run_print_record, &p);
	run_printing_end(&p);
	return status;
}
