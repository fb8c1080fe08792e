// SPDX-License-Identifier: GPL-2.0
/*
 * A trace.dat of version 7 that is copied from no other.
 *
 * The caller makes the contents of the sections, as trace-cmd.dat.v7(5) describes them. They are
 * remembered as options of the file, which dat_write_end() writes: in an option, the number of a
 * section stands for its offset, which is in the list of moved sections.
 */
#include <stdlib.h>

#include "dat/section.h"
#include "dat/write.h"

/* Magic and version, up to the byte order. */
static const u8 magic[] = "\x17\x08\x44tracing7";

/* What packs the sub-buffers, and its version; two texts. */
static const char packing[] = "none\0";

static int no_memory(struct dat_writer *w)
{
	return dat_fail(w->dat, -ENOMEM, "%s", strerror(ENOMEM));
}

static int put_head(struct dat_writer *w)
{
	u8 order = KTF_BIG_ENDIAN, long_size = w->dat->user_long;
	u64 options = 0;
	int err = dat_put(w, magic, sizeof(magic)) ?: dat_put(w, &order, 1) ?:
		  dat_put(w, &long_size, 1) ?: dat_put(w, &w->dat->page, sizeof(w->dat->page)) ?:
		  dat_put(w, packing, sizeof(packing)) ?: dat_put(w, &options, sizeof(options));

	w->dat->head = w->at;
	return err;
}

/**
 * dat_create - start to write a file
 * @w: gets the writer; close it with dat_write_close(), also on failure.
 * @dat: what the file has: @page, @user_long and @buffers; gets the options.
 * @path: name of the new file; it replaces a file of that name when all is written.
 *
 * Context: any.
 * Return: 0; -ESPIPE for a pipe or a terminal; -ENOMEM; an errno of writing.
 */
int dat_create(struct dat_writer *w, struct dat *dat, const char *path)
{
	*w = (struct dat_writer) { .dat = dat, .path = path };
	w->buffers = calloc(dat->nr_buffers, sizeof(*w->buffers));
	if (!w->buffers)
		return no_memory(w);
	return dat_write_file(w, path) ?: put_head(w);
}

/**
 * dat_create_option - add an option
 * @dat: what the file has.
 * @id: enum dat_option_id. For DAT_OPTION_BUFFER, dat_write_end() makes the bytes.
 * @data: its bytes; this copies them.
 * @bytes: number of bytes.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int dat_create_option(struct dat *dat, u32 id, const void *data, u32 bytes)
{
	struct dat_option *bigger = reallocarray(dat->options, dat->nr_options + 1,
						 sizeof(*bigger));
	u8 *copy = malloc(bytes ?: 1);

	if (bigger)
		dat->options = bigger;
	if (!bigger || !copy) {
		free(copy);
		return dat_fail(dat, -ENOMEM, "%s", strerror(ENOMEM));
	}
	memcpy(copy, data, bytes);
	bigger[dat->nr_options++] = (struct dat_option) { id, copy, bytes };
	return 0;
}

/**
 * dat_create_section - write a section, and add the option that says where it is
 * @w: the writer, between buffers.
 * @id: enum dat_option_id.
 * @data: its bytes.
 * @bytes: number of bytes.
 *
 * Context: any.
 * Return: 0, -ENOMEM or an errno of writing.
 */
int dat_create_section(struct dat_writer *w, u32 id, const void *data, u64 bytes)
{
	struct dat_section_head head = { .id = id, .bytes = bytes };
	struct dat_moved *bigger = reallocarray(w->moved, w->nr_moved + 1, sizeof(*bigger));
	u64 from = id;

	if (!bigger)
		return no_memory(w);
	w->moved = bigger;
	bigger[w->nr_moved++] = (struct dat_moved) { from, w->at };
	return dat_put(w, &head, sizeof(head)) ?: dat_put(w, data, bytes) ?:
	       dat_create_option(w->dat, id, &from, sizeof(from));
}
