// SPDX-License-Identifier: GPL-2.0
/*
 * A trace.dat with some of the records of another one.
 *
 * libtracecmd's interface for programs reads files, and does not write them. So the sections
 * about events, tasks and symbols are copied as they are. The records follow, in sub-buffers
 * without compression. The options come last, since they say where everything else is:
 *
 *	beginning	as it was, but for the place of the options
 *	sections	as they were, without those of options and records
 *	buffers		new
 *	options		as they were, with new places
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "dat/page.h"
#include "dat/section.h"
#include "dat/write.h"

static int no_memory(struct dat_writer *w)
{
	return dat_fail(w->dat, -ENOMEM, "%s", strerror(ENOMEM));
}

static int no_sense(struct dat_writer *w, u64 off)
{
	return dat_fail(w->dat, -EINVAL, "%s makes no sense, or is cut short, at byte %llu",
			w->dat->path, off);
}

static int copy(struct dat_writer *w, u64 off, u64 bytes)
{
	char piece[4096];
	int err = 0;

	while (bytes && !err) {
		u32 some = min_t(u64, bytes, sizeof(piece));

		if (dat_read(w->dat, off, piece, some))
			return no_sense(w, off);
		err = dat_put(w, piece, some);
		off += some;
		bytes -= some;
	}
	return err;
}

static int copy_section(struct dat_writer *w, u64 off, u64 bytes)
{
	struct dat_moved *bigger;

	bigger = realloc(w->moved, array_size(w->nr_moved + 1, sizeof(*bigger)));
	if (!bigger)
		return no_memory(w);
	w->moved = bigger;
	bigger[w->nr_moved++] = (struct dat_moved) { off, w->at };
	return copy(w, off, bytes);
}

/* Copy all sections but options and buffers. They follow each other to the end of the file. */
static int copy_sections(struct dat_writer *w)
{
	u64 off = w->dat->head, bytes;
	struct dat_section_head head;
	int err = 0;

	for (; off < w->dat->bytes && !err; off += bytes) {
		if (dat_read(w->dat, off, &head, sizeof(head)) || head.bytes > w->dat->bytes)
			return no_sense(w, off);
		bytes = sizeof(head) + head.bytes;
		if (head.id != DAT_SECTION_OPTIONS && head.id != DAT_OPTION_BUFFER &&
		    head.id != DAT_OPTION_BUFFER_TEXT)
			err = copy_section(w, off, bytes);
	}
	return err;
}

/**
 * dat_write_file - open the new file
 * @w: the writer; gets the file. Close it with dat_write_close(), also on failure.
 * @path: its name.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is the file that is read; -ESPIPE for a pipe or a terminal; an errno of
 * opening. The message is in @w->dat->error.
 */
int dat_write_file(struct dat_writer *w, const char *path)
{
	struct stat in, out;
	int err;

	if (!fstat(w->dat->fd, &in) && !stat(path, &out) &&
	    in.st_dev == out.st_dev && in.st_ino == out.st_ino)
		return dat_fail(w->dat, -EINVAL, "%s is the file that is read", path);
	err = whole_open(&w->file, path);
	if (err)
		return dat_fail(w->dat, err, "cannot write %s: %s", path, strerror(-err));
	/* The writer goes back to fill in sizes and offsets, so it needs a file that can seek. */
	if (fseeko(w->file.to, 0, SEEK_SET))
		return dat_fail(w->dat, -ESPIPE, "cannot write to %s: it takes a file, no pipe",
				path);
	return 0;
}

/**
 * dat_write_open - start to write a file
 * @w: gets the writer; close it with dat_write_close(), also on failure.
 * @dat: the file to copy from.
 * @path: name of the new file; it replaces a file of that name when all is written.
 *
 * Context: any.
 * Return: 0; -EINVAL if @dat is invalid or not of version 7; -ESPIPE for a pipe or a
 * terminal; -ENOMEM; an errno of writing.
 */
int dat_write_open(struct dat_writer *w, struct dat *dat, const char *path)
{
	int err;

	*w = (struct dat_writer) { .dat = dat, .path = path };
	if (dat->by_library)
		return dat_fail(dat, -EINVAL,
				"%s has not version 7, or has time stamps or a compression of its own: convert it first",
				dat->path);
	w->buffers = calloc(dat->nr_buffers ?: 1, sizeof(*w->buffers));
	if (!w->buffers)
		return no_memory(w);
	err = dat_write_file(w, path);
	if (!err)
		err = copy(w, 0, dat->head);
	return err ?: copy_sections(w);
}

/**
 * dat_write_buffer - start a buffer
 * @w: the writer.
 * @nr: index of the buffer in the source file's list.
 *
 * Context: any.
 * Return: 0, -ENOMEM or an errno of writing.
 */
int dat_write_buffer(struct dat_writer *w, u32 nr)
{
	const struct dat_buffer *buffer = &w->dat->buffers[nr];
	struct dat_section_head head = { .id = DAT_OPTION_BUFFER, .title = buffer->title };

	w->buffer = nr;
	w->buffers[nr].section = w->at;
	w->buffers[nr].cpus = calloc(buffer->nr_cpus ?: 1, sizeof(struct dat_cpu));
	w->page = calloc(1, buffer->page);
	if (!w->buffers[nr].cpus || !w->page)
		return no_memory(w);
	return dat_put(w, &head, sizeof(head));
}

/**
 * dat_write_cpu - start a CPU's records
 * @w: the writer.
 * @nr: index of the CPU in the list of the source file's buffer.
 *
 * Context: any.
 * Return: 0 or an errno of writing.
 */
