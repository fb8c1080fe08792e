// SPDX-License-Identifier: GPL-2.0
/*
 * Sections of a trace.dat, other than those of records.
 *
 * An option says where a section is. If the section is compressed, it starts with its two
 * sizes, compressed and not.
 */
#include <stdlib.h>
#include <zstd.h>

#include "dat/section.h"

/* The largest size to believe. The symbols of a kernel and all its modules take ten megabytes. */
#define MAX_BYTES	0x8000000U

static int unreadable(struct dat *dat, u64 off)
{
	return dat_fail(dat, -EINVAL, "%s makes no sense, or is cut short, at byte %llu",
			dat->path, off);
}

static int no_memory(struct dat *dat)
{
	return dat_fail(dat, -ENOMEM, "%s", strerror(ENOMEM));
}

/* Read bytes, and append a NUL. */
static int read_plain(struct dat *dat, u64 off, u32 bytes, u8 **data)
{
	*data = bytes <= dat->bytes ? calloc(1, bytes + 1) : NULL;
	if (!*data)
		return bytes <= dat->bytes ? no_memory(dat) : unreadable(dat, off);
	return dat_read(dat, off, *data, bytes) ? unreadable(dat, off) : 0;
}

/* @bytes gets the size after decompression. */
static int read_packed(struct dat *dat, u64 off, u32 *bytes, u8 **data)
{
	u8 *packed = NULL;
	u32 size[2];
	int err;

	if (dat_read(dat, off, size, sizeof(size)) || size[1] > MAX_BYTES)
		return unreadable(dat, off);
	err = read_plain(dat, off + sizeof(size), size[0], &packed);
	if (!err) {
		*bytes = size[1];
		*data = calloc(1, size[1] + 1);
		if (!*data)
			err = no_memory(dat);
		else if (ZSTD_decompress(*data, size[1], packed, size[0]) != size[1])
			err = unreadable(dat, off);
	}
	free(packed);
	return err;
}

static const struct dat_option *find_option(const struct dat *dat, u32 id)
{
	u32 i;

	for (i = 0; i < dat->nr_options; i++)
		if (dat->options[i].id == id && dat->options[i].bytes == 8)
			return &dat->options[i];
	return NULL;
}

/**
 * dat_read_section - read the section that an option refers to
 * @dat: the file.
 * @option: enum dat_option_id.
 * @data: gets the bytes and a NUL; free it with free(), also on failure.
 * @c: gets the start and the end of the bytes.
 *
 * Context: any.
 * Return: 0; -ENOENT if there is no such section; -EINVAL for a damaged one; -ENOMEM.
 */
int dat_read_section(struct dat *dat, u32 option, u8 **data, struct dat_cursor *c)
{
	const struct dat_option *place = find_option(dat, option);
	struct dat_section_head head;
	u32 bytes;
	u64 off;
	int err;

	*data = NULL;
	*c = (struct dat_cursor) { };
	if (!place)
		return -ENOENT;
	off = get_unaligned((const u64 *)place->data);
	if (dat_read(dat, off, &head, sizeof(head)) || head.bytes > MAX_BYTES)
		return unreadable(dat, off);
	bytes = head.bytes;
	off += sizeof(head);
	if (head.flags & DAT_SECTION_PACKED)
		err = read_packed(dat, off, &bytes, data);
	else
		err = read_plain(dat, off, bytes, data);
	if (!err)
		*c = (struct dat_cursor) { .at = *data, .end = *data + bytes };
	return err;
}
