// SPDX-License-Identifier: GPL-2.0
/*
 * The symbols of the kernel that a trace is from, which came with it.
 *
 * libtraceevent has them as well, but is asked for an address and tells the name.
 * Filters have the name and want the address.
 */
#include <stdlib.h>
#include <zstd.h>

#include "dat.h"
#include "env.h"

/* What a file may claim; a kernel with all modules has some ten million bytes. */
#define MAX_TEXT	0x8000000U

/* A section's header: number, flags, name, size. */
struct head {
	u16	id;
	u16	flags;
	u32	name;
	u64	bytes;
};

#define PACKED	1

static int no_symbols(struct dat *dat, int err)
{
	return dat_fail(dat, err, "%s has symbols that cannot be read", dat->path);
}

static int read_plain(struct dat *dat, u64 off, u32 bytes, u8 **text)
{
	*text = malloc(bytes ?: 1);
	if (!*text)
		return dat_fail(dat, -ENOMEM, "%s", strerror(ENOMEM));
	return dat_read(dat, off, *text, bytes) ? no_symbols(dat, -EINVAL) : 0;
}

/* What is compressed comes with both its sizes; @bytes gets that of the text. */
static int read_packed(struct dat *dat, u64 off, u32 *bytes, u8 **text)
{
	u32 size[2];
	u8 *packed;
	int err;

	if (dat_read(dat, off, size, sizeof(size)) || size[0] > MAX_TEXT || size[1] > MAX_TEXT)
		return no_symbols(dat, -EINVAL);
	err = read_plain(dat, off + sizeof(size), size[0], &packed);
	*text = malloc(size[1] ?: 1);
	*bytes = size[1];
	if (!err && !*text)
		err = dat_fail(dat, -ENOMEM, "%s", strerror(ENOMEM));
	if (!err && ZSTD_decompress(*text, size[1], packed, size[0]) != size[1])
		err = no_symbols(dat, -EINVAL);
	free(packed);
	return err;
}

static int read_section(struct dat *dat, u64 off, u8 **text, u32 *bytes)
{
	struct head head;

	*text = NULL;
	if (dat_read(dat, off, &head, sizeof(head)) || head.bytes > MAX_TEXT)
		return no_symbols(dat, -EINVAL);
	*bytes = head.bytes;
	off += sizeof(head);
	return head.flags & PACKED ? read_packed(dat, off, bytes, text) :
				     read_plain(dat, off, *bytes, text);
}

/* The section has the size of the list, and the list. */
static int take_symbols(struct dat *dat, u8 *text, u32 bytes)
{
	u32 size, line;

	if (bytes < sizeof(size))
		return no_symbols(dat, -EINVAL);
	size = get_unaligned((const u32 *)text);
	if (!size || size > bytes - sizeof(size))
		return no_symbols(dat, -EINVAL);
	if (env_read_symbols(fmemopen(text + sizeof(size), size, "r"), &line))
		return no_symbols(dat, -EINVAL);
	return 0;
}

/**
 * dat_read_symbols - take the symbols that came with a trace
 * @dat: the file.
 *
 * Context: as env_read_symbols().
 * Return: 0; -ENOENT if there are none; -EINVAL; -ENOMEM.
 */
int dat_read_symbols(struct dat *dat)
{
	u8 *text = NULL;
	u32 bytes = 0, i;
	int err;

	for (i = 0; i < dat->nr_options; i++)
		if (dat->options[i].id == DAT_OPTION_KALLSYMS && dat->options[i].bytes == 8)
			break;
	if (i == dat->nr_options)
		return dat_fail(dat, -ENOENT, "%s has no symbols", dat->path);
	err = read_section(dat, get_unaligned((const u64 *)dat->options[i].data), &text, &bytes);
	if (!err)
		err = take_symbols(dat, text, bytes);
	free(text);
	return err;
}