int dat_write_cpu(struct dat_writer *w, u32 nr)
{
	const struct dat_buffer *from = &w->dat->buffers[w->buffer];
	struct dat_written *buffer = &w->buffers[w->buffer];
	int err = dat_put(w, w->page, (from->page - w->at % from->page) % from->page);

	buffer->cpus[buffer->nr_cpus] = (struct dat_cpu) { from->cpus[nr].nr, w->at, 0 };
	w->ts = 0;
	return err;
}

/**
 * dat_write_record - add a record
 * @w: the writer.
 * @s: the stream, at the record.
 *
 * Context: any.
 * Return: 0 or an errno of writing.
 */
int dat_write_record(struct dat_writer *w, const struct dat_stream *s)
{
	return dat_page_add(w, s);
}

/**
 * dat_write_cpu_end - end the records of the current CPU
 * @w: the writer.
 *
 * Context: any.
 * Return: 0 or an errno of writing.
 */
int dat_write_cpu_end(struct dat_writer *w)
{
	struct dat_written *buffer = &w->buffers[w->buffer];
	struct dat_cpu *cpu = &buffer->cpus[buffer->nr_cpus++];
	int err = dat_page_flush(w);

	cpu->bytes = w->at - cpu->off;
	return err;
}

/**
 * dat_write_buffer_end - end the current buffer
 * @w: the writer.
 *
 * Context: any.
 * Return: 0 or an errno of writing.
 */
int dat_write_buffer_end(struct dat_writer *w)
{
	u64 section = w->buffers[w->buffer].section;
	u64 bytes = w->at - section - sizeof(struct dat_section_head);

	free(w->page);
	w->page = NULL;
	return dat_put_at(w, section + offsetof(struct dat_section_head, bytes), &bytes,
			  sizeof(bytes));
}

static int put_option(struct dat_writer *w, u16 id, const void *data, u32 bytes)
{
	u8 head[6];

	memcpy(head, &id, 2);
	memcpy(head + 2, &bytes, 4);
	return dat_put(w, head, sizeof(head)) ?: dat_put(w, data, bytes);
}

/* Write an option with the new offset of the section that @data has the old offset of. */
static int put_place(struct dat_writer *w, u16 id, const u8 *data)
{
	u64 from = get_unaligned((const u64 *)data);
	u32 i;

	for (i = 0; i < w->nr_moved; i++)
		if (w->moved[i].from == from)
			return put_option(w, id, &w->moved[i].to, 8);
	return no_sense(w, from);
}

static int put_buffer(struct dat_writer *w, const struct dat_buffer *from,
		      const struct dat_written *buffer)
{
	char *data = NULL;
	size_t bytes = 0;
	FILE *to = open_memstream(&data, &bytes);
	u32 i;
	int err;

	if (!to)
		return no_memory(w);
	fwrite(&buffer->section, 8, 1, to);
	fwrite(from->name, strlen(from->name) + 1, 1, to);
	fwrite(from->clock, strlen(from->clock) + 1, 1, to);
	fwrite(&from->page, 4, 1, to);
	fwrite(&buffer->nr_cpus, 4, 1, to);
	for (i = 0; i < buffer->nr_cpus; i++) {
		fwrite(&buffer->cpus[i].nr, 4, 1, to);
		fwrite(&buffer->cpus[i].off, 8, 1, to);
		fwrite(&buffer->cpus[i].bytes, 8, 1, to);
	}
	err = fclose(to) ? no_memory(w) : put_option(w, DAT_OPTION_BUFFER, data, bytes);
	free(data);
	return err;
}

static int put_options(struct dat_writer *w)
{
	const struct dat_option *option = w->dat->options;
	u32 i, b = 0;
	int err = 0;

	for (i = 0; i < w->dat->nr_options && !err; i++, option++) {
		if (option->id == DAT_OPTION_BUFFER) {
			if (w->buffers[b].cpus)
				err = put_buffer(w, &w->dat->buffers[b], &w->buffers[b]);
			b++;
		} else if (option->id >= DAT_OPTION_HEADER_INFO &&
			   option->id <= DAT_OPTION_CMDLINES && option->bytes == 8) {
			err = put_place(w, option->id, option->data);
		} else if (option->id != DAT_OPTION_DONE && option->id != DAT_OPTION_BUFFER_TEXT) {
			err = put_option(w, option->id, option->data, option->bytes);
		}
	}
	return err;
}

/**
 * dat_write_end - write the options, and give the file its name
 * @w: the writer; all buffers have ended.
 *
 * Context: any.
 * Return: 0; -EINVAL if the source file is invalid; -ENOMEM; an errno of writing.
 */
int dat_write_end(struct dat_writer *w)
{
	struct dat_section_head head = { .id = DAT_SECTION_OPTIONS, .title = w->dat->title };
	u64 section = w->at, none = 0;
	int err = dat_put(w, &head, sizeof(head));

	if (!err)
		err = put_options(w);
	if (!err)
		err = put_option(w, DAT_OPTION_DONE, &none, sizeof(none));
	head.bytes = w->at - section - sizeof(head);
	if (!err)
		err = dat_put_at(w, section, &head, sizeof(head));
	if (!err)
		err = dat_put_at(w, w->dat->head - sizeof(section), &section, sizeof(section));
	if (err)
		return err;
	err = whole_keep(&w->file);
	if (err)
		return dat_fail(w->dat, err, "cannot write %s: %s", w->path, strerror(-err));
	return 0;
}

/**
 * dat_write_close - release a writer
 * @w: the writer. An incomplete file is removed.
 *
 * Context: any.
 */
void dat_write_close(struct dat_writer *w)
{
	u32 b;

	for (b = 0; w->buffers && b < w->dat->nr_buffers; b++)
		free(w->buffers[b].cpus);
	free(w->buffers);
	free(w->moved);
	free(w->page);
	whole_close(&w->file);
}
