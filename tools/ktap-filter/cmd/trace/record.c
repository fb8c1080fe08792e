// SPDX-License-Identifier: GPL-2.0
/*
 * --output: the records become a trace.dat, which trace-cmd and "ktap-filter run" read.
 *
 * A file has the records of one CPU behind those of another, and they come mixed. So each CPU's
 * sub-buffers are kept in a file without a name until the end. Full ones are kept as they are. What
 * describes the events is copied from tracefs, for the events of the run alone.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dat/page.h"
#include "dat/section.h"
#include "dat/write.h"
#include "filters/file.h"
#include "trace/record.h"

/* No file of tracefs is larger, nor are the symbols of a kernel. */
#define MAX_FILE	0x4000000U

static int failed(const struct trace_record *r)
{
	return cmd_error(CMD_SYSTEM, "%s", r->dat->error);
}

/* Copy a file: its size, and its bytes. A file that is not there is empty. */
static void put_file(FILE *to, const char *path, u32 size_bytes)
{
	u32 bytes = 0;
	u64 size;
	char *text = NULL;

	if (path && !access(path, R_OK) && cmd_read_file(path, MAX_FILE, &text, &bytes))
		bytes = 0;
	size = bytes;
	/* Only 64 bits of the other byte order would need more. */
	fwrite(KTF_BIG_ENDIAN ? (u8 *)&size + 8 - size_bytes : (u8 *)&size, size_bytes, 1, to);
	fwrite(text ?: "", 1, bytes, to);
	free(text);
}

static void put_root_file(const struct trace_record *r, FILE *to, const char *name, u32 size_bytes)
{
	char *path;

	if (asprintf(&path, "%s/%s", r->reader->session->place.root, name) < 0)
		path = NULL;
	put_file(to, path, size_bytes);
	free(path);
}

static void put_header(const struct trace_record *r, FILE *to)
{
	fwrite("header_page", 1, sizeof("header_page"), to);
	put_root_file(r, to, "events/header_page", 8);
	fwrite("header_event", 1, sizeof("header_event"), to);
	put_root_file(r, to, "events/header_event", 8);
}

/* Stacks are of ftrace itself. */
static void put_ftrace(const struct trace_record *r, FILE *to)
{
	fwrite(&(u32) { 1 }, 4, 1, to);
	put_root_file(r, to, "events/ftrace/kernel_stack/format", 8);
}

static void put_format(const struct trace_record *r, FILE *to, const struct tep_event *event)
{
	char *path = cmd_event_file(r->reader->session->place.trace, event->system, event->name,
				    "format");

	put_file(to, path, 8);
	free(path);
}

/* Each event with its system: a system may be there more than once. */
static void put_formats(const struct trace_record *r, FILE *to)
{
	const struct run *run = r->reader->run;
	const struct run_event *event;
	u32 nr = 0;

	for (event = run->events + 1; event < run->events + run->nr_events; event++)
		nr += !!event->filter;
	fwrite(&nr, 4, 1, to);
	for (event = run->events + 1; event < run->events + run->nr_events; event++) {
		if (!event->filter)
			continue;
		fwrite(event->schema.event->system, 1, strlen(event->schema.event->system) + 1, to);
		fwrite(&(u32) { 1 }, 4, 1, to);
		put_format(r, to, event->schema.event);
	}
}

static void put_symbols(const struct trace_record *r, FILE *to)
{
	put_file(to, "/proc/kallsyms", 4);
}

static void put_printk(const struct trace_record *r, FILE *to)
{
	put_root_file(r, to, "printk_formats", 4);
}

/* The names of the tasks that records are of. */
static void put_comms(const struct trace_record *r, FILE *to)
{
	struct tep_handle *tep = r->dat->events.tep;
	char *text = NULL;
	size_t bytes = 0;
	FILE *names = open_memstream(&text, &bytes);
	u64 size;
	u32 pid;

	/* There is a word for 64 tasks. Nearly all are empty. */
	for (pid = 1; names && pid < READER_PIDS; pid++)
		if (!r->reader->pids[pid / 64])
			pid |= 63;
		else if (reader_knows(r->reader, pid))
			fprintf(names, "%u %s\n", pid, tep_data_comm_from_pid(tep, pid));
	if (names)
		fclose(names);
	size = bytes;
	fwrite(&size, 8, 1, to);
	fwrite(text ?: "", 1, bytes, to);
	free(text);
}

static const struct section {
	u32	id;
	void	(*put)(const struct trace_record *r, FILE *to);
} sections[] = {
	{ DAT_OPTION_HEADER_INFO,	put_header },
	{ DAT_OPTION_FTRACE_EVENTS,	put_ftrace },
	{ DAT_OPTION_EVENT_FORMATS,	put_formats },
	{ DAT_OPTION_KALLSYMS,		put_symbols },
	{ DAT_OPTION_PRINTK,		put_printk },
	{ DAT_OPTION_CMDLINES,		put_comms },
};

static int put_section(struct trace_record *r, const struct section *section)
{
	char *data = NULL;
	size_t bytes = 0;
	FILE *to = open_memstream(&data, &bytes);
	int status;

	if (!to)
		return cmd_no_memory();
	section->put(r, to);
	status = fclose(to) ? cmd_no_memory() : CMD_OK;
	if (!status && dat_create_section(&r->writer, section->id, data, bytes))
		status = failed(r);
	free(data);
	return status;
}

/* Describe the buffer, and all possible CPUs. */
static int describe(struct trace_record *r)
{
	const struct reader *reader = r->reader;
	struct dat *dat = r->dat;
	u32 nr = reader->merge.nr, i;

	dat->page = sysconf(_SC_PAGESIZE);
	dat->user_long = sizeof(long);
	dat->nr_cpus = nr;
	r->buffer = reader->buffer;
	r->buffer.cpus = calloc(nr, sizeof(*r->buffer.cpus));
	r->buffer.nr_cpus = nr;
	r->cpus = calloc(nr, sizeof(*r->cpus));
	if (!r->buffer.cpus || !r->cpus)
		return cmd_no_memory();
	for (i = 0; i < nr; i++)
		r->buffer.cpus[i].nr = i;
	dat->buffers = &r->buffer;
	dat->nr_buffers = 1;
	return CMD_OK;
}

/**
 * trace_record_open - start to write a file
 * @r: gets the state; end it with trace_record_close(), also on failure.
 * @reader: the reader, open.
 * @path: the file's name.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int trace_record_open(struct trace_record *r, struct reader *reader, const char *path)
{
	int status;

	*r = (struct trace_record) { .reader = reader, .dat = &reader->run->dat };
	status = describe(r);
	if (!status && dat_create(&r->writer, r->dat, path))
		status = failed(r);
	return status;
}

static int open_cpu(struct trace_record *r, struct dat_writer *cpu)
{
	*cpu = (struct dat_writer) { .dat = r->dat, .path = r->writer.path };
	cpu->page = calloc(1, r->buffer.page);
	if (!cpu->page)
		return cmd_no_memory();
	cpu->file.to = tmpfile();
	return cpu->file.to ? CMD_OK :
	       cmd_error(CMD_SYSTEM, "cannot make a file: %s", strerror(errno));
}

/**
 * trace_record_page - keep the records of a sub-buffer
 * @r: the state.
 * @s: the stream, in front of the sub-buffer's first record.
 * @page: the sub-buffer.
 *
 * A full one is kept as it is. The records of others share one, and the file has fewer. All records
 * are looked at: the file names their tasks.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int trace_record_page(struct trace_record *r, struct dat_stream *s, const u8 *page)
{
	struct dat_writer *cpu = &r->cpus[s->cpu];
	bool is_whole = s->missed || s->page_end - page > r->buffer.page / 2;
	int status = cpu->page ? CMD_OK : open_cpu(r, cpu);

	if (!status && is_whole && (dat_page_flush(cpu) || dat_put(cpu, page, r->buffer.page)))
		status = failed(r);
	while (!status && dat_page_next(s))
		if (reader_event(r->reader, s) && !is_whole && dat_page_add(cpu, s))
			status = failed(r);
	return status;
}

/**
 * trace_record_take - keep a record
 * @r: the state.
 * @s: the stream, at the record.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int trace_record_take(struct trace_record *r, const struct dat_stream *s)
{
	struct dat_writer *cpu = &r->cpus[s->cpu];
	int status = cpu->page ? CMD_OK : open_cpu(r, cpu);

	if (!status && dat_page_add(cpu, s))
		status = failed(r);
	return status;
}

/* Append the sub-buffers of a CPU. */
static int copy_cpu(struct trace_record *r, struct dat_writer *cpu)
{
	char piece[0x10000];
	size_t got;
	int err = dat_page_flush(cpu);

	rewind(cpu->file.to);
	while (!err && (got = fread(piece, 1, sizeof(piece), cpu->file.to)))
		err = dat_put(&r->writer, piece, got);
	if (!err && ferror(cpu->file.to))
		err = dat_fail(r->dat, -EIO, "cannot read what was written");
	return err;
}

static int put_records(struct trace_record *r)
{
	struct dat_writer *w = &r->writer;
	int err = dat_write_buffer(w, 0);
	u32 i;

	for (i = 0; i < r->buffer.nr_cpus && !err; i++) {
		err = dat_write_cpu(w, i);
		if (!err && r->cpus[i].page)
			err = copy_cpu(r, &r->cpus[i]);
		if (!err)
			err = dat_write_cpu_end(w);
	}
	return err ?: dat_write_buffer_end(w);
}

/**
 * trace_record_end - write the file, and give it its name
 * @r: the state. The session is still open: its events are described.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int trace_record_end(struct trace_record *r)
{
	u32 nr_cpus = r->buffer.nr_cpus, i;
	int status = CMD_OK;

	for (i = 0; i < ARRAY_SIZE(sections) && !status; i++)
		status = put_section(r, &sections[i]);
	if (!status && (put_records(r) ||
			dat_create_option(r->dat, DAT_OPTION_BUFFER, "", 0) ||
			dat_create_option(r->dat, DAT_OPTION_CPUCOUNT, &nr_cpus, 4) ||
			dat_write_end(&r->writer)))
		status = failed(r);
	return status;
}

/**
 * trace_record_close - release the state
 * @r: the state, all zeroes if it was not opened. An incomplete file is removed.
 *
 * Context: any.
 */
void trace_record_close(struct trace_record *r)
{
	u32 i;

	if (!r->dat)
		return;
	dat_write_close(&r->writer);
	for (i = 0; r->cpus && i < r->buffer.nr_cpus; i++) {
		free(r->cpus[i].page);
		if (r->cpus[i].file.to)
			fclose(r->cpus[i].file.to);
	}
	for (i = 0; i < r->dat->nr_options; i++)
		free(r->dat->options[i].data);
	free(r->dat->options);
	r->dat->options = NULL;
	r->dat->nr_options = 0;
	r->dat->buffers = NULL;
	r->dat->nr_buffers = 0;
	free(r->buffer.cpus);
	free(r->cpus);
}
